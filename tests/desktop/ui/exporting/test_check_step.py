"""The last look: what is masked, what is to be corrected, what must be read before it leaves."""

from dataclasses import replace
from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt

from desktop.export.content import As, Column, Content, Figure, Hidden, Passed, Remark, Sheet
from desktop.services.notebook import Notebook
from desktop.services.workbooks.choice import Choice
from desktop.services.workbooks.exporting import Preview
from desktop.services.workbooks.gate.gate import Checked
from desktop.services.workbooks.gate.passages import Passage
from desktop.services.workbooks.register import sent
from desktop.services.workbooks.scope import Period, Scope
from desktop.ui.exporting.check_step import CheckStep
from desktop.ui.exporting.page import ExportPage
from desktop.ui.main_window import MainWindow
from tests.desktop.services.workbooks.season import Season
from tests.desktop.ui.exporting.conftest import Done, Looked
from tests.desktop.ui.hands import press

CHOICE = Choice("W3", Scope(Period.of_years(2026)))
SHEET = Sheet(
    "Publics",
    "Publics",
    "Une ligne par tranche d’âge.",
    (
        Column("Tranche", As.TEXT, "La tranche d’âge.", written=True),
        Column("Nombre", As.WHOLE, "Les personnes.", people=True),
        Column("Montant", As.EUROS, "Ce qui est accordé."),
    ),
    (("0-5 ans", Hidden.FEW, 1_234_50), ("6-17 ans", Hidden.BESIDE, None), ("Total", 40, 0)),
)


def shown(check: CheckStep, content: Content) -> CheckStep:
    """Show a content as if it had gone through the gate."""
    check.show_previews([Preview(Checked(Passed(content)), "W3_essai")], [CHOICE])
    return check


def cells(check: CheckStep) -> list[list[str]]:
    """Return the texts of the sheet on screen."""
    rows = check.sheets.table.rows
    return [
        [str(rows.index(row, place).data()) for place in range(rows.columnCount())]
        for row in range(rows.rowCount())
    ]


def test_the_first_rows_are_shown_masked_as_they_will_be(page: ExportPage) -> None:
    check = shown(page.check, Content("W3", "Essai", (SHEET,)))

    assert cells(check) == [
        ["0-5 ans", "<5", "1\u00a0234,50\u00a0€"],
        ["6-17 ans", "n. c.", ""],
        ["Total", "40", "0,00\u00a0€"],
    ]


def test_a_long_sheet_says_how_many_rows_are_not_shown(page: ExportPage) -> None:
    long = replace(SHEET, rows=tuple((f"{at}", at, at) for at in range(1_250)))

    check = shown(page.check, Content("W3", "Essai", (long,)))

    assert "1\u00a0250\u00a0lignes" in check.sheets.sheets.currentText()
    assert len(cells(check)) == 100
    assert check.sheets.rest.text() == "Et 1\u00a0150\u00a0autres lignes."


def test_an_empty_sheet_says_why(page: ExportPage) -> None:
    check = shown(page.check, Content("W3", "Essai", (replace(SHEET, rows=()),)))

    assert check.sheets.sentence.text() == SHEET.when_empty
    assert check.sheets.table.isHidden()


def test_a_screen_turned_to_somebody_shows_no_text_and_no_amount(
    window: MainWindow, page: ExportPage
) -> None:
    passage = Passage("k", "", "Publics", "Tranche", "Karima a dit", "«\u00a0Karima\u00a0»")
    figures = (Figure("Accordé", 1_234_50, As.EUROS), Figure("Actions", 3))
    content = Content("W3", "Essai", (SHEET,), figures=figures)
    preview = Preview(Checked(Passed(content), (passage,)), "W3_essai")
    page.check.show_previews([preview], [CHOICE])

    window.act("discretion")

    said = [*page.check.passages.table.rows.lines[0].cells, page.check.passages.why.text()]
    assert cells(page.check)[0] == ["•••", "<5", "•••"]
    assert page.check.figures == ("Accordé\u00a0: •••", "3\u00a0actions")
    assert page.check.passages.text.toPlainText() == "•••"
    assert not any("Karima" in text for text in said)


def test_a_remark_that_blocks_keeps_the_workbook_here(page: ExportPage) -> None:
    remark = Remark("2 conventions sans SIRET.", ("a", "b"), blocking=True)

    check = shown(page.check, Content("W3", "Essai", (SHEET,), remarks=(remark,)))

    assert not check.save.isEnabled()
    assert "empêche" in check.held.text()
    assert check.tabs.currentWidget() is check.remarks


