"""The six workbooks of a year leave in a file that says exactly what the preview showed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.export.content import Content
from desktop.paths import resources_dir
from desktop.privacy.reader import privacy_reader
from desktop.services.notebook import Notebook
from desktop.services.workbooks.catalogue import WORKBOOKS
from desktop.services.workbooks.choice import Choice, Format
from desktop.services.workbooks.exporting import export, look_at, preview
from desktop.services.workbooks.scope import Period, Scope
from tests.desktop.export.reading import csv_files, read_back, says_in_csv, told
from tests.desktop.services.workbooks.filled import TODAY

Leave = Callable[[str, Format, Path], Content]


@pytest.fixture(scope="module")
def leave(written_demo_notebook: Notebook) -> Leave:
    """Return what exports a workbook of the year; it returns what the preview showed."""
    notebook, remarks = written_demo_notebook, privacy_reader(resources_dir() / "privacy").read
    shown: dict[str, Content] = {}

    def exported(code: str, made_as: Format, path: Path) -> Content:
        choice = Choice(code, Scope(Period.of_years(2026)))
        if code not in shown:
            seen = preview(notebook, choice, today=TODAY, remarks=remarks)
            look_at(notebook, [passage.key for passage in seen.checked.passages])
            shown[code] = seen.content
        export(notebook, choice, path, format=made_as, today=TODAY, remarks=remarks)
        return shown[code]

    return exported


@pytest.mark.parametrize("code", WORKBOOKS)
def test_every_cell_of_an_excel_workbook_is_that_of_the_preview(
    code: str, leave: Leave, tmp_path: Path
) -> None:
    content = leave(code, Format.XLSX, tmp_path / "classeur.xlsx")

    workbook = load_workbook(tmp_path / "classeur.xlsx", data_only=True)

    assert sum(len(sheet.rows) for sheet in content.sheets) > 0
    for sheet in content.sheets:
        assert read_back(workbook, sheet) == told(sheet), sheet.name


@pytest.mark.parametrize("code", WORKBOOKS)
def test_every_cell_of_a_csv_archive_is_that_of_the_preview(
    code: str, leave: Leave, tmp_path: Path
) -> None:
    content = leave(code, Format.CSV, tmp_path / "classeur.zip")

    with (tmp_path / "classeur.zip").open("rb") as file:
        for sheet, (_, *lines) in csv_files(file, content):
            for line, row in zip(lines, told(sheet), strict=True):
                for text, cell in zip(line, row, strict=True):
                    assert says_in_csv(text, cell, exact=sheet.exact), (sheet.name, cell)
