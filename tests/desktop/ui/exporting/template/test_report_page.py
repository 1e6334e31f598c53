"""The financial report of an action is prepared from its sheet, looked at, then written."""

from pathlib import Path
from zipfile import ZipFile

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.services.notebook import Notebook
from desktop.services.workbooks.choice import Format
from desktop.services.workbooks.register import sent
from desktop.ui.exporting.template.chosen_action import choose_action
from desktop.ui.exporting.template.page import FillPage
from desktop.ui.exporting.template.report_page import ReportPage
from desktop.ui.main_window import MainWindow
from desktop.ui.panels.action import ActionPanel
from tests.desktop.services.workbooks.season import Season
from tests.desktop.ui.audit import audit, not_plain
from tests.desktop.ui.exporting.template.conftest import Settle
from tests.desktop.ui.hands import press


def test_what_the_report_lacks_is_said_before_anything_is_written(report: ReportPage) -> None:
    said = [one.sentence for one in report.check.remarks.remarks]

    assert "La structure n’a ni SIRET ni RNA." in said
    assert report.check.format.chosen is Format.ODT
    assert report.check.title.text().endswith("Ateliers, 2025")
    assert "CRF_ACT-26-JD-0001_Ateliers_2025" in report.check.file.text()


def test_the_document_is_written_and_opened(
    report: ReportPage,
    notebook: Notebook,
    settle: Settle,
    outside: list[Path],
    window: MainWindow,
) -> None:
    report.check.save_open.click()
    settle(report)

    (path,) = outside
    with ZipFile(path) as archive:
        assert "Vingt ateliers" in archive.read("content.xml").decode()
    assert [one.choice.code for one in sent(notebook)] == ["CRF"]
    assert path.name in window.notices.bar.text


def test_an_action_that_may_not_leave_is_told(
    window: MainWindow, notebook: Notebook, report: ReportPage, action: str, settle: Settle
) -> None:
    notebook.edit(action, {"review_state": "BROUILLON"})

    report.refresh()
    settle(report)

    assert "ne peut pas sortir du carnet" in window.notices.bar.text


def test_without_an_action_the_page_says_where_to_begin(window: MainWindow) -> None:
    window.go("crf")

    page = window.page
    assert isinstance(page, ReportPage)
    assert "Partez de la fiche d’une action" in page.said.text()
    assert not page.check.isVisible()
    assert QApplication.focusWidget() is page.to_actions

    press(page.to_actions, Qt.Key.Key_Space)

    assert window.page is not page


def test_the_note_of_a_report_does_not_follow_to_another_action(
    report: ReportPage, notebook: Notebook, settle: Settle
) -> None:
    other = Season(notebook).add("action", title="Autre", year=2025)
    report.check.note.setText("Pour les ateliers.")

    report.refresh()
    settle(report)
    same = report.check.note.text()
    report.refresh()
    choose_action(notebook, other)
    settle(report)

    assert same == "Pour les ateliers."
    assert report.check.note.text() == ""
    assert "Autre" in report.check.title.text()


def test_one_comes_from_the_sheet_of_the_action(window: MainWindow, action: str) -> None:
    window.open_record(action)
    assert window.page is not None
    assert window.page.records is not None
    tabs = window.page.records.sheet.tabs
    panel = next(each for each in tabs.panels if isinstance(each, ActionPanel))
    tabs.setCurrentWidget(panel)

    panel.account_for("crf")
    report = window.page
    panel.account_for("fill")

    assert isinstance(report, ReportPage)
    assert isinstance(window.page, FillPage)
    assert window.page.parts.source.code == "CRF"


def test_the_page_is_named_and_plain(report: ReportPage) -> None:
    assert not_plain(report) == []
    assert [one for one in audit(report) if "no name" in one] == []