def test_a_remark_of_two_workbooks_is_told_once_with_both(page: ExportPage) -> None:
    same, other = Remark("5 visites sans durée."), Remark("1 SIRET manquant.")
    contents = [
        Content("W1", "Bilan", (SHEET,), remarks=(same, other)),
        Content("W3", "Soutien", (SHEET,), remarks=(same,)),
    ]
    previews = [Preview(Checked(Passed(one)), one.code) for one in contents]

    page.check.show_previews(previews, [CHOICE, CHOICE])

    lines = [line.cells[:2] for line in page.check.remarks.table.rows.lines]
    assert lines == [("5 visites sans durée.", "W1, W3"), ("1 SIRET manquant.", "W1")]


def test_a_remark_leads_to_its_record_or_to_their_list(
    window: MainWindow, season: Season, page: ExportPage
) -> None:
    first, second = season.idea("Un four à pain"), season.idea("Un jardin")
    remarks = (Remark("Deux idées sans durée.", (first, second)), Remark("Une idée.", (second,)))
    check = shown(page.check, Content("W3", "Essai", (SHEET,), remarks=remarks))

    listed = [line.text for line in check.remarks.records.lines]
    check.remarks.table.selectRow(1)
    check.remarks.correct.click()

    assert "Un four à pain" in " ".join(listed)
    assert len(listed) == 2
    assert window.shelf.key == "idea"
    assert window.page is not None
    assert window.page.record_id == second


def test_a_passage_is_read_whole_before_the_workbook_leaves(
    notebook: Notebook,
    season: Season,
    looked: Looked,
    outside: list[Path],
    done: Done,
) -> None:
    season.idea("Écouter Karima Benali au 06 39 98 89 93")
    check = looked("W3")
    kept_here = check.save.isEnabled()
    text, why = check.passages.text.toPlainText(), check.passages.why.text()
    unread = check.passages.unread

    for _ in range(unread):
        press(check.passages.fine, Qt.Key.Key_Space)
    check.save_open.click()
    done()

    assert not kept_here
    assert unread >= 1
    assert "06 39 98 89 93" in text
    assert why
    assert len(sent(notebook)) == 1
    book = openpyxl.load_workbook(outside[0])
    assert any(
        "Karima" in str(cell) for sheet in book for row in sheet.values for cell in row if cell
    )


def test_a_passage_leads_to_the_record_to_correct_and_is_looked_for_again(
    window: MainWindow,
    notebook: Notebook,
    season: Season,
    page: ExportPage,
    looked: Looked,
    done: Done,
) -> None:
    idea = season.idea("Écouter Karima Benali au 06 39 98 89 93")
    check = looked("W3")

    check.passages.correct.click()
    there = window.page.record_id if window.page is not None else ""
    notebook.edit(idea, {"title": "Écouter une habitante"})
    window.notices.bar.buttons()[0].click()
    done()

    assert there == idea
    assert page.check.passages.count == 0
    assert page.check.save.isEnabled()


def test_once_all_is_read_the_first_tab_worth_a_look_comes(page: ExportPage) -> None:
    passage = Passage("k", "", "Publics", "Tranche", "Karima a dit", "«\u00a0Karima\u00a0»")
    content = Content("W3", "Essai", (SHEET,))
    page.check.show_previews([Preview(Checked(Passed(content), (passage,)), "W3")], [CHOICE])
    first = page.check.tabs.currentWidget()

    shown(page.check, content)

    assert first is page.check.passages
    assert page.check.tabs.currentWidget() is page.check.sheets


def test_a_note_that_names_somebody_is_read_again_too(
    notebook: Notebook, season: Season, looked: Looked, done: Done
) -> None:
    season.idea("Un four à pain")
    check = looked("W3")
    check.note.setText("Voir Karima Benali, 06 39 98 89 93")

    check.save.click()
    done()
    held = check.passages.unread
    check.passages.fine.click()
    check.save.click()
    done()

    assert held == 1
    assert len(sent(notebook)) == 1


def test_a_notebook_that_changed_meanwhile_is_looked_at_again_before_writing(
    window: MainWindow, notebook: Notebook, season: Season, looked: Looked, done: Done
) -> None:
    season.idea("Un four à pain")
    check = looked("W3")
    season.idea("Un jardin")

    check.save.click()
    done()

    assert "a changé depuis l’aperçu" in window.notices.bar.text
    assert not sent(notebook)
    assert "Un jardin" in str(check.previews[0].content.sheets)
