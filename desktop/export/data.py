"""Write the data of a notebook as one workbook, from the declarations of its records alone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Final

from desktop.export.about import OWN_SHEETS, READ_ME, Told, write_about
from desktop.export.naming import Names
from desktop.export.package import Package
from desktop.export.perimeter import Perimeter
from desktop.export.sheets import DataSheets
from desktop.export.source import Circumstances, Sheet, Source
from desktop.export.values import Teller
from sync.records import RECORD_TYPES

TITLE: Final = "Données du carnet"

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Request:
    """One export to make: its perimeter, and what its first sheet says of it."""

    perimeter: Perimeter
    circumstances: Circumstances


def write_data(
    file: BinaryIO, source: Source, request: Request, progress: Progress
) -> tuple[Sheet, ...]:
    """Write the workbook into an open file; return its sheets of data, left-out kinds included.

    `progress` is called for each record read (done, total, what); it may raise to give up.
    """
    package = Package(file, title=TITLE)
    try:
        return _write(package, source, request, _Counter(source, progress))
    except BaseException:
        package.abandon()
        raise


def _write(
    package: Package, source: Source, request: Request, advanced: Callable[[str], None]
) -> tuple[Sheet, ...]:
    teller = Teller(source, request.perimeter)
    names = Names()
    for name in OWN_SHEETS:
        names.sheet(name)  # no kind of record may take it
    data = DataSheets(package, source, request.perimeter, teller, names, advanced)
    sheets = tuple(
        sheet
        for kind, model in RECORD_TYPES.items()
        if source.count(kind)
        for sheet in data.write(model)
    )
    told = Told(sheets, tuple(teller.cuts), request.perimeter, request.circumstances)
    write_about(package, source, told)
    package.close(READ_ME)
    return sheets


class _Counter:
    """Counts the records read; the sheets of lines read them again, without counting."""

    def __init__(self, source: Source, progress: Progress) -> None:
        self._total = sum(source.count(kind) for kind in RECORD_TYPES)
        self._progress = progress
        self._done = 0

    def __call__(self, sheet: str) -> None:
        self._done = min(self._done + 1, self._total)
        self._progress(self._done, self._total, f"Feuille « {sheet} »")
