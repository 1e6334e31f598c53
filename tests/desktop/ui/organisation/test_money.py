"""The money of an association on screen: read, copied, hidden, opened."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from desktop.ui.main_window import MainWindow
from desktop.ui.panels.organisation_money import MoneyPanel
from tests.desktop.ui import audit
from tests.desktop.ui.hands import press
from tests.desktop.ui.organisation.conftest import Add

Money = Callable[[str], MoneyPanel]
pytestmark = pytest.mark.usefixtures("appearance")


def rows(panel: MoneyPanel) -> list[list[str]]:
    table = panel.table
    return [
        [str(table.index(row, place).data()) for place in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def test_each_action_is_read_with_its_funders_and_sums(money: Money, organisation: str) -> None:
    told = rows(money(organisation))

    names = [row[0].strip(" \u2003–") for row in told]
    assert names[:2] == ["2026", "Goûters"]
    assert sorted(names[2:4]) == ["Commune", "Région"]
    assert names[4:] == ["Total Commune", "Total Région"]
    assert told[0][1:6] == ["9\u00a0000\u00a0€", "3\u00a0000\u00a0€", "", "1\u00a0234\u00a0€", ""]
    assert told[1][7] == "dû le 30/06/2027"


def test_the_account_that_is_late_stands_above_with_a_sign(
    money: Money, add: Add, organisation: str
) -> None:
    action = add("action", title="Compost", year=2025, organisation=organisation)
    add("funding", action=action, year=2025, funder_type="REGION", granted=100, status="VOTE")

    said = money(organisation).accounts.text()

    assert said.startswith(
        "⚠ Compte rendu financier\u00a0: Compost, en retard, était dû le 30/06/2026"
    )


def test_what_is_selected_is_copied_as_a_spreadsheet_pastes_it(
    money: Money, organisation: str
) -> None:
    view = money(organisation).view
    view.selectRow(1)

    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    head, line = QGuiApplication.clipboard().text().split("\n")
    assert head.split("\t")[0] == "Action ou financeur"
    assert line.split("\t")[0].strip() == "Goûters"
    assert line.split("\t")[1] == "9\u00a0000\u00a0€"


def test_amounts_hide_on_a_shared_screen_and_in_the_copy(
    window: MainWindow, money: Money, organisation: str
) -> None:
    panel = money(organisation)

    window.discretion.turn()
    panel.view.copy()

    assert rows(panel)[0][1] == "•••"
    assert "€" not in QGuiApplication.clipboard().text()


def test_enter_opens_the_action(window: MainWindow, money: Money, organisation: str) -> None:
    view = money(organisation).view
    view.setCurrentIndex(view.model().index(1, 0))
    view.setFocus()

    press(view, Qt.Key.Key_Return)

    assert window.shelf.key == "action"


def test_an_agreement_stands_above_the_table(money: Money, add: Add, organisation: str) -> None:
    add(
        "agreement",
        title="Convention jeunesse",
        organisation=organisation,
        first_year=2025,
        last_year=2027,
        amounts=[{"year": 2025, "amount": 500_000}],
    )

    assert money(organisation).agreements.text() == (
        "Convention pluriannuelle 2025–2027\u00a0: Convention jeunesse · prévu 2025\u00a0:"
        " 5\u00a0000\u00a0€"
    )


def test_without_money_one_sentence_and_one_button(money: Money, add: Add) -> None:
    panel = money(add("organisation", name="Nouvelle venue"))

    assert not panel.view.isVisible()
    said = [label.text() for label in audit.labels(panel) if label.isVisible()]
    assert said == ["Aucune action ni aucun financement n’est encore noté pour cette structure."]


def test_every_piece_is_named_reachable_and_plain(
    window: MainWindow, money: Money, organisation: str
) -> None:
    money(organisation)

    assert audit.audit(window) == []
    assert audit.not_plain(window) == []
    assert audit.cut(window) == []
