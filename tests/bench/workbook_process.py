"""One workbook made in a process of its own, so that the memory it takes is its own.

Prints the seconds it took and the megabytes it added to the program at rest, as JSON.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn
from zipfile import ZIP_DEFLATED, ZipFile

from desktop.export.content import As, Column, Content, Passed, Row, Sheet
from desktop.export.source import About
from desktop.export.workbook import write_workbook
from desktop.paths import resources_dir
from desktop.privacy.reader import privacy_reader
from desktop.services.export import Team, export_data
from desktop.services.opening import Opening
from desktop.services.workbooks.choice import Choice, Format
from desktop.services.workbooks.exporting import export, look_at, preview
from desktop.services.workbooks.gate.passages import Remarks
from desktop.services.workbooks.scope import Period, Scope
from desktop.version import VERSION
from tests.bench.corpus import PHRASE

TODAY = date(2026, 11, 23)
_STATUS = Path("/proc/self/status")


def main() -> None:
    """Do what the arguments ask: a kind of work, then its own arguments."""
    work, *given = sys.argv[1:]
    _WORKS[work](*given)


def looked(folder: str, *codes: str) -> None:
    """Let every passage of these workbooks leave, as somebody who has read them would."""
    with Opening().open(Path(folder), PHRASE) as notebook:
        for code in codes:
            held = preview(notebook, _choice(code), today=TODAY, remarks=_remarks())
            look_at(notebook, [passage.key for passage in held.checked.passages])


def workbook(folder: str, code: str) -> None:
    """Make one of the six workbooks of a notebook, over two years."""
    remarks = _remarks()
    with Opening().open(Path(folder), PHRASE) as notebook, TemporaryDirectory() as place:
        made = Path(place) / "made.xlsx"
        _told(
            lambda: export(
                notebook, _choice(code), made, format=Format.XLSX, today=TODAY, remarks=remarks
            ),
            made,
        )


def _choice(code: str) -> Choice:
    return Choice(code, Scope(Period.of_years(TODAY.year - 1, TODAY.year)))


def _remarks() -> Remarks:
    return privacy_reader(resources_dir() / "privacy").read


def data(folder: str) -> None:
    """Make the workbook of all data, for the team."""
    with Opening().open(Path(folder), PHRASE) as notebook, TemporaryDirectory() as place:
        made = Path(place) / "made.xlsx"
        _told(lambda: export_data(notebook, made, Team()), made)


def sheet(rows: str, columns: str) -> None:
    """Write cells already made with our own writer."""
    titles = tuple(Column(f"Colonne {place}", _held(place), "") for place in range(int(columns)))
    made_of = Sheet("Cellules", "Cellules", "", titles, _Sample(int(rows), int(columns)))
    passed = Passed(Content("BANC", "Banc de mesure", (made_of,)))
    about = About("Banc de mesure", "", datetime.now(UTC), VERSION)
    with TemporaryDirectory() as place:
        made = Path(place) / "made.xlsx"

        def work() -> None:
            with made.open("wb") as file:
                write_workbook(file, passed, about, lambda *_: None)

        _told(work, made)


class _Sample(Sequence[Row]):
    """The sample as rows that are made when they are read."""

    def __init__(self, rows: int, columns: int) -> None:
        self._rows, self._columns = rows, columns

    def __len__(self) -> int:
        return self._rows

    def __iter__(self) -> Iterator[Row]:
        return sample(self._rows, self._columns)

    def __getitem__(self, place: object) -> NoReturn:
        raise NotImplementedError("a sheet is read from its first row to its last")


def _held(column: int) -> As:
    return As.WHOLE if column % 3 == 0 else As.TEXT


def xlsxwriter(rows: str, columns: str) -> None:
    """Write cells already made with XlsxWriter, which keeps a single row in memory."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it has no types

    with TemporaryDirectory() as place:
        made = Path(place) / "made.xlsx"

        def work() -> None:
            options = {"constant_memory": True, "strings_to_formulas": False}
            book = Workbook(str(made), options)
            sheet = book.add_worksheet()
            for number, row in enumerate(sample(int(rows), int(columns))):
                for place, value in enumerate(row):
                    sheet.write(number, place, value)
            book.close()

        _told(work, made)


def raw(rows: str, columns: str) -> None:
    """Zip the bare XML of the same cells: the physical floor."""
    with TemporaryDirectory() as place:
        made = Path(place) / "made.zip"

        def work() -> None:
            with (
                ZipFile(made, "w", ZIP_DEFLATED) as archive,
                archive.open("sheet1.xml", "w", force_zip64=True) as stream,
            ):
                for row in sample(int(rows), int(columns)):
                    stream.write(("<row>" + "".join(map(_bare, row)) + "</row>").encode())

        _told(work, made)


def sample(rows: int, columns: int) -> Iterator[Row]:
    """Yield rows like those of the notebook: texts, codes, numbers, one long text in ten."""
    words = "La visite a eu lieu au local ; dix personnes, une demande de salle, un budget à revoir"
    for row in range(rows):
        yield tuple(
            row * 7 + column
            if column % 3 == 0
            else f"{words} {row}"
            if column % 10 == 1
            else f"Texte {row % 97} {column}"
            for column in range(columns)
        )


def _bare(value: object) -> str:
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{value}</t></is></c>'


def _told(work: Callable[[], object], made: Path) -> None:
    before, start, spent = _peak(), time.perf_counter(), time.process_time()
    work()
    figures = {
        "seconds": time.perf_counter() - start,
        "processor": time.process_time() - spent,
        "megabytes": _peak() - before,
        "size": made.stat().st_size,
    }
    sys.stdout.write(json.dumps(figures) + "\n")


def _peak() -> float:
    """Return the most memory that this program ever held, in megabytes.

    On Linux, what the system counts for a process also holds the peak of whoever started it: the
    program's own is read elsewhere.
    """
    if _STATUS.exists():
        lines = _STATUS.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) / 1_024 for line in lines if line.startswith("VmHWM"))
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes / (1_024 * 1_024 if sys.platform == "darwin" else 1_024)


_WORKS: dict[str, Callable[..., None]] = {
    "looked": looked,
    "workbook": workbook,
    "sheet": sheet,
    "data": data,
    "xlsxwriter": xlsxwriter,
    "raw": raw,
}


if __name__ == "__main__":
    main()
