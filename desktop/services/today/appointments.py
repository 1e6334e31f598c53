"""What is to come: visits agreed, meetings, workshops and walks that already have a day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from desktop.services.reading import Reading
from desktop.services.stored_values import day_of
from desktop.services.today.lines import Appointment, Few, Said
from desktop.services.today.naming import brief, headings
from desktop.store.picking import Picked
from desktop.store.query import Filter, ListQuery
from sync.records import RECORD_TYPES

SHOWN: Final = 6
_MOST: Final = 60
_GATHERINGS: Final = (
    ("meeting", "held_on", "title"),
    ("workshop", "held_on", "title"),
    ("walk", "walked_on", "route"),
)


def appointments(reading: Reading, day: date, last_visits: Mapping[str, str]) -> Few[Appointment]:
    """Return what is to come, the nearest first; `last_visits` gives the last day by body."""
    prepared = _prepared(reading, day)
    known = {**last_visits, **{str(one.values[1]): str(one.values[0]) for one in prepared}}
    found = [*_agreed(reading, day, known), *_written(reading, prepared), *_held(reading, day)]
    found.sort(key=lambda one: (one.on, one.kind, one.said.text))
    return Few(tuple(found[:SHOWN]), len(found))


def _agreed(reading: Reading, day: date, known: Mapping[str, str]) -> Iterator[Appointment]:
    """Yield the next visits that were agreed and that nobody has written down yet."""
    fields = ("next_visit_on", "organisation", "next_step", "territory")
    found = reading.pick(_from("visit", "next_visit_on", day), fields)
    names = headings(reading, [one.values[1] for one in found])
    seen: set[tuple[object, object]] = set()
    for one in found:
        on, body, step, place = one.values
        planned = day_of(on)
        if planned is None or known.get(str(body), "") >= str(on) or (body, on) in seen:
            continue
        seen.add((body, on))
        said = Said(names.get(str(body), ""), "visit", "organisation")
        begin = {"organisation": body, "visited_on": on, "purpose": step, "territory": place}
        given = tuple((name, str(value)) for name, value in begin.items() if value)
        yield Appointment("visit", one.id, said, planned, given)


def _prepared(reading: Reading, day: date) -> Sequence[Picked]:
    """Return the visits that have a record already, on a day to come."""
    query = ListQuery(
        "visit",
        (Filter("visited_on", ">", day.isoformat()),),
        order="visited_on",
        descending=False,
        limit=_MOST,
    )
    return reading.pick(query, ("visited_on", "organisation", "purpose"))


def _written(reading: Reading, prepared: Sequence[Picked]) -> Iterator[Appointment]:
    names = headings(reading, [one.values[1] for one in prepared])
    for one in prepared:
        on, body, purpose = one.values
        planned = day_of(on)
        if planned is not None:
            field = "organisation" if body else "purpose"
            said = Said(names.get(str(body), "") or brief(str(purpose or "")), "visit", field)
            yield Appointment("visit", one.id, said, planned)


def _held(reading: Reading, day: date) -> Iterator[Appointment]:
    for kind, field, title in _GATHERINGS:
        for one in reading.pick(_from(kind, field, day), (field, title)):
            on = day_of(one.values[0])
            if on is not None:
                text = brief(str(one.values[1] or "")) or RECORD_TYPES[kind].label
                yield Appointment(kind, one.id, Said(text, kind, title), on)


def _from(kind: str, field: str, day: date) -> ListQuery:
    filters = (Filter(field, ">=", day.isoformat()),)
    return ListQuery(kind, filters, order=field, descending=False, limit=_MOST)
