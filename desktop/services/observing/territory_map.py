"""The observations of each territory, with where it lies: what the map and its table show."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from desktop.services.observing.geography import Place
from desktop.services.observing.recurrences import Seen, seen_in
from desktop.services.reading import Reading
from desktop.store.picking import Picked
from desktop.store.query import Filter, ListQuery
from sync.operations.operation import Value
from sync.records.base import Origin
from sync.records.deadlines import months_after
from sync.records.observation import FollowUp, ObservationNature

NATURES: Final = tuple(nature.value for nature in ObservationNature)
_FIELDS: Final = (
    "name",
    "commune_names",
    "contract_code",
    "latitude",
    "longitude",
    "origin",
)


class Period(StrEnum):
    """How far back one looks."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"

    def since(self, today: date) -> date | None:
        """Return the first day of the period; None for all."""
        if self is Period.MONTH:
            return today.replace(day=1)
        if self is Period.QUARTER:
            return months_after(today, -3)
        return today.replace(month=1, day=1) if self is Period.YEAR else None


@dataclass(frozen=True, slots=True)
class Question:
    """What is counted: since when, of which nature and theme ("" for every one)."""

    since: date | None = None
    nature: str = ""
    theme: str = ""

    def filters(self) -> tuple[Filter, ...]:
        """Return the conditions on the observations."""
        found = []
        if self.since:
            found.append(Filter("observed_on", ">=", self.since.isoformat()))
        asked = (("nature", self.nature), ("theme", self.theme))
        found += [Filter(name, "=", value) for name, value in asked if value]
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Figures:
    """One territory that the team follows, and what was observed there."""

    id: str
    name: str
    communes: tuple[str, ...]
    contract: str
    place: Place | None
    by_nature: tuple[int, ...]
    last: date | None
    to_forward: int
    to_return: int

    @property
    def total(self) -> int:
        """Return how many observations there are."""
        return sum(self.by_nature)


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the territories: all of them, a contract, a commune."""

    title: str
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class TerritoryMap:
    """The territories of the team, those with most observations first; the others are dots."""

    followed: tuple[Figures, ...]
    others: tuple[Place, ...]
    nowhere: int

    @property
    def placed(self) -> tuple[Figures, ...]:
        """Return the followed territories that have a position."""
        return tuple(one for one in self.followed if one.place is not None)

    def scopes(self) -> tuple[Scope, ...]:
        """Return the parts one can look at, the whole first."""
        whole = Scope("Partout", frozenset(one.id for one in self.followed))
        contracts = _parts("Contrat ", ((one.contract, one.id) for one in self.followed))
        communes = _parts("", ((name, one.id) for one in self.followed for name in one.communes))
        return (whole, *contracts, *communes)


def territory_map(reading: Reading, question: Question) -> TerritoryMap:
    """Return the figures of the team's territories, and where the others lie.

    The team's are those it wrote down itself, and those where it observed, visited or imagined
    something: the others came with an official list.
    """
    by_territory: dict[str, list[Seen]] = defaultdict(list)
    for one in seen_in(reading, *question.filters()):
        by_territory[one.territory].append(one)
    lived_in = _lived_in(reading)
    followed, others = [], []
    for picked in reading.pick(ListQuery("territory"), _FIELDS):
        if picked.id in lived_in or picked.values[5] != Origin.IMPORT.value:
            followed.append(_figures(picked, by_territory.get(picked.id, ())))
        elif (place := _place(picked)) is not None:
            others.append(place)
    followed.sort(key=lambda one: (-one.total, one.name))
    return TerritoryMap(tuple(followed), tuple(others), len(by_territory.get("", ())))


def nature_counts(seen: Iterable[Seen]) -> tuple[int, ...]:
    """Return how many observations there are of each nature, in the order of NATURES."""
    counts = Counter(one.nature for one in seen)
    return tuple(counts[nature] for nature in NATURES)


def _lived_in(reading: Reading) -> Collection[str]:
    kinds = ("observation", "visit", "idea", "walk")
    tallies = (reading.tally(ListQuery(kind), "territory") for kind in kinds)
    return {str(territory) for tally in tallies for territory in tally if territory}


def _figures(picked: Picked, seen: Sequence[Seen]) -> Figures:
    return Figures(
        picked.id,
        str(picked.values[0]),
        _names(picked.values[1]),
        str(picked.values[2] or ""),
        _place(picked),
        nature_counts(seen),
        max((one.on for one in seen), default=None),
        sum(one.follow_up == FollowUp.TO_FORWARD for one in seen),
        sum(one.awaits_return for one in seen),
    )


def _place(picked: Picked) -> Place | None:
    latitude, longitude = picked.values[3:5]
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        return None
    return Place(float(latitude), float(longitude))


def _names(value: Value) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _parts(before: str, pairs: Iterable[tuple[str, str]]) -> tuple[Scope, ...]:
    parts: Mapping[str, set[str]] = defaultdict(set)
    for name, territory in pairs:
        if name:
            parts[name].add(territory)
    return tuple(Scope(f"{before}{name}", frozenset(parts[name])) for name in sorted(parts))
