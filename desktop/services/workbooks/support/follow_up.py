"""What followed: the next steps that were agreed, and the ideas that became actions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.export.content import As, Check, Column, LeftOut, Row, Sheet
from desktop.services.subsidies import granted, is_subsidy
from desktop.services.workbooks.figures import share
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.sources import Sources
from desktop.services.workbooks.support.pool import Pool, heard_on, is_going_on
from sync.records.action import Action
from sync.records.decision import Decision
from sync.records.funding import Funding
from sync.records.idea import Idea
from sync.records.visit import Visit
from sync.records.workshop import Workshop

FOLLOW_UP: Final = "Suites"
ACTIONS: Final = "De l’idée à l’action"
_GRANTED: Final = "Accordé"
_KEPT: Final = (
    "La fiche de l’idée n’est pas diffusable\u00a0: l’action se lit dans les autres classeurs."
)


@dataclass(frozen=True, slots=True)
class Became:
    """An idea, the action it became, and what was granted to it, in cents."""

    idea: Idea
    action: Action
    granted: int | None


def follow_up_part(sources: Sources, pool: Pool) -> Part:
    """Return the counts of what followed, and the ideas that became actions."""
    became = tuple(_became(sources, pool.ideas))
    told = [each for each in became if sources.tellable(each.idea)]
    checks = (
        Check(
            "Actions nées d’idées diffusables",
            sum(sources.tellable(each.idea) for each in became),
            ACTIONS,
        ),
        Check("Accordé à ces actions", _granted_apart(sources, told), ACTIONS, _GRANTED),
    )
    left_out = LeftOut("Actions nées d’une idée", len(became) - len(told), _KEPT)
    sheets = (_counts_sheet(sources, pool, became), _actions_sheet(sources, told))
    return Part(sheets, checks, (left_out,))


def _became(sources: Sources, ideas: Sequence[Idea]) -> Iterator[Became]:
    known = {idea.id: idea for idea in ideas}
    amounts = _granted(sources)
    for action in sources.anywhen(Action):
        idea = known.get(action.idea or "")
        if idea is not None:
            yield Became(idea, action, amounts.get(action.id))


def _granted(sources: Sources) -> dict[str, int]:
    """Return what was voted in money for each action, of all years."""
    found: dict[str, int] = {}
    for line in filter(is_subsidy, sources.anywhen(Funding)):
        cents = granted(line)
        if line.action and cents is not None:
            found[line.action] = found.get(line.action, 0) + cents
    return found


def _granted_apart(sources: Sources, told: Sequence[Became]) -> int:
    """Return the same sum, from the lines of funding instead of the actions."""
    ids = {each.action.id for each in told}
    lines = filter(is_subsidy, sources.anywhen(Funding))
    return sum(granted(line) or 0 for line in lines if line.action in ids)


def _counts_sheet(sources: Sources, pool: Pool, became: Sequence[Became]) -> Sheet:
    rows = [
        (what, count, whole, share(count, whole))
        for what, count, whole in _counts(sources, pool, became)
        if whole
    ]
    return Sheet(
        FOLLOW_UP,
        "Ce que les visites, les ateliers et les idées ont donné",
        "Ce qui a été convenu ensuite, et ce qui a été rendu à celles et ceux qui avaient parlé.",
        (
            Column("Suite", As.TEXT, "Ce qui a suivi.", width=64),
            Column("Nombre", As.WHOLE, "Combien de fois.", origin="calcul"),
            Column("Sur", As.WHOLE, "Sur combien de fiches de la période.", origin="calcul"),
            Column("Part", As.SHARE, "Nombre ÷ sur.", origin="calcul"),
        ),
        rows,
        filters=False,
        when_empty="Aucune visite, aucun atelier, aucune idée dans ce périmètre.",
    )


def _counts(
    sources: Sources, pool: Pool, became: Sequence[Became]
) -> Iterator[tuple[str, int, int]]:
    yield from _of_visits(sources.of(Visit))
    held = sources.of(Workshop)
    yield "Ateliers suivis d’une suite convenue", sum(bool(w.next_step) for w in held), len(held)
    born = sum(any(sources.get(Idea, idea) for idea in each.ideas) for each in held)
    yield "Ateliers où une idée est née", born, len(held)
    yield from _of_ideas(sources, pool, became)


def _of_visits(visits: Sequence[Visit]) -> Iterator[tuple[str, int, int]]:
    agreed = sum(bool(v.next_step or v.next_visit_on) for v in visits)
    yield "Visites suivies d’une suite convenue", agreed, len(visits)
    again = sum(v.next_visit_on is not None for v in visits)
    yield "Visites dont la suivante est fixée", again, len(visits)
    yield "Visites où il a été question d’une idée", sum(bool(v.idea) for v in visits), len(visits)


def _of_ideas(
    sources: Sources, pool: Pool, became: Sequence[Became]
) -> Iterator[tuple[str, int, int]]:
    ideas = pool.ideas
    decided = {each for decision in sources.anywhen(Decision) for each in decision.concerns}
    going_on = [idea for idea in ideas if is_going_on(idea)]
    planned = sum(bool(idea.next_step or idea.next_step_on) for idea in going_on)
    told = sum(idea.told_residents_on is not None for idea in pool.supported)
    born = sum(idea.born_of is not None for idea in ideas)
    yield "Idées nées d’une observation, d’une visite ou d’une instance", born, len(ideas)
    yield "Idées en chemin dont la prochaine étape est dite", planned, len(going_on)
    named = sum(_is_decided(sources, idea) or idea.id in decided for idea in ideas)
    yield "Idées sur lesquelles une décision a été prise", named, len(ideas)
    yield "Idées devenues une action", len({each.idea.id for each in became}), len(ideas)
    yield "Idées soutenues dont la réponse a été dite aux habitants", told, len(pool.supported)


def _is_decided(sources: Sources, idea: Idea) -> bool:
    return sources.get(Decision, idea.decision) is not None


def _actions_sheet(sources: Sources, told: Sequence[Became]) -> Sheet:
    return Sheet(
        ACTIONS,
        "Les idées devenues des actions",
        "Une ligne par action née d’une idée de la période qui peut être racontée.",
        _action_columns(),
        [_action_row(sources, each) for each in told],
        references=[each.idea.id for each in told],
        when_empty="Aucune idée diffusable de ce périmètre n’est encore devenue une action.",
    )


def _action_columns() -> tuple[Column, ...]:
    return (
        Column("Code de l’idée", As.CODE, "Le numéro de sa fiche.", origin="idea.code"),
        Column("Idée", As.TEXT, "Son titre.", origin="idea.title", width=34, written=True),
        Column("Entendue le", As.DAY, "Le jour de la première parole.", origin="idea.heard_on"),
        Column("Action", As.TEXT, "Son intitulé.", origin="action.title", width=34, written=True),
        Column("Exercice", As.YEAR, "L’année de l’action.", origin="action.year"),
        Column(
            "Structure",
            As.TEXT,
            "La structure qui la porte.",
            origin="action.organisation",
            width=30,
        ),
        Column(
            "Dispositif",
            As.TEXT,
            "Ce qui la soutient.",
            origin="action.dispositif",
            width=24,
            listed="Dispositif",
        ),
        Column(
            _GRANTED,
            As.EUROS,
            "Les subventions en argent votées pour l’action par les financeurs du périmètre,"
            " toutes années ensemble.",
            "€",
            "funding.granted",
            total=True,
        ),
    )


def _action_row(sources: Sources, each: Became) -> Row:
    return (
        each.idea.code,
        each.idea.title,
        heard_on(each.idea),
        each.action.title,
        each.action.year,
        sources.name(each.action.organisation),
        sources.label(Action, "dispositif", each.action.dispositif),
        each.granted,
    )
