"""A large sheet is poured row by row, whatever the format: memory does not grow with it."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.errors import BadInput
from desktop.export.content import As, Column, Content, Passed, Sheet
from desktop.export.csv_sheets import write_csv
from desktop.export.ods import write_ods
from desktop.export.source import About
from desktop.export.workbook import write_workbook

PER_ROW = 40
MARGIN = 500_000


@pytest.mark.parametrize("write", [write_workbook, write_ods, write_csv])
def test_ten_times_more_rows_take_no_more_memory(
    write: Callable[..., None], tmp_path: Path, about: About
) -> None:
    columns = tuple(Column(f"Colonne {place}", As.TEXT, "") for place in range(PER_ROW))
    row = ("mot",) * PER_ROW

    def peak(count: int) -> int:
        sheet = Sheet("Grande", "", "", columns, (row,) * count)
        tracemalloc.start()
        with (tmp_path / "a").open("wb") as file:
            write(file, Passed(Content("W1", "Essai", (sheet,))), about, lambda *_told: None)
        reached = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return reached

    peak(10)  # whatever the libraries keep for good
    few, many = peak(200), peak(2_000)

    assert many < few + MARGIN


def test_the_progress_tells_each_sheet_and_ends_with_all_rows(about: About) -> None:
    sheets = tuple(
        Sheet(name, "", "", (Column("A", As.TEXT, ""),), (("x",),) * 150) for name in ("Un", "Deux")
    )
    told: list[tuple[int, int, str]] = []

    with Path("/dev/null").open("wb") as nowhere:
        write_csv(nowhere, Passed(Content("W1", "T", sheets)), about, lambda *one: told.append(one))

    assert told[0] == (0, 300, "Feuille «\u00a0Un\u00a0»")
    assert (300, 300, "Feuille «\u00a0Deux\u00a0»") in told
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)


@pytest.mark.parametrize("write", [write_workbook, write_ods, write_csv])
def test_a_sheet_that_no_spreadsheet_opens_whole_is_refused_in_words(
    write: Callable[..., None], tmp_path: Path, about: About
) -> None:
    long = Sheet("Longue", "", "", (Column("A", As.TEXT, ""),), range(1_048_572))  # type: ignore[arg-type]  # nothing reads the rows
    titles = tuple(Column(f"C{place}", As.TEXT, "") for place in range(16_385))
    wide = Sheet("Large", "", "", titles, ())

    for sheet, why in ((long, "1 048 577 lignes"), (wide, "16 385 colonnes")):
        content = Content("W1", "Essai", (sheet,))
        with (tmp_path / "a").open("wb") as file, pytest.raises(BadInput) as refused:
            write(file, Passed(content), about, lambda *_told: None)
        assert why in refused.value.sentence.replace("\u202f", " ").replace("\u00a0", " ")
