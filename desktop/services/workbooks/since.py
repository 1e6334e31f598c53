"""What changed since an export: rows that came, went or changed, figures before and now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from desktop.export.content import As, Content, Figure, Row, Sheet, Typed, Value
from desktop.services.reading import Reading
from desktop.services.sharing.counts import FEW
from desktop.services.workbooks.digests import Marked, SheetMarks, label_of, marks_of, unpacked
from desktop.services.workbooks.gate.people import counts_people
from desktop.services.workbooks.register import Sent
from desktop.store.sent_workbooks import SentWorkbooks


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure as it left and as it is now; None where it did not, or does not, exist."""

    what: str
    before: Value
    after: Value
    held: As = As.WHOLE
    people: bool = False

    @property
    def is_close(self) -> bool:
        """Tell whether both files together count fewer people than either may tell."""
        before, after = _plain(self.before), _plain(self.after)
        if not self.people or not isinstance(before, int) or not isinstance(after, int):
            return False
        return 0 < abs(after - before) < FEW


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that came, went or changed; `columns` are the titles of the cells that changed.

    `label` is what one calls it, "" for one that left with its record. `figures` tell numbers
    before and now, for rows that come from no record, such as a total by theme.
    """

    label: str
    reference: str = ""
    columns: tuple[str, ...] = ()
    figures: tuple[FigureChange, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetChange:
    """What changed in a sheet that was sent and still exists."""

    name: str
    added: tuple[RowChange, ...] = ()
    removed: tuple[RowChange, ...] = ()
    changed: tuple[RowChange, ...] = ()

    @property
    def nothing(self) -> bool:
        """Tell whether every row is as it left."""
        return not (self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class Since:
    """All that changed since an export, sheets without changes left out.

    `new_sheets` and `gone_sheets` are the names of those that only one of the two has.
    """

    sent: Sent
    figures: tuple[FigureChange, ...] = ()
    sheets: tuple[SheetChange, ...] = ()
    new_sheets: tuple[str, ...] = ()
    gone_sheets: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Tell whether the same workbook would leave today."""
        return not (self.figures or self.sheets or self.new_sheets or self.gone_sheets)

    @property
    def close(self) -> int:
        """Return how many counts of people moved by fewer than five of them."""
        rows = (row for sheet in self.sheets for row in sheet.changed)
        figures = chain(self.figures, *(row.figures for row in rows))
        return sum(figure.is_close for figure in figures)

    @property
    def sentence(self) -> str:
        """Return « Depuis l’envoi du 12/01/2026 : + 31 lignes, 2 modifiées. »."""
        head = f"Depuis l’envoi du {self.sent.at.astimezone():%d/%m/%Y}\u00a0: "
        added, removed, changed = map(self._count, ("added", "removed", "changed"))
        said = [
            _said(added, "+ {} ligne", "+ {} lignes"),
            _said(removed, "− {} ligne", "− {} lignes"),
            _said(changed, "{} modifiée", "{} modifiées"),
            _said(len(self.figures), "{} chiffre autre", "{} chiffres autres"),
        ]
        told = ", ".join(filter(None, said))
        return f"{head}{told or ('rien n’a changé' if self.nothing else 'd’autres feuilles')}."

    def _count(self, which: str) -> int:
        return sum(len(getattr(sheet, which)) for sheet in self.sheets)


def since(reading: Reading, before: Sent, now: Content) -> Since:
    """Return what changed between an export and what would leave today."""
    registry = SentWorkbooks(reading.base.db)
    row = registry.one(before.id)
    key = bytes.fromhex(row.key) if row is not None else b""
    kept = {sheet.name: unpacked(sheet) for sheet in registry.sheets(before.id)}
    present = {sheet.name: sheet for sheet in now.sheets}
    changes = (
        _between(reading, marks, present[name], key)
        for name, marks in kept.items()
        if name in present
    )
    return Since(
        before,
        tuple(_figures(before.figures, now.figures)),
        tuple(change for change in changes if not change.nothing),
        tuple(name for name in present if name not in kept),
        tuple(name for name in kept if name not in present),
    )


def _between(reading: Reading, before: SheetMarks, sheet: Sheet, key: bytes) -> SheetChange:
    now = marks_of(sheet, key, before)
    people = dict(zip(now.rows, (_of_people(sheet, row) for row in sheet.rows), strict=True))
    labels = dict(zip(now.rows, (label_of(sheet, row) for row in sheet.rows), strict=True))
    held = {column.title: column.held for column in sheet.columns}
    gone = [row for each, row in before.rows.items() if each not in now.rows]
    names = reading.headings({row.reference for row in gone if row.reference})
    return SheetChange(
        sheet.name,
        tuple(
            RowChange(labels[each], row.reference)
            for each, row in now.rows.items()
            if each not in before.rows
        ),
        tuple(RowChange(names.get(row.reference, ""), row.reference) for row in gone),
        tuple(
            RowChange(
                labels[each],
                row.reference,
                columns,
                tuple(
                    replace(figure, people=figure.what in people[each])
                    for figure in _numbers(before.rows[each], row, columns, held)
                ),
            )
            for each, row in now.rows.items()
            if each in before.rows and (columns := tuple(_unlike(before.rows[each], row)))
        ),
    )


def _unlike(before: Marked, now: Marked) -> Iterator[str]:
    """Yield the titles of the cells that changed, among the columns that both have."""
    for title, digest in now.digests.items():
        if before.digests.get(title, digest) != digest:
            yield title


def _numbers(
    before: Marked, now: Marked, columns: tuple[str, ...], held: Mapping[str, As]
) -> Iterator[FigureChange]:
    for title in columns:
        if title in before.numbers or title in now.numbers:
            yield FigureChange(
                title, before.numbers.get(title), now.numbers.get(title), held[title]
            )


def _of_people(sheet: Sheet, row: Row) -> frozenset[str]:
    """Return the titles of the cells of a row that count people."""
    return frozenset(
        column.title
        for column, value in zip(sheet.columns, row, strict=True)
        if (value.people if isinstance(value, Typed) else counts_people(column))
    )


def _figures(before: tuple[Figure, ...], now: tuple[Figure, ...]) -> Iterator[FigureChange]:
    then, today = ({each.what: each for each in figures} for figures in (before, now))
    for what in dict.fromkeys(chain(then, today)):
        old, new = then.get(what), today.get(what)
        values = (old.value if old else None, new.value if new else None)
        if values[0] != values[1]:
            shown = new or old
            people = any(isinstance(value, Typed) and value.people for value in values)
            yield FigureChange(what, *values, shown.held if shown else As.WHOLE, people)


def _plain(value: Value) -> Value:
    return value.value if isinstance(value, Typed) else value


def _said(count: int, one: str, many: str) -> str:
    return (one if count == 1 else many).format(count) if count else ""
