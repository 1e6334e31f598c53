"""Columns are wide enough for what they hold, and pages for what they show."""

from uuid import uuid4

from openpyxl.utils import get_column_letter

from desktop.export.content import As, Column, Row, Sheet, Typed
from desktop.export.laid import Laid, lay
from desktop.export.letters import letter
from desktop.export.naming import Names
from desktop.export.widths import widths_of


def laid(column: Column, *rows: Row) -> Laid:
    return lay(Sheet("S", "", "", (column,), rows), Names())


def test_a_total_has_room_for_its_digits() -> None:
    column = Column("€", As.EUROS, "", total=True)

    (narrow,) = widths_of(laid(column, (100,)))
    (wide,) = widths_of(laid(column, *[(99_999_999_999,)] * 20))

    assert narrow == 15
    assert wide >= len("19 999 999 999,80 €") + 2


def test_a_figure_held_otherwise_than_its_column_has_room_too() -> None:
    column = Column("2025", As.NUMBER, "")

    (width,) = widths_of(laid(column, (Typed(1_234_567_800, As.EUROS),)))

    assert width >= len("12 345 678,00 €") + 2


def test_a_width_asked_for_is_kept_unless_a_word_is_longer() -> None:
    assert widths_of(laid(Column("A", As.TEXT, "", width=30))) == (30,)
    assert widths_of(laid(Column("Intercommunalité", As.YES_NO, "", width=5))) == (20,)


def test_no_column_is_wider_than_a_page_of_text() -> None:
    assert widths_of(laid(Column("x" * 200, As.TEXT, ""))) == (60,)


def test_letters_are_those_of_spreadsheets() -> None:
    assert [letter(place) for place in range(800)] == [
        get_column_letter(place + 1) for place in range(800)
    ]


def test_the_reference_of_a_record_takes_one_line_of_its_row() -> None:
    column = Column("Titre", As.TEXT, "")
    sheet = Sheet("S", "", "", (column,), (("Lire",),), references=(str(uuid4()),))

    assert widths_of(lay(sheet, Names()))[-1] >= len(sheet.references[0])
