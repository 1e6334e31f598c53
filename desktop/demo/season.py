"""One invented season: what is already there, and what the rest can be linked to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, TypeAlias

from desktop.demo.chance import Chance
from desktop.demo.content import Content, Trade, Values, elided

Lists: TypeAlias = Mapping[str, Sequence[str]]
Entries: TypeAlias = Iterator[tuple[str, Values]]

FIFTY_EUROS: Final = 5_000
"""Amounts are whole numbers of fifty euros, in cents."""
_DAYS_OFF: Final = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}


@dataclass(frozen=True, slots=True)
class Place:
    """A neighbourhood already written."""

    id: str
    name: str
    town: str
    town_code: str
    postal: str
    departement: str
    contract: str


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation already written, and its neighbourhood."""

    id: str
    name: str
    trade: Trade
    place: Place
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Funder:
    """A partner already written; `funder` is its type when it pays."""

    id: str
    name: str
    service: str
    funder: str


@dataclass(frozen=True, slots=True)
class Known:
    """A dated record that others can point at."""

    id: str
    kind: str
    on: date
    place: Place
    body: Body | None = None
    until: date = date.max


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement already written: each funder gives the same each year of it."""

    id: str
    body: Body
    funders: tuple[Funder, ...]
    yearly: int
    covered: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Revision:
    """What a record became on a later day."""

    on: date
    record_id: str
    changes: Values


@dataclass(slots=True)
class Season:
    """What a season draws from, and what it has made so far; links only point backwards."""

    chance: Chance
    content: Content
    lists: Lists
    number: int
    today: date
    places: list[Place] = field(default_factory=list)
    contracts: dict[str, str] = field(default_factory=dict)
    bodies: list[Body] = field(default_factory=list)
    partners: list[Funder] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)
    observers: list[Known] = field(default_factory=list)
    walks: list[Known] = field(default_factory=list)
    seen: list[Known] = field(default_factory=list)  # observations and visits, sources of ideas
    faults: list[Known] = field(default_factory=list)  # observations that ask for an answer
    ideas: list[Known] = field(default_factory=list)
    supported: list[Known] = field(default_factory=list)  # ideas that become actions
    actions: list[Known] = field(default_factory=list)
    agreements: list[Agreed] = field(default_factory=list)
    meetings: list[Known] = field(default_factory=list)
    decisions: list[Known] = field(default_factory=list)
    evaluations: list[Known] = field(default_factory=list)
    accounts_due: list[int] = field(default_factory=list)  # days to the next financial reports
    days: dict[str, date] = field(default_factory=dict)  # by record, the day it was written
    revisions: list[Revision] = field(default_factory=list)
    before: dict[str, Values] = field(default_factory=dict)  # by record, its first values

    @property
    def opening(self) -> date:
        """Return the first day of the work: in January of the exercise before this one."""
        return date(self.today.year - 1, 1, 6)

    @property
    def early(self) -> date:
        """Return the day until which much was seen that could lead somewhere since."""
        return self.opening + timedelta(days=175)

    @property
    def begun(self) -> list[Known]:
        """Return the actions that began early enough to have been seen and talked about."""
        return [action for action in self.actions if action.on <= self.ago(45)]

    def ago(self, days: int) -> date:
        """Return a day of work some days before today, today itself for 0."""
        return _working(self.today - timedelta(days=days), -1) if days else self.today

    def ahead(self, days: int) -> date:
        """Return a day of work some days after today."""
        return _working(self.today + timedelta(days=days), 1)

    def day(self, first: date, last: date) -> date:
        """Return a day between two days, of work when there is room, never after today."""
        chosen = self.chance.day(first, min(last, self.today))
        working = _working(chosen, -1)
        return working if working >= first else chosen

    def past(self, on: date) -> str | None:
        """Return a day as a record holds it, None when it is still to come."""
        return on.isoformat() if on <= self.today else None

    def record(self, on: date, place: Place | None = None, /, **values: object) -> Values:
        """Return the values that every record made that day has, and its own."""
        made: Values = {"id": self.chance.record_id(on), **values}
        self.days[str(made["id"])] = on
        if place is not None:
            made["territory"] = place.id
        read = on + timedelta(days=self.chance.number(2, 25))
        if self.chance.often(0.85) and read <= self.today:
            made["review_state"] = "VALIDE"
            made["reviewed_on"] = read.isoformat()
        elif self.chance.often(0.3):
            made["review_state"] = "RECU"
        if self.chance.often(0.4):
            made["diffusion"] = "DIFFUSABLE"
        return made

    def revise(self, values: Values, on: date, changes: Values) -> None:
        """Give a record new values, and remember when, and those that it had at first."""
        record_id = str(values["id"])
        first = {name: values.get(name) for name in changes}
        self.before[record_id] = first | self.before.get(record_id, {})
        self.revisions.append(Revision(on, record_id, changes))
        values |= changes

    def line(self, **values: object) -> Values:
        """Return a line inside a record."""
        return {"id": self.chance.line_id(), **values}

    def codes(self, name: str, least: int, most: int) -> list[str]:
        """Return some codes of a reference list."""
        return self.chance.some(self.lists.get(name, ()), least, most)

    def theme(self, wanted: str) -> str | None:
        """Return a code of the national themes when the list has it."""
        return wanted if wanted in self.lists.get("theme", ()) else None

    def told(self, text: str, body: Body | None = None) -> str:
        """Return a text with a place, an activity, a name and a number put in."""
        if "{" not in text:
            return text
        trade = body.trade if body else None
        chance = self.chance
        return elided(
            text.replace("{lieu}", chance.pick(self.content.territoires.places))
            .replace("{activite}", chance.pick(trade.activities) if trade else "l’activité")
            .replace("{structure}", body.name if body else "le groupe")
            .replace("{nombre}", str(chance.number(12, 60)))
        )

    def audience(self, least: int, most: int) -> list[tuple[str | None, str, str]]:
        """Return age bands with a gender and a residence, each once."""
        bands: Sequence[str | None] = self.codes("age_band", least, most) or [None]
        return [
            (
                band,
                self.chance.pick(("F", "H", "NSP")),
                self.chance.pick(("QPV", "QPV", "HORS_QPV")),
            )
            for band in bands
        ]


def _working(on: date, towards: int) -> date:
    """Return the day itself, or the nearest day of work before it (-1) or after it (1)."""
    while on.weekday() >= 5 or (on.month, on.day) in _DAYS_OFF:
        on += timedelta(days=towards)
    return on
