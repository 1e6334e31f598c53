"""Charts that do not lie: bars stand on zero."""

import io

import pytest
from openpyxl import load_workbook

from desktop.export.content import As, Chart, Column, Content, Marks, Passed, Sheet
from desktop.export.source import About
from desktop.export.workbook import write_workbook


def _said_to_nobody(done: int, total: int, what: str) -> None:
    """Follow nothing."""


def least(about: About, marks: Marks, *figures: int) -> float | None:
    """Return where the axis of the figures begins."""
    columns = (Column("Nature", As.TEXT, "La nature."), Column("Délai", As.WHOLE, "En jours."))
    rows = [(f"Nature {at}", figure) for at, figure in enumerate(figures)]
    chart = Chart("Délais", marks, "Nature", ("Délai",), "Des délais.")
    sheet = Sheet("Délais", "Délais", "Des délais.", columns, rows, charts=(chart,))
    file = io.BytesIO()
    write_workbook(file, Passed(Content("W3", "Essai", (sheet,))), about, _said_to_nobody)
    read = load_workbook(io.BytesIO(file.getvalue()))["Délais"]
    (drawn,) = getattr(read, "_charts")  # noqa: B009 - openpyxl has no public way to its charts
    axis: float | None = drawn.y_axis.scaling.min
    return axis


@pytest.mark.parametrize("marks", list(Marks))
def test_figures_that_are_close_are_still_drawn_from_zero(about: About, marks: Marks) -> None:
    assert least(about, marks, 157, 155, 131) == 0


def test_figures_below_zero_are_drawn_below_it(about: About) -> None:
    assert least(about, Marks.BARS, 3, -2, 4) is None
