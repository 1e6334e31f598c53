"""What the home page shows, as values: work, promises, appointments, silences, days."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from typing import Generic, TypeVar

from desktop.store.drafts import Draft

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Few(Generic[T]):
    """The first of a list, and how many there are in all."""

    shown: tuple[T, ...] = ()
    total: int = 0

    @property
    def others(self) -> int:
        """Return how many are not shown."""
        return max(0, self.total - len(self.shown))


@dataclass(frozen=True, slots=True)
class Said:
    """A text and the field it comes from, which says whether a stranger may read it."""

    text: str
    kind: str
    field: str


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A form that was not finished, or a record that lacks something to be validated.

    `on` is the day it tells about; `missing` are the titles of the empty fields; `asked` is what
    the person who read it (`reader`) asks for.
    """

    kind: str
    record_id: str
    said: Said
    on: date | None = None
    missing: tuple[str, ...] = ()
    draft: Draft | None = None
    asked: str = ""
    reader: str = ""

    @property
    def key(self) -> str:
        """Return what designates it as long as it waits."""
        return self.draft.id if self.draft is not None else self.record_id


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised or has to be done; `whom` tells to whom, or about what."""

    kind: str
    record_id: str
    said: Said
    whom: Said
    due_on: date | None = None
    since: date | None = None

    @property
    def key(self) -> str:
        """Return the id of the record that holds it."""
        return self.record_id

    def days_late(self, day: date) -> int:
        """Return how many days late it is on a day; negative when there is time left."""
        return (day - self.due_on).days if self.due_on is not None else -1


@dataclass(frozen=True, slots=True)
class Appointment:
    """What is to come; a visit that is only planned has no record yet, and `begin` prepares it.

    `record_id` is then the visit at which it was agreed.
    """

    kind: str
    record_id: str
    said: Said
    on: date
    begin: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """Return what designates it."""
        return f"{self.record_id}:{self.on}"


@dataclass(frozen=True, slots=True)
class Silence:
    """A body that the team follows and has not seen; `last` is None when it never did."""

    record_id: str
    said: Said
    last: date | None = None

    @property
    def key(self) -> str:
        """Return the id of the body."""
        return self.record_id


@dataclass(frozen=True, slots=True)
class Day:
    """What was written about one day, as kinds and counts."""

    on: date
    counts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """Return how many records there are."""
        return sum(count for _, count in self.counts)


class Safety(Enum):
    """How the work is kept safe."""

    SAFE = auto()
    TO_COME = auto()
    OLD = auto()


@dataclass(frozen=True, slots=True)
class Kept:
    """The state of the backups, and when the last one was made."""

    safety: Safety
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class Today:
    """The whole home page on one day; `blank` when nothing was ever written."""

    day: date
    blank: bool
    kept: Kept = Kept(Safety.TO_COME)
    unfinished: Few[Unfinished] = Few()
    promises: Few[Promise] = Few()
    appointments: Few[Appointment] = Few()
    silences: Few[Silence] = Few()
    week: tuple[Day, ...] = ()
