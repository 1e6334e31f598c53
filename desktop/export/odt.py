"""Write a content as a text document (.odt) that one rereads, completes and signs by hand.

An OpenDocument file is a small archive of XML: it is written as it is, without a library, so
that it holds nothing but what is told here: no author, no computer, no template.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, Final
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from desktop.export.content import As, Column, Content, Passed, Row, Sheet, Value
from desktop.export.odt_styles import (
    CONTENT_HEAD,
    CONTENT_TAIL,
    MANIFEST,
    META,
    STYLES,
    column_style,
)
from desktop.export.said import said
from desktop.export.source import About
from desktop.export.text import cell_text

Progress = Callable[[int, int, str], None]
_MIME: Final = "application/vnd.oasis.opendocument.text"
_WIDTH: Final = 17.0  # centimetres between the margins of an A4 page
_BLANK: Final = "…" * 30
_FIGURES: Final = frozenset({As.WHOLE, As.NUMBER, As.EUROS, As.SHARE})
# Centimetres that a figure or a day needs; texts share what is left.
_NEEDED: Final = {
    As.EUROS: 2.5,
    As.SHARE: 1.9,
    As.DAY: 2.1,
    As.WHOLE: 1.8,
    As.NUMBER: 1.8,
    As.YEAR: 1.4,
    As.CODE: 2.4,
}
_LEAST, _MOST, _USUAL = 12, 46, 16
_NARROWEST: Final = 2.0


def write_odt(
    file: BinaryIO, passed: Passed, about: About, progress: Progress = lambda *_: None
) -> None:
    """Write what passed the gate as a text document: a heading and a table for each sheet.

    A sheet of a text and a long text is written as questions and answers; an empty answer is a
    dotted line, to fill in by hand.
    """
    content = passed.content
    body = "".join(_document(passed, about))
    progress(1, 1, content.title)
    widths = "".join(column_style(_style(*place), each) for place, each in _widths(content))
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _MIME, compress_type=ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("meta.xml", _meta(content, about))
        archive.writestr("styles.xml", STYLES.replace("{title}", _text(content.title)))
        archive.writestr("content.xml", CONTENT_HEAD.format(styles=widths) + body + CONTENT_TAIL)


def _meta(content: Content, about: About) -> str:
    return META.format(
        title=_text(content.title), made_at=about.made_at.strftime("%Y-%m-%dT%H:%M:%S")
    )


def _document(passed: Passed, about: About) -> Iterator[str]:
    yield _paragraph(passed.content.title, "Title")
    contact = f" – {about.contact}" if about.contact else ""
    yield _paragraph(f"Préparé par\u00a0: {about.service}{contact}", "Subtitle")
    for place, sheet in enumerate(passed.content.sheets):
        yield _heading(sheet.title, 1)
        yield _paragraph(sheet.sentence, "Lead") if sheet.sentence else ""
        yield from _sheet(place, sheet)
    yield _heading("À propos de ce document", 1)
    for note in passed.content.notes:
        yield _paragraph(f"{note.title}\u00a0: {note.text}", "Small")
    for one in (*passed.content.left_out, *passed.withheld):
        yield _paragraph(f"Laissé de côté\u00a0: {one.what}, {one.count}. {one.why}", "Small")


def _sheet(place: int, sheet: Sheet) -> Iterator[str]:
    if not sheet.rows:
        yield _paragraph(sheet.when_empty, "Quiet")
    elif _is_answers(sheet):
        for question, answer in sheet.rows:
            yield _heading(said(question), 2)
            yield _paragraph(said(answer, sheet.columns[1].held) or _BLANK)
    else:
        yield from _table(place, sheet)


def _is_answers(sheet: Sheet) -> bool:
    return [one.held for one in sheet.columns] == [As.TEXT, As.LONG_TEXT]


def _table(place: int, sheet: Sheet) -> Iterator[str]:
    yield f"<table:table table:name={quoteattr(sheet.name)} table:style-name='Grid'>"
    for at in range(len(sheet.columns)):
        yield f"<table:table-column table:style-name='{_style(place, at)}'/>"
    yield "<table:table-header-rows>"
    yield _row([_cell(each.title, _side(each, head=True), "Head") for each in sheet.columns])
    yield "</table:table-header-rows>"
    for row in sheet.rows:
        yield _row(list(_cells(sheet.columns, row, strong=_is_total(row))))
    if any(each.total for each in sheet.columns):
        yield _row(list(_cells(sheet.columns, _total(sheet), strong=True)))
    yield "</table:table>"


def _cells(columns: Sequence[Column], row: Row, *, strong: bool) -> Iterator[str]:
    for column, value in zip(columns, row, strict=True):
        side = _side(column)
        yield _cell(said(value, column.held), f"{side}Strong" if strong else side, "Body")


def _total(sheet: Sheet) -> Row:
    """Return the sums of the columns that ask for one, the word in the first."""
    sums = [
        _sum(row[at] for row in sheet.rows) if column.total else None
        for at, column in enumerate(sheet.columns)
    ]
    return ("Total", *sums[1:])


def _sum(values: Iterator[Value]) -> Value:
    numbers = [value for value in values if isinstance(value, int | float)]
    return sum(numbers) if numbers else None


def _is_total(row: Row) -> bool:
    return any(isinstance(value, str) and value.startswith("Total") for value in row)


def _side(column: Column, *, head: bool = False) -> str:
    figure = "Figure" if column.held in _FIGURES else "Text"
    return f"{figure}Head" if head else figure


def _widths(content: Content) -> Iterator[tuple[tuple[int, int], float]]:
    """Yield the width in centimetres of each column of each sheet."""
    for place, sheet in enumerate(content.sheets):
        needed = [_NEEDED.get(column.held, 0.0) for column in sheet.columns]
        shares = [_share(column) for column in sheet.columns]
        left = _WIDTH - sum(needed)
        texts = (max(left * share / max(sum(shares), 1), _NARROWEST) for share in shares)
        made = [need or text for need, text in zip(needed, texts, strict=True)]
        # What the narrowest gained is taken from the others, in their proportions.
        for at, width in enumerate(made):
            yield (place, at), width * _WIDTH / sum(made)


def _share(column: Column) -> int:
    """Return the part of a column of texts in what figures leave; 0 for a figure."""
    if column.held in _NEEDED:
        return 0
    return min(max(column.width or _USUAL, _LEAST, len(column.title)), _MOST)


def _style(place: int, at: int) -> str:
    return f"C{place}_{at}"


def _heading(text: str, level: int) -> str:
    return (
        f"<text:h text:style-name='Heading_20_{level}' text:outline-level='{level}'>"
        f"{_text(text)}</text:h>"
    )


def _paragraph(text: str, style: str = "Standard") -> str:
    return f"<text:p text:style-name='{style}'>{_text(text)}</text:p>"


def _row(cells: Sequence[str]) -> str:
    return f"<table:table-row table:style-name='Row'>{''.join(cells)}</table:table-row>"


def _cell(text: str, paragraph: str, cell: str) -> str:
    return (
        f"<table:table-cell table:style-name='{cell}' office:value-type='string'>"
        f"{_paragraph(text, paragraph)}</table:table-cell>"
    )


def _text(text: str) -> str:
    """Return a text as an element holds it: its lines, its tabulations and its spaces."""
    made = escape(cell_text(text).text)
    made = made.replace("\n", "<text:line-break/>").replace("\t", "<text:tab/>")
    return made.replace("  ", " <text:s/>")
