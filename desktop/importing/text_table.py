"""Read a CSV file of any French office: its letters, its separator and its quotes are guessed."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator

from desktop.importing.table import (
    MOST_COLUMNS,
    MOST_ROWS,
    Row,
    Table,
    UnreadableTable,
    too_many_rows,
)
from desktop.importing.table import full as filled

_SEPARATORS = (";", ",", "\t")
_LOOKED_AT = 60  # records read to choose the separator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text_table(content: bytes) -> Table:
    """Return the table that the bytes of a text file hold.

    Raises `UnreadableTable` when they are not text, when a quote is never closed, or when
    there is nothing to read.
    """
    text = _decoded(content)
    if not text.strip():
        raise UnreadableTable("Ce fichier est vide. Rien n’a été écrit.", "Vérifiez le fichier.")
    separator = _separator(text)
    rows = tuple(_rows(text, separator))
    return Table("", rows)


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding)
    if content[:4096].count(0) > len(content[:4096]) // 4:
        # "Texte Unicode" saved by a tool that forgot its mark: half the bytes are zeros.
        return _strictly(content, "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be")
    try:
        return _strictly(content, "utf-8")
    except UnreadableTable:
        return _strictly(content, "cp1252")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableTable from error
    if "\x00" in text:
        raise UnreadableTable
    return text


def _separator(text: str) -> str:
    """Return the separator that cuts the most records into the same number of cells."""
    return max(_SEPARATORS, key=lambda separator: _regularity(text, separator))


def _regularity(text: str, separator: str) -> tuple[float, int]:
    widths: Counter[int] = Counter()
    reader = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=separator)
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                widths[len(record)] += 1
            if widths.total() >= _LOOKED_AT:
                break
    except csv.Error:
        pass  # told with its line when the whole file is read
    split = {width: count for width, count in widths.items() if width > 1}
    if not split:
        return (0.0, 0)
    width, count = max(split.items(), key=lambda item: (item[1], item[0]))
    return (count / widths.total(), width)


def _rows(text: str, separator: str) -> Iterator[Row]:
    # Strict, or a quote that is never closed would swallow the rest of the file unsaid.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found = 0
    while True:
        number = reader.line_num + 1
        try:
            record = next(reader, None)
        except csv.Error as error:
            raise UnreadableTable(
                f"La ligne {number} de ce fichier a un guillemet mal fermé "
                "ou une cellule trop longue. Rien n’a été écrit."
            ) from error
        if record is None:
            return
        cells = filled(tuple(record[:MOST_COLUMNS]))
        if cells:
            found += 1
            if found > MOST_ROWS:
                raise too_many_rows()
            yield Row(number, cells)
