"""Open a financer's template to look at it: weighed first, refused in words when it cannot be."""

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.errors import BadInput
from desktop.files import told

if TYPE_CHECKING:
    from desktop.export.template.seen import TemplateSeen

ENDINGS: Final = (".xlsx", ".xlsm")
LARGEST: Final = 20 * 1024 * 1024
_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what .xls files and encrypted ones begin with
_UNCHANGED: Final = " Le fichier n’a pas été modifié."


class Refused(BadInput):
    """Report a file that is no template; it was not changed."""


def look_into(path: Path) -> "TemplateSeen":
    """Return what a template holds; raises BadInput (Refused, NotATemplate, UnreadableTable)."""
    # Late: openpyxl costs a tenth of a second, which starting the program need not pay.
    from desktop.export.template.inspection import inspect
    from desktop.importing.archive import refuse_declarations, weigh

    _refuse_others(path)
    with told(path), path.open("rb") as file:
        try:
            with zipfile.ZipFile(file) as archive:
                weigh(archive, path.stat().st_size)
                refuse_declarations(archive)
        except zipfile.BadZipFile as error:
            raise Refused(
                "Ce fichier est abîmé, ou n’est pas un classeur Excel." + _UNCHANGED,
                "template",
                "Demandez-le à nouveau au financeur, ou enregistrez-le à nouveau en .xlsx.",
            ) from error
        return inspect(file, path.name)


def _refuse_others(path: Path) -> None:
    if not path.is_file():
        raise Refused(f"Le fichier «\u00a0{path.name}\u00a0» n’est pas là.", "template")
    if path.stat().st_size > LARGEST:
        size = LARGEST // 1024 // 1024
        raise Refused(f"Ce modèle dépasse {size}\u00a0Mo." + _UNCHANGED, "template")
    with told(path), path.open("rb") as file:
        old = file.read(len(_OLD)) == _OLD
    if old and path.suffix.lower() in ENDINGS:
        raise Refused(
            "Ce modèle est protégé par un mot de passe d’ouverture." + _UNCHANGED,
            "template",
            "Ouvrez-le dans Excel, retirez le mot de passe, enregistrez, puis recommencez.",
        )
    if path.suffix.lower() not in ENDINGS:
        raise Refused(
            "Un modèle se remplit au format .xlsx ou .xlsm." + _UNCHANGED,
            "template",
            "Ouvrez-le dans Excel ou LibreOffice et enregistrez-le en .xlsx.",
        )
