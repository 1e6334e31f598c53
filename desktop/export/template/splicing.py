"""Replace cells in the XML of a sheet, byte by byte: what is not replaced is not rewritten."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from desktop.export.template.seen import Entry, Spot, named
from desktop.export.template.spans import Span, Spans

Markup = Callable[[Entry, str], bytes]
"""Writes a cell, given the number of its style."""

Edit = tuple[int, int, bytes]


def spliced(spans: Spans, entries: Mapping[Spot, Entry], write: Markup) -> bytes:
    """Return the XML of a sheet with some cells filled, the results of formulas left to compute.

    Raises ValueError rather than replace a formula.
    """
    if any(spot in spans.formulas for spot in entries):
        raise ValueError("a formula is never overwritten")
    edits = [(start, end, b"") for start, end in spans.results]
    edits += [(at, at, text.encode()) for at, text in spans.unnamed]
    edits += _filled(spans, entries, write)
    edits += _dimension(spans, entries)
    return _applied(spans.xml, edits)


def style_at(spans: Spans, entry: Entry) -> str:
    """Return the number of the style that a cell has, or that a new one takes."""
    for spot in (entry.spot, entry.like):
        if spot is not None and spot in spans.cells:
            return spans.cells[spot].attributes.get("s", "")
    row = spans.rows.get(entry.spot[0])
    if row is not None and row.attributes.get("customFormat") in ("1", "true"):
        return row.attributes.get("s", "")
    column = entry.spot[1]
    return next((style for first, last, style in spans.columns if first <= column <= last), "")


def _filled(spans: Spans, entries: Mapping[Spot, Entry], write: Markup) -> Iterator[Edit]:
    written = {spot: write(entry, style_at(spans, entry)) for spot, entry in entries.items()}
    for spot, cell in written.items():
        if spot in spans.cells:
            span = spans.cells[spot]
            yield span.start, span.end, cell
    new = {spot: cell for spot, cell in written.items() if spot not in spans.cells}
    missing: dict[int, dict[int, bytes]] = {}
    columns = _columns(spans, {row for row, _ in new})
    for (row, column), cell in sorted(new.items()):
        if row in spans.rows and not spans.rows[row].closed:
            at = _place(spans, (row, column), columns[row])
            yield at, at, cell
        else:
            missing.setdefault(row, {})[column] = cell
    yield from _rows(spans, missing)


def _columns(spans: Spans, rows: Collection[int]) -> Mapping[int, list[int]]:
    """Return the columns that these rows hold, in order."""
    found: dict[int, list[int]] = {row: [] for row in rows}
    for row, column in sorted(spans.cells):
        if row in found:
            found[row].append(column)
    return found


def _place(spans: Spans, spot: Spot, columns: Sequence[int]) -> int:
    """Return where a new cell goes in a row that has others."""
    row, column = spot
    following = bisect_right(columns, column)
    if following < len(columns):
        return spans.cells[row, columns[following]].start
    return _closing(spans.xml, spans.rows[row])


def _rows(spans: Spans, missing: Mapping[int, Mapping[int, bytes]]) -> Iterator[Edit]:
    """Yield the rows that the sheet lacks, and those it holds as an empty tag."""
    name, data = f"{spans.prefix}row", spans.data
    assert data is not None
    added: dict[int, bytes] = {}
    known = sorted(spans.rows)
    starts = _least_from(spans.rows[row].start for row in known)
    for row, cells in sorted(missing.items()):
        inner = b"".join(cells.values()) + f"</{name}>".encode()
        if row in spans.rows:
            span = spans.rows[row]
            named_row = b"" if "r" in span.attributes else f' r="{row}"'.encode()
            opening = spans.xml[span.start : span.end - 2].rstrip() + named_row + b">"
            yield span.start, span.end, opening + inner
            continue
        following = bisect_right(known, row)
        at = starts[following] if following < len(starts) else 0
        made = f'<{name} r="{row}">'.encode() + inner
        at = at or (data.start if data.closed else _closing(spans.xml, data))
        added[at] = added.get(at, b"") + made
    for at, rows in added.items():
        if data.closed:
            opening = spans.xml[data.start : data.end - 2].rstrip() + b">"
            closing = f"</{spans.prefix}sheetData>".encode()
            yield data.start, data.end, opening + rows + closing
        else:
            yield at, at, rows


def _least_from(starts: Iterable[int]) -> list[int]:
    """Return for each place the least of those from it on: rows may be written in disorder."""
    return list(accumulate(reversed([*starts]), min))[::-1]


def _closing(xml: bytes, span: Span) -> int:
    return xml.rindex(b"</", span.inside, span.end)


def _dimension(spans: Spans, entries: Mapping[Spot, Entry]) -> Iterator[Edit]:
    """Yield the used area, which some programs believe."""
    if spans.dimension is None or not entries:
        return
    spots = [*spans.cells, *entries]
    first = (min(row for row, _ in spots), min(column for _, column in spots))
    last = (max(row for row, _ in spots), max(column for _, column in spots))
    span = spans.dimension
    tag = f'<{spans.prefix}dimension ref="{named(first)}:{named(last)}"/>'
    yield span.start, span.end, tag.encode()


def _applied(xml: bytes, edits: list[Edit]) -> bytes:
    """Return the XML with its edits; those of one place keep their order."""
    parts: list[bytes] = []
    at = 0
    for start, end, new in sorted(edits, key=lambda edit: (edit[0], edit[1])):
        if start < at:
            continue  # inside what another edit replaced
        parts += [xml[at:start], new]
        at = end
    return b"".join([*parts, xml[at:]])
