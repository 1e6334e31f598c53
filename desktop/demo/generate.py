"""The demonstration: an invented year in real neighbourhoods, as long as one wishes."""

from collections.abc import Iterator
from itertools import count, islice

from desktop.demo.bodies import bodies, world
from desktop.demo.chance import Chance
from desktop.demo.content import Content, Values
from desktop.demo.desk import attachments, rights_requests, tasks, workshops
from desktop.demo.evaluating import evaluations
from desktop.demo.fieldwork import first_visits, later_visits, observations, walks
from desktop.demo.ideas import ideas
from desktop.demo.meeting import commitments, decisions, meetings
from desktop.demo.projects import actions_and_fundings, agreements
from desktop.demo.season import Entries, Lists, Season


def generate(
    seed: int, size: int | None, lists: Lists, sentences: Content
) -> Iterator[tuple[str, Values]]:
    """Yield records as (kind, values with their id): one season, or exactly `size` records.

    The same seed, size, lists and sentences give the same records, whatever the machine and
    the day. A link only points at a record yielded before it. `lists` holds the codes of each
    reference list as records hold them. Memory does not grow with the size.
    """
    first = Season(Chance(seed, 0), sentences, lists, 0)
    if size is None:
        return _season(first)
    return islice(_seasons(seed, first), size)


def _seasons(seed: int, first: Season) -> Entries:
    yield from _season(first)
    for number in count(1):
        season = Season(Chance(seed, number), first.content, first.lists, number)
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
