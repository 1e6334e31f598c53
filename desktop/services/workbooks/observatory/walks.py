"""The walks through the neighbourhood, their reports, and who walked, by role."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from desktop.export.content import As, Check, Column, Place, Remark, Row, Sheet, Sum
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.sources import Sources
from desktop.services.workbooks.to_correct import REPORT_WITHIN, remark, without_row
from sync.records.observation import Observation
from sync.records.roles import PeoplePresent
from sync.records.walk import Walk

NAME: Final = "Marches"
PRESENT: Final = "Présence aux marches"
_TOTAL: Final = "Participants"
_COUNT: Final = "Nombre"
_BORN: Final = "Observations relevées"
_GUSP: Final = "Compte rendu de marche GUSP"
_LONG: Final = (
    ("Points forts", "strengths", "Ce qui marche bien et mérite d’être gardé."),
    ("Points à améliorer", "weaknesses", "Ce qui demande une réponse."),
    ("Propositions", "proposals", "Ce que le groupe propose."),
)
_COLUMNS: Final = (
    Column(
        "Date",
        As.DAY,
        "Le jour de la marche.",
        origin="walk.walked_on",
        form=f"{_GUSP}\u00a0: date",
    ),
    Column("Quartier", As.TEXT, "Le quartier.", origin="walk.territory", width=16),
    Column(
        "Type de marche",
        As.TEXT,
        "La méthode suivie.",
        origin="walk.walk_type",
        listed="Type de marche",
        width=14,
    ),
    Column(
        "Parcours",
        As.TEXT,
        "Les lieux publics traversés, dans l’ordre.",
        origin="walk.route",
        form=f"{_GUSP}\u00a0: parcours",
        width=24,
        written=True,
    ),
    Column(
        "Durée (min)",
        As.WHOLE,
        "Le temps de marche.",
        unit="minutes",
        origin="walk.duration_minutes",
        width=9,
    ),
    Column(
        _TOTAL,
        As.WHOLE,
        "Toutes les personnes présentes\u00a0; le détail par rôle est dans «\u00a0Présence aux "
        "marches\u00a0».",
        unit="personnes",
        origin="walk.participants.count",
        form=f"{_GUSP}\u00a0: participants",
        people=True,
        width=12,
    ),
    *(
        Column(
            title,
            As.LONG_TEXT,
            meaning,
            origin=f"walk.{name}",
            form=f"{_GUSP}\u00a0: {title.lower()}",
            width=27,
            written=True,
        )
        for title, name, meaning in _LONG
    ),
    Column(
        "Partenaires à informer",
        As.TEXT,
        "Ceux qui peuvent apporter une réponse.",
        origin="walk.partners_to_inform",
        width=24,
    ),
    Column(
        _BORN,
        As.WHOLE,
        "Observations validées relevées pendant la marche.",
        unit="observations",
        origin="observation.walk",
        total=True,
        width=12,
    ),
    Column(
        "Compte rendu envoyé le",
        As.DAY,
        "Le jour de l’envoi aux partenaires et aux participants.",
        origin="walk.report_sent_on",
    ),
)


def walks(sources: Sources) -> Part:
    """Return the walks that may be told and who walked, with the reports still to send."""
    held = sources.of(Walk)
    told = [walk for walk in held if sources.tellable(walk)]
    born = Counter(each.walk for each in sources.anywhen(Observation))
    rows = Sheet(
        NAME,
        "Diagnostics en marchant et autres marches",
        "Une ligne par marche validée et diffusable, avec son compte rendu.",
        _COLUMNS,
        tuple(_row(sources, walk, born[walk.id]) for walk in told),
        references=tuple(walk.id for walk in told),
        when_empty="Aucune marche diffusable sur ce périmètre.",
    )
    present = _present(sources, told)
    lines = sum(len(walk.participants) for walk in held if sources.tellable(walk))
    return Part(
        (rows, present),
        (
            Check("Marches diffusables", sum(map(sources.tellable, sources.of(Walk))), NAME),
            Check("Présences notées par rôle", lines, PRESENT),
        ),
        (
            *sources.left_out(Walk),
            without_row(Walk, len(held) - len(told)),
        ),
        tuple(_remarks(sources, held)),
        _sums(rows, present, told),
    )


def _row(sources: Sources, walk: Walk, born: int) -> Row:
    return (
        walk.walked_on,
        sources.name(walk.territory),
        sources.label(Walk, "walk_type", walk.walk_type),
        walk.route,
        walk.duration_minutes,
        sum(line.count or 0 for line in walk.participants) if walk.participants else None,
        walk.strengths or "",
        walk.weaknesses or "",
        walk.proposals or "",
        sources.names(walk.partners_to_inform),
        born,
        walk.report_sent_on,
    )


def _present(sources: Sources, told: list[Walk]) -> Sheet:
    lines = [(walk, line) for walk in told for line in walk.participants]
    return Sheet(
        PRESENT,
        "Qui a marché",
        "Combien de personnes par marche et par rôle, sans aucun nom.",
        (
            Column("Date", As.DAY, "Le jour de la marche.", origin="walk.walked_on"),
            Column("Quartier", As.TEXT, "Le quartier.", origin="walk.territory", width=34),
            Column(
                "Rôle",
                As.TEXT,
                "À quel titre les personnes étaient là.",
                origin="walk.participants.role",
                form=f"{_GUSP}\u00a0: participants",
                listed="Rôle",
                width=44,
            ),
            Column(
                _COUNT,
                As.WHOLE,
                "Combien de personnes.",
                unit="personnes",
                origin="walk.participants.count",
                people=True,
                width=12,
            ),
        ),
        tuple(
            (walk.walked_on, sources.name(walk.territory), _role(line), line.count)
            for walk, line in lines
        ),
        references=tuple(walk.id for walk, _ in lines),
        when_empty="Aucune présence notée pour les marches de ce périmètre.",
    )


def _role(line: PeoplePresent) -> str:
    return line.role.label


def _sums(rows: Sheet, present: Sheet, told: list[Walk]) -> tuple[Sum, ...]:
    """Return the total of each walk with the roles that it is made of."""
    total, count = rows.place_of(_TOTAL), present.place_of(_COUNT)
    sums, next_line = [], 0
    for row, walk in enumerate(told):
        lines = range(next_line, next_line + len(walk.participants))
        next_line = lines.stop
        if lines:
            parts = tuple(Place(PRESENT, line, count) for line in lines)
            sums.append(Sum(Place(NAME, row, total), parts))
    return tuple(sums)


def _remarks(sources: Sources, held: Sequence[Walk]) -> Iterator[Remark]:
    yield from remark(
        "Marches de plus de 15 jours dont le compte rendu n’est pas envoyé",
        (
            walk
            for walk in held
            if walk.walked_on <= sources.today - REPORT_WITHIN and walk.report_sent_on is None
        ),
    )
    yield from remark(
        "Marches sans participants notés",
        (walk for walk in held if walk.walked_on <= sources.today and not walk.participants),
    )
