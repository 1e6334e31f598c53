"""The sheet of the sessions that were held: one row for each that may be read outside."""

from collections.abc import Sequence
from typing import Final

from desktop.export.content import As, Check, Column, LeftOut, Remark, Row, Sheet
from desktop.services.steering.meetings import attending
from desktop.services.workbooks.columns import people
from desktop.services.workbooks.governance.times import (
    DEBATE,
    SESSIONS,
    SPEAKING,
    TIME,
    TIMES,
    held,
    shared,
    time_sheet,
)
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.recount import counted
from desktop.services.workbooks.sources import Sources
from desktop.services.workbooks.to_correct import (
    REPORT_WITHIN,
    not_shown,
    remark,
    without_row,
)
from sync.records.meeting import Meeting
from sync.records.meeting_items import PointNature

NAME: Final = "Instances"
LEARNED: Final = "Apports des séances"
_COLUMNS: Final = (
    Column("Date", As.DAY, "Le jour de la séance.", origin="meeting.held_on"),
    Column(
        "Type d’instance",
        As.TEXT,
        "Comité de pilotage, conseil citoyen, journée de territoire, etc.",
        origin="meeting.meeting_type",
        form="Revue annuelle du contrat de ville\u00a0: gouvernance",
        listed="Type d’instance",
        width=20,
    ),
    Column(
        "Intitulé",
        As.TEXT,
        "Ce qui distingue cette séance.",
        origin="meeting.title",
        width=22,
        written=True,
    ),
    Column("Quartier", As.TEXT, "Le quartier.", origin="meeting.territory", width=15),
    Column(
        "Dispositifs réunis",
        As.TEXT,
        "Les dispositifs traités ensemble ce jour-là.",
        origin="meeting.dispositifs",
        listed="Dispositifs réunis",
        width=20,
    ),
    Column(
        "Nombre de dispositifs",
        As.WHOLE,
        "À partir de deux, des instances sont réunies en une.",
        origin="meeting.dispositifs",
        width=10,
    ),
    *TIMES,
    Column(
        "Organismes présents",
        As.WHOLE,
        "Combien d’organismes étaient là\u00a0; leurs noms sont dans «\u00a0Présence\u00a0».",
        origin="meeting.attendance.body, meeting.attendance.name",
        width=11,
    ),
    people(
        "Habitantes et habitants",
        "Les habitantes et habitants présents.",
        "meeting.residents_present",
    ),
    *SPEAKING,
    Column(
        "Compte rendu envoyé le",
        As.DAY,
        "Le jour de l’envoi.",
        origin="meeting.minutes_sent_on",
    ),
)

_LEARNED: Final = (
    Column("Date", As.DAY, "Le jour de la séance.", origin="meeting.held_on"),
    Column(
        "Type d’instance",
        As.TEXT,
        "Le type de séance.",
        origin="meeting.meeting_type",
        listed="Type d’instance",
        width=28,
    ),
    Column(
        "Questions stratégiques",
        As.LONG_TEXT,
        "Les questions posées à la séance.",
        origin="meeting.questions.question",
        width=44,
        written=True,
    ),
    Column(
        "Ce que l’on a appris",
        As.LONG_TEXT,
        "Ce que la séance a fait comprendre.",
        origin="meeting.learned",
        width=44,
        written=True,
    ),
    Column(
        "Restitution",
        As.TEXT,
        "La forme sous laquelle la séance a été rendue.",
        origin="meeting.restitution",
        listed="Restitution",
        width=20,
    ),
)


def sittings(sources: Sources) -> Part:
    """Return the sessions that may be told, the time of all of them, and what to correct."""
    all_held = held(sources)
    told = [each for each in all_held if sources.tellable(each)]
    hidden = [each for each in all_held if not sources.tellable(each)]
    rows = Sheet(
        NAME,
        "Séances des instances",
        "Une ligne par séance tenue, validée et diffusable.",
        _COLUMNS,
        tuple(_row(sources, each) for each in told),
        references=tuple(each.id for each in told),
        when_empty="Aucune séance diffusable sur ce périmètre\u00a0: "
        "«\u00a0Temps des instances\u00a0» compte celles qui sont validées.",
    )
    debated = sum(
        point.minutes or 0
        for each in all_held
        for point in each.agenda
        if point.nature is PointNature.DEBATE
    )
    coming = len(sources.of(Meeting)) - len(all_held)
    again = counted(sources, Meeting, "held_on") - coming
    return Part(
        (rows, time_sheet(all_held), _learned(sources, told)),
        (
            Check("Séances diffusables", len(all_held) - len(hidden), NAME),
            Check("Séances tenues, par type", again, TIME, SESSIONS),
            Check("Minutes de débat", debated, TIME, DEBATE),
        ),
        (
            *sources.left_out(Meeting),
            LeftOut("Séances à venir", coming, "Pas encore tenues au jour de l’extraction."),
            without_row(Meeting, len(hidden)),
        ),
        (*_remarks(sources, all_held), *not_shown(Meeting, hidden)),
    )


def _remarks(sources: Sources, all_held: Sequence[Meeting]) -> tuple[Remark, ...]:
    return (
        *remark(
            "Séances de plus de 15 jours dont le compte rendu n’est pas envoyé",
            (each for each in all_held if _unsent(sources, each)),
        ),
        *remark(
            "Séances dont un point n’a pas de nature ou de durée",
            (e for e in all_held if any(not p.minutes or p.nature is None for p in e.agenda)),
        ),
        *remark("Séances sans ordre du jour", (e for e in all_held if not e.agenda)),
        *remark("Séances sans présence notée", (e for e in all_held if not e.attendance)),
    )


def _unsent(sources: Sources, each: Meeting) -> bool:
    return each.minutes_sent_on is None and each.held_on + REPORT_WITHIN <= sources.today


def _learned(sources: Sources, told: Sequence[Meeting]) -> Sheet:
    return Sheet(
        LEARNED,
        "Ce que les séances ont apporté",
        "Les questions posées et ce que l’on a appris, pour chaque séance diffusable.",
        _LEARNED,
        tuple(
            (
                each.held_on,
                sources.label(Meeting, "meeting_type", each.meeting_type),
                "\n".join(line.question for line in each.questions),
                each.learned or "",
                " ; ".join(sources.label(Meeting, "restitution", c) for c in each.restitution),
            )
            for each in told
        ),
        references=tuple(each.id for each in told),
        when_empty="Aucune séance diffusable sur ce périmètre.",
    )


def _row(sources: Sources, each: Meeting) -> Row:
    alone = shared([each])
    labels = [sources.label(Meeting, "dispositifs", code) for code in each.dispositifs]
    return (
        each.held_on,
        sources.label(Meeting, "meeting_type", each.meeting_type),
        each.title or "",
        sources.name(each.territory),
        "\u00a0; ".join(labels),
        len(labels),
        *alone.cells(),
        len(attending(each.attendance, {})) or None,
        each.residents_present,
        *(alone.speaking() if each.usage_speaking_minutes is not None else (None, None)),
        each.minutes_sent_on,
    )
