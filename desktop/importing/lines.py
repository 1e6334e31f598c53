"""Read the lines under a heading: every cell into its field, every doubt into a remark."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Protocol

from desktop.importing.cells import Codes, is_blank, read_cell
from desktop.importing.headings import CODE, Column, Heading
from desktop.importing.plan import Nature, ReadLine, Remark
from desktop.importing.table import Row, Table
from desktop.importing.words import plain
from sync.records.fields import FieldSpec, Kind


class Listed(Protocol):
    """A code of a reference list and its label."""

    @property
    def code(self) -> str:
        """Return the code as records hold it."""

    @property
    def label(self) -> str:
        """Return what people call it."""

    @property
    def vintage(self) -> str:
        """Return the year of the list it belongs to, or ""."""

    @property
    def active(self) -> bool:
        """Tell whether it is still offered."""


Lists = Callable[[str], Iterable[Listed]]
"""The entries of a reference list, by its name."""


def read_lines(table: Table, heading: Heading, lists: Lists) -> Iterator[ReadLine]:
    """Yield the lines under the heading; a repeated heading and a line of nothing are skipped."""
    codes = {column.field.name: codes_of(column.field, lists) for column in heading.columns}
    for row in table.rows:
        if row.number > heading.row.number and row.cells != heading.row.cells:
            line = _read(row, heading.columns, codes)
            if not table.name and len(row.cells) > len(heading.row.cells):
                line = replace(line, remarks=(*line.remarks, _shifted(row)))
            if line.values or line.code or line.remarks:
                yield line


def codes_of(field: FieldSpec, lists: Lists) -> Codes:
    """Return the codes of a field by everything a file may call them; empty when it is free."""
    known: dict[str, str] = {}
    if field.codes is not None:
        entries = [(str(code.value), code.label) for code in field.codes]
    elif field.about.list_name:
        # A bare "3.1" means the one in use now; the codes of past years stay readable.
        found = sorted(
            lists(field.about.list_name), key=lambda one: (one.active, one.vintage), reverse=True
        )
        entries = [(entry.code, entry.label) for entry in found]
    else:
        return known
    for code, label in entries:
        known[code] = code
        for name in (code, code.rpartition(":")[2], label):
            known.setdefault(plain(name), code)
        if known.get(label, code) == code:
            # Last, as it is written: the name that a refusal shows.
            known.pop(label, None)
            known[label] = code
    return known


def _read(row: Row, columns: Iterable[Column], codes: Mapping[str, Codes]) -> ReadLine:
    values: dict[str, Any] = {}
    remarks: list[Remark] = []
    code = ""
    for column in columns:
        cell = row.cells[column.place] if column.place < len(row.cells) else None
        if is_blank(cell):
            continue
        field = column.field
        reading = read_cell(field, cell, codes[field.name])
        if field.name == CODE:
            code = str(reading.value)
        elif reading.refused:
            remarks.append(_remark(row, column, reading.refused, Nature.ERROR))
        elif reading.value is not None:
            values[field.name] = reading.value
        if reading.repaired:
            remarks.append(_remark(row, column, f"{reading.repaired}.", Nature.REPAIR))
    return ReadLine(row.number, values, code, tuple(remarks))


def _shifted(row: Row) -> Remark:
    """Return the doubt about a line of a text file that has cells under no heading."""
    said = (
        "cette ligne a plus de cellules que de titres. Un séparateur s’est peut-être glissé "
        "dans un texte."
    )
    return Remark(row.number, "", "", said, Nature.WARNING)


def _remark(row: Row, column: Column, sentence: str, nature: Nature) -> Remark:
    return Remark(row.number, column.field.name, column.heading, sentence, nature)


def written_links(field: FieldSpec, value: Any) -> list[str]:
    """Return the names of records that a link field was given."""
    if field.kind is Kind.LINKS:
        return [str(name) for name in value]
    return [str(value)] if field.kind is Kind.LINK else []
