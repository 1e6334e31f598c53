"""What the assistant says agrees in number, and never tells more than there is."""

from pathlib import Path

import pytest

from desktop.export.content import As, Figure
from desktop.ui.exporting.saying import figure_said, saved_said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "Marches : 0"), (1, "Marches : 1"), (2, "2 marches"), (1200, "1 200 marches")],
)
def test_one_or_none_stands_after_a_name_in_the_plural(value: int, said: str) -> None:
    text = figure_said(Figure("Marches", value))

    assert text.replace("\u00a0", " ").replace("\u202f", " ") == said


def test_an_amount_stands_after_its_name() -> None:
    assert figure_said(Figure("accordés", 1_000, As.EUROS)).startswith("Accordés\u00a0: 10,00")


def test_what_several_workbooks_leave_out_is_not_added_up() -> None:
    paths = (Path("dossier/W1.xlsx"), Path("dossier/W4.xlsx"))

    alone, together = saved_said(paths[:1], 12), saved_said(paths, 12)

    assert "12" in alone
    assert "12" not in together
    assert "Lisez-moi de chacun" in together
