"""Names that Excel accepts: sheets, tables and column headers, each unique."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

LONGEST_SHEET_NAME: Final = 31
_NOT_IN_A_SHEET = re.compile(r"[\[\]:*?/\\]")


class Names:
    """The names already given in a workbook; Excel does not tell capitals apart.

    The ``kept`` names of sheets, and those of their tables, are never given.
    """

    def __init__(self, kept: Iterable[str] = ()) -> None:
        self._sheets: set[str] = set()
        self._tables: set[str] = set()
        for name in kept:
            self.sheet(name)
            self.table(name)

    def sheet(self, wanted: str) -> str:
        """Return a free name for a sheet, close to the wanted one."""
        clean = " ".join(_NOT_IN_A_SHEET.sub(" ", wanted).split()).strip("'") or "Feuille"
        return _free(_shortened(clean), self._sheets, LONGEST_SHEET_NAME, " ")

    def table(self, *words: str) -> str:
        """Return a free name for a table, such as T_Visite."""
        return _free("_".join(["T", *map(_camel, words)]), self._tables, 200, "_")


def unique_headers(wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the headers of a table, numbered where they would be the same."""
    taken: set[str] = set()
    return tuple(_free(" ".join(header.split()), taken, 250, " ") for header in wanted)


def _free(wanted: str, taken: set[str], longest: int, joint: str) -> str:
    name, number = wanted[:longest].rstrip(), 1
    while name.casefold() in taken:
        number += 1
        ending = f"{joint}{number}"
        name = wanted[: longest - len(ending)].rstrip() + ending
    taken.add(name.casefold())
    return name


def _shortened(name: str) -> str:
    """Return a name of a sheet cut after a whole word, with a mark that shows it."""
    if len(name) <= LONGEST_SHEET_NAME:
        return name
    return name[:LONGEST_SHEET_NAME].rpartition(" ")[0].rstrip(" (–-") + "…"


def _camel(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.replace("œ", "oe").replace("’", " "))
    parts = re.findall(r"[A-Za-z0-9]+", plain.encode("ascii", "ignore").decode())
    return "".join(part[:1].upper() + part[1:] for part in parts)
