"""A filled copy holds the new cells, and everything else as the financer made it."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from desktop.export.template.filling import recomputed, write_filled
from desktop.export.template.inspection import NotATemplate, inspect
from desktop.export.template.seen import Entry
from desktop.export.template.spans import spans_of
from desktop.export.template.splicing import spliced
from tests.desktop.export.template.models import STRANGE, make_template

ODD = ["=1+1", "+33", "-2", "@a", "#N/A", "\tx", "<b>&", "é😀", "\u202erl", "  a  "]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Return a template."""
    return make_template(tmp_path / "modele.xlsx")


def filled(path: Path, *entries: Entry) -> BytesIO:
    """Return the filled copy of a template."""
    made = BytesIO()
    with path.open("rb") as file:
        seen = inspect(file, path.name)
    write_filled(made, BytesIO(path.read_bytes()), seen, entries)
    made.seek(0)
    return made


def opened(path: Path, *entries: Entry) -> Any:
    """Return the filled copy of a template, as openpyxl reads it."""
    return openpyxl.load_workbook(filled(path, *entries))


def test_text_numbers_and_days_are_read_back(model: Path) -> None:
    book = opened(
        model,
        Entry("Demande", (3, 2), "Jardins d’Éloi"),
        Entry("Demande", (4, 2), 1234.5),
        Entry("Demande", (7, 2), date(2026, 6, 30)),
        Entry("Postes", (20, 5), 7),
        Entry("Postes", (20, 3), 3),
    )

    form = book["Demande"]
    assert form["B3"].value == "Jardins d’Éloi"
    assert form["B4"].value == 1234.5
    assert form["B7"].value.date() == date(2026, 6, 30)
    assert (book["Postes"]["C20"].value, book["Postes"]["E20"].value) == (3, 7)


def test_cells_keep_their_formats(model: Path) -> None:
    book = opened(
        model,
        Entry("Demande", (3, 2), "x"),
        Entry("Demande", (4, 2), 1.0),
        Entry("Demande", (7, 2), date(2026, 1, 2)),
    )

    form = book["Demande"]
    assert form["B3"].fill.fgColor.rgb == "00FFFFEE"
    assert form["B4"].number_format == '#,##0.00\\ "€"'
    assert form["B7"].number_format == "dd/mm/yyyy"


def test_a_day_in_a_cell_without_format_is_still_a_day(model: Path) -> None:
    book = opened(
        model,
        Entry("Demande", (5, 2), 0.583, share=True),
        Entry("Demande", (3, 2), date(2026, 1, 2)),
        Entry("Demande", (20, 2), date(2026, 1, 2)),
    )

    form = book["Demande"]
    assert form["B5"].number_format == "0.00%"
    assert form["B3"].is_date
    assert form["B3"].fill.fgColor.rgb == "00FFFFEE"
    assert form["B20"].value.date() == date(2026, 1, 2)


@pytest.mark.parametrize("text", ODD)
def test_text_stays_text(model: Path, text: str) -> None:
    cell = opened(model, Entry("Demande", (3, 2), text))["Demande"]["B3"]

    assert (cell.value, cell.data_type) == (text, "s")


def test_everything_else_is_byte_for_byte_the_template(model: Path) -> None:
    entry = Entry("Demande", (3, 2), "x")

    with ZipFile(model) as before, ZipFile(filled(model, entry)) as after:
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
        kept = {name: after.read(name) for name in STRANGE}

    assert after.namelist() == before.namelist()
    assert changed <= {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml", "xl/workbook.xml"}
    assert kept == dict(STRANGE)


def test_rules_formats_and_print_set_up_are_kept(model: Path) -> None:
    before, after = openpyxl.load_workbook(model), opened(model, Entry("Demande", (3, 2), "x"))

    for name in before.sheetnames:
        old, new = before[name], after[name]
        rules = [(str(r.sqref), r.type, r.formula1) for r in old.data_validations.dataValidation]
        assert rules == [
            (str(r.sqref), r.type, r.formula1) for r in new.data_validations.dataValidation
        ]
        assert old.print_area == new.print_area
        assert old.page_setup.orientation == new.page_setup.orientation
        assert old.freeze_panes == new.freeze_panes
        assert str(old.merged_cells) == str(new.merged_cells)
        assert list(old.tables) == list(new.tables)
        assert len(old.conditional_formatting) == len(new.conditional_formatting)
        assert old.sheet_state == new.sheet_state
    assert after["Demande"]["B9"].value == "=B4*2"


def test_formulas_are_computed_again_at_the_opening(model: Path) -> None:
    with ZipFile(filled(model, Entry("Demande", (4, 2), 1))) as archive:
        workbook = archive.read("xl/workbook.xml")
        sheet = archive.read("xl/worksheets/sheet1.xml")

    assert b'fullCalcOnLoad="1"' in workbook
    assert workbook.count(b"fullCalcOnLoad") == 1
    assert b"<f>B4*2</f><v" not in sheet


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            b"<workbook><sheets/></sheets></workbook>",
            b'<workbook><sheets/></sheets><calcPr fullCalcOnLoad="1"/></workbook>',
        ),
        (
            b'<x:calcPr calcId="1" fullCalcOnLoad="0"/>',
            b'<x:calcPr calcId="1" fullCalcOnLoad="1"/>',
        ),
        (
            b"<sheets></sheets><definedNames></definedNames>",
            b'<sheets></sheets><definedNames></definedNames><calcPr fullCalcOnLoad="1"/>',
        ),
    ],
)
def test_the_workbook_asks_to_be_computed(before: bytes, after: bytes) -> None:
    assert recomputed(before) == after


