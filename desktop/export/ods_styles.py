"""The fixed parts of an OpenDocument spreadsheet: its looks, its page, its list of parts."""

from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from desktop.export.drawing import width_of
from desktop.export.package import PRODUCT

SPACES: Final = " ".join(
    f'xmlns:{name}="{address}"'
    for name, address in (
        ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
        ("style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
        ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
        ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
        ("number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"),
        ("draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"),
        ("chart", "urn:oasis:names:tc:opendocument:xmlns:chart:1.0"),
        ("fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
        ("svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"),
        ("config", "urn:oasis:names:tc:opendocument:xmlns:config:1.0"),
        ("meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("xlink", "http://www.w3.org/1999/xlink"),
        ("of", "urn:oasis:names:tc:opendocument:xmlns:of:1.2"),
    )
)
MIME: Final = "application/vnd.oasis.opendocument.spreadsheet"
CHART_MIME: Final = "application/vnd.oasis.opendocument.chart"
_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_INK, _PALE, _LINE, _LINK = "#1f2a37", "#dce6f2", "#c9d1db", "#1f4e79"
_FRENCH: Final = 'number:language="fr" number:country="FR"'


def document(kind: str, body: str) -> str:
    """Return a part of a document, such as "styles" or "meta"."""
    return f"{opened(kind)}{body}</office:document-{kind}>"


def opened(kind: str) -> str:
    """Return the beginning of a part of a document."""
    return f'{_XML}<office:document-{kind} {SPACES} office:version="1.3">'


def _number(name: str, least: int, most: int, *, grouped: bool = True) -> str:
    return (
        f'<number:number-style style:name="{name}" {_FRENCH}>{_digits(least, most, grouped)}'
        "</number:number-style>"
    )


def _digits(least: int, most: int, grouped: bool) -> str:
    return (
        f'<number:number number:decimal-places="{most}" number:min-decimal-places="{least}" '
        f'number:min-integer-digits="1" number:grouping="{str(grouped).lower()}"/>'
    )


def _date(name: str, *parts: str) -> str:
    joint = "<number:text>{}</number:text>".format("-" if parts[0].startswith("<number:y") else "/")
    return (
        f'<number:date-style style:name="{name}" {_FRENCH}>{joint.join(parts)}</number:date-style>'
    )


_DAY, _MONTH = '<number:day number:style="long"/>', '<number:month number:style="long"/>'
_YEAR: Final = '<number:year number:style="long"/>'
_FORMATS: Final = "".join(
    (
        _number("n-count", 0, 0),
        _number("n-year", 0, 0, grouped=False),
        _number("n-number", 1, 2),
        f'<number:currency-style style:name="n-money" {_FRENCH}>{_digits(2, 2, grouped=True)}'
        "<number:text>\u00a0</number:text><number:currency-symbol "
        'number:language="fr" number:country="FR">€</number:currency-symbol>'
        "</number:currency-style>",
        f'<number:percentage-style style:name="n-share" {_FRENCH}>{_digits(1, 1, grouped=False)}'
        "<number:text>\u00a0%</number:text></number:percentage-style>",
        _date("n-day", _DAY, _MONTH, _YEAR),
        _date("n-day_iso", _YEAR, _MONTH, _DAY),
        '<number:text-style style:name="n-text"><number:text-content/></number:text-style>',
    )
)

_AIR: Final = {
    "start": 'fo:padding="0.05cm"',
    "center": 'fo:padding="0.05cm"',
    "end": 'fo:padding="0.05cm" fo:padding-right="0.2cm"',
}


def _cell(
    name: str, *, format: str = "", side: str = "start", cell: str = "", letters: str = ""
) -> str:
    data = f' style:data-style-name="n-{format}"' if format else ""
    return (
        f'<style:style style:name="{name}" style:family="table-cell"'
        f' style:parent-style-name="Default"{data}>'
        f'<style:table-cell-properties style:vertical-align="top" {_AIR[side]} {cell}/>'
        f'<style:paragraph-properties fo:text-align="{side}" fo:margin-left="0cm"/>'
        f'<style:text-properties fo:color="{_INK}" {letters}/></style:style>'
    )


_EASE: Final = 1.08  # the letters of LibreOffice are often wider
_WRAP: Final = 'fo:wrap-option="wrap"'
_UNDER: Final = f'fo:border-bottom="0.5pt solid {_LINE}"'
_OVER: Final = f'fo:border-top="1.5pt solid {_INK}"'
_BOLD: Final = 'fo:font-weight="bold"'
_LOOKS: Final = "".join(
    (
        _cell("title", letters=f'fo:font-size="16pt" {_BOLD}'),
        _cell("sentence", letters='fo:font-size="11pt"'),
        _cell("header", cell=f'{_WRAP} fo:background-color="{_PALE}"', letters=_BOLD),
        _cell(
            "header_right", side="end", cell=f'{_WRAP} fo:background-color="{_PALE}"', letters=_BOLD
        ),
        _cell("label", cell=_WRAP, letters=_BOLD),
        _cell("text", format="text", cell=f"{_WRAP} {_UNDER}"),
        _cell("long", cell=f"{_WRAP} {_UNDER}"),
        _cell("hidden", side="center", cell=_UNDER),
        *(
            _cell(name, format=name, side="end", cell=_UNDER)
            for name in ("count", "year", "number", "money", "share")
        ),
        *(_cell(name, format=name, cell=_UNDER) for name in ("day", "day_iso")),
        _cell("total", cell=_OVER, letters=_BOLD),
        *(
            _cell(f"total_{name}", format=name, side="end", cell=_OVER, letters=_BOLD)
            for name in ("count", "number", "money")
        ),
    )
)
_ROWS: Final = (
    '<style:style style:name="ro" style:family="table-row"><style:table-row-properties'
    ' style:use-optimal-row-height="true"/></style:style>'
    '<style:style style:name="page" style:family="table-row"><style:table-row-properties'
    ' fo:break-before="page" style:use-optimal-row-height="true"/></style:style>'
    '<style:style style:name="chart" style:family="table-row"><style:table-row-properties'
    ' style:row-height="0.5cm" style:use-optimal-row-height="false"/></style:style>'
    '<style:style style:name="ta" style:family="table" style:master-page-name="Default">'
    '<style:table-properties table:display="true"/></style:style>'
)


def content_styles(widest: int) -> str:
    """Return the looks of the cells, and a style "coN" for columns N characters wide."""
    columns = "".join(
        f'<style:style style:name="co{width}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{_EASE * width_of([width]):.2f}cm"/>'
        "</style:style>"
        for width in range(1, widest + 1)
    )
    return f"<office:automatic-styles>{_FORMATS}{_LOOKS}{_ROWS}{columns}</office:automatic-styles>"


STYLES: Final = document(
    "styles",
    '<office:styles><style:default-style style:family="table-cell"><style:text-properties'
    ' style:font-name="Calibri" fo:font-family="Calibri, Carlito, sans-serif" fo:font-size="10pt"'
    ' fo:language="fr" fo:country="FR"/></style:default-style>'
    '<style:style style:name="Default" style:family="table-cell"/></office:styles>'
    "<office:automatic-styles>"
    '<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="29.7cm"'
    ' fo:page-height="21cm" style:print-orientation="landscape" fo:margin-top="1cm"'
    ' fo:margin-bottom="1cm" fo:margin-left="1cm" fo:margin-right="1cm"'
    ' style:scale-to-X="1" style:scale-to-Y="0" style:print="objects charts drawings zero-values"/>'
    '<style:footer-style><style:header-footer-properties fo:min-height="0.6cm"'
    ' fo:margin-top="0.2cm"/></style:footer-style></style:page-layout>'
    "</office:automatic-styles>"
    '<office:master-styles><style:master-page style:name="Default"'
    ' style:page-layout-name="page"><style:header style:display="false"/><style:footer>'
    f"<style:region-left><text:p>{PRODUCT}</text:p></style:region-left>"
    "<style:region-center><text:p><text:sheet-name>?</text:sheet-name></text:p>"
    "</style:region-center><style:region-right><text:p>Page <text:page-number>1</text:page-number>"
    " / <text:page-count>1</text:page-count></text:p></style:region-right>"
    "</style:footer></style:master-page></office:master-styles>",
)


def meta(title: str, made_at: str) -> str:
    """Return what the file says of itself: a title and a day, neither author nor computer."""
    return document(
        "meta",
        f"<office:meta><meta:generator>{PRODUCT}</meta:generator>"
        f"<dc:title>{escape(title)}</dc:title><dc:language>fr-FR</dc:language>"
        f"<dc:date>{made_at}</dc:date></office:meta>",
    )


def settings(frozen: Iterable[tuple[str, int]]) -> str:
    """Return how sheets are opened: the rows kept in view, with the first column, by sheet."""
    tables = "".join(
        f"<config:config-item-map-entry config:name={quoteattr(name)}>"
        + (_frozen(rows) if rows else "")
        + _item("ShowGrid", "boolean", "false")
        + "</config:config-item-map-entry>"
        for name, rows in frozen
    )
    return document(
        "settings",
        '<office:settings><config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        + _item("ViewId", "string", "view1")
        + f'<config:config-item-map-named config:name="Tables">{tables}'
        "</config:config-item-map-named></config:config-item-map-entry>"
        "</config:config-item-map-indexed></config:config-item-set></office:settings>",
    )


def _frozen(rows: int) -> str:
    return "".join(
        _item(name, kind, str(value))
        for name, kind, value in (
            ("HorizontalSplitMode", "short", 2),
            ("VerticalSplitMode", "short", 2),
            ("HorizontalSplitPosition", "int", 1),
            ("VerticalSplitPosition", "int", rows),
            ("ActiveSplitRange", "short", 3),
            ("PositionRight", "int", 1),
            ("PositionBottom", "int", rows),
        )
    )


def _item(name: str, kind: str, value: str) -> str:
    return (
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}'
        "</config:config-item>"
    )


def manifest(charts: int) -> str:
    """Return the list of parts, with so many charts."""
    parts = [("/", MIME)]
    parts += [(name, "text/xml") for name in ("content.xml", "styles.xml", "meta.xml")]
    parts.append(("settings.xml", "text/xml"))
    for number in range(1, charts + 1):
        parts.append((f"Object {number}/", CHART_MIME))
        parts += [(f"Object {number}/{name}.xml", "text/xml") for name in ("content", "styles")]
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in parts
    )
    return (
        f'{_XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
        f'manifest:1.0" manifest:version="1.3">{entries}</manifest:manifest>'
    )
