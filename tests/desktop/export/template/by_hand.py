"""Workbooks written part by part, as Excel lays them out: what no library would write."""

import warnings
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BOUND: Final = (
    ("worksheet", "worksheets/sheet1.xml"),
    ("styles", "styles.xml"),
    ("sharedStrings", "sharedStrings.xml"),
)
_OVERRIDES: Final = (
    ("workbook.xml", "sheet.main"),
    ("worksheets/sheet1.xml", "worksheet"),
    ("styles.xml", "styles"),
    ("sharedStrings.xml", "sharedStrings"),
)
_FORMAT: Final = '<xf numFmtId="{}" fontId="0" fillId="0" borderId="0" xfId="0"/>'
SHEET: Final = "xl/worksheets/sheet1.xml"
ROW: Final = '<row r="1" spans="1:2"><c r="A1" t="s"><v>0</v></c><c r="B1"/></row>'
RICH: Final = '<row r="2"><c r="A2" t="s"><v>1</v></c></row>'

PARTS: Final[Mapping[str, str]] = {
    "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + "".join(
        f'<Override PartName="/xl/{part}" ContentType="{_TYPE}{kind}+xml"/>'
        for part, kind in _OVERRIDES
    )
    + "</Types>",
    "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1"'
    f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(_BOUND, 1)
    )
    + "</Relationships>",
    "xl/workbook.xml": f'{_XML}<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="F" sheetId="1" r:id="rId1"/></sheets><calcPr calcId="191029"/></workbook>',
    "xl/styles.xml": f'{_XML}<styleSheet xmlns="{MAIN}"><fonts><font><sz val="11"/></font></fonts>'
    '<fills><fill><patternFill patternType="none"/></fill></fills><borders><border/></borders>'
    f'<cellStyleXfs>{_FORMAT.format(0)}</cellStyleXfs><cellXfs count="2">{_FORMAT.format(0)}'
    f'{_FORMAT.format(14)}</cellXfs><cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>",
    "xl/sharedStrings.xml": f'{_XML}<sst xmlns="{MAIN}"><si><t>Budget</t></si><si>'
    '<r><t xml:space="preserve">Part </t></r><r><rPr><b/></rPr><t>riche</t></r>'
    '<rPh sb="0" eb="2"><t>LU</t></rPh></si></sst>',
}


def sheet(rows: str, after: str = "") -> str:
    """Return the part of a sheet of these rows, with what follows them."""
    return (
        f'{_XML}<worksheet xmlns="{MAIN}" xmlns:r="{_OFFICE}"><dimension ref="A1:B2"/>'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def workbook(
    rows: str = ROW + RICH,
    *,
    after: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    more: Sequence[tuple[str, str]] = (),
) -> bytes:
    """Return a workbook of one sheet « F »; `more` are parts added, even twice."""
    whole: dict[str, str | bytes] = {**PARTS, SHEET: sheet(rows, after), **(parts or {})}
    made = BytesIO()
    with warnings.catch_warnings(), ZipFile(made, "w", ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # twins are what is wanted
        for name, content in (*whole.items(), *more):
            archive.writestr(name, content)
    return made.getvalue()
