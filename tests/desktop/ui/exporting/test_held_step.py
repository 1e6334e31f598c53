"""The file of data leaves without the texts that nobody read; read, it is saved again whole."""

from pathlib import Path

import openpyxl

from desktop.services.notebook import Notebook
from desktop.ui.exporting.page import ExportPage
from desktop.ui.main_window import MainWindow
from tests.desktop.services.workbooks.season import Season
from tests.desktop.ui.exporting.conftest import Done


def words(path: Path) -> str:
    """Return all the texts of a workbook."""
    book = openpyxl.load_workbook(path)
    return "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row if cell)


def written(page: ExportPage, workbook: Path, done: Done) -> Path:
    """Save the file of data for partners."""
    page.recipient.choose("data-partners")
    page.describe()
    page.matter.go_on.click()
    done()
    (path,) = workbook.parent.glob("carnet-donnees-*.xlsx")
    return path


def test_what_nobody_read_is_left_out_then_read_and_saved(
    window: MainWindow, season: Season, page: ExportPage, workbook: Path, done: Done
) -> None:
    season.idea("Écouter Karima Benali au 06 39 98 89 93")
    path = written(page, workbook, done)
    before = words(path)

    shown = page.step is page.held
    text = page.held.passages.text.toPlainText()
    while page.held.passages.unread:
        page.held.passages.fine.click()
    ready = page.held.save.hasFocus()
    page.held.save.click()
    done()

    assert "06 39 98 89 93" not in before
    assert shown
    assert "06 39 98 89 93" in text
    assert ready
    assert "06 39 98 89 93" in words(path)
    assert "à relire" not in window.notices.bar.text
    assert page.step is page.matter


def test_a_text_of_the_data_leads_to_its_record(
    window: MainWindow,
    notebook: Notebook,
    season: Season,
    page: ExportPage,
    workbook: Path,
    done: Done,
) -> None:
    idea = season.idea("Écouter Karima Benali au 06 39 98 89 93")
    written(page, workbook, done)

    page.held.passages.correct.click()

    assert notebook.get(idea)
    assert window.page is not None
    assert window.page.record_id == idea
    window.notices.bar.buttons()[0].click()
    assert page.step is page.held
