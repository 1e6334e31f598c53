"""Read the tables of a file, whatever program made it; refuse kindly what is not a table."""

from pathlib import Path

from desktop.importing.table import MOST_BYTES, Table, UnreadableTable
from desktop.importing.text_table import read_text_table
from desktop.importing.workbook import read_workbook

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NO_TABLE = {b"%PDF": "un document PDF", b"\x89PNG": "une image", b"\xff\xd8\xff": "une image"}


def read_tables(path: Path) -> tuple[Table, ...]:
    """Return the sheets of a workbook in their order, or the single table of a text file.

    What the file is comes from its first bytes, not from its name. Raises `UnreadableTable`
    for anything else, for a file that is too big, and for one built to fill the memory.
    """
    head = _head(path)
    if head.startswith(_ZIP):
        return read_workbook(path)
    if head.startswith(_OLD_EXCEL):
        raise UnreadableTable(
            "Ce classeur est à l’ancien format «\u00a0.xls\u00a0», ou protégé par un mot de passe. "
            "Rien n’a été écrit.",
            "Ouvrez-le dans votre tableur, enregistrez-le au format «\u00a0.xlsx\u00a0» sans mot "
            "de passe, puis recommencez.",
        )
    for start, what in _NO_TABLE.items():
        if head.startswith(start):
            raise UnreadableTable(f"Ce fichier est {what}, pas un tableau. Rien n’a été écrit.")
    return (read_text_table(path.read_bytes()),)


def _head(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise UnreadableTable(
                f"«\u00a0{path.name}\u00a0» est un dossier, pas un fichier. Rien n’a été écrit.",
                "Indiquez le fichier à importer.",
            )
        if size > MOST_BYTES:
            raise UnreadableTable(
                f"Ce fichier dépasse {MOST_BYTES // 1024 // 1024}\u00a0Mo. Rien n’a été écrit.",
                "Partagez-le en plusieurs fichiers, puis importez-les l’un après l’autre.",
            )
        with path.open("rb") as file:
            return file.read(8)
    except FileNotFoundError as error:
        raise UnreadableTable(
            f"Le fichier «\u00a0{path.name}\u00a0» est introuvable. Rien n’a été écrit.",
            "Vérifiez son nom et son dossier.",
        ) from error
    except OSError as error:
        raise UnreadableTable(
            f"Le fichier «\u00a0{path.name}\u00a0» ne peut pas être lu. Rien n’a été écrit.",
            "Il est peut-être ouvert dans un autre logiciel, ou son dossier est protégé.",
        ) from error
