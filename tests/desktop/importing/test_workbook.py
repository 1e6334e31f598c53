"""Workbooks as they come, and those made to do harm."""

import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from desktop.importing import archive
from desktop.importing.reading import read_tables
from desktop.importing.table import MOST_BYTES, UnreadableTable

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Return a workbook of two sheets, one of them hidden."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Structures"
    sheet.append(["Nom", "SIRET", "Le", None])
    sheet.append([None, None])
    sheet.append(["École", 665008900037, datetime(2025, 12, 31)])  # noqa: DTZ001 - as Excel
    sheet.append(["=1+1", "'=1+1"])
    book.create_sheet("Cachée").sheet_state = "hidden"
    path = tmp_path / "classeur.xlsx"
    book.save(path)
    return path


def _changed(path: Path, name: str, content: bytes) -> Path:
    """Return a copy of a workbook with one part replaced or added."""
    target = path.with_name("autre.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", 8) as made:
        for part in source.infolist():
            if part.filename != name:
                made.writestr(part, source.read(part))
        made.writestr(name, content)
    return target


def test_visible_sheets_give_their_values(workbook: Path) -> None:
    (table,) = read_tables(workbook)

    assert table.name == "Structures"
    assert [row.number for row in table.rows] == [1, 3, 4]
    assert table.rows[1].cells == ("École", 665008900037, datetime(2025, 12, 31))  # noqa: DTZ001
    assert table.rows[2].cells == (None, "'=1+1")  # a formula never calculated holds nothing


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE a [<!ENTITY e "e">]>',
        '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'.encode("utf-16"),
        b"<!-- " + b"-" * (1 << 20) + b" --><!DOCTYPE a>",
    ],
)
@pytest.mark.parametrize("part", [SHEET, "xl/styles.xml", "[Content_Types].xml", "_rels/.rels"])
def test_a_document_type_is_refused(workbook: Path, part: str, declaration: bytes) -> None:
    path = _changed(workbook, part, b"<?xml version='1.0'?>" + declaration + b"<a/>")

    with pytest.raises(UnreadableTable):
        read_tables(path)


def test_a_picture_may_say_what_it_likes(workbook: Path) -> None:
    path = _changed(workbook, "xl/media/image1.svg", b"<!DOCTYPE svg><svg/>")

    assert len(read_tables(path)) == 1


def test_what_unpacks_beyond_measure_is_refused_before_it_is_read(workbook: Path) -> None:
    path = _changed(workbook, SHEET, bytes(250 * 1024 * 1024))

    assert path.stat().st_size < 1_000_000
    with pytest.raises(UnreadableTable, match="taille anormale"):
        read_tables(path)


def test_a_part_too_big_to_be_held_is_refused(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_IN_MEMORY", 1_000)

    with pytest.raises(UnreadableTable, match="trop grosse"):
        read_tables(workbook)


def test_rows_and_columns_at_the_end_of_the_world_cost_nothing(workbook: Path) -> None:
    rows = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + b'<row r="999999999999"/>'
    path = _changed(
        workbook,
        SHEET,
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<sheetData>" + rows + b"</sheetData></worksheet>",
    )

    with pytest.raises(UnreadableTable):
        read_tables(path)


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 et puis plus rien",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ancien classeur",
        b"%PDF-1.7",
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "classeur.xlsx"
    path.write_bytes(content)

    with pytest.raises(UnreadableTable):
        read_tables(path)


def test_a_plain_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "archive.xlsx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("lisez-moi.txt", "bonjour")

    with pytest.raises(UnreadableTable):
        read_tables(path)


def test_a_file_that_is_too_big_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "gros.csv"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)

    with pytest.raises(UnreadableTable, match="50\u00a0Mo"):
        read_tables(path)


def test_a_file_that_is_not_there_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTable, match="introuvable"):
        read_tables(tmp_path / "rien.csv")
    with pytest.raises(UnreadableTable, match="dossier"):
        read_tables(tmp_path)
