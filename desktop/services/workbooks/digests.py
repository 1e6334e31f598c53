"""Say of the rows that left only what lets one tell, later, which of them are no longer the same.

A row is known by the record it comes from when no other row of its sheet comes from it; else by
its record and its labels together. Digests are made under a key that each export draws for itself.
"""

import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from desktop.export.content import As, Hidden, Row, Sheet, Typed, Value
from desktop.store.sent_workbooks import SheetRow

_CELL: Final = 4
_KEY: Final = 8
_LABELS: Final = frozenset({As.TEXT, As.CODE, As.YEAR, As.DAY})
_NUMBERS: Final = frozenset({As.WHOLE, As.NUMBER, As.EUROS, As.SHARE})


@dataclass(frozen=True, slots=True)
class Marked:
    """A row: its record ("" for none), a digest by title, plain numbers if it has no record."""

    reference: str
    digests: Mapping[str, str]
    numbers: Mapping[str, int | float]


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """The rows of a sheet by what tells them apart: their record alone, or with these labels."""

    titles: tuple[str, ...]
    rows: Mapping[str, Marked]
    labels: tuple[str, ...] = ()


def marks_of(sheet: Sheet, key: bytes, like: SheetMarks | None = None) -> SheetMarks:
    """Return the digests of a sheet, its rows told apart as in an earlier export, if given."""
    references = [*sheet.references] or [""] * len(sheet.rows)
    titles = tuple(column.title for column in sheet.columns)
    if like is not None:
        labels = tuple(title for title in like.labels if title in titles)
    elif all(references) and len(set(references)) == len(references):
        labels = ()
    else:
        labels = tuple(titles[at] for at in _labels(sheet))
    keys = _numbered(_keys(sheet, references, key, labels))
    rows = {
        each: Marked(
            reference,
            {title: _digest(value, key) for title, value in zip(titles, row, strict=True)},
            {} if reference else dict(_numbers(sheet, row)),
        )
        for each, reference, row in zip(keys, references, sheet.rows, strict=True)
    }
    return SheetMarks(titles, rows, labels)


def packed(name: str, marks: SheetMarks) -> SheetRow:
    """Return a sheet as the registry keeps it."""
    rows = [
        [key, row.reference, "".join(row.digests[title] for title in marks.titles), row.numbers]
        for key, row in marks.rows.items()
    ]
    told = json.dumps({"labels": marks.labels, "rows": rows}, separators=(",", ":"))
    columns = json.dumps(marks.titles, ensure_ascii=False)
    return SheetRow(name, columns, len(rows), zlib.compress(told.encode()))


def unpacked(kept: SheetRow) -> SheetMarks:
    """Return a sheet that the registry kept."""
    titles = tuple(json.loads(kept.columns))
    told = json.loads(zlib.decompress(kept.digests))
    rows = {
        key: Marked(reference, dict(zip(titles, _cut(digests), strict=True)), numbers)
        for key, reference, digests, numbers in told["rows"]
    }
    return SheetMarks(titles, rows, tuple(told["labels"]))


def has(kept: SheetRow, record_id: str) -> bool:
    """Tell whether a row that the registry kept comes from a record."""
    if not kept.digests:
        return False
    return any(row.reference == record_id for row in unpacked(kept).rows.values())


def label_of(sheet: Sheet, row: Row) -> str:
    """Return what one calls a row: its first two labels."""
    places = (at for at, column in enumerate(sheet.columns) if column.held in _LABELS)
    labels = (_said(row[at]) for at in places)
    return " – ".join([label for label in labels if label][:2])


def _keys(
    sheet: Sheet, references: Sequence[str], key: bytes, labels: tuple[str, ...]
) -> Iterator[str]:
    places = [sheet.place_of(title) for title in labels]
    for reference, row in zip(references, sheet.rows, strict=True):
        if reference and not places:
            yield reference
            continue
        told = "\x1f".join([reference, *(_said(row[at]) for at in places)])
        yield blake2b(told.encode("utf-8", "surrogatepass"), digest_size=_KEY, key=key).hexdigest()


def _numbered(keys: Iterator[str]) -> Iterator[str]:
    """Yield keys that are each alone: the second row of the same is « …#2 »."""
    met: Counter[str] = Counter()
    for key in keys:
        met[key] += 1
        yield key if met[key] == 1 else f"{key}#{met[key]}"


def _labels(sheet: Sheet) -> tuple[int, ...]:
    found = tuple(
        at
        for at, column in enumerate(sheet.columns)
        if column.held in _LABELS and not column.written
    )
    return found or (0,)


def _numbers(sheet: Sheet, row: Row) -> Iterator[tuple[str, int | float]]:
    for column, value in zip(sheet.columns, row, strict=True):
        held = value.held if isinstance(value, Typed) else column.held
        plain = value.value if isinstance(value, Typed) else value
        if held in _NUMBERS and isinstance(plain, int | float) and not isinstance(plain, Hidden):
            yield column.title, plain


def _digest(value: Value, key: bytes) -> str:
    plain = value.value if isinstance(value, Typed) else value
    text = "" if plain in (None, "") else f"{type(plain).__name__} {plain}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_CELL, key=key).hexdigest()


def _said(value: Value) -> str:
    plain = value.value if isinstance(value, Typed) else value
    return "" if plain is None else str(plain)


def _cut(digests: str) -> Iterator[str]:
    width = 2 * _CELL
    return (digests[at : at + width] for at in range(0, len(digests), width))
