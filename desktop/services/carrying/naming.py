"""How a file for a key is called, and the short print by which two people know it is the same."""

from datetime import datetime
from typing import Final

from sync.client.bundle.contents import ENDING

_NOT_IN_A_NAME: Final = frozenset('<>:"/\\|?*')
"""What the file systems of keys refuse in a name."""

_LONGEST: Final = 60
_SIGNS: Final = 8


def file_name(person: str, at: datetime) -> str:
    """Return « carnet 2026-11-23 14h05 Jeanne Doe.carnet-echange »: a date that sorts, and who."""
    local = at.astimezone()
    kept = "".join(" " if sign in _NOT_IN_A_NAME else sign for sign in person if sign.isprintable())
    who = " ".join(kept.split())[:_LONGEST].strip(" .")
    return " ".join(filter(None, (f"carnet {local:%Y-%m-%d %Hh%M}", who))) + ENDING


def short_print(digest: bytes) -> str:
    """Return « 3F2A 91C0 », to be read aloud; the signature of the file is what protects it."""
    signs = digest.hex().upper()[:_SIGNS]
    return f"{signs[:4]}\u00a0{signs[4:]}"
