"""Notice an older copy of the base put in place of the present one, under the same file number.

Beside the base lies the last operation of each chain written here: random numbers, nothing of
anybody. A base that lacks one of them is older than what was written, and must not go on with it.
"""

import json
from contextlib import suppress

from desktop.errors import UserError
from desktop.files import write_atomically
from desktop.store.base import Base
from desktop.store.cipher import DatabaseError
from desktop.store.folder import NotebookFolder

_ENDS = "SELECT id FROM chain ORDER BY id"


def note_end(folder: NotebookFolder, base: Base) -> None:
    """Write where the chains of this base end; raises `DiskFull`, `NotWritten`."""
    content = json.dumps({"device": base.settings.get("device"), "ends": _ends(base)}).encode()
    if not folder.chain_end.exists() or folder.chain_end.read_bytes() != content:
        write_atomically(folder.chain_end, content)


def note_end_if_possible(folder: NotebookFolder, base: Base) -> None:
    """Do the same while closing: what cannot be written is a guard less, and no reason to stay."""
    with suppress(UserError, OSError, DatabaseError):
        note_end(folder, base)


def is_behind(folder: NotebookFolder, base: Base) -> bool:
    """Tell whether this base is older than what was noted; an unreadable note tells nothing."""
    try:
        noted = json.loads(folder.chain_end.read_bytes())
        device, ends = str(noted["device"]), [str(each) for each in noted["ends"]]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return device != base.settings.get("device") or len(base.log.known(ends)) < len(ends)


def _ends(base: Base) -> list[str]:
    return [str(row[0]) for row in base.db.execute(_ENDS)]
