"""What would help: the needs said in visits and those of the ideas, never of one organisation."""

from collections.abc import Iterator, Sequence
from typing import Final

from desktop.export.content import As, Chart, Check, Column, LeftOut, Marks, Row, Sheet
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.sources import Sources
from desktop.services.workbooks.support.pool import Pool
from sync.records.idea import Idea
from sync.records.idea_items import Missing
from sync.records.visit import SupportNeed, Visit

NEEDS: Final = "Besoins d’accompagnement"
LEAST_BODIES: Final = 5
"""Below, the needs counted would be those of an organisation that one recognises."""

_SAID: Final = "Dit en visite"
_LACKING: Final = "Manque à une idée"
_TOGETHER: Final = "Ensemble"
_TOO_FEW: Final = (
    "Moins de cinq structures ont dit leurs besoins\u00a0: le compte désignerait l’une d’elles."
)


def needs_part(sources: Sources, pool: Pool) -> Part:
    """Return how often each need is said; those of visits only when no body can be recognised."""
    visits = [visit for visit in sources.of(Visit) if visit.support_needs]
    bodies = len({visit.organisation for visit in visits if visit.organisation})
    hidden = len(visits) if bodies < LEAST_BODIES else 0
    counted = [] if hidden else visits
    checks = Check(
        "Besoins dits en visite et manques des idées", _all(counted, pool), NEEDS, _TOGETHER
    )
    left_out = LeftOut("Visites avec des besoins notés", hidden, _TOO_FEW)
    return Part((_sheet(sources, counted, pool.ideas),), (checks,), (left_out,))


def _all(visits: Sequence[Visit], pool: Pool) -> int:
    said = sum(len({str(need) for need in visit.support_needs}) for visit in visits)
    return said + sum(len({str(lack) for lack in idea.missing}) for idea in pool.ideas)


def _sheet(sources: Sources, visits: Sequence[Visit], ideas: Sequence[Idea]) -> Sheet:
    return Sheet(
        NEEDS,
        "Ce qui aiderait les structures et les idées",
        "Combien de fois chaque besoin a été dit, toutes structures ensemble.",
        (
            Column("Besoin", As.TEXT, "Ce qui aiderait.", origin="visit.support_needs", width=28),
            Column(
                _SAID,
                As.WHOLE,
                "Les visites où ce besoin a été dit, toutes structures ensemble.",
                origin="visit.support_needs",
                total=True,
            ),
            Column(
                _LACKING,
                As.WHOLE,
                "Les idées de la période auxquelles cela manque.",
                origin="idea.missing",
                total=True,
            ),
            Column(_TOGETHER, As.WHOLE, "Les deux à la fois.", origin="calcul", total=True),
        ),
        sorted(_rows(sources, visits, ideas), key=lambda row: -int(str(row[3]))),
        charts=(
            Chart(
                "Besoins les plus dits",
                Marks.STACKED,
                "Besoin",
                (_SAID, _LACKING),
                "Les besoins dits en visite et ceux des idées, du plus au moins fréquent.",
            ),
        ),
        filters=False,
        when_empty="Aucun besoin noté qui puisse être compté dans ce périmètre.",
    )


def _rows(sources: Sources, visits: Sequence[Visit], ideas: Sequence[Idea]) -> Iterator[Row]:
    codes = dict.fromkeys([each.value for each in (*SupportNeed, *Missing)])
    for code in codes:
        said = sum(code in map(str, visit.support_needs) for visit in visits)
        lacking = sum(code in map(str, idea.missing) for idea in ideas)
        if said + lacking:
            yield (_label(sources, code), said, lacking, said + lacking)


def _label(sources: Sources, code: str) -> str:
    if code == SupportNeed.NONE.value:
        return "Aucun besoin exprimé"
    if code in [each.value for each in SupportNeed]:
        return sources.label(Visit, "support_needs", code)
    return sources.label(Idea, "missing", code)
