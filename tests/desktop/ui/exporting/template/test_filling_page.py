"""A template is pointed at by the keyboard, kept under a name, and a filled copy written."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.services.notebook import Notebook
from desktop.services.workbooks.template.mapping import mappings
from desktop.ui.exporting.template.page import FillPage
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Appearance, Theme
from tests.desktop.ui.audit import audit, cut, not_plain
from tests.desktop.ui.exporting.template.conftest import Settle
from tests.desktop.ui.hands import press, write


def point(page: FillPage, spot: tuple[int, int], words: str) -> None:
    """Put the first figure that answers to words in a cell, by the keyboard alone."""
    page.parts.grid.go_to(spot)
    press(page.parts.grid, Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert focused is page.parts.target.figures.sought
    write(focused, words)
    press(focused, Qt.Key.Key_Return)
    listed = QApplication.focusWidget()
    assert listed is page.parts.target.figures.list
    press(listed, Qt.Key.Key_Return)


def told(page: FillPage, spot: tuple[int, int]) -> str:
    """Return what is said of a cell."""
    return page.parts.grid.rows.told(spot)


def test_a_cell_is_filled_by_the_keyboard_alone(
    filling: FillPage, template: Path, tmp_path: Path, settle: Settle
) -> None:
    before = template.read_bytes()

    point(filling, (4, 2), "charges realisees")
    press(filling.parts.foot.write, Qt.Key.Key_Space)
    settle(filling)

    book = openpyxl.load_workbook(tmp_path / "modele rempli.xlsx")
    assert book["Demande"]["B4"].value == 900
    assert template.read_bytes() == before


def test_what_will_be_filled_shows_in_the_grid(filling: FillPage) -> None:
    point(filling, (4, 2), "charges realisees")

    assert told(filling, (4, 2)) == "B4, sera rempli\u00a0: 900"
    assert filling.parts.foot.count.text() == "1\u00a0cellule sera remplie."
    assert QApplication.focusWidget() is filling.parts.grid


def test_suppr_leaves_the_cell_as_it_is(filling: FillPage) -> None:
    point(filling, (4, 2), "charges realisees")

    press(filling.parts.grid, Qt.Key.Key_Delete)

    assert told(filling, (4, 2)) == "B4\u00a0: vide"
    assert not filling.parts.foot.write.isEnabled()


def test_a_column_is_poured_under_its_header(filling: FillPage) -> None:
    filling.parts.sheets.setCurrentIndex(filling.parts.sheets.findText("Postes"))
    filling.parts.show_sheet()

    point(filling, (1, 1), "charges colonne compte")

    assert filling.parts.target.fill.text() == "Verser sous A1"
    assert told(filling, (2, 1)).startswith("A2, sera rempli\u00a0: 601")


def test_a_formula_cannot_be_chosen_and_the_reason_is_said(filling: FillPage) -> None:
    filling.parts.grid.go_to((9, 2))

    assert "contient une formule" in filling.parts.target.state.text()
    assert not filling.parts.target.fill.isEnabled()


def test_a_value_that_the_list_refuses_is_told(filling: FillPage) -> None:
    point(filling, (6, 2), "charges realisees")

    assert "n’est pas dans la liste de choix" in filling.parts.told.text()
    assert "1\u00a0chose laissée" in filling.parts.foot.count.text()
    assert filling.parts.target.state.text().startswith("Pointée, mais laissée")


def test_a_filling_is_kept_and_used_again(
    filling: FillPage, notebook: Notebook, template: Path, settle: Settle
) -> None:
    point(filling, (4, 2), "charges realisees")
    filling.parts.foot.name.setText("Caf")
    filling.keeping.keep()

    filling.use(mappings(notebook)[0])
    settle(filling)

    assert [one.name for one in mappings(notebook)] == ["Caf"]
    assert filling.parts.head.mappings.findText("Caf") == 1
    assert "900" in told(filling, (4, 2))
    assert filling.pointing.mapping.template == template.name


def test_a_filling_is_forgotten_and_taken_back(
    filling: FillPage, notebook: Notebook, window: MainWindow
) -> None:
    point(filling, (4, 2), "charges realisees")
    filling.parts.foot.name.setText("Caf")
    filling.keeping.keep()

    filling.parts.head.forget.click()
    gone = mappings(notebook)
    window.notices.bar.buttons()[0].click()

    assert gone == ()
    assert [one.name for one in mappings(notebook)] == ["Caf"]
    assert filling.parts.head.forget.isVisible()


def test_a_filling_without_a_name_is_asked_for_one(
    filling: FillPage, notebook: Notebook, window: MainWindow
) -> None:
    filling.keeping.keep()

    assert mappings(notebook) == ()
    assert "Donnez un nom" in window.notices.bar.text
    assert QApplication.focusWidget() is filling.parts.foot.name


def test_what_is_to_be_known_of_the_template_is_said_first(filling: FillPage) -> None:
    assert "Les formules de ce modèle (5)" in filling.parts.known.text()
    assert filling.parts.known.isVisible()

    filling.parts.fold.click()

    assert not filling.parts.known.isVisible()


def test_a_file_that_is_no_template_is_refused_in_words(
    filling: FillPage, window: MainWindow, tmp_path: Path, settle: Settle
) -> None:
    (tmp_path / "a.pdf").write_text("non")

    filling.look_at(tmp_path / "a.pdf")
    settle(filling)

    assert ".xlsx" in window.notices.bar.text
    assert filling.parts.head.file.text() == "Modèle\u00a0: modele.xlsx"


def test_a_refusal_is_said_no_more_once_another_template_is_read(
    filling: FillPage, window: MainWindow, template: Path, tmp_path: Path, settle: Settle
) -> None:
    (tmp_path / "a.pdf").write_text("non")
    filling.look_at(tmp_path / "a.pdf")
    settle(filling)

    filling.look_at(template)
    settle(filling)

    assert window.notices.bar.text == ""


def test_a_record_corrected_while_figures_are_counted_is_counted_again(
    filling: FillPage, notebook: Notebook, action: str, settle: Settle
) -> None:
    point(filling, (4, 2), "charges realisees")

    filling.count()
    notebook.edit(action, {"budget": [{"account": "601", "planned": 1_000, "actual": 70_000}]})
    filling.refresh()
    settle(filling)

    assert told(filling, (4, 2)) == "B4, sera rempli\u00a0: 700"


def test_the_figures_of_a_workbook_are_offered_too(filling: FillPage, settle: Settle) -> None:
    filling.parts.source.choose("W3")
    filling.parts.source.turned.emit()
    settle(filling)

    figures = filling.parts.target.figures
    assert figures.current is not None
    assert figures.current.pick.code == "W3"
    assert filling.parts.source.period.isVisible()


def test_amounts_are_hidden_from_a_visitor(filling: FillPage, window: MainWindow) -> None:
    figures = filling.parts.target.figures
    write(figures.sought, "charges realisees")

    window.discretion.turn()

    assert "900" not in figures.list.item(0).text()


def test_what_will_be_written_is_hidden_from_a_visitor_too(
    filling: FillPage, window: MainWindow
) -> None:
    point(filling, (4, 2), "charges realisees")
    point(filling, (6, 2), "charges realisees")

    window.discretion.turn()

    assert told(filling, (4, 2)) == "B4, sera rempli\u00a0: •••"
    assert "900" not in filling.parts.told.text()


def test_cells_pointed_at_wait_for_one_who_goes_and_comes_back(
    filling: FillPage, window: MainWindow, notebook: Notebook, action: str, settle: Settle
) -> None:
    point(filling, (4, 2), "charges realisees")

    window.go("visit")
    lines = [{"account": "601", "planned": 100_000, "actual": 80_000}]
    notebook.edit(action, {"budget": lines})
    window.go("fill")
    settle(filling)

    assert told(filling, (4, 2)) == "B4, sera rempli\u00a0: 800"


def test_cells_that_nothing_keeps_are_taken_back(
    filling: FillPage, window: MainWindow, settle: Settle
) -> None:
    point(filling, (4, 2), "charges realisees")

    filling.parts.head.mappings.activated.emit(0)
    settle(filling)
    empty = told(filling, (4, 2))
    window.notices.bar.buttons()[0].click()
    settle(filling)

    assert empty == "B4\u00a0: vide"
    assert told(filling, (4, 2)) == "B4, sera rempli\u00a0: 900"


def test_without_an_action_its_report_is_not_offered(
    window: MainWindow, filling: FillPage, settle: Settle
) -> None:
    window.go("visit")

    window.go("fill")
    settle(filling)

    assert filling.parts.source.workbook.findData("CRF") == -1


@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_the_page_is_named_reachable_and_whole(
    filling: FillPage, window: MainWindow, appearance: Appearance, factor: float
) -> None:
    point(filling, (4, 2), "charges realisees")
    appearance.apply(Theme.LIGHT, factor)
    window.fit()
    QApplication.processEvents()

    page: QWidget = filling
    assert audit(page) == []
    assert not_plain(page) == []
    assert cut(page) == []
