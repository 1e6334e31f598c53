"""Text stays text in a workbook, whatever it holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.export.text import MOST_UNITS, cell_text, looks_like_formula, markup

FORMULAS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(A1:A2)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    '=HYPERLINK("http://exemple.invalid","clic")',
    "＝1+1",
    "＋1",
    "＠SUM(1)",
    "|calc",
    "%0A=1+1",
]


@pytest.mark.parametrize("payload", FORMULAS)
def test_a_text_that_a_spreadsheet_would_compute_is_recognised(payload: str) -> None:
    assert looks_like_formula(payload)


@pytest.mark.parametrize("text", ["Été", "2026", "a=b", "", "« =1+1 »"])
def test_an_ordinary_text_is_not_taken_for_a_formula(text: str) -> None:
    assert not looks_like_formula(text)


def test_what_no_workbook_can_hold_is_left_out() -> None:
    fitted = cell_text("a\x00b\x0bc\ud800d\uffffe\r\nf")

    assert fitted.text == "abc\ufffdde\nf"
    assert fitted.cut_from == 0


def test_a_text_that_is_too_long_is_cut_with_a_visible_mark() -> None:
    fitted = cell_text("é" * 40_000)

    assert len(fitted.text) == MOST_UNITS
    assert fitted.text.endswith("[texte coupé : 40000 caractères, à lire dans le carnet]")
    assert fitted.cut_from == 40_000


def test_a_cut_in_the_middle_of_an_emoji_leaves_no_half() -> None:
    fitted = cell_text("a" + "🏘" * 20_000)

    assert fitted.cut_from == 20_001
    fitted.text.encode("utf-8")


def test_a_text_that_looks_like_an_escape_of_excel_is_protected() -> None:
    assert markup("_x0041_ < &") == "_x005F_x0041_ &lt; &amp;"


@given(st.text())
def test_any_text_fits_in_a_cell(text: str) -> None:
    fitted = cell_text(text).text

    assert len(fitted.encode("utf-16-le")) // 2 <= MOST_UNITS
    fitted.encode("utf-8")
