"""What was sent is listed, compared with today, made again, and recognised."""

from pathlib import Path

import pytest

from desktop.services.notebook import Notebook
from desktop.services.workbooks.choice import Format
from desktop.services.workbooks.register import sent
from desktop.ui.exporting.page import ExportPage
from desktop.ui.main_window import MainWindow
from tests.desktop.services.workbooks.season import Season
from tests.desktop.ui.exporting.conftest import Done, Looked


@pytest.fixture
def idea(season: Season, looked: Looked, done: Done) -> str:
    """Send W3 as it stands on one idea; return the idea."""
    made = season.idea("Un four à pain")
    check = looked("W3")
    check.save_open.click()
    done()
    return made


def test_an_empty_list_says_so_and_leads_to_a_first_export(
    window: MainWindow, page: ExportPage
) -> None:
    window.act("sent")

    assert "Aucun classeur" in page.sent.said.text()
    assert page.sent.table.isHidden()
    page.sent.back.click()
    assert page.step is page.recipient


def test_what_was_sent_is_listed(window: MainWindow, page: ExportPage, idea: str) -> None:
    window.act("sent")

    (line,) = page.sent.table.rows.lines
    assert idea
    assert line.cells[1] == "Moins instruire, mieux soutenir"
    assert line.cells[3] == "2026"
    assert line.cells[5].endswith(".xlsx")
    assert len(line.cells[6]) == 12


def test_what_changed_since_is_told_row_by_row_and_opens_the_record(
    window: MainWindow, notebook: Notebook, page: ExportPage, idea: str, done: Done
) -> None:
    notebook.edit(idea, {"title": "Un four à pizza"})
    window.act("sent")

    page.sent.compare.click()
    done()
    lines = page.sent.since.table.rows.lines
    told = page.sent.since.sentence.text()
    page.sent.since.table.choose(lines[0].id)
    page.sent.since.table.entered.emit(lines[0].id)

    assert "modifiée" in told
    assert any("Un four à pizza" in cell for line in lines for cell in line.cells)
    assert window.page is not None
    assert window.page.record_id == idea


def test_what_changed_since_the_last_one_is_told_before_the_next(
    window: MainWindow, notebook: Notebook, page: ExportPage, idea: str, looked: Looked
) -> None:
    notebook.edit(idea, {"title": "Un four à pizza"})
    check = looked("W3")

    told = check.since.sentence.text()
    check.since.fold.click()
    check.since.table.entered.emit(check.since.table.rows.lines[0].id)

    assert "modifiée" in told
    assert window.page is not page
    assert window.page is not None
    assert window.page.record_id == idea


def test_an_export_is_made_again_with_the_same_filters(
    window: MainWindow, notebook: Notebook, page: ExportPage, idea: str, done: Done
) -> None:
    page.check.format.choose(Format.CSV)
    window.act("sent")

    page.sent.redo.click()
    done()
    told = page.check.since.sentence.text()
    page.check.save.click()
    done()

    first, second = sent(notebook)
    assert idea
    assert "rien n’a changé" in told
    assert first.choice.scope == second.choice.scope
    assert (first.version, second.version) == (2, 1)
    assert page.check.format.chosen is Format.XLSX


def test_a_file_that_was_sent_is_recognised_and_another_is_not(
    window: MainWindow,
    page: ExportPage,
    idea: str,
    outside: list[Path],
    done: Done,
    photo: Path,
) -> None:
    window.act("sent")
    page.sent.verify.click()
    done()
    stranger = window.notices.bar.text

    photo.write_bytes(outside[0].read_bytes())
    page.sent.verify.click()
    done()

    assert idea
    assert "n’est aucun des classeurs" in stranger
    assert "est bien le classeur enregistré" in window.notices.bar.text


@pytest.mark.parametrize(
    ("key", "personal"), [("data-partners", False), ("data-team", False), ("data-team", True)]
)
def test_the_file_of_data_is_listed_and_made_again_for_the_same_readers(
    window: MainWindow, season: Season, page: ExportPage, done: Done, *, key: str, personal: bool
) -> None:
    season.idea("Un four à pain")
    page.recipient.choose(key)
    page.describe()
    page.matter.data.personal.setChecked(personal)
    readers = page.choosing.readers
    page.matter.go_on.click()
    done()
    window.act("sent")
    comparable = page.sent.compare.isEnabled()
    page.recipient.choose("etat")
    page.choosing.fill()

    page.sent.redo.click()

    assert not comparable
    assert page.step is page.matter
    assert page.recipient.key == key
    assert readers is not None
    assert page.choosing.readers is readers
    assert "toutes les années" in page.sent.table.rows.lines[0].cells


def test_the_hour_of_each_export_is_read_whole_in_a_small_window(
    window: MainWindow, page: ExportPage, idea: str
) -> None:
    window.resize(1024, 640)
    window.act("sent")
    table = page.sent.table

    (line,) = table.rows.lines

    assert idea
    assert table.columnWidth(0) > table.fontMetrics().horizontalAdvance(line.cells[0])
