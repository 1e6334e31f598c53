"""What was promised and what has to be done: late, due soon, or agreed without a day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from desktop.services.reading import Reading
from desktop.services.steering.commitments import reviews_due
from desktop.services.steering.reports import reports_due
from desktop.services.stored_values import day_of
from desktop.services.today.lines import Few, Promise, Said
from desktop.services.today.naming import brief, headings
from desktop.store.picking import Picked
from desktop.store.query import Filter, ListQuery
from sync.records.action import Action
from sync.records.idea_items import IdeaStage
from sync.records.rights_request import RequestState, RequestType, RightsRequest
from sync.records.task import OPEN

SHOWN: Final = 7
SOON: Final = timedelta(days=14)
ANSWERED_SOON: Final = timedelta(days=31)
"""A request must be answered within a month (RGPD, article 12): it shows from its first day."""
REPORTED_SOON: Final = timedelta(days=31)
"""A financial report takes a body weeks: it is asked for a month ahead."""
FOLLOWED: Final = timedelta(days=120)
"""How long a visit's next step is still waited for."""
_MOST: Final = 200
_LEGAL: Final = 2

_OPEN_REQUESTS: Final = (RequestState.RECEIVED, RequestState.IN_PROGRESS)
_ENDED: Final = (IdeaStage.DONE, IdeaStage.REDIRECTED, IdeaStage.DROPPED)


def promises(reading: Reading, day: date, last_visits: Mapping[str, str]) -> Few[Promise]:
    """Return the promises, the nearest to today first: what is long overdue would hide the rest.

    Two answers that the law wanted before today come first of all, then one report that is late.

    `last_visits` gives the last day by body, those to come left out.
    """
    found = [
        *_tasks(reading, day),
        *_next_steps(reading, day, last_visits),
        *_reviews(reading, day),
        *_reports(reading, day),
        *_requests(reading, day),
        *_ideas(reading, day),
    ]
    found.sort(key=lambda one: abs((day - (one.due_on or one.since or day)).days))
    late = [one for one in found if one.days_late(day) > 0]
    answers = [one for one in late if one.kind == RightsRequest.kind][:_LEGAL]
    reports = [one for one in late if one.kind == Action.kind][:1]
    first = (*answers, *reports)
    ordered = (*first, *(one for one in found if one not in first))
    return Few(ordered[:SHOWN], len(found))


def _tasks(reading: Reading, day: date) -> Iterator[Promise]:
    query = _due("task", "due_on", day + SOON, Filter("state", "in", OPEN))
    found = reading.pick(query, ("what", "due_on", "about"))
    names = headings(reading, [one.values[2] for one in found])
    for one in found:
        what, due, about = one.values
        whom = Said(names.get(str(about), ""), "task", "about")
        yield _promise("task", one, what, "what", whom=whom, due=due)


def _next_steps(reading: Reading, day: date, last_visits: Mapping[str, str]) -> Iterator[Promise]:
    """Yield what was agreed at the last visit of each body and that no task took over."""
    since = Filter("visited_on", ">=", (day - FOLLOWED).isoformat())
    until = Filter("visited_on", "<=", day.isoformat())
    query = ListQuery("visit", (Filter("next_step", "filled"), since, until), limit=_MOST)
    fields = ("next_step", "next_visit_on", "organisation", "visited_on")
    found = [
        one
        for one in reading.pick(query, fields)
        if last_visits.get(str(one.values[2]), one.values[3]) == one.values[3]
    ]
    taken = _with_a_task(reading, found)
    names = headings(reading, [one.values[2] for one in found])
    for one in found:
        step, due, body, on = one.values
        if one.id not in taken:
            whom = Said(names.get(str(body), ""), "visit", "organisation")
            yield _promise("visit", one, step, "next_step", whom=whom, due=due, since=on)


def _with_a_task(reading: Reading, found: Sequence[Picked]) -> set[object]:
    about = Filter("about", "in", tuple(one.id for one in found))
    return {one.values[0] for one in reading.pick(ListQuery("task", (about,)), ("about",))}


def _reviews(reading: Reading, day: date) -> Iterator[Promise]:
    for one in reviews_due(reading, day + SOON):
        if one.on is not None:
            said = Said(brief(one.title), "commitment", "title")
            whom = Said("Point trimestriel", "commitment", "next_review_on")
            yield Promise("commitment", one.id, said, whom, one.on)


def _reports(reading: Reading, day: date) -> Iterator[Promise]:
    """Yield the financial reports that no task asks for yet."""
    for one in reports_due(reading, day + REPORTED_SOON):
        said = Said(brief(one.title), "action", "title")
        whom = Said(brief(one.body), "action", "organisation")
        yield Promise("action", one.action, said, whom, one.due_on)


def _requests(reading: Reading, day: date) -> Iterator[Promise]:
    state = Filter("state", "in", _OPEN_REQUESTS)
    query = _due("rights_request", "due_on", day + ANSWERED_SOON, state)
    for one in reading.pick(query, ("request_type", "due_on")):
        asked, due = one.values
        label = next((each.label for each in RequestType if each == asked), "").lower()
        whom = Said("Réponse à donner", "rights_request", "due_on")
        yield _promise(
            "rights_request",
            one,
            f"Demande de droits\u00a0: {label}",
            "request_type",
            whom=whom,
            due=due,
        )


def _ideas(reading: Reading, day: date) -> Iterator[Promise]:
    query = _due("idea", "next_step_on", day + SOON, Filter("next_step", "filled"))
    for one in reading.pick(query, ("next_step", "next_step_on", "title", "stage")):
        step, due, title, stage = one.values
        if stage not in _ENDED:
            whom = Said(brief(str(title)), "idea", "title")
            yield _promise("idea", one, step, "next_step", whom=whom, due=due)


def _due(kind: str, field: str, until: date, *more: Filter) -> ListQuery:
    filters = (Filter(field, "<=", until.isoformat()), *more)
    return ListQuery(kind, filters, order=field, descending=False, limit=_MOST)


def _promise(
    kind: str,
    one: Picked,
    text: object,
    field: str,
    *,
    whom: Said,
    due: object,
    since: object = None,
) -> Promise:
    said = Said(brief(str(text)), kind, field)
    return Promise(kind, one.id, said, whom, day_of(due), day_of(since))
