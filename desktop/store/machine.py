"""Whether this base was copied or restored since it last wrote: then it is another device."""

import hashlib
import uuid
from pathlib import Path

_MACHINE_ID = Path("/etc/machine-id")


def whereabouts(base: Path) -> str:
    """Return a fingerprint of the computer and of the very file that holds the base.

    Copying a file, or putting a backup in its place, gives another file number; without a change
    of incarnation two bases would then go on with the same chain.
    """
    found = base.stat()
    try:
        machine = _MACHINE_ID.read_text(encoding="ascii").strip()
    except OSError:
        machine = f"{uuid.getnode():x}"
    text = f"{machine}:{found.st_dev}:{found.st_ino}"
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
