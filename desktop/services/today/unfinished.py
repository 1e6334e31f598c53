"""What waits to be completed: forms not finished, then recent records that lack something."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from desktop.services.reading import Reading
from desktop.services.refusals import NotFound
from desktop.services.today.lines import Few, Unfinished
from desktop.services.today.naming import DAYS, called, day_of, headings, linked
from desktop.store.drafts import Draft
from desktop.store.query import Filter, ListQuery
from sync.records.base import Record, ReviewState
from sync.records.coding import to_json
from sync.records.completeness import what_is_missing

SHOWN: Final = 5
RECENT: Final = timedelta(days=60)
_EACH: Final = 30
_KINDS: Final = (*DAYS, "commitment")
_CLOSED: Final = frozenset({ReviewState.VALIDATED, ReviewState.ARCHIVED})


def unfinished(reading: Reading, day: date, drafts: Sequence[Draft]) -> Few[Unfinished]:
    """Return what waits, the latest first; only the last thirty of each kind are looked at."""
    begun = [draft for draft in drafts if _is_in_use(reading, draft)]
    under_the_pen = {draft.record_id for draft in begun}
    lacking = [record for record in _lacking(reading, day) if record.id not in under_the_pen]
    lacking.sort(key=lambda record: str(record.modified_at or ""), reverse=True)
    total = len(begun) + len(lacking)
    begun, lacking = begun[:SHOWN], lacking[: max(0, SHOWN - len(begun))]
    values = [*(draft.values for draft in begun), *map(to_json, lacking)]
    names = headings(reading, [link for each in values for link in linked(each)])
    shown = (
        *(_of_draft(draft, names) for draft in begun),
        *(_of_record(record, names) for record in lacking),
    )
    return Few(shown, total)


def _is_in_use(reading: Reading, draft: Draft) -> bool:
    """Tell whether a draft can be gone on with: its record may be in the trash."""
    if not draft.record_id:
        return True
    try:
        return reading.get(draft.record_id).deleted_at is None
    except NotFound:
        return False


def _lacking(reading: Reading, day: date) -> Iterator[Record]:
    """Yield what a supervisor asks to complete, then what lacks something by itself."""
    since = Filter("modified_at", ">=", (day - RECENT).isoformat())
    asked = Filter("review_state", "=", ReviewState.TO_COMPLETE)
    for kind in _KINDS:
        seen: set[str] = set()
        for which in (asked, since):
            query = ListQuery(kind, (which,), order="modified_at", descending=True, limit=_EACH)
            for record in reading.records(query):
                if record.id not in seen and _lacks(record):
                    seen.add(record.id)
                    yield record


def _lacks(record: Record) -> bool:
    if record.review_state in _CLOSED:
        return False
    return record.review_state is ReviewState.TO_COMPLETE or bool(what_is_missing(record))


def _of_draft(draft: Draft, names: Mapping[str, str]) -> Unfinished:
    on = day_of(draft.values.get(DAYS.get(draft.kind, "")))
    said = called(draft.kind, draft.values, names)
    return Unfinished(draft.kind, draft.record_id, said, on, draft=draft)


def _of_record(record: Record, names: Mapping[str, str]) -> Unfinished:
    values = to_json(record)
    missing = tuple(field.title for field in what_is_missing(record))
    on = day_of(values.get(DAYS.get(record.kind, "")))
    return Unfinished(record.kind, record.id, called(record.kind, values, names), on, missing)
