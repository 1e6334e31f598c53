"""Write a content as a .zip of CSV files, one per sheet, for whoever loads them elsewhere.

UTF-8 with a byte order mark, semicolons, decimal commas, days as 31/12/2025: what a French
spreadsheet opens with a double click. The header is the first line; titles and totals are left
to the workbook. A published layout (SCDL) keeps its own rules: commas, points, 2025-12-31.

A CSV file cannot say that "=1+1" is a text. An apostrophe is put before any text that a
spreadsheet would compute or take for an error: the reader sees '=1+1, and nothing runs.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZipFile

from desktop.export.cells import decimal_euros
from desktop.export.content import As, Passed, Typed
from desktop.export.explained import controls, dictionary, lists
from desktop.export.front import front_lines
from desktop.export.laid import OWN_SHEETS, READ_ME, Cell, Computed, Laid, Tally, laid_out
from desktop.export.naming import Names
from desktop.export.package import MEMBER
from desktop.export.progress import Advance, Progress
from desktop.export.shown import shown
from desktop.export.source import About, Cut

_COMPUTED: Final = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")
_ERROR: Final = re.compile(r"#[\w/]+[!?]?\s*")
_NOT_IN_A_FILE_NAME: Final = re.compile(r'[<>:"/\\|?*]')
_NOTES: Final = (
    (
        "Fichiers",
        "Un fichier par feuille\u00a0: texte UTF-8, colonnes séparées par des points-virgules. "
        "Les feuilles d’un format publié (SCDL) suivent leurs propres règles.",
    ),
    (
        "Apostrophes",
        "Une apostrophe est ajoutée devant un texte qu’un tableur prendrait pour une formule.",
    ),
    (
        "Codes",
        "Un tableur peut enlever les zéros de tête d’un SIRET\u00a0: importez ces colonnes comme "
        "du texte.",
    ),
)


def write_csv(file: BinaryIO, passed: Passed, about: About, progress: Progress) -> None:
    """Write the archive into an open binary file; the progress may raise to give up."""
    content = passed.content
    sheets = laid_out(content, Names(OWN_SHEETS))
    advance = Advance(sum(len(sheet.rows) for sheet in content.sheets), progress)
    cuts: list[Cut] = []
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        files = _Files(archive)
        front = ((line.title, line.value) for line in front_lines(passed, about, sheets))
        files.add(READ_ME, [*front, *_chart_lines(sheets), *_NOTES])
        tallies = {}
        for sheet, laid in zip(content.sheets, sheets, strict=True):
            tally = Tally(laid, cuts)
            files.add_sheet(laid, advance.over(laid.name, tally.follow()))
            tallies[sheet.name] = (laid, tally)
        for own in (
            controls(passed, tallies, cuts),
            dictionary(content, tallies),
            lists(content),
        ):
            files.add_sheet(own, own.rows)


class _Files:
    """The files of the archive, numbered in the order of the sheets."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._count = 0

    def add_sheet(self, laid: Laid, rows: Iterable[Sequence[Cell]]) -> None:
        """Write a sheet: its header, then its rows."""
        told = exactly if laid.exact else frenchly
        held = [column.held for column in laid.columns]
        lines = ([told(value, as_) for value, as_ in zip(row, held, strict=True)] for row in rows)
        self._write(laid.name, laid.headers, lines, exact=laid.exact)

    def add(self, name: str, rows: Iterable[Sequence[Cell]]) -> None:
        """Write lines of words."""
        lines = ([frenchly(value, As.LONG_TEXT) for value in row] for row in rows)
        self._write(name, (), lines, exact=False)

    def _write(
        self, name: str, headers: Sequence[str], lines: Iterator[list[str]], *, exact: bool
    ) -> None:
        encoding = "utf-8" if exact else "utf-8-sig"
        with (
            self._archive.open(self._member(name), MEMBER, force_zip64=True) as stream,
            io.TextIOWrapper(stream, encoding, newline="") as text,
        ):
            writer = csv.writer(text, delimiter="," if exact else ";")
            if headers:
                writer.writerow([guarded(header) for header in headers])
            writer.writerows(lines)

    def _member(self, name: str) -> str:
        self._count += 1
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        return f"{self._count:02}_{_NOT_IN_A_FILE_NAME.sub('', plain).replace(' ', '_')}.csv"


def guarded(text: str) -> str:
    """Return a text that no spreadsheet computes nor takes for an error."""
    if _COMPUTED.match(text) or _ERROR.fullmatch(text):
        return f"'{text}"
    return text


def frenchly(value: Cell, held: As) -> str:
    """Return a value as a French spreadsheet reads it."""
    if value.__class__ is str:
        return guarded(str(value))
    if isinstance(value, Typed | Computed):
        return frenchly(value.value, value.held)
    if held is As.SHARE and isinstance(value, int | float):
        return f"{shown(round(value * 100, 8))}%"
    return shown(value, held)


def exactly(value: Cell, held: As) -> str:
    """Return a value as published layouts ask: points, days as 2025-12-31."""
    if isinstance(value, Typed | Computed):
        return exactly(value.value, value.held)
    if isinstance(value, date):
        return f"{value.year:04}-{value.month:02}-{value.day:02}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return guarded(shown(value, held))
    return decimal_euros(round(value)) if held is As.EUROS else f"{value:.10g}"


def _chart_lines(sheets: tuple[Laid, ...]) -> Iterator[tuple[str, str]]:
    for laid in sheets:
        for chart in laid.charts:
            yield f"Graphique\u00a0: {chart.title}", chart.said