def written(entry: Entry, style: str) -> bytes:
    """Return a cell that shows where it was put."""
    return f"[{entry.value}:{style}]".encode()


@pytest.mark.parametrize(
    ("data", "spot", "expected"),
    [
        ("<sheetData/>", (2, 2), '<sheetData><row r="2">[v:]</row></sheetData>'),
        (
            '<sheetData><row r="2" s="4" customFormat="1"/></sheetData>',
            (2, 2),
            '<sheetData><row r="2" s="4" customFormat="1">[v:4]</row></sheetData>',
        ),
        (
            '<sheetData><row r="1"/><row r="9"/></sheetData>',
            (5, 1),
            '<sheetData><row r="1"/><row r="5">[v:]</row><row r="9"/></sheetData>',
        ),
        (
            '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1"/></row></sheetData>',
            (1, 2),
            '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c>[v:]<c r="C1"/></row></sheetData>',
        ),
        (
            '<sheetData><row r="1"><c r="A1" s="3" t="s"><v>0</v></c></row></sheetData>',
            (1, 1),
            '<sheetData><row r="1">[v:3]</row></sheetData>',
        ),
        (
            "<sheetData><row><c/><c t='a>b'/></row></sheetData>",
            (1, 3),
            '<sheetData><row r="1"><c r="A1"/><c t=\'a>b\' r="B1"/>[v:]</row></sheetData>',
        ),
        (
            '<cols><col min="2" max="3" style="7"/></cols><sheetData></sheetData>',
            (1, 3),
            '<cols><col min="2" max="3" style="7"/></cols>'
            '<sheetData><row r="1">[v:7]</row></sheetData>',
        ),
        (
            '<dimension ref="A1"/><sheetData><row r="1"><c r="A1"/></row></sheetData>',
            (3, 4),
            '<dimension ref="A1:D3"/><sheetData><row r="1"><c r="A1"/></row>'
            '<row r="3">[v:]</row></sheetData>',
        ),
        (
            '<sheetData><row r="1"><c r="A1"><f>B1</f><v>8</v></c></row></sheetData>',
            (1, 2),
            '<sheetData><row r="1"><c r="A1"><f>B1</f></c>[v:]</row></sheetData>',
        ),
    ],
)
@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_cell_is_put_where_it_belongs(
    data: str, spot: tuple[int, int], expected: str, prefix: str, mark: str
) -> None:
    def sheet(inner: str) -> bytes:
        space = f' xmlns{":x" if prefix else ""}="urn:s"'
        named = inner.replace("</", "§").replace("<", f"<{prefix}").replace("§", f"</{prefix}")
        return f"{mark}<{prefix}worksheet{space}>{named}</{prefix}worksheet>".encode()

    made = spliced(spans_of(sheet(data)), {spot: Entry("S", spot, "v")}, written)

    assert made == sheet(expected)


def test_a_formula_is_never_overwritten(model: Path) -> None:
    with pytest.raises(NotATemplate):
        filled(model, Entry("Demande", (9, 2), 1))


def test_a_share_reads_as_a_percentage_whatever_the_format_of_numbers(model: Path) -> None:
    book = opened(model, Entry("Postes", (2, 2), 0.35, share=True))

    assert book["Postes"]["B2"].value == 0.35
    assert book["Postes"]["B2"].number_format == "0.00%"
    assert book["Postes"]["B3"].number_format == "#,##0.00"
