"""Open a financer's template to look at it: weighed first, refused in words when it cannot be."""

import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from lzma import LZMAError
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.errors import BadInput

if TYPE_CHECKING:
    from desktop.export.template.seen import TemplateSeen

ENDINGS: Final = (".xlsx", ".xlsm")
LARGEST: Final = 20 * 1024 * 1024
_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what .xls files and encrypted ones begin with
_UNCHANGED: Final = " Le fichier n’a pas été modifié."
_BROKEN: Final = (
    zipfile.BadZipFile,
    EOFError,
    LZMAError,
    NotImplementedError,  # a compression that no spreadsheet uses
    OSError,
    RuntimeError,
    zlib.error,
)


class Refused(BadInput):
    """Report a file that is no template; it was not changed."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A template as it was at one moment: its bytes, and what they hold."""

    content: bytes
    seen: "TemplateSeen"


def look_into(path: Path, check: Callable[[], object] = lambda: None) -> "TemplateSeen":
    """Return what a template holds; raises BadInput (Refused, NotATemplate, UnreadableTable).

    `check` is called now and then; what it raises stops the reading.
    """
    return take(path, check).seen


def take(path: Path, check: Callable[[], object] = lambda: None) -> Taken:
    """Read a template once, whole: what is looked at is what is filled. Raises as `look_into`."""
    # Late: openpyxl costs a tenth of a second, which starting the program need not pay.
    from desktop.export.template.inspection import inspect

    content = _read(path)
    try:
        _weigh(content)
    except _BROKEN as error:
        raise Refused(
            "Ce fichier est abîmé, ou n’est pas un classeur Excel." + _UNCHANGED,
            "template",
            "Demandez-le à nouveau au financeur, ou enregistrez-le à nouveau en .xlsx.",
        ) from error
    return Taken(content, inspect(BytesIO(content), path.name, check))


def _weigh(content: bytes) -> None:
    from desktop.importing.archive import refuse_declarations, weigh

    with zipfile.ZipFile(BytesIO(content)) as archive:
        weigh(archive, len(content))
        names = archive.namelist()
        if any(_is_odd(name) for name in names) or _has_twins(names):
            raise zipfile.BadZipFile("parts that no spreadsheet writes")
        refuse_declarations(archive)


def _is_odd(name: str) -> bool:
    """Tell whether a part would be written outside the folder where one unpacks the file."""
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _has_twins(names: list[str]) -> bool:
    """Tell whether two parts bear one name: each program would believe another one."""
    return len({name.casefold() for name in names}) < len(names)


def _read(path: Path) -> bytes:
    """Return the bytes of a file that may be a template; nothing is read of one too big."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise Refused(f"Le fichier «\u00a0{path.name}\u00a0» n’est pas là.", "template") from error
    except OSError as error:
        raise Refused(
            f"Le fichier «\u00a0{path.name}\u00a0» n’a pas pu être lu." + _UNCHANGED,
            "template",
            "Vérifiez que la clé ou le dossier est toujours là, puis recommencez.",
        ) from error
    _refuse_others(path, content)
    return content


def _refuse_others(path: Path, content: bytes) -> None:
    ending = path.suffix.lower()
    if len(content) > LARGEST:
        size = LARGEST // 1024 // 1024
        raise Refused(f"Ce modèle dépasse {size}\u00a0Mo." + _UNCHANGED, "template")
    if ending in ENDINGS and content.startswith(_OLD):
        raise Refused(
            "Ce modèle est protégé par un mot de passe d’ouverture." + _UNCHANGED,
            "template",
            "Ouvrez-le dans Excel, retirez le mot de passe, enregistrez, puis recommencez.",
        )
    if ending not in ENDINGS:
        raise Refused(
            "Un modèle se remplit au format .xlsx ou .xlsm." + _UNCHANGED,
            "template",
            "Ouvrez-le dans Excel ou LibreOffice et enregistrez-le en .xlsx.",
        )
