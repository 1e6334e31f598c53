"""Odd templates are filled all the same, and hostile ones are refused in words, in little room."""

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from desktop.errors import UserError
from desktop.export.content import As, Content, Figure, Passed
from desktop.export.template import measuring
from desktop.services.workbooks.template.filling import fill
from desktop.services.workbooks.template.mapping import Link, Mapping
from desktop.services.workbooks.template.opening import Refused, look_into
from desktop.services.workbooks.template.picks import Pick, PickKind
from tests.desktop.export.template.by_hand import PARTS, RICH, ROW, SHEET, sheet, workbook

PICK = Pick("W1", PickKind.FIGURE, "Accordé")
PASSED = Passed(Content("W1", "Bilan", (), figures=(Figure("Accordé", 123_450, As.EUROS),)))
XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
BUTTON = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="x14"><controls><control shapeId="1" name="Case à cocher"><controlPr>'
    f'<anchor><from><xdr:col xmlns:xdr="{XDR}">0</xdr:col><xdr:row xmlns:xdr="{XDR}">3</xdr:row>'
    "</from></anchor></controlPr></control></controls></mc:Choice></mc:AlternateContent>"
)
LATER_LIST = (
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"'
    ' xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:dataValidation type="list"><x14:formula1><xm:f>$A$1:$A$2</xm:f></x14:formula1>'
    "<xm:sqref>D9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
)
STRAY = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'


def filled(tmp_path: Path, content: bytes, cell: str = "B1", label: str = "Budget") -> Any:
    """Return the cell of the filled copy of a workbook."""
    model = tmp_path / "modele.xlsx"
    model.write_bytes(content)
    mapping = Mapping("m", "modele.xlsx", (Link("F", cell, PICK, label),))
    fill(model, mapping, lambda _code: PASSED, tmp_path / "rempli.xlsx")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl remarks on the parts it would lose
        return openpyxl.load_workbook(tmp_path / "rempli.xlsx")["F"][cell].value


@pytest.mark.parametrize(
    "content",
    [
        workbook(),
        workbook(after=BUTTON),
        workbook(ROW, after=LATER_LIST),
        workbook(ROW + STRAY),
        workbook(RICH + ROW),
        workbook(ROW.replace("A1", "a1").replace("B1", "b1")),
        workbook('<row><c t="s"><v>0</v></c><c/></row>'),
        workbook('<row r="1"><c r="A1" t="inlineStr"><is><t>Budget</t></is></c></row>'),
    ],
    ids=[
        *("as Excel writes", "a button", "a later list", "one format in the last cell"),
        *("rows in disorder", "small letters", "no reference", "text in the cell"),
    ],
)
def test_what_excel_and_others_write_is_filled(tmp_path: Path, content: bytes) -> None:
    assert filled(tmp_path, content) == 1234.5


def test_a_rich_text_names_a_cell_without_its_pronunciation(tmp_path: Path) -> None:
    assert filled(tmp_path, workbook(), "B2", "Part riche") == 1234.5


def test_a_button_is_left_where_it_stands(tmp_path: Path) -> None:
    filled(tmp_path, workbook(after=BUTTON))

    with ZipFile(tmp_path / "rempli.xlsx") as archive:
        assert BUTTON in archive.read(SHEET).decode()


def refusal(tmp_path: Path, content: bytes) -> str:
    """Return the sentence that refuses a workbook, and check that it was left alone."""
    model = tmp_path / "modele.xlsx"
    model.write_bytes(content)
    with pytest.raises(UserError) as refused:
        look_into(model)
    assert model.read_bytes() == content
    return refused.value.sentence


def moved_to_media() -> bytes:
    """Return a workbook whose sheet declares entities from where images are."""
    parts: dict[str, str | bytes] = {
        name: text.replace("worksheets/sheet1", "media/sheet1") for name, text in PARTS.items()
    }
    evil = sheet(ROW).replace("?>", '?><!DOCTYPE x [<!ENTITY e "mille fois">]>', 1)
    return workbook(parts={**parts, "xl/media/sheet1.xml": evil})


def scrambled(part: str) -> bytes:
    """Return a workbook whose archive is whole, and one part of which does not unpack."""
    content = workbook()
    at = content.index(part.encode()) + len(part)
    return content[:at] + bytes(byte ^ 0x55 for byte in content[at : at + 40]) + content[at + 40 :]


@pytest.mark.parametrize(
    "content",
    [
        workbook(more=[(SHEET, sheet(RICH))]),
        workbook(more=[("XL/Workbook.xml", "")]),
        workbook(more=[("../../autorun.inf", "x")]),
        workbook(more=[("/etc/x", "x")]),
        workbook(more=[("C:\\x", "x")]),
        workbook(parts={SHEET: sheet(ROW).replace("UTF-8", "UTF-16").encode("utf-16")}),
        workbook(parts={"xl/styles.xml": b"\xff"}),
        workbook(ROW.replace('"B1"', '"B1" s="999"')),
        workbook('<row r="1"><c r="ZZZZ1"/></row>'),
        workbook(parts={"xl/sharedStrings.xml": ""}),
        scrambled("xl/styles.xml"),
        moved_to_media(),
        workbook()[:900],
        b"",
    ],
    ids=[
        *("twins", "twins but for capitals", "climbing", "from the root", "a disk"),
        *("UTF-16", "no XML", "unknown style", "no such column", "no strings"),
        *("scrambled", "a sheet among images", "cut", "empty"),
    ],
)
def test_what_cannot_be_filled_is_refused_when_it_is_opened(tmp_path: Path, content: bytes) -> None:
    assert "modifié" in refusal(tmp_path, content)


MANY = measuring.MOST_CELLS + 1


@pytest.mark.parametrize(
    "make",
    [
        lambda: workbook("<row>" + "<c/>" * MANY + "</row>"),
        lambda: workbook("<row/>" * MANY),
        lambda: workbook(after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        lambda: workbook(ROW.replace('"B1"/>', '"B1"><f t="array" ref="B1:XFD1048576">1</f></c>')),
        lambda: workbook(
            parts={"xl/styles.xml": f"<s>{'<xf/>' * (measuring.MOST_FORMATS + 1)}</s>"}
        ),
    ],
    ids=["cells", "rows", "one merged cell", "one formula", "formats"],
)
def test_a_small_file_that_swells_is_refused_before_it_does(
    tmp_path: Path, make: Callable[[], bytes]
) -> None:
    assert "trop" in refusal(tmp_path, make()) or "anormale" in refusal(tmp_path, make())


def test_a_list_of_a_whole_sheet_is_read_where_cells_are(tmp_path: Path) -> None:
    rule = (
        '<dataValidations><dataValidation type="list" sqref="B1"><formula1>$A$1:$XFD$1048576'
        "</formula1></dataValidation></dataValidations>"
    )
    model = tmp_path / "m.xlsx"
    model.write_bytes(workbook(after=rule))

    found = look_into(model).sheets[0].rule_at((1, 2))

    assert found is not None
    assert found.choices == ("Budget", "Part riche")


def test_a_reading_stops_when_it_is_asked(tmp_path: Path) -> None:
    model = tmp_path / "m.xlsx"
    model.write_bytes(workbook())

    def stop() -> None:
        raise UserError("assez")

    with pytest.raises(UserError, match="assez"):
        look_into(model, stop)


def test_a_template_that_cannot_be_read_is_not_said_to_be_badly_written(tmp_path: Path) -> None:
    folder = tmp_path / "clé.xlsx"
    folder.mkdir()

    with pytest.raises(Refused, match="n’a pas pu être lu"):
        look_into(folder)
