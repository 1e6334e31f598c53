"""Which bodies are around the table, and in what part; never a person."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from desktop.export.content import As, Check, Column, Row, Sheet
from desktop.services.workbooks.columns import count, part
from desktop.services.workbooks.figures import share
from desktop.services.workbooks.governance.times import held
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.sources import Sources
from sync.records.meeting import Meeting
from sync.records.meeting_items import Attendance, AttendanceRole
from sync.records.organisation import Organisation
from sync.records.partner import Partner

NAME: Final = "Présence"
BY_BODY: Final = "Présence par organisme"
OTHERS: Final = "Autres organismes, sans fiche validée"
_ROLES: Final = {
    AttendanceRole.CHAIRS: "Préside",
    AttendanceRole.CO_LEADS: "Coanime",
    AttendanceRole.DECIDES: "Décide",
    AttendanceRole.CONTRIBUTES: "Contribue",
    AttendanceRole.TESTIFIES: "Témoigne",
}
_BODY: Final = "meeting.attendance.body"
_ROLE: Final = "meeting.attendance.role"
_KIND: Final = Column(
    "Échelon ou type",
    As.TEXT,
    "L’échelon d’un partenaire, le type d’une structure.",
    origin="partner.echelon, organisation.organisation_type",
    width=24,
)


_ROWS: Final = (
    Column("Date", As.DAY, "Le jour de la séance.", origin="meeting.held_on"),
    Column(
        "Type d’instance",
        As.TEXT,
        "Le type de séance.",
        origin="meeting.meeting_type",
        listed="Type d’instance",
        width=34,
    ),
    Column(
        "Organisme",
        As.TEXT,
        "L’organisme présent.",
        origin=f"{_BODY}, meeting.attendance.name",
        width=46,
        written=True,
    ),
    _KIND,
    Column(
        "Rôle",
        As.TEXT,
        "Sa part dans la séance.",
        origin=_ROLE,
        listed="Rôle",
        width=14,
    ),
)


def attendance(sources: Sources) -> Part:
    """Return who came to each session that may be told, and how often each body came."""
    all_held = held(sources)
    told = [each for each in all_held if sources.tellable(each)]
    lines = [(each, line) for each in told for line in each.attendance if _is_said(line)]
    rows = Sheet(
        NAME,
        "Qui était autour de la table",
        "Une ligne par organisme et par séance diffusable\u00a0; jamais de nom de personne.",
        _ROWS,
        tuple(_row(sources, each, line) for each, line in lines),
        references=tuple(each.id for each, _ in lines),
        when_empty="Aucune présence notée pour les séances diffusables de ce périmètre.",
    )
    expected = sum(_is_said(line) for each in told for line in each.attendance)
    return Part(
        (rows, _by_body(sources, all_held)),
        (Check("Présences des séances diffusables", expected, NAME),),
    )


def _is_said(line: Attendance) -> bool:
    return bool(line.body or line.name)


def _row(sources: Sources, meeting: Meeting, line: Attendance) -> Row:
    return (
        meeting.held_on,
        sources.label(Meeting, "meeting_type", meeting.meeting_type),
        sources.name(line.body) or line.name or OTHERS,
        _kind(sources, line.body),
        _ROLES[line.role] if line.role else "",
    )


def _kind(sources: Sources, body: str | None) -> str:
    partner, organisation = sources.get(Partner, body), sources.get(Organisation, body)
    if partner is not None:
        return sources.label(Partner, "echelon", partner.echelon)
    if organisation is not None:
        return sources.label(Organisation, "organisation_type", organisation.organisation_type)
    return ""


_BODIES: Final = (
    Column("Organisme", As.TEXT, "L’organisme présent.", origin=_BODY, width=46),
    _KIND,
    count("Séances", "Séances où il était présent.", _BODY, total=False),
    part("Part des séances", "Sur toutes les séances du périmètre.", _BODY),
    *(
        count(title, f"Séances où sa part est\u00a0: {title.lower()}.", _ROLE, total=False)
        for title in _ROLES.values()
    ),
)


def _by_body(sources: Sources, all_held: Sequence[Meeting]) -> Sheet:
    sessions: dict[str, set[str]] = defaultdict(set)
    roles: dict[tuple[str, AttendanceRole | None], set[str]] = defaultdict(set)
    for body, meeting, role in _presences(sources, all_held):
        sessions[body].add(meeting)
        roles[body, role].add(meeting)
    ordered = sorted(sessions, key=lambda b: (not b, -len(sessions[b]), sources.name(b or None)))
    rows = tuple(
        (
            sources.name(body) if body else OTHERS,
            _kind(sources, body or None),
            len(sessions[body]),
            share(len(sessions[body]), len(all_held)),
            *(len(roles[body, role]) for role in _ROLES),
        )
        for body in ordered
    )
    return Sheet(
        BY_BODY,
        "Présence des organismes aux séances",
        "Toutes les séances tenues et validées, diffusables ou non.",
        _BODIES,
        rows,
        filters=False,
        when_empty="Aucune présence notée sur ce périmètre.",
    )


def _presences(
    sources: Sources, all_held: Sequence[Meeting]
) -> Iterator[tuple[str, str, AttendanceRole | None]]:
    """Yield the body ("" for those without a record that may be named), the session, the part."""
    for meeting in all_held:
        for line in filter(_is_said, meeting.attendance):
            body = line.body if sources.name(line.body) else ""
            yield body or "", meeting.id, line.role
