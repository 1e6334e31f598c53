"""What each sheet may show, judged again from the records whatever its maker thought."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from pydantic import BaseModel

from desktop.export.content import As, Column, Content, Hidden, LeftOut, Row, Sheet, Typed, Value
from desktop.services.sharing.shareable import agreed
from desktop.services.workbooks.gate.leak import LeakError
from desktop.services.workbooks.gate.opinions import BEFORE_DECISION, Opinions
from desktop.services.workbooks.gate.origins import Origin, origins_of
from desktop.services.workbooks.sources import Sources
from sync.records.base import Record
from sync.records.fields import Kind

_COUNTED: Final = (As.WHOLE, As.NUMBER, As.SHARE, As.EUROS)
_CODED: Final = (Kind.CODE, Kind.CODES)
_QUOTE: Final = "quote"
_MARKS: Final = " «»\u00a0\n"
_PROPOSED: Final = "funding.proposed"
_WHY: Final = "Avis d’un autre financeur, avant sa décision."


class Rules:
    """Judges the sheets of one content; `withheld` tells what was taken out of them."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._opinions = Opinions(sources)
        self._taken: list[LeftOut] = []

    @property
    def withheld(self) -> tuple[LeftOut, ...]:
        """Return what was taken out, by sheet."""
        return tuple(self._taken)

    def of(self, content: Content) -> Content:
        """Return the content without what some of its rows may not say; raises LeakError."""
        return replace(content, sheets=tuple(map(self._sheet, content.sheets)))

    def _sheet(self, sheet: Sheet) -> Sheet:
        if sheet.references and len(sheet.references) != len(sheet.rows):
            raise LeakError(f"{sheet.name}: not every row says which record it comes from")
        origins = [origins_of(column) for column in sheet.columns]
        self._columns(sheet, origins)
        for reference in set(filter(None, sheet.references)):
            self._record(sheet, reference)
        for place, row_rule in self._row_rules(origins):
            sheet = self._told(sheet, place, row_rule)
        return sheet

    def _record(self, sheet: Sheet, reference: str) -> Record:
        """Return the record of a row, which must be one whose words may be read outside."""
        record = self._sources.get(Record, reference)
        if record is None or not self._sources.tellable(record):
            raise LeakError(f"{sheet.name}: the record {reference} may not be told")
        return record

    def _columns(self, sheet: Sheet, origins: list[tuple[Origin, ...]]) -> None:
        closed = [
            (column, origin)
            for column, each in zip(sheet.columns, origins, strict=True)
            for origin in each
            if not origin.is_open and origin.path != _PROPOSED
        ]
        bodies = any(_names_a_body(origin) for each in origins for origin in each)
        for column, origin in closed:
            alone = any(sheet.references) or bodies
            if origin.may_never_leave or alone or not _is_counted(column, origin):
                raise LeakError(f"{sheet.name}: {column.title} shows {origin.path}")

    def _row_rules(self, origins: list[tuple[Origin, ...]]) -> Iterator[tuple[int, "_Rule"]]:
        for place, each in enumerate(origins):
            paths = {origin.path for origin in each}
            if any(origin.field.name == _QUOTE for origin in each):
                yield place, self._quote
            if _PROPOSED in paths:
                yield place, self._proposed
            if paths & BEFORE_DECISION.keys():
                yield place, self._status

    def _told(self, sheet: Sheet, place: int, rule: "_Rule") -> Sheet:
        rows, taken = [], 0
        references = sheet.references or [""] * len(sheet.rows)
        for row, reference in zip(sheet.rows, references, strict=True):
            value = row[place]
            held = value.value if isinstance(value, Typed) else value
            if held in (None, "") or isinstance(held, Hidden):
                rows.append(row)
                continue
            kept = rule(sheet, reference, held)
            taken += kept is not held
            rows.append(row if kept is held else _with(row, place, kept))
        if taken:
            column = sheet.columns[place].title
            what = f"«\u00a0{column}\u00a0», feuille «\u00a0{sheet.name}\u00a0»"
            self._taken.append(LeftOut(what, taken, _WHY))
        return replace(sheet, rows=tuple(rows)) if taken else sheet

    def _quote(self, sheet: Sheet, reference: str, value: Value) -> Value:
        if not self._sources.scope.words:
            raise LeakError(f"{sheet.name}: quotes were not asked for")
        if not reference:
            raise LeakError(f"{sheet.name}: a quote without the record that holds it")
        said = _said(self._record(sheet, reference))
        if not _only_holds(str(value), said):
            raise LeakError(f"{sheet.name}: a quote of {reference} that nobody agreed to")
        return value

    def _proposed(self, sheet: Sheet, reference: str, value: Value) -> Value:
        if not isinstance(value, int) or value > self._opinions.proposed(reference):
            raise LeakError(f"{sheet.name}: a proposal that is not the recipient's own")
        return value

    def _status(self, sheet: Sheet, reference: str, value: Value) -> Value:
        del sheet
        return value if self._opinions.may_tell_status(reference) else None


_Rule = Callable[[Sheet, str, Value], Value]


def _names_a_body(origin: Origin) -> bool:
    return origin.model.kind == "organisation" or "organisation" in origin.field.about.target


def _is_counted(column: Column, origin: Origin) -> bool:
    """Tell whether a column of a synthesis counts an internal field, or the codes it counts."""
    return column.held in _COUNTED or origin.field.kind in _CODED


def _only_holds(text: str, said: frozenset[str]) -> bool:
    """Tell whether a text is made of these words and nothing else, each in its own marks."""
    for quote in sorted(said, key=len, reverse=True):
        text = text.replace(quote, "")
    return not text.strip(_MARKS)


def _said(record: Record) -> frozenset[str]:
    """Return the words of a record that its speakers let go this far."""
    lines: Iterable[BaseModel] = getattr(record, "verbatims", ())
    told = (getattr(line, _QUOTE, None) for line in (record, *lines) if agreed(line))
    return frozenset(str(quote).strip(_MARKS) for quote in told if quote)


def _with(row: Row, place: int, value: Value) -> Row:
    return (*row[:place], value, *row[place + 1 :])
