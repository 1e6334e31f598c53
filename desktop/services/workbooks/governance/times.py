"""How the time of the instances is shared: information, debate, decision, the voice of usage."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.export.content import As, Chart, Column, Marks, Row, Sheet
from desktop.services.steering.meetings import TimeShares, time_shares
from desktop.services.workbooks.columns import count, part
from desktop.services.workbooks.figures import share
from desktop.services.workbooks.sources import Sources
from sync.records.meeting import Meeting, MeetingType

TIME: Final = "Temps des instances"
SESSIONS: Final = "Séances"
_NO_TYPE: Final = "Type non précisé"
DEBATE: Final = "Débat (min)"
_DRAWN: Final = ("Information (min)", DEBATE, "Décision (min)")


def _minutes(title: str, meaning: str, origin: str) -> Column:
    width = max(11, len(title) // 2 + 4)
    return Column(
        f"{title} (min)", As.WHOLE, meaning, "minutes", origin=origin, width=width, total=True
    )


_AGENDA: Final = "meeting.agenda.minutes, meeting.agenda.nature"
TIMES: Final = (
    _minutes("Information", "Les points pour information.", _AGENDA),
    _minutes("Débat", "Les points en débat.", _AGENDA),
    _minutes("Décision", "Les points à décider.", _AGENDA),
    _minutes("Nature non précisée", "Les points dont la nature n’est pas notée.", _AGENDA),
    part(
        "Débat et décision",
        "Leur part du temps dont la nature est connue.",
        _AGENDA,
    ),
)
SPEAKING: Final = (
    _minutes(
        "Temps de parole d’usage",
        "Le temps où les habitantes et habitants parlent de ce qu’ils vivent.",
        "meeting.usage_speaking_minutes",
    ),
    part(
        "Parole d’usage",
        "Le temps de parole d’usage sur le temps de l’ordre du jour.",
        "meeting.usage_speaking_minutes",
    ),
)


def held(sources: Sources) -> tuple[Meeting, ...]:
    """Return the sessions of the period that took place."""
    return tuple(each for each in sources.of(Meeting) if each.held_on <= sources.today)


@dataclass(frozen=True, slots=True)
class Shared:
    """The minutes of some sessions together."""

    times: TimeShares
    usage: int

    def cells(self) -> Row:
        """Return the minutes by nature, and the share of debate and decision."""
        times = self.times
        known = times.total - times.unsaid
        return (
            times.information,
            times.debate,
            times.decision,
            times.unsaid,
            share(times.debate + times.decision, known),
        )

    def speaking(self) -> Row:
        """Return the time of usage, and its share of the agenda."""
        part_of = share(self.usage, self.times.total)
        return self.usage, None if part_of is None else min(part_of, 1.0)


def shared(meetings: Iterable[Meeting]) -> Shared:
    """Return the minutes of the agendas of some sessions, added up."""
    those = list(meetings)
    return Shared(
        time_shares([point for each in those for point in each.agenda]),
        sum(each.usage_speaking_minutes or 0 for each in those),
    )


def debate_share(meetings: Sequence[Meeting]) -> float | None:
    """Return the share of debate and decision in the time whose nature is known."""
    times = shared(meetings).times
    return share(times.debate + times.decision, times.total - times.unsaid)


_BY_TYPE: Final = (
    Column(
        "Type d’instance",
        As.TEXT,
        "Le type de séance.",
        origin="meeting.meeting_type",
        listed="Type d’instance",
        width=46,
    ),
    count(SESSIONS, "Séances tenues et validées.", "meeting.held_on"),
    count(
        "Réunissant plusieurs dispositifs",
        "Séances qui traitent au moins deux dispositifs ensemble.",
        "meeting.dispositifs",
    ),
    count(
        "Avec des habitantes et habitants",
        "Séances où des habitantes ou habitants étaient présents.",
        "nombre de séances",
    ),
    *TIMES,
    *SPEAKING,
)


def time_sheet(all_held: Sequence[Meeting]) -> Sheet:
    """Return how the time of the sessions is shared, by type of instance."""
    rows: list[Row] = []
    for kind in (*MeetingType, None):
        those = [each for each in all_held if each.meeting_type is kind]
        if those:
            merged = sum(len(each.dispositifs) > 1 for each in those)
            open_to = sum(bool(each.residents_present) for each in those)
            together = shared(those)
            rows.append(
                (
                    kind.label if kind else _NO_TYPE,
                    len(those),
                    merged,
                    open_to,
                    *together.cells(),
                    *together.speaking(),
                )
            )
    return Sheet(
        TIME,
        "Comment le temps des instances est partagé",
        "Toutes les séances tenues et validées, diffusables ou non, par type d’instance.",
        _BY_TYPE,
        tuple(rows),
        charts=(
            Chart(
                "Information, débat et décision par type d’instance",
                Marks.STACKED,
                "Type d’instance",
                _DRAWN,
                _said(all_held),
            ),
        ),
        filters=False,
        when_empty="Aucune séance tenue sur ce périmètre.",
    )


def _said(all_held: Sequence[Meeting]) -> str:
    part_of = debate_share(all_held)
    if part_of is None:
        return "Les durées des points ne sont pas notées."
    return f"{round(100 * part_of)}\u00a0% du temps en débat et décision, toutes séances ensemble."
