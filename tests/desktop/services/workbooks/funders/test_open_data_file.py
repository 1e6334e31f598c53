"""The open data sheet, read back from the files that leave: Excel and CSV."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

import openpyxl

from desktop.export.content import Passed
from desktop.export.csv_sheets import write_csv
from desktop.export.source import About
from desktop.export.workbook import write_workbook
from desktop.services.notebook import Notebook
from desktop.services.workbooks.funders.content import content
from desktop.services.workbooks.gate.gate import Gate
from desktop.services.workbooks.scope import Period, Scope
from desktop.services.workbooks.sources import Sources
from tests.desktop.services.workbooks.filled import sheet, sources
from tests.desktop.services.workbooks.programme import Programme
from tests.desktop.services.workbooks.scdl_rules import HEADER, faults

ABOUT = About("Service", "dsu@exemple.fr", datetime(2026, 11, 23, tzinfo=UTC), "1")


def passed(read: Sources) -> Passed:
    return Gate(lambda _text: ()).check(content(read), read).passed


def test_the_excel_sheet_of_the_demonstration_passes_the_published_rules(
    demo_sources: Callable[..., Sources],
) -> None:
    file = io.BytesIO()
    made = passed(demo_sources(Scope(Period.of_years(2025, 2026))))

    write_workbook(file, made, ABOUT, lambda *_: None)

    written = openpyxl.load_workbook(file)["SCDL"]
    header, *rows = [[cell.value for cell in row] for row in written.iter_rows()]
    assert faults(header, rows) == []
    assert len(rows) == len(sheet(made.content, "SCDL").rows) > 30
    assert {cell.data_type for row in written.iter_rows() for cell in row if cell.value} == {"s"}


def test_the_csv_sheet_passes_them_with_commas_and_points(carnet: Notebook) -> None:
    programme = Programme(carnet)
    corsican = programme.body("Associu, « A Casa »", rna="W2A1234567")
    programme.line(
        programme.action("=1+1\nLire, écrire", organisation=corsican),
        "COMMUNE",
        amount=1_234_567,
        agreement_signed_on="2026-03-12",
        payment_terms="ECHELONNE",
        payment_from="2026-04-01",
        payment_to="2026-12-31",
    )
    file = io.BytesIO()

    write_csv(file, passed(sources(carnet)), ABOUT, lambda *_: None)

    with zipfile.ZipFile(file) as box:
        name = next(each for each in box.namelist() if "SCDL" in each)
        text = box.read(name).decode("utf-8")
    header, *rows = csv.reader(io.StringIO(text))
    assert tuple(header) == HEADER
    assert faults(header, rows) == []
    assert [(row[4], row[6], row[8]) for row in rows] == [("Associu, « A Casa »", "", "12345.67")]
