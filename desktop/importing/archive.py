"""Weigh a workbook before unpacking it: a small file can be built to fill the whole memory."""

import zipfile
from typing import Final

from desktop.importing.table import UnreadableTable

MOST_UNPACKED: Final = 300 * 1024 * 1024
MOST_IN_MEMORY: Final = 64 * 1024 * 1024  # a part that is not a sheet is read whole
MOST_PARTS: Final = 5_000
MOST_RATIO: Final = 200
_SMALL: Final = 1024 * 1024  # a part this small may shrink as much as it likes
_BLOCK: Final = 1 << 20

# A workbook never declares a document type; only an attack does.
_DECLARATIONS: Final = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


def weigh(archive: zipfile.ZipFile, size: int) -> None:
    """Refuse an archive of `size` bytes that is too big once unpacked, or not a plain workbook.

    Raises `UnreadableTable`; the sizes are those the archive declares, which the reading of a
    part never exceeds.
    """
    parts = archive.infolist()
    _refuse(len(parts) > MOST_PARTS, "contient trop de fichiers")
    _refuse(any(part.flag_bits & 1 for part in parts), "est protégé par un mot de passe")
    _refuse(sum(part.compress_size for part in parts) > size, "se recouvre lui-même")
    _refuse(
        sum(part.file_size for part in parts) > MOST_UNPACKED,
        f"dépasse {MOST_UNPACKED // 1024 // 1024}\u00a0Mo une fois décompressé",
    )
    for part in parts:
        _refuse(_ratio(part) > MOST_RATIO, "se décompresse en une taille anormale")
        _refuse(
            part.file_size > MOST_IN_MEMORY and not part.filename.startswith("xl/worksheets/"),
            "contient une partie trop grosse",
        )


def refuse_declarations(archive: zipfile.ZipFile) -> None:
    """Refuse an archive one part of which declares a document type or entities.

    Every part is read to its end, so that a broken one is found here too.
    """
    for part in archive.infolist():
        found = _declares(archive, part)
        _refuse(found and "/media/" not in part.filename, "contient des instructions interdites")


def _declares(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    longest = max(map(len, _DECLARATIONS))
    tail = b""
    found = False
    with archive.open(part) as file:
        while block := file.read(_BLOCK):
            seen = tail + block
            found = found or any(word in seen for word in _DECLARATIONS)
            tail = seen[-longest:]
    return found


def _ratio(part: zipfile.ZipInfo) -> float:
    if part.file_size <= _SMALL:
        return 1.0
    return part.file_size / max(part.compress_size, 1)


def _refuse(condition: bool, why: str) -> None:
    if condition:
        raise UnreadableTable(f"Ce classeur {why}. Rien n’a été écrit.")
