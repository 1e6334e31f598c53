"""What a supervisor has to read again: who brought it, from where, and what deserves a look.

States are set by people alone: the author sends (À envoyer), the supervisor validates or sends
back (Validé, À compléter). Opening a record changes nothing in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from desktop.services.reading import Reading
from desktop.services.similar import Likeness, similar_organisations
from desktop.store.arrivals import Arrivals, Brought
from desktop.store.stored import moment_of
from desktop.store.to_review import Narrowed, ToReview, Waiting
from sync.records import RECORD_TYPES
from sync.records.base import Record
from sync.records.coding import to_json
from sync.records.judgement import judge

PAGE: Final = 50
_IMPORT: Final = "import"
ORIGINS: Final[Mapping[str, str]] = MappingProxyType(
    {"server": "Par le serveur", "usb": "Par clé USB", _IMPORT: "Par un import"}
)
_WAYS: Final[Mapping[str, str]] = {"server": "serveur", "usb": "clé USB"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show of what waits; `since_last_look` keeps what came in after the mark."""

    author: str = ""
    kind: str = ""
    state: str = ""
    since_last_look: bool = False
    origin: str = ""
    """One of ORIGINS, empty for all."""


@dataclass(frozen=True, slots=True)
class Line:
    """One record that waits; `flags` are sentences that deserve a look before validating."""

    id: str
    kind: str
    code: str
    heading: str
    state: str
    author: str
    device: str
    origin: str
    at: datetime
    fresh: bool
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inbox:
    """A page of what waits, how much there is in all, and who wrote what waits (id and name).

    `until` is the last arrival that this page could know.
    """

    lines: tuple[Line, ...] = ()
    total: int = 0
    authors: tuple[tuple[str, str], ...] = ()
    until: int = 0


def inbox(reading: Reading, wanted: Wanted, *, limit: int = PAGE, offset: int = 0) -> Inbox:
    """Return a page of what waits, the last modified first."""
    base = reading.base
    me, arrivals = base.identity.person.id, Arrivals(base.db)
    waiting = ToReview(base.db, me)
    # Before anything is read: what arrives meanwhile is not believed seen.
    mark, until = arrivals.mark(), arrivals.newest()
    among = _among(arrivals, wanted, mark)
    narrowed = Narrowed(wanted.author, wanted.kind, wanted.state, among)
    found = waiting.page(narrowed, limit=limit, offset=offset)
    names = arrivals.people()
    brought = arrivals.brought([one.id for one in found], me)
    tally = waiting.tally(narrowed)
    return Inbox(
        tuple(_line(reading, one, brought.get(one.id), names, mark) for one in found),
        tally.total,
        tuple((key, names.get(key, "")) for key in tally.authors),
        until,
    )


def _among(arrivals: Arrivals, wanted: Wanted, mark: int) -> frozenset[str] | None:
    """Return the records to look among; None for all."""
    asked = []
    if wanted.since_last_look:
        asked.append(arrivals.touched(mark))
    if wanted.origin == _IMPORT:
        asked.append(arrivals.imported())
    elif wanted.origin:
        asked.append(arrivals.come_by(wanted.origin))
    return frozenset.intersection(*asked) if asked else None


def flags(reading: Reading, record: Record) -> tuple[str, ...]:
    """Return what deserves a look: remarks on the values, and a likely twin."""
    values = to_json(record)
    remarks = judge(RECORD_TYPES[record.kind], values, known=tuple(values)).findings
    said = [finding.sentence for finding in remarks]
    if record.kind == "organisation":
        said += _twins(reading, record.id, values)
    return tuple(dict.fromkeys(said))


def _twins(reading: Reading, own: str, values: Mapping[str, object]) -> list[str]:
    name, siret, rna = (str(values.get(key) or "") for key in ("name", "siret", "rna"))
    alike = similar_organisations(reading, name, siret, rna, limit=2)
    return [_twin(one) for one in alike if one.id != own]


def _twin(one: Likeness) -> str:
    why = f"{one.reason}, {one.score:.0f}\u00a0%"
    return f"Doublon possible\u00a0: «\u00a0{one.heading}\u00a0» ({why})."


def _line(
    reading: Reading,
    one: Waiting,
    brought: Brought | None,
    names: Mapping[str, str],
    mark: int,
) -> Line:
    return Line(
        one.id,
        one.kind,
        one.code,
        one.heading,
        one.state,
        (brought.name if brought else "") or names.get(one.author, ""),
        brought.device if brought else "",
        origin_of(brought),
        brought.at if brought else moment_of(one.modified_at),
        brought is not None and brought.arrival > mark,
        flags(reading, reading.get(one.id)),
    )


def origin_of(brought: Brought | None) -> str:
    """Return how a record came here, in a few French words; empty for what is written here."""
    if brought is None:
        return ""
    parts = ("import" if brought.reason == _IMPORT else "", _WAYS.get(brought.way, brought.way))
    return ", ".join(part for part in parts if part)
