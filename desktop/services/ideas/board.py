"""The board of ideas: which cards stand in which column, and what each of them says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from desktop.services.ideas.stages import ASIDE, PATH
from desktop.services.reading import Reading
from desktop.services.stored_values import day_of, lines_of, local_day
from desktop.store.picking import Picked
from desktop.store.query import Filter, ListQuery
from sync.operations.operation import Value
from sync.records.idea_items import IdeaOrigin, IdeaStage

RESTING: Final = frozenset({*ASIDE, IdeaStage.DONE})
ASLEEP_AFTER = 30
_STAGES: Final = {stage.value: stage for stage in IdeaStage}
"""A stage that a newer version added stands with the ideas just heard."""

MOST_CARDS = 1_000
_PICKED = (
    "stage",
    "stage_history",
    "presumed_carrier",
    "origin_of_idea",
    "theme",
    "heard_on",
    "next_step",
    "next_step_on",
    "version",
    "modified_at",
    "born_of",
)


@dataclass(frozen=True, slots=True)
class Card:
    """What the board shows of an idea; `stirred_on` is the last day it changed by itself."""

    id: str
    title: str
    stage: IdeaStage
    who: str
    theme: str
    born_on: date | None
    next_step: str
    next_step_on: date | None
    stirred_on: date | None
    born_of: str = ""


@dataclass(frozen=True, slots=True)
class Echo:
    """How much an idea was spoken of: visits, words collected there, the last of these days."""

    visits: int = 0
    quotes: int = 0
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which ideas the board shows; an empty value asks nothing."""

    text: str = ""
    presumed_carrier: str = ""
    theme: str = ""
    territory: str = ""
    origin_of_idea: str = ""

    @property
    def everything(self) -> bool:
        """Tell whether nothing is left out."""
        return self == Wanted()

    def query(self, limit: int | None = None) -> ListQuery:
        """Return the list of these ideas, the last changed first."""
        asked = {name: getattr(self, name) for name in FACETS}
        filters = tuple(Filter(name, "=", value) for name, value in asked.items() if value)
        return ListQuery("idea", filters, text=self.text.strip(), limit=limit)


FACETS: Final = ("presumed_carrier", "theme", "territory", "origin_of_idea")


@dataclass(frozen=True, slots=True)
class Board:
    """The cards by stage, those off the path together; `more` ideas were left out."""

    path: Mapping[IdeaStage, tuple[Card, ...]]
    aside: tuple[Card, ...]
    more: int = 0
    written: bool = field(default=True)
    """Whether the notebook holds any idea, shown or not."""


def board(reading: Reading, wanted: Wanted | None = None, *, most: int = MOST_CARDS) -> Board:
    """Return the board of the ideas wanted, the last changed first in each column."""
    wanted = wanted or Wanted()
    query = wanted.query(most)
    picked = reading.pick(query, _PICKED)
    more = max(0, len(reading.listing(wanted.query())) - len(picked)) if len(picked) == most else 0
    cards = _cards(reading, picked)
    return Board(
        {stage: tuple(card for card in cards if card.stage is stage) for stage in PATH},
        tuple(card for card in cards if card.stage in ASIDE),
        more,
        bool(picked) or reading.count("idea") > 0,
    )


def echoes(reading: Reading, cards: Sequence[Card]) -> Mapping[str, Echo]:
    """Return what was said of some ideas, in visits and where they were born.

    Asked for the few cards that are seen.
    """
    found = {card.id: _at_birth(reading, card) for card in cards}
    query = ListQuery("visit", (Filter("idea", "in", tuple(found)),))
    born_of = {card.id: card.born_of for card in cards}
    for visit in reading.pick(query, ("idea", "visited_on", "verbatims")):
        idea, on, quotes = visit.values
        if visit.id != born_of[str(idea)]:
            before = found[str(idea)]
            last = max(filter(None, (before.last_on, day_of(on))), default=None)
            found[str(idea)] = Echo(before.visits + 1, before.quotes + _length(quotes), last)
    return found


def _at_birth(reading: Reading, card: Card) -> Echo:
    if not card.born_of or card.born_of not in reading.headings([card.born_of]):
        return Echo()
    source = dict(reading.get(card.born_of))
    return Echo(int("visited_on" in source), _length(source.get("verbatims")))


def _length(lines: object) -> int:
    return len(lines) if isinstance(lines, list | tuple) else 0


def asleep(card: Card, echo: Echo, today: date) -> int:
    """Return for how many days nothing happened, 0 for less than a month or for an idea at rest."""
    last = max(filter(None, (card.stirred_on, echo.last_on)), default=None)
    if last is None or card.stage in RESTING:
        return 0
    days = (today - last).days
    return days if days >= ASLEEP_AFTER else 0


def facets(reading: Reading) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return what the board can be narrowed to: the values in use of each facet and their names."""
    return {name: _values(reading, name) for name in FACETS}


def _cards(reading: Reading, picked: Sequence[Picked]) -> tuple[Card, ...]:
    names = reading.headings({str(each.values[2]) for each in picked if each.values[2]})
    themes = {entry.code: entry.label for entry in reading.entries("theme")}
    return tuple(_card(each, names, themes) for each in picked)


def _card(picked: Picked, names: Mapping[str, str], themes: Mapping[str, str]) -> Card:
    stage, history, carrier, origin, theme, heard, step, step_on = picked.values[:8]
    who = names.get(str(carrier), "") or _origin(str(origin))
    return Card(
        picked.id,
        picked.heading,
        _STAGES.get(str(stage), IdeaStage.HEARD),
        who,
        themes.get(str(theme), str(theme or "")),
        day_of(heard),
        str(step or ""),
        day_of(step_on),
        _stirred(picked.values, _steps(history)),
        str(picked.values[10] or ""),
    )


def _stirred(values: Sequence[Value], steps: Sequence[date]) -> date | None:
    """Return the last day written in an idea; that of its first save when it holds none."""
    version, modified = values[8:10]
    dated = [day for day in (*steps, day_of(values[5])) if day is not None]
    if (isinstance(version, int) and version > 1) or not dated:
        dated += [day for day in (local_day(modified),) if day]
    return max(dated, default=None)


def _steps(history: Value) -> list[date]:
    days = (day_of(step.get("on")) for step in lines_of(history))
    return [day for day in days if day is not None]


def _values(reading: Reading, name: str) -> tuple[tuple[str, str], ...]:
    used = {str(value) for value in reading.tally(ListQuery("idea"), name) if value}
    if name == "theme":
        listed = {entry.code: entry.label for entry in reading.entries("theme")}
        return tuple((code, listed.get(code, code)) for code in sorted(used))
    if name == "origin_of_idea":
        return tuple((origin.value, origin.label) for origin in IdeaOrigin if origin.value in used)
    names = reading.headings(used)
    return tuple(sorted(names.items(), key=lambda named: named[1].casefold()))


def _origin(code: str) -> str:
    return next((origin.label for origin in IdeaOrigin if origin.value == code), "")
