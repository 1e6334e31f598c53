"""Personal data are in the file of data only when asked for, knowing what it means."""

from pathlib import Path

import openpyxl

from desktop.services.notebook import Notebook
from desktop.services.workbooks.other_files import Readers
from desktop.ui.exporting.page import ExportPage
from desktop.ui.main_window import MainWindow
from tests.desktop.services.workbooks.season import Season
from tests.desktop.ui.exporting.conftest import Done


def written(page: ExportPage, folder: Path, done: Done) -> str:
    """Save the file, and return all that it says."""
    assert page.choosing.readers is not None
    page.matter.go_on.click()
    done()
    (path,) = folder.glob(f"carnet-donnees-{page.choosing.readers.word}-*.xlsx")
    book = openpyxl.load_workbook(path)
    return "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row if cell)


def test_the_team_receives_no_personal_data_unless_it_is_asked_for(
    window: MainWindow, notebook: Notebook, page: ExportPage, workbook: Path, done: Done
) -> None:
    notebook.add("contact", {"last_name": "Benali", "role": "BENEVOLE"})
    page.recipient.choose("data-team")
    page.describe()

    without = written(page, workbook.parent, done)
    quiet = window.notices.bar.text
    page.matter.data.personal.click()
    with_them = written(page, workbook.parent, done)

    assert "Benali" not in without
    assert "Benali" in with_them
    assert "données personnelles" not in quiet


def test_what_personal_data_mean_is_said_before_and_after(
    window: MainWindow, season: Season, page: ExportPage, workbook: Path, done: Done
) -> None:
    season.idea("Un four à pain")
    page.recipient.choose("data-team")
    page.describe()

    page.matter.data.personal.click()
    before = page.matter.data.personal.accessibleDescription()
    written(page, workbook.parent, done)

    assert "sans phrase secrète" in before
    assert "effacez-le après usage" in window.notices.bar.text
    assert list(workbook.parent.glob("carnet-donnees-personnelles-*"))


def test_another_reader_begins_again_without_personal_data(page: ExportPage) -> None:
    page.recipient.choose("data-team")
    page.describe()
    page.matter.data.personal.click()
    asked = page.choosing.readers

    page.recipient.choose("data-partners")
    page.describe()
    partners = page.choosing.readers
    page.recipient.choose("data-team")
    page.describe()

    assert asked is Readers.TEAM_WITH_PERSONAL
    assert partners is Readers.OUTSIDE
    assert page.matter.data.readers is Readers.TEAM
