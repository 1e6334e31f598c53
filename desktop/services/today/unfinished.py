"""What waits to be completed: forms not finished, then recent records that lack something."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from desktop.services.reading import Reading
from desktop.services.refusals import NotFound
from desktop.services.stored_values import day_of
from desktop.services.today.lines import Few, Said, Unfinished
from desktop.services.today.naming import DAYS, brief, called, headings, linked
from desktop.store.drafts import Draft
from desktop.store.query import Filter, ListQuery
from sync.records.base import Record, ReviewState
from sync.records.coding import to_json
from sync.records.completeness import what_is_missing

SHOWN: Final = 5
RECENT: Final = timedelta(days=60)
_EACH: Final = 30
_KINDS: Final = (*DAYS, "commitment")
_ASKED: Final = tuple(
    ListQuery(kind, (Filter("review_state", "=", ReviewState.TO_COMPLETE),)) for kind in _KINDS
)
_APART: Final = frozenset({ReviewState.TO_COMPLETE, ReviewState.VALIDATED, ReviewState.ARCHIVED})


def unfinished(reading: Reading, day: date, drafts: Sequence[Draft]) -> Few[Unfinished]:
    """Return what waits, the latest first.

    Whatever a supervisor asks to complete waits; of the rest, the thirty records of each kind that
    were used last are looked at.
    """
    begun = [draft for draft in drafts if is_in_use(reading, draft)]
    under_the_pen = {draft.record_id for draft in begun}
    asked = [(query, len(reading.listing(query))) for query in _ASKED]
    first = [
        one
        for query, count in asked
        if count
        for one in reading.records(replace(query, limit=SHOWN))
    ]
    unread = sum(count for _, count in asked) - len(first)
    lacking = [one for one in (*first, *_lacking(reading, day)) if one.id not in under_the_pen]
    lacking.sort(key=lambda record: str(record.modified_at or ""), reverse=True)
    return Few(_shown(reading, begun, lacking), len(begun) + len(lacking) + unread)


def begun_called(reading: Reading, draft: Draft) -> Said:
    """Return what a form not finished is called, from what it holds and what its record says."""
    values = _known(reading, draft)
    return called(draft.kind, values, headings(reading, linked(values)))


def _shown(
    reading: Reading, begun: Sequence[Draft], lacking: Sequence[Record]
) -> tuple[Unfinished, ...]:
    begun, lacking = begun[:SHOWN], lacking[: max(0, SHOWN - len(begun))]
    known = [_known(reading, draft) for draft in begun]
    values = [*known, *map(to_json, lacking)]
    names = headings(reading, [link for each in values for link in linked(each)])
    return (
        *(_of_draft(draft, held, names) for draft, held in zip(begun, known, strict=True)),
        *(_of_record(record, names) for record in lacking),
    )


def is_in_use(reading: Reading, draft: Draft) -> bool:
    """Tell whether a draft can be gone on with: its record may be in the trash."""
    if not draft.record_id:
        return True
    try:
        return reading.get(draft.record_id).deleted_at is None
    except NotFound:
        return False


def _lacking(reading: Reading, day: date) -> Iterator[Record]:
    for kind in _KINDS:
        for latest in reading.choices((kind,), "", _EACH):
            if _lacks(record := reading.get(latest.id), day):
                yield record


def _lacks(record: Record, day: date) -> bool:
    """Tell whether a record of late lacks something; what is to come is not late with anything."""
    modified = record.modified_at
    if modified is None or modified.date() < day - RECENT or str(record.review_state) in _APART:
        return False
    on = getattr(record, DAYS.get(record.kind, ""), None)
    ahead = isinstance(on, date) and on > day
    return not ahead and bool(what_is_missing(record))


def _known(reading: Reading, draft: Draft) -> Mapping[str, object]:
    """Return what a draft holds; that of a record holds only what was touched."""
    if not draft.record_id:
        return draft.values
    return {**to_json(reading.get(draft.record_id)), **draft.values}


def _of_draft(draft: Draft, values: Mapping[str, object], names: Mapping[str, str]) -> Unfinished:
    on = day_of(values.get(DAYS.get(draft.kind, "")))
    said = called(draft.kind, values, names)
    return Unfinished(draft.kind, draft.record_id, said, on, draft=draft)


def _of_record(record: Record, names: Mapping[str, str]) -> Unfinished:
    values = to_json(record)
    missing = tuple(field.title for field in what_is_missing(record))
    on = day_of(values.get(DAYS.get(record.kind, "")))
    back = record.review_state is ReviewState.TO_COMPLETE
    return Unfinished(
        record.kind,
        record.id,
        called(record.kind, values, names),
        on,
        missing,
        asked=brief(record.review_comment or "") if back else "",
        reader=(record.reviewed_by or "") if back else "",
    )
