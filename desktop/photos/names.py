"""Names of files as they may be shown and offered again: never a path, never a trick."""

import re
import unicodedata
from types import MappingProxyType
from typing import Final

LONGEST: Final = 120
"""Signs of a name, its ending included: every system and every list can hold it."""

ENDINGS: Final = MappingProxyType(
    {
        "image/jpeg": ("jpg", "jpeg"),
        "image/png": ("png",),
        "application/pdf": ("pdf",),
        "application/vnd.oasis.opendocument.text": ("odt",),
        "application/vnd.oasis.opendocument.spreadsheet": ("ods",),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx",),
        "text/plain": ("txt",),
        "text/csv": ("csv",),
        "audio/mp4": ("m4a",),
        "audio/mpeg": ("mp3",),
        "audio/ogg": ("ogg", "oga", "opus"),
        "audio/wav": ("wav",),
    }
)
"""The endings that a media type may have, the usual one first."""

_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*]')
_DEVICE: Final = re.compile(r"(?i)(con|prn|aux|nul|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$")
_UNNAMED: Final = "fichier"


def ending_of(name: str) -> str:
    """Return what follows the last dot of a name, in small letters; empty without one."""
    stem, dot, ending = name.rpartition(".")
    return ending.strip().casefold() if dot and stem else ""


def shown_name(name: str) -> str:
    """Return a name as one line of plain text: no path, no control or direction sign."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    signs = (sign for sign in last if unicodedata.category(sign)[0] != "C")
    plain = " ".join("".join(signs).split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"


def clean_name(name: str, media_type: str) -> str:
    """Return a name that every system accepts, with an ending that tells the truth.

    The names that Windows keeps for devices, its forbidden signs, the marks that turn the
    direction of text and the dots or spaces at the end are changed or taken away.
    """
    endings = ENDINGS[media_type]
    plain = _FORBIDDEN.sub("-", shown_name(name))
    given = ending_of(plain)
    stem = plain[: -len(given) - 1] if given in endings or _is_ending(given) else plain
    ending = given if given in endings else endings[0]
    stem = stem.strip(" .-")[: LONGEST - len(ending) - 1].rstrip(" .") or _UNNAMED
    if _DEVICE.match(stem):
        stem = f"{_UNNAMED}-{stem}"
    return f"{stem}.{ending}"


def _is_ending(word: str) -> bool:
    return word.isascii() and word.isalnum() and 0 < len(word) <= 5
