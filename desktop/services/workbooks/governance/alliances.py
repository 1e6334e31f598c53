"""How far each alliance had come at the start of the period, and at its end."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from desktop.export.content import As, Chart, Check, Column, Marks, Row, Sheet
from desktop.services.steering.alliances import levels_over_time
from desktop.services.workbooks.columns import count
from desktop.services.workbooks.governance.pacts import pacts
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.sources import Sources
from sync.records.partner import AllianceLevel, Partner

NAME: Final = "Alliances"
LEVELS: Final = "Niveaux d’alliance"
_START: Final = "Au début de la période"
_END: Final = "À la fin de la période"
_UNKNOWN: Final = "Niveau non noté"
_HISTORY: Final = "partner.alliance_history.level, partner.alliance_history.on"
_RANKS: Final = {level: rank for rank, level in enumerate(AllianceLevel)}


@dataclass(frozen=True, slots=True)
class Moved:
    """An alliance at both ends of the period; None for a level that nobody noted."""

    partner: Partner
    start: AllianceLevel | None
    end: AllianceLevel | None
    changed_on: date | None

    @property
    def change(self) -> int | None:
        """Return by how many levels it went up, or down."""
        if self.start is None or self.end is None:
            return None
        return _RANKS[self.end] - _RANKS[self.start]


def moved(sources: Sources) -> tuple[Moved, ...]:
    """Return the alliances of the scope, by partner."""
    period = sources.scope.period
    until = min(period.last, sources.today)
    found = []
    for partner in sources.anywhen(Partner):
        steps = levels_over_time(partner)
        present = partner.alliance_level if not steps and until == sources.today else None
        last = [step for step in steps if period.first < step.on <= until]
        before = [step for step in steps if step.on <= period.first]
        found.append(
            Moved(
                partner,
                next((s.level for s in (*before[-1:], *last)), None),
                next((s.level for s in reversed(steps) if s.on <= until), present),
                last[-1].on if last else None,
            )
        )
    return tuple(sorted(found, key=lambda each: each.partner.heading()))


def alliances(sources: Sources) -> Part:
    """Return each alliance at both ends of the period, and how many stand at each level."""
    found = moved(sources)
    partners = len(sources.anywhen(Partner))
    return Part(
        (_alliances(sources, found), _levels(found)),
        (
            Check("Partenaires validés", partners, NAME),
            Check("Partenaires par niveau, au début", partners, LEVELS, _START),
            Check("Partenaires par niveau, à la fin", partners, LEVELS, _END),
        ),
        sources.left_out(Partner),
    )


_COLUMNS: Final = (
    Column(
        "Partenaire",
        As.TEXT,
        "L’organisme et son service.",
        origin="partner.name",
        width=48,
    ),
    Column(
        "Échelon",
        As.TEXT,
        "Le niveau d’action.",
        origin="partner.echelon",
        listed="Échelon",
        width=24,
    ),
    Column(
        "Signataire du contrat",
        As.YES_NO,
        "Si l’organisme a signé le contrat de ville\u00a0; vide quand ce n’est pas noté.",
        origin="partner.contract_signatory",
        width=11,
    ),
    Column(
        _START,
        As.TEXT,
        "Le dernier niveau noté le premier jour\u00a0; à défaut, le premier noté ensuite.",
        origin=_HISTORY,
        listed="Niveau d’alliance",
        width=17,
    ),
    Column(
        _END,
        As.TEXT,
        "Le dernier niveau noté à la fin de la période.",
        origin=_HISTORY,
        listed="Niveau d’alliance",
        width=17,
    ),
    Column(
        "Évolution",
        As.WHOLE,
        "Les niveaux gagnés, ou perdus (−).",
        origin="calcul\u00a0: fin moins début",
        width=10,
    ),
    Column(
        "Dernier changement le",
        As.DAY,
        "Le dernier niveau noté pendant la période.",
        origin="partner.alliance_history.on",
    ),
    count(
        "Engagements",
        "Ceux de la période auxquels il prend part.",
        "commitment.partners",
        total=False,
    ),
)


def _alliances(sources: Sources, found: Sequence[Moved]) -> Sheet:
    held = Counter(key for each in pacts(sources) for key in dict.fromkeys(each.partners))
    period = sources.scope.period
    until = min(period.last, sources.today)
    return Sheet(
        NAME,
        "Alliances avec le droit commun",
        f"Le niveau de chaque alliance au {period.first:%d/%m/%Y} et au {until:%d/%m/%Y}.",
        _COLUMNS,
        tuple(_row(sources, each, held[each.partner.id]) for each in found),
        references=tuple(each.partner.id for each in found),
        when_empty="Aucun partenaire validé.",
    )


def _row(sources: Sources, each: Moved, pacts_held: int) -> Row:
    partner = each.partner
    return (
        partner.heading(),
        sources.label(Partner, "echelon", partner.echelon),
        partner.contract_signatory,
        each.start.label if each.start else "",
        each.end.label if each.end else "",
        each.change,
        each.changed_on,
        pacts_held,
    )


def _standing(title: str, meaning: str) -> Column:
    return replace(count(title, meaning, _HISTORY), width=16)


def _levels(found: Sequence[Moved]) -> Sheet:
    start, end = Counter(each.start for each in found), Counter(each.end for each in found)
    rows: list[Row] = [(level.label, start[level], end[level]) for level in AllianceLevel]
    rows.append((_UNKNOWN, start[None], end[None]))
    up = sum((each.change or 0) > 0 for each in found)
    down = sum((each.change or 0) < 0 for each in found)
    return Sheet(
        LEVELS,
        "Combien d’alliances à chaque niveau",
        "De 0 (inconnu) à 4 (copilote), au début et à la fin de la période.",
        (
            Column(
                "Niveau", As.TEXT, "Le niveau de l’alliance.", listed="Niveau d’alliance", width=24
            ),
            _standing(_START, "Partenaires à ce niveau au début."),
            _standing(_END, "Partenaires à ce niveau à la fin."),
        ),
        tuple(rows),
        charts=(
            Chart(
                "Les alliances au début et à la fin de la période",
                Marks.BARS,
                "Niveau",
                (_START, _END),
                f"Alliances qui ont avancé\u00a0: {up}\u00a0; reculé\u00a0: {down}.",
            ),
        ),
        filters=False,
    )
