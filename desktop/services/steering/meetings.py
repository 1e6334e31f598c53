"""A session of an instance: how its time was shared, who was there, what it decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.services.reading import Reading
from desktop.services.steering.decisions import FollowedDecision, followed
from desktop.services.steering.linked import Linked, linked, of_type
from desktop.store.query import Filter
from sync.records.meeting import Meeting
from sync.records.meeting_items import AgendaPoint, Attendance, AttendanceRole, PointNature

_ROLES = tuple(AttendanceRole)
_LISTENING = "La parole circule surtout dans un sens\u00a0: un point d’information peut devenir"
_ADVICE = f"{_LISTENING} un temps de débat, ou un écrit envoyé avant la séance."


@dataclass(frozen=True, slots=True)
class TimeShares:
    """The minutes of the agenda by nature; `unsaid` are those of points without a nature."""

    information: int = 0
    debate: int = 0
    decision: int = 0
    unsaid: int = 0

    @property
    def total(self) -> int:
        """Return all the minutes planned."""
        return self.information + self.debate + self.decision + self.unsaid

    @property
    def percent(self) -> int | None:
        """Return the share of debate and decision in the time whose nature is known."""
        known = self.total - self.unsaid
        return _percent(self.debate + self.decision, known) if known else None

    @property
    def sentence(self) -> str:
        """Return the share in words; empty when nothing was timed."""
        if self.percent is None:
            return ""
        return f"{self.percent}\u00a0% du temps en débat et décision"

    @property
    def remark(self) -> str:
        """Return a suggestion when information takes more than half of the time."""
        return _ADVICE if self.information * 2 > self.total - self.unsaid else ""


@dataclass(frozen=True, slots=True)
class Present:
    """A body around the table, its parts in the meeting and how many came for it."""

    id: str
    name: str
    roles: tuple[AttendanceRole, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Sitting:
    """One session as its panel tells it."""

    meeting: Meeting
    shares: TimeShares
    present: tuple[Present, ...]
    material: tuple[Linked, ...]
    decisions: tuple[FollowedDecision, ...]

    @property
    def speaking_percent(self) -> int | None:
        """Return the residents' share of the planned time; None when either is unknown."""
        minutes = self.meeting.usage_speaking_minutes
        if minutes is None or not self.shares.total:
            return None
        return min(_percent(minutes, self.shares.total), 100)


def sitting(reading: Reading, meeting_id: str, today: date) -> Sitting:
    """Return what a session was; raises NotFound."""
    meeting = of_type(reading, meeting_id, Meeting)
    bodies = [line.body for line in meeting.attendance if line.body]
    return Sitting(
        meeting,
        time_shares(meeting.agenda),
        attending(meeting.attendance, reading.headings(bodies)),
        linked(reading, meeting.field_material),
        followed(reading, Filter("meeting", "=", meeting_id), today),
    )


def time_shares(agenda: Sequence[AgendaPoint]) -> TimeShares:
    """Return the minutes of an agenda by nature."""

    def minutes(nature: PointNature | None) -> int:
        return sum(point.minutes or 0 for point in agenda if point.nature is nature)

    return TimeShares(
        minutes(PointNature.INFORMATION),
        minutes(PointNature.DEBATE),
        minutes(PointNature.DECISION),
        minutes(None),
    )


def attending(lines: Sequence[Attendance], headings: Mapping[str, str]) -> tuple[Present, ...]:
    """Return who was there, one line per body, those who chair first."""
    by_body: dict[str, list[Attendance]] = {}
    for line in lines:
        if line.body or line.name:
            by_body.setdefault(line.body or f"name:{line.name}", []).append(line)
    present = [_present(grouped, headings) for grouped in by_body.values()]
    return tuple(sorted(present, key=_rank))


def _present(lines: Sequence[Attendance], headings: Mapping[str, str]) -> Present:
    first = lines[0]
    name = headings.get(first.body or "", "") or first.name or "Organisme sans nom"
    said = {line.role for line in lines}
    roles = tuple(role for role in _ROLES if role in said)
    known = first.body if first.body in headings else None
    return Present(known or "", name, roles, sum(line.count or 0 for line in lines))


def _rank(present: Present) -> tuple[int, str]:
    first = _ROLES.index(present.roles[0]) if present.roles else len(_ROLES)
    return first, present.name.casefold()


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole)
