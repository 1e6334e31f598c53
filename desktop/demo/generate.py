"""The demonstration: an invented year in real neighbourhoods, as long as one wishes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice

from desktop.demo.bodies import bodies, world
from desktop.demo.chance import Chance
from desktop.demo.content import Content, Values
from desktop.demo.desk import attachments, rights_requests, tasks, workshops
from desktop.demo.evaluating import evaluations
from desktop.demo.fieldwork import first_visits, later_visits
from desktop.demo.ideas import ideas
from desktop.demo.meeting import commitments, decisions, meetings
from desktop.demo.observing import observations, walks
from desktop.demo.projects import actions_and_fundings, agreements
from desktop.demo.season import Entries, Lists, Season

_FRIDAY = 4
SOME_DAY = date(2026, 6, 26)
"""A day of June, for those to whom the day does not matter."""


@dataclass(frozen=True, slots=True)
class Written:
    """A record, or what one became, and the day it was written down."""

    on: date
    kind: str
    values: Values
    again: bool = False


def generate(
    seed: int, size: int | None, lists: Lists, sentences: Content, today: date = SOME_DAY
) -> Iterator[tuple[str, Values]]:
    """Yield records as (kind, values with their id): one season, or exactly `size` records.

    The work ends on `today`, with some of it still ahead. The same seed, size, lists, sentences
    and day give the same records, whatever the machine. A link only points at a record yielded
    before it. `lists` holds the codes of each reference list as records hold them. Memory does
    not grow with the size.
    """
    first = Season(Chance(seed, 0), sentences, lists, 0, today)
    if size is None:
        return _season(first)
    return islice(_seasons(seed, first), size)


def chronicle(seed: int, lists: Lists, sentences: Content, today: date) -> list[Written]:
    """Return one season in the order in which it was written, with what changed on the way.

    A record is never written before those that it points at; what became of one during a week
    is written on its Friday.
    """
    season = Season(Chance(seed, 0), sentences, lists, 0, today)
    made = {str(values["id"]): (kind, values) for kind, values in _season(season)}
    days: dict[str, date] = {}
    for record_id, (_, values) in made.items():
        pointed = (days[text] for text in _texts(values) if text in days)
        days[record_id] = min(max(season.days[record_id], *pointed, date.min), today)
    now = {key: values | season.before.get(key, {}) for key, (_, values) in made.items()}
    story = [Written(days[key], kind, dict(now[key])) for key, (kind, _) in made.items()]
    for each in sorted(season.revisions, key=lambda revision: revision.on):
        now[each.record_id] |= each.changes
        kind, on = made[each.record_id][0], max(each.on, days[each.record_id])
        on = min(on + timedelta(days=max(0, _FRIDAY - on.weekday())), today)
        story.append(Written(on, kind, dict(now[each.record_id]), again=True))
    return sorted(story, key=lambda written: (written.on, written.again))


def _texts(value: object) -> Iterator[str]:
    """Yield the texts inside values, their lists and their lines."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _seasons(seed: int, first: Season) -> Entries:
    yield from _season(first)
    for number in count(1):
        season = Season(Chance(seed, number), first.content, first.lists, number, first.today)
        season.places, season.contracts = first.places, first.contracts
        season.partners = first.partners
        yield from _season(season)


def _season(season: Season) -> Entries:
    """Yield one season in an order in which links only point backwards."""
    if season.number == 0:
        yield from world(season)
    for part in (
        bodies,
        walks,
        observations,
        first_visits,
        ideas,
        agreements,
        actions_and_fundings,
        later_visits,
        meetings,
        decisions,
        evaluations,
        workshops,
        commitments,
        tasks,
        attachments,
        rights_requests,
    ):
        yield from part(season)
