"""The counts of people of a content, and the sums in which one may find them again."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from desktop.export.content import As, Column, Content, Hidden, Place, Row, Sheet, Typed, Value
from desktop.services.sharing.counts import COUNTED, FEW, measures_people
from desktop.services.workbooks.gate.hiding import Cell, Equation
from desktop.services.workbooks.gate.leak import LeakError
from desktop.services.workbooks.gate.origins import origins_of
from sync.records.fields import Kind

_NUMBERS: Final = (As.WHOLE, As.NUMBER, As.SHARE)
_MOST_COLUMNS: Final = 24
_COUNT: Final = As.WHOLE
_INDICATORS: Final = "indicators"
_UNIT: Final = "Unité"


@dataclass
class People:
    """The counts of a content by cell, and the values computed from some count of their row."""

    counts: dict[Cell, int] = field(default_factory=dict)
    computed: set[Cell] = field(default_factory=set)
    small: set[Cell] = field(default_factory=set)
    """Numbers of fewer than five people that add up to nothing: means, indicators."""

    columns: dict[int, list[int]] = field(default_factory=dict)
    """The columns of counts of each sheet, those of unlike figures left out."""


def people_of(content: Content) -> People:
    """Return all that counts people in a content."""
    found = People()
    for at, sheet in enumerate(content.sheets):
        _read(found, at, sheet)
    return found


def _read(found: People, at: int, sheet: Sheet) -> None:
    columns = {
        place: As.NUMBER if _is_computed(sheet, place) else _COUNT
        for place, column in enumerate(sheet.columns)
        if counts_people(column)
    }
    shares = {place for place in columns if sheet.columns[place].held is As.SHARE}
    found.columns[at] = [place for place, held in columns.items() if held is _COUNT]
    units = dict(_measured(sheet))
    for number, row in enumerate(sheet.rows):
        for place, value in enumerate(row):
            cell, typed = (at, number, place), isinstance(value, Typed)
            if measures_people(*(row[word] for word in units.get(place, ()))):
                _keep(found, cell, value, _COUNT)
            elif isinstance(value, Typed) and value.people:
                _keep(found, cell, value, _keeping(value.held))
            elif place in columns and not typed:
                _keep(found, cell, value, As.SHARE if place in shares else columns[place])


def counts_people(column: Column) -> bool:
    """Tell whether a column counts people, whatever its maker says of it."""
    if column.held not in _NUMBERS:
        return False
    return column.people or any(
        origin.field.kind is Kind.INTEGER and origin.field.name in COUNTED
        for origin in origins_of(column)
    )


def equations_of(content: Content, people: People) -> Iterator[Equation]:
    """Yield the sums that one may know: those told, those seen, and the totals of columns."""
    yield from _told(content, people.counts)
    yield from _repeated(content, people)
    for at, sheet in enumerate(content.sheets):
        columns = people.columns[at]
        yield from _across(at, sheet, columns)
        for place in columns:
            cells = ((at, number, place) for number in range(len(sheet.rows)))
            terms = tuple((cell, 1) for cell in cells if people.counts.get(cell))
            if terms:
                yield Equation(terms, (at, place))


def _keep(found: People, cell: Cell, told: Value, held: As) -> None:
    value = told.value if isinstance(told, Typed) else told
    if isinstance(value, Hidden | str | bool) or not isinstance(value, int | float):
        return
    if held is _COUNT and value >= 0 and value == int(value):
        found.counts[cell] = int(value)
    elif held is not As.SHARE and 0 < value < FEW:
        found.small.add(cell)
    else:
        found.computed.add(cell)


def _keeping(held: As) -> As:
    """Return how a number of people stands alone: an indicator is one, be it written « 3,0 »."""
    return _COUNT if held is As.NUMBER else held


def _measured(sheet: Sheet) -> Iterator[tuple[int, list[int]]]:
    """Yield the columns of what was reached by an indicator, with those of its unit and name."""
    columns = list(enumerate(sheet.columns))
    words = [at for at, column in columns if _is(column, "measure") or _is(column, "name")]
    yield from ((at, words) for at, column in columns if _is(column, "actual"))


def _is(column: Column, name: str) -> bool:
    if name == "measure" and column.title == _UNIT:
        return True
    return any(
        origin.above is not None and (origin.above.name, origin.field.name) == (_INDICATORS, name)
        for origin in origins_of(column)
    )


def _is_computed(sheet: Sheet, place: int) -> bool:
    """Tell whether a column holds shares, means or differences rather than counts."""
    if sheet.columns[place].held is not As.WHOLE:
        return True
    return any(isinstance(row[place], float) or _number(row, place) < 0 for row in sheet.rows)


def _number(row: Row, place: int) -> int:
    value = row[place]
    return value if isinstance(value, int) else 0


def _told(content: Content, counts: Mapping[Cell, int]) -> Iterator[Equation]:
    names = {sheet.name: at for at, sheet in enumerate(content.sheets)}

    def cell(place: Place) -> Cell:
        if place.sheet not in names:
            raise LeakError(f"a sum speaks of the sheet {place.sheet}, which is not there")
        return names[place.sheet], place.row, place.column

    for one in content.sums:
        terms = [(cell(one.total), -1), *((cell(part), 1) for part in one.parts)]
        yield Equation(tuple(each for each in terms if counts.get(each[0])))


def _repeated(content: Content, people: People) -> Iterator[Equation]:
    """Yield the counts of one record that several sheets show."""
    seen: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for at, sheet in enumerate(content.sheets):
        for number, reference in enumerate(sheet.references):
            for place in people.columns[at] if reference else ():
                origin = sheet.columns[place].origin
                if origin and people.counts.get((at, number, place)):
                    seen[(reference, origin)].append((at, number, place))
    for cells in seen.values():
        for one, other in combinations(cells[:_MOST_COLUMNS], 2):
            if one[0] != other[0] and people.counts[one] == people.counts[other]:
                yield Equation(((one, 1), (other, -1)))


def _across(at: int, sheet: Sheet, columns: list[int]) -> Iterator[Equation]:
    """Yield, for each row, the sums that hold in every row of a sheet."""
    if len(columns) < 2 or len(sheet.rows) < 2:
        return
    for total, parts in _totals(sheet, columns[:_MOST_COLUMNS]):
        for number, row in enumerate(sheet.rows):
            terms = [((at, number, total), -1), *(((at, number, part), 1) for part in parts)]
            yield Equation(tuple(each for each in terms if _number(row, each[0][2])))


def _totals(sheet: Sheet, columns: list[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    for total in columns:
        others = tuple(place for place in columns if place != total)
        if len(others) > 1 and _adds_up(sheet, total, others) >= 1:
            yield total, others
        for pair in combinations(others, 2) if len(others) > 2 else ():
            if _adds_up(sheet, total, pair) >= 2:
                yield total, pair


def _adds_up(sheet: Sheet, total: int, parts: tuple[int, ...]) -> int:
    """Return how many rows show that a column is the sum of others; 0 when one row denies it."""
    told = 0
    for row in sheet.rows:
        given = [number for part in parts if (number := _number(row, part))]
        if _number(row, total) != sum(given):
            return 0
        told += len(given) > 1
    return told
