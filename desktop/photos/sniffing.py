"""What a file is, by its first bytes: its name is believed only where bytes say nothing."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from desktop.photos.names import ending_of
from sync.records.attachment import AttachmentType


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that Pillow reads under this name."""

    format: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document or a sound, kept as it is."""

    media_type: str
    kind: AttachmentType = AttachmentType.DOCUMENT


@dataclass(frozen=True, slots=True)
class Unwanted:
    """What is never kept: why, and what to do instead."""

    reason: str
    advice: str


Found = Picture | Document | Unwanted

_PROGRAM: Final = Unwanted(
    "c’est un programme, et un carnet n’en garde pas",
    "Joignez une photo, un son ou un document.",
)
_ARCHIVE: Final = Unwanted(
    "c’est une archive, dont le contenu ne peut pas être vérifié",
    "Joignez un par un les fichiers qu’elle contient.",
)
_MACROS: Final = Unwanted(
    "ce document contient des macros, qui peuvent agir à votre insu",
    "Enregistrez-le en PDF, ou dans un format sans macros, puis joignez cette copie.",
)
_OLD_OFFICE: Final = Unwanted(
    "c’est un ancien format de document, qui peut contenir des macros",
    "Enregistrez-le en PDF, en .docx ou en .odt, puis joignez cette copie.",
)
_MOVIE: Final = Unwanted(
    "les vidéos ne sont pas gardées dans le carnet",
    "Joignez une photo ou un son, et notez où la vidéo est rangée.",
)
_UNKNOWN: Final = Unwanted(
    "ce format de fichier n’est pas pris en charge",
    "Formats acceptés\u00a0: photos (JPEG, PNG, HEIC, WebP, GIF, TIFF, BMP), documents (PDF, ODT,"
    " ODS, DOCX, XLSX, TXT, CSV) et sons (M4A, MP3, OGG, WAV).",
)

_BY_FIRST_BYTES: Final[tuple[tuple[bytes, Found], ...]] = (
    (b"\xff\xd8\xff", Picture("JPEG")),
    (b"\x89PNG\r\n\x1a\n", Picture("PNG")),
    (b"GIF87a", Picture("GIF")),
    (b"GIF89a", Picture("GIF")),
    (b"II*\x00", Picture("TIFF")),
    (b"MM\x00*", Picture("TIFF")),
    (b"%PDF-", Document("application/pdf")),
    (b"OggS", Document("audio/ogg", AttachmentType.SOUND)),
    (b"ID3", Document("audio/mpeg", AttachmentType.SOUND)),
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"\xca\xfe\xba\xbe", _PROGRAM),
    (b"\xfe\xed\xfa", _PROGRAM),
    (b"\xce\xfa\xed\xfe", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", _PROGRAM),
    (b"#!", _PROGRAM),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD_OFFICE),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
)
_RIFF: Final[Mapping[bytes, Found]] = MappingProxyType(
    {b"WEBP": Picture("WEBP"), b"WAVE": Document("audio/wav", AttachmentType.SOUND)}
)
_PHOTO_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"hevc"})
_SOUND: Final = Document("audio/mp4", AttachmentType.SOUND)
_OPEN_DOCUMENT: Final = MappingProxyType(
    {
        f"application/vnd.oasis.opendocument.{kind}".encode(): Document(
            f"application/vnd.oasis.opendocument.{kind}"
        )
        for kind in ("text", "spreadsheet")
    }
)
_OOXML: Final = "application/vnd.openxmlformats-officedocument"
_TEXTS: Final = MappingProxyType({"txt": "text/plain", "csv": "text/csv"})
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MOST_NAMES: Final = 5_000


def sniff(content: bytes, name: str) -> Found:
    """Return what a file is."""
    for start, found in _BY_FIRST_BYTES:
        if content.startswith(start):
            return found
    if content.startswith(b"RIFF"):
        return _RIFF.get(content[8:12], _UNKNOWN)
    if content[4:8] == b"ftyp":
        return _by_brand(content[8:12], ending_of(name))
    if content.startswith(b"PK\x03\x04"):
        return _by_entries(content)
    return _without_mark(content, ending_of(name))


def _by_brand(brand: bytes, ending: str) -> Found:
    if brand in _PHOTO_BRANDS:
        return Picture("HEIF")
    # Recorders of telephones call their sounds by the brands of movies.
    sound = brand in (b"M4A ", b"M4B ") or ending == "m4a"
    return _SOUND if sound else _MOVIE


def _by_entries(content: bytes) -> Found:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()[:_MOST_NAMES]
            kind = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, KeyError):
        return _ARCHIVE
    if any(each.endswith("vbaProject.bin") or each.startswith("Basic/") for each in names):
        return _MACROS
    if kind in _OPEN_DOCUMENT:
        return _OPEN_DOCUMENT[kind]
    if "[Content_Types].xml" in names and "word/document.xml" in names:
        return Document(f"{_OOXML}.wordprocessingml.document")
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return Document(f"{_OOXML}.spreadsheetml.sheet")
    return _ARCHIVE


def _without_mark(content: bytes, ending: str) -> Found:
    if content.startswith(b"BM") and content[6:10] == b"\0\0\0\0" and content[15:18] == b"\0\0\0":
        return Picture("BMP")
    if content[:1] == b"\xff" and content[1:2] and content[1] & 0xE6 == 0xE2:
        return Document("audio/mpeg", AttachmentType.SOUND)
    if ending in _TEXTS and _is_text(content):
        return Document(_TEXTS[ending])
    return _UNKNOWN


def _is_text(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return not _CONTROL.search(content.decode("utf-16", errors="replace"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return not _CONTROL.search(text)
