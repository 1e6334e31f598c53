"""Templates as financers make them: styles, lists, formulas, merged cells, drawings."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table

STRANGE: Mapping[str, bytes] = {
    "xl/ctrlProps/ctrlProp1.xml": b"<formControlPr/>",
    "customXml/item1.xml": b"<propre/>",
    "xl/slicers/slicer1.xml": b"<slicers/>",
}
"""Parts that a library which rewrites workbooks loses."""


def make_template(path: Path, *, more: Mapping[str, bytes] = STRANGE) -> Path:
    """Write a template with what one meets in them, and return its path."""
    book = Workbook()
    form = book.worksheets[0]
    form.title = "Demande"
    _fill_form(book)
    _fill_lines(book)
    book.defined_names["Avis"] = DefinedName("Avis", attr_text="Listes!$A$1:$A$3")
    book.save(path)
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        for name, content in more.items():
            archive.writestr(name, content)
    return path


def _fill_form(book: Workbook) -> None:
    form = book["Demande"]
    form["A1"], form["A1"].font = "Bilan de l’action", Font(bold=True, size=14)
    form.merge_cells("A1:D1")
    for row, label in enumerate(("Association", "Budget", "Part", "Avis", "Date", "Secteur"), 3):
        form.cell(row, 1, label).font = Font(bold=True)
    form["B3"].fill = PatternFill("solid", fgColor="FFFFEE")
    form["B4"].number_format = '#,##0.00\\ "€"'
    form["B7"].number_format = "dd/mm/yyyy"
    form["B9"], form["A9"] = "=B4*2", "Double"
    form["A10"], form["B10"] = "Nombre", None
    form["D12"] = ArrayFormula("D12:D14", "=B4:B6*2")
    form["D13"], form["D14"] = 0, 0
    lists = book.create_sheet("Listes")
    for row, text in enumerate(("Favorable", "Réservé", "Défavorable"), 1):
        lists.cell(row, 1, text)
    lists.sheet_state = "hidden"
    spelt = DataValidation("list", formula1='"Oui,Non"')
    named = DataValidation("list", formula1="Avis")
    whole = DataValidation("whole", operator="between", formula1="0", formula2="100")
    for rule, cell in ((spelt, "B8"), (named, "B6"), (whole, "B10")):
        rule.add(cell)
        form.add_data_validation(rule)
    form.conditional_formatting.add("B4", Rule("cellIs", operator="lessThan", formula=["0"]))
    form.print_area, form.page_setup.orientation = "A1:D20", "landscape"
    form.freeze_panes = "A3"


def _fill_lines(book: Workbook) -> None:
    lines = book.create_sheet("Postes")
    lines.append(["Poste", "Montant", "Le"])
    for _ in range(6):
        lines.append([None, None, None])
    for row in range(2, 8):
        lines.cell(row, 2).number_format = "#,##0.00"
    lines["A8"], lines["B8"] = "Total", "=SUM(B2:B7)"
    table = Table(displayName="T_Postes", ref="A1:C8", totalsRowCount=1)
    lines.add_table(table)
    chart = BarChart()
    chart.add_data(Reference(lines, min_col=2, min_row=1, max_row=7), titles_from_data=True)
    lines.add_chart(chart, "E2")
    locked = book.create_sheet("Cadre")
    locked["A1"], locked["B1"], locked["B2"] = "Ouvert", None, None
    locked["B1"].protection = Protection(locked=False)
    locked["B2"] = date(2026, 1, 1)
    locked.protection.sheet = True
