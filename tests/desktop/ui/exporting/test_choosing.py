"""Filters are ticked in lists that are searched; a period is a year, years or days."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.services.notebook import Notebook
from desktop.services.workbooks.scope import Period
from desktop.ui.exporting.page import ExportPage
from desktop.ui.exporting.period_box import PeriodBox, Spans
from desktop.ui.exporting.ticking import MOST, Entry, TickBox
from sync.records.funding import FunderType
from tests.desktop.ui.hands import press

TOWNS = [Entry(str(at), f"Quartier {at}") for at in range(200)]


@pytest.fixture
def box(qtbot: QtBot) -> TickBox:
    """Return a list of two hundred places, unfolded."""

    def look(text: str) -> list[Entry]:
        return [one for one in TOWNS if text in one.text]

    made = TickBox("Territoires", "tous", look)
    qtbot.addWidget(made)
    made.show()
    made.fold.click()
    return made


@pytest.fixture
def period(qtbot: QtBot) -> PeriodBox:
    """Return the box of periods, on the 23rd of November 2026."""
    made = PeriodBox(lambda: date(2026, 11, 23))
    qtbot.addWidget(made)
    return made


def test_a_long_list_shows_its_beginning_and_says_how_to_find_the_rest(box: TickBox) -> None:
    assert box.model.rowCount() == MOST
    assert "lettres" in box.more.text()


def test_what_is_ticked_stays_ticked_while_one_looks_for_more(box: TickBox) -> None:
    box.sought.setText("Quartier 150")
    box.list.setCurrentIndex(box.model.index(0, 0))
    press(box.list, Qt.Key.Key_Return)
    box.sought.setText("Quartier 42")

    assert box.ticked == {"150"}
    assert [one.id for one in box.model.entries] == ["150", "42"]
    assert box.fold.text() == "Territoires\u00a0: Quartier 150"


def test_many_names_are_counted_and_all_can_be_taken_away(box: TickBox) -> None:
    box.tick({one.id: one.text for one in TOWNS[:12]})
    counted = box.fold.text()

    box.none.click()

    assert counted == "Territoires\u00a0: 12 choisis"
    assert box.fold.text() == "Territoires\u00a0: tous"
    assert not box.ticked


def test_a_name_with_signs_of_html_or_of_a_mnemonic_is_shown_as_it_is(box: TickBox) -> None:
    box.tick({"a": "Rue & place <b>"})

    assert box.fold.text() == "Territoires\u00a0: Rue && place <b>"
    assert "<" not in box.fold.toolTip()


@pytest.mark.parametrize(
    "told",
    [
        Period.of_years(2025),
        Period.of_years(2020, 2024),
        Period(date(2026, 2, 1), date(2026, 6, 30)),
        Period.of_years(1999),
    ],
    ids=str,
)
def test_a_period_is_shown_as_it_is_best_told(period: PeriodBox, told: Period) -> None:
    period.show_period(told)

    assert period.period == told
    assert period.fault.text() == ""


def test_a_day_that_is_not_understood_is_said_beside_its_box(period: PeriodBox) -> None:
    period.spans.setCurrentIndex(period.spans.findData(Spans.DAYS))
    period.show_boxes()

    period.first_day.setText("le trente")
    period.first_day.textEdited.emit("le trente")
    unread = period.fault.text()
    period.first_day.setText("31/12/2026")
    period.last_day.setText("1/1/2026")
    period.last_day.textEdited.emit("1/1/2026")

    assert "n’est pas comprise" in unread
    assert "La fin vient avant le début" in period.fault.text()
    assert period.period is None


def test_a_period_that_cannot_be_read_keeps_from_going_on(page: ExportPage) -> None:
    page.recipient.choose("etat")
    page.describe()
    page.matter.period.spans.setCurrentIndex(2)
    page.matter.period.show_boxes()

    page.matter.period.first_day.setText("?")
    page.matter.period.first_day.textEdited.emit("?")

    assert not page.matter.go_on.isEnabled()


def test_no_workbook_ticked_is_said(page: ExportPage) -> None:
    page.recipient.choose("nobody")
    page.describe()
    QApplication.processEvents()

    assert page.matter.lacking.text() == "Cochez au moins un classeur."
    assert not page.matter.go_on.isEnabled()


def test_the_lines_of_a_reader_are_a_filter_that_is_seen_and_can_be_taken_away(
    page: ExportPage,
) -> None:
    page.recipient.choose("region")
    page.describe()
    (told,) = page.choosing.choices[:1]

    page.matter.funders.clear()
    (free,) = page.choosing.choices[:1]

    assert told.scope.funder_types == {FunderType.REGION}
    assert free.scope.funder_types == frozenset()
    assert free.scope.recipient == told.scope.recipient


def test_a_body_of_the_notebook_receives_its_own_lines(
    notebook: Notebook, page: ExportPage
) -> None:
    body = notebook.add("partner", {"name": "Caf du Nord", "echelon": "CAF"}).record.id
    page.refresh()

    page.recipient.sought.setText("caf du")
    page.describe()
    (choice,) = page.choosing.choices

    assert page.recipient.key == body
    assert choice.scope.funders == {body}
    assert choice.scope.recipient is not None
    assert choice.scope.recipient.partners == {body}
