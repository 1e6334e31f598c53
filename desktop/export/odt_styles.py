"""The fixed parts of a text document: its page, its styles, its list of parts."""

from typing import Final

from desktop.export.package import PRODUCT

_SPACES: Final = " ".join(
    f'xmlns:{name}="{address}"'
    for name, address in (
        ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
        ("style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
        ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
        ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
        ("fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
        ("svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"),
        ("meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
    )
)
_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LINE: Final = "0.5pt solid #767676"


def _cell(name: str, more: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-cell">'
        f'<style:table-cell-properties fo:padding="0.08cm" fo:border="{_LINE}" {more}/>'
        "</style:style>"
    )


_TABLES: Final = (
    '<style:style style:name="Grid" style:family="table"><style:table-properties'
    ' style:width="17cm" table:align="margins" fo:margin-bottom="0.3cm"/></style:style>'
    '<style:style style:name="Row" style:family="table-row"><style:table-row-properties'
    ' fo:keep-together="always"/></style:style>'
    + _cell("Head", 'fo:background-color="#e4e9f0"')
    + _cell("Body")
)

MANIFEST: Final = (
    _XML
    + '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    + ' manifest:version="1.2">'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (
            ("/", "application/vnd.oasis.opendocument.text"),
            ("content.xml", "text/xml"),
            ("styles.xml", "text/xml"),
            ("meta.xml", "text/xml"),
        )
    )
    + "</manifest:manifest>"
)

META: Final = (
    f'{_XML}<office:document-meta {_SPACES} office:version="1.2"><office:meta>'
    f"<meta:generator>{PRODUCT}</meta:generator><dc:title>{{title}}</dc:title>"
    "<dc:language>fr-FR</dc:language><dc:date>{made_at}</dc:date>"
    "</office:meta></office:document-meta>"
)

CONTENT_HEAD: Final = (
    f'{_XML}<office:document-content {_SPACES} office:version="1.2">'
    f"<office:automatic-styles>{_TABLES}{{styles}}</office:automatic-styles>"
    "<office:body><office:text>"
)
CONTENT_TAIL: Final = "</office:text></office:body></office:document-content>"


def column_style(name: str, width: float) -> str:
    """Return the style of a column of a table, so many centimetres wide."""
    return (
        f'<style:style style:name="{name}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width:.2f}cm"/></style:style>'
    )


def _paragraph(name: str, properties: str = "", text: str = "", parent: str = "Standard") -> str:
    shown = name.replace("_20_", " ")
    child = f' style:parent-style-name="{parent}"' if parent else ""
    level = f' style:default-outline-level="{name[-1]}"' if name.startswith("Heading") else ""
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}"'
        f' style:family="paragraph"{child}{level}>'
        f"<style:paragraph-properties {properties}/><style:text-properties {text}/></style:style>"
    )


_BOLD: Final = 'fo:font-weight="bold"'
_KEPT: Final = 'fo:keep-with-next="always"'
_SMALL: Final = 'fo:font-size="9pt"'
_NONE: Final = 'fo:margin-top="0cm" fo:margin-bottom="0cm"'
_RIGHT: Final = f'{_NONE} fo:text-align="end"'

_PARAGRAPHS: Final = "".join(
    (
        _paragraph("Standard", 'fo:margin-bottom="0.15cm"', "", parent=""),
        _paragraph("Title", f'fo:margin-bottom="0.2cm" {_KEPT}', f'fo:font-size="17pt" {_BOLD}'),
        _paragraph("Subtitle", 'fo:margin-bottom="0.4cm"', 'fo:color="#4a4a4a"'),
        _paragraph(
            "Heading_20_1",
            f'fo:margin-top="0.6cm" fo:margin-bottom="0.2cm" {_KEPT}',
            f'fo:font-size="13pt" {_BOLD} fo:color="#1f3a5f"',
        ),
        _paragraph(
            "Heading_20_2",
            f'fo:margin-top="0.25cm" fo:margin-bottom="0.05cm" {_KEPT}',
            f'fo:font-size="10.5pt" {_BOLD}',
        ),
        _paragraph("Lead", f'fo:margin-bottom="0.15cm" {_KEPT}'),
        _paragraph("Quiet", "", 'fo:font-style="italic" fo:color="#4a4a4a"'),
        _paragraph("Small", 'fo:margin-bottom="0.1cm"', _SMALL),
        _paragraph("Text", _NONE, _SMALL),
        _paragraph("Figure", _RIGHT, _SMALL),
        _paragraph("TextStrong", _NONE, f"{_SMALL} {_BOLD}"),
        _paragraph("FigureStrong", _RIGHT, f"{_SMALL} {_BOLD}"),
        _paragraph("TextHead", _NONE, f"{_SMALL} {_BOLD}"),
        _paragraph("FigureHead", _RIGHT, f"{_SMALL} {_BOLD}"),
        _paragraph("Footer", 'fo:text-align="center"', 'fo:font-size="8pt" fo:color="#4a4a4a"'),
    )
)

_PAGE: Final = (
    '<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm"'
    ' fo:page-height="29.7cm" style:print-orientation="portrait" fo:margin="2cm"/>'
    '<style:footer-style><style:header-footer-properties fo:margin-top="0.5cm"/>'
    "</style:footer-style></style:page-layout>"
)

STYLES: Final = (
    f'{_XML}<office:document-styles {_SPACES} office:version="1.2">'
    '<office:font-face-decls><style:font-face style:name="Sans"'
    ' svg:font-family="\'Liberation Sans\', Arial" style:font-family-generic="swiss"/>'
    "</office:font-face-decls>"
    '<office:styles><style:default-style style:family="paragraph"><style:text-properties'
    ' style:font-name="Sans" fo:font-size="10pt" fo:language="fr" fo:country="FR"/>'
    f"</style:default-style>{_PARAGRAPHS}</office:styles>"
    f"<office:automatic-styles>{_PAGE}</office:automatic-styles>"
    '<office:master-styles><style:master-page style:name="Standard"'
    ' style:page-layout-name="A4"><style:footer><text:p text:style-name="Footer">'
    "{title} – page <text:page-number>1</text:page-number> sur"
    " <text:page-count>1</text:page-count></text:p></style:footer></style:master-page>"
    "</office:master-styles></office:document-styles>"
)
