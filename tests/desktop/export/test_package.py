"""Sheets are poured into the workbook without being held in memory or on the disk."""

import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.export.cells import Look
from desktop.export.package import Package, SheetPlan

PLAN = SheetPlan(
    name="L’été",
    table="T_Ete",
    title="Titre",
    sentence="Phrase.",
    headers=("Nom", "Montant (€)"),
    widths=(20, 15),
)


def rows(package: Package, count: int) -> Iterator[list[str]]:
    for number in range(count):
        yield [package.cells.text(f"Ligne {number} " + "mot " * 40), package.cells.euros(number)]


def peak_of(path: Path, count: int) -> int:
    """Return the most memory that writing so many rows takes, in bytes."""
    tracemalloc.start()
    with path.open("wb") as file:
        package = Package(file, title="Essai")
        package.add(PLAN, rows(package, count))
        package.close(PLAN.name)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_ten_times_more_rows_take_no_more_memory(tmp_path: Path) -> None:
    peak_of(tmp_path / "first.xlsx", 10)  # whatever openpyxl keeps for good

    few, many = (peak_of(tmp_path / "a.xlsx", count) for count in (1_000, 10_000))

    assert many < few + 200_000


def test_the_sheet_shown_first_is_the_one_asked_for() -> None:
    file = io.BytesIO()
    package = Package(file, title="Essai")
    package.add(PLAN, rows(package, 3))
    package.add(SheetPlan("Lisez-moi", "", "Titre", "Phrase.", (), (20,)), ())

    package.close("Lisez-moi")

    workbook = load_workbook(file)
    assert workbook.sheetnames == ["Lisez-moi", "L’été"]
    assert workbook.active is not None
    assert workbook.active.title == "Lisez-moi"


def test_a_formula_of_ours_carries_its_value() -> None:
    file = io.BytesIO()
    package = Package(file, title="Essai")
    cell = package.cells.formula("SUM(1,2)", 3, Look.INTEGER)

    package.add(PLAN, [[cell, package.cells.empty()]])
    package.close(PLAN.name)

    assert load_workbook(file)[PLAN.name]["A5"].value == "=SUM(1,2)"
    assert load_workbook(file, data_only=True)[PLAN.name]["A5"].value == 3


@pytest.mark.filterwarnings("error")
def test_giving_up_in_the_middle_says_nothing_more() -> None:
    file = io.BytesIO()
    package = Package(file, title="Essai")
    cells = [package.cells.text("a"), package.cells.euros(1)]

    def cut() -> Iterator[list[str]]:
        yield cells
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        package.add(PLAN, cut())
    package.abandon()
    written = len(file.getvalue())
    del package

    assert len(file.getvalue()) == written
