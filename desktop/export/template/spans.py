"""Where the rows and cells of a sheet stand in its XML, to replace some and touch nothing else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from openpyxl.utils.cell import column_index_from_string, get_column_letter

from desktop.export.template.seen import Spot

_ENCODING: Final = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)")
_UTF8: Final = (b"utf-8", b"utf8", b"us-ascii")
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]*)", re.IGNORECASE)
# An element counts where the format puts it: a button on the sheet is anchored to a « row » and a
# « col » too, and later rules of entry hold an « f ».
_PARENTS: Final = {
    "dimension": "worksheet",
    "cols": "worksheet",
    "col": "cols",
    "sheetData": "worksheet",
    "row": "sheetData",
    "c": "row",
    "f": "c",
    "v": "c",
}


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the XML: from the byte `start` up to `end`, its opening tag up to `inside`."""

    start: int
    inside: int
    end: int
    attributes: Mapping[str, str]

    @property
    def closed(self) -> bool:
        """Tell whether the element is its opening tag alone, as in `<row r="3"/>`."""
        return self.inside == self.end


@dataclass(slots=True)
class Spans:
    """The rows and cells of a sheet, the results of its formulas, and what lacks a reference."""

    xml: bytes
    rows: dict[int, Span] = field(default_factory=dict)
    cells: dict[Spot, Span] = field(default_factory=dict)
    results: list[tuple[int, int]] = field(default_factory=list)
    formulas: set[Spot] = field(default_factory=set)
    unnamed: list[tuple[int, str]] = field(default_factory=list)
    columns: list[tuple[int, int, str]] = field(default_factory=list)
    data: Span | None = None
    dimension: Span | None = None

    @property
    def prefix(self) -> str:
        """Return the prefix that the sheet gives its elements, such as « x: »; most give none."""
        assert self.data is not None, "a sheet always has its data"
        opening = self.xml[self.data.start : self.data.inside].decode()
        return opening[1 : opening.index("sheetData")]


def refuse_other_encodings(head: bytes) -> None:
    """Raise ValueError for a sheet whose first bytes say that it is not in UTF-8."""
    declared = _ENCODING.search(head)
    if b"\x00" in head or (declared and declared[1].lower() not in _UTF8):
        raise ValueError("only UTF-8 is replaced byte by byte")


def spans_of(xml: bytes) -> Spans:
    """Return the places of a sheet; raises ExpatError or ValueError for what is not one."""
    refuse_other_encodings(xml[:200])
    reader = _Reader(xml)
    reader.parser.Parse(xml, True)
    if reader.found.data is None:
        raise ValueError("a sheet without data")
    return reader.found


@dataclass(slots=True)
class _Open:
    name: str
    start: int
    inside: int
    attributes: Mapping[str, str]


class _Reader:
    """Notes places as the parser meets the elements."""

    def __init__(self, xml: bytes) -> None:
        self.found = Spans(xml)
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._stack: list[_Open] = []
        self._row = self._column = 0
        self._computes = False

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        start = self.parser.CurrentByteIndex
        local = name.rpartition("}")[2]
        at_home = not self._stack or self._stack[-1].name == _PARENTS.get(local)
        inside = _tag_end(self.found.xml, start)
        opened = _Open(local if at_home else "", start, inside, attributes)
        self._stack.append(opened)
        match opened.name:
            case "row":
                self._begin_row(opened)
            case "c":
                self._begin_cell(opened)
            case "f":
                self._computes = True
                self.found.formulas.add((self._row, self._column))
            case "col":
                first, last = int(attributes["min"]), int(attributes["max"])
                self.found.columns.append((first, last, attributes.get("style", "")))

    def _begin_row(self, opened: _Open) -> None:
        written = opened.attributes.get("r")
        self._row = int(written) if written else self._row + 1
        self._column = 0
        if not written:
            self._name(opened, str(self._row))

    def _begin_cell(self, opened: _Open) -> None:
        reference = opened.attributes.get("r", "")
        written = _REFERENCE.fullmatch(reference)
        if reference and not written:
            raise ValueError("a cell at no place")
        self._column = column_index_from_string(written[1]) if written else self._column + 1
        self._computes = False
        if not written:
            self._name(opened, f"{get_column_letter(self._column)}{self._row}")

    def _name(self, opened: _Open, reference: str) -> None:
        xml = self.found.xml
        after = opened.inside - (2 if xml[opened.inside - 2 : opened.inside - 1] == b"/" else 1)
        self.found.unnamed.append((after, f' r="{reference}"'))

    def _end(self, _name: str) -> None:
        opened = self._stack.pop()
        span = Span(opened.start, opened.inside, self._after(opened), opened.attributes)
        match opened.name:
            case "row":
                self.found.rows[self._row] = span
            case "c":
                self.found.cells[self._row, self._column] = span
            case "v" if self._computes:
                self.found.results.append((span.start, span.end))
            case "sheetData":
                self.found.data = span
            case "dimension":
                self.found.dimension = span

    def _after(self, opened: _Open) -> int:
        """Return where an element ends: after its closing tag, or after the only one it has."""
        xml = self.found.xml
        if xml[opened.inside - 2 : opened.inside] == b"/>":
            return opened.inside
        return xml.index(b">", self.parser.CurrentByteIndex) + 1


def _tag_end(xml: bytes, start: int) -> int:
    """Return where an opening tag ends; a sign « > » inside quotes does not end it."""
    at, quote = start, 0
    while True:
        byte = xml[at]
        if quote:
            quote = 0 if byte == quote else quote
        elif byte in b"\"'":
            quote = byte
        elif byte == ord(">"):
            return at + 1
        at += 1
