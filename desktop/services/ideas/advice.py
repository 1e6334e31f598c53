"""Which support an idea seems to call for, and why: a suggestion, never a decision."""

from dataclasses import dataclass
from typing import Final

from desktop.services.notebook import Notebook
from sync.records.idea_items import Complexity, IdeaNature, SupportMode, TimeSpan

YEARS_BEFORE_AGREEMENT: Final = 2


@dataclass(frozen=True, slots=True)
class Situation:
    """What the advice rests on; `years_financed` counts the years already paid for."""

    nature: IdeaNature | None = None
    complexity: Complexity | None = None
    years_financed: int = 0
    partners: int = 0


@dataclass(frozen=True, slots=True)
class Advice:
    """A way of support and its time, the reason as a French clause, and what else would do."""

    mode: SupportMode
    span: TimeSpan
    reason: str
    others: tuple[SupportMode, ...] = ()


def advise(situation: Situation) -> Advice | None:
    """Return the simplest support that is enough, or None when too little is known.

    The rule is the one of the team's brief (domain §6.3): a simple nudge goes to the residents'
    fund, a trial to an initiatives fund or a call for interest, an action financed for two years
    to an agreement, a structural idea to the ordinary-law roadmap.
    """
    match situation.nature:
        case IdeaNature.NUDGE:
            return _nudge(situation.complexity)
        case IdeaNature.TRIAL:
            return _trial(situation.complexity)
        case IdeaNature.RECURRING:
            return _recurring(situation.years_financed)
        case IdeaNature.STRUCTURAL:
            return _structural(situation.partners)
        case _:
            return None


def said(advice: Advice) -> str:
    """Return the whole suggestion as a sentence."""
    span = advice.span.label[:1].lower() + advice.span.label[1:]
    return f"Suggestion\u00a0: {_named(advice.mode)}, {span}, parce que {advice.reason}."


def compared(advice: Advice, mode: SupportMode | None, span: TimeSpan | None) -> str:
    """Return what to say of a choice that differs, without blame; empty when nothing differs."""
    if mode is not None and mode != advice.mode:
        if mode in advice.others:
            return f"Vous avez retenu {_named(mode)}\u00a0: cela convient aussi."
        return f"Vous avez retenu {_named(mode)}. C’est vous qui connaissez la situation."
    if span is not None and span != advice.span:
        return f"Vous avez retenu une autre durée\u00a0: «\u00a0{span.label}\u00a0»."
    return ""


def followed(advice: Advice, mode: SupportMode | None, span: TimeSpan | None) -> bool:
    """Tell whether the record already says what is suggested."""
    return mode == advice.mode and span == advice.span


def follow(notebook: Notebook, idea_id: str, advice: Advice) -> None:
    """Write the suggestion in an idea, as one act."""
    changes = {"support_mode": advice.mode.value, "time_span": advice.span.value}
    notebook.edit(idea_id, changes)


def _named(mode: SupportMode) -> str:
    return f"«\u00a0{mode.label}\u00a0»"


def _nudge(complexity: Complexity | None) -> Advice | None:
    if complexity is None:
        return None
    if complexity is Complexity.SIMPLE:
        return Advice(
            SupportMode.RESIDENTS_FUND,
            TimeSpan.MONTH,
            "c’est un coup de pouce simple, et ce fonds répond vite, sans dossier lourd",
            (SupportMode.WITHOUT_MONEY, SupportMode.PARTICIPATORY_BUDGET),
        )
    return Advice(
        SupportMode.INITIATIVES_FUND,
        TimeSpan.QUARTER,
        "le coup de pouce demande un peu de préparation, et ce fonds en laisse le temps",
        (SupportMode.RESIDENTS_FUND, SupportMode.WITHOUT_MONEY, SupportMode.FOUNDATION),
    )


def _trial(complexity: Complexity | None) -> Advice:
    if complexity is Complexity.COMPLEX:
        return Advice(
            SupportMode.EXPRESSION_OF_INTEREST,
            TimeSpan.YEAR,
            "une expérimentation complexe gagne à se construire avec ceux qui la financent",
            (SupportMode.INITIATIVES_FUND, SupportMode.COMMONS_CALL, SupportMode.FOUNDATION),
        )
    span = TimeSpan.QUARTER if complexity is Complexity.SIMPLE else TimeSpan.YEAR
    return Advice(
        SupportMode.INITIATIVES_FUND,
        span,
        "une expérimentation a besoin d’essayer et d’ajuster avant de demander davantage",
        (SupportMode.EXPRESSION_OF_INTEREST, SupportMode.FOUNDATION, SupportMode.COMMONS_CALL),
    )


def _recurring(years: int) -> Advice:
    if years >= YEARS_BEFORE_AGREEMENT:
        return Advice(
            SupportMode.AGREEMENT,
            TimeSpan.YEARS,
            f"l’action a déjà été financée {years}\u00a0années\u00a0: une convention évite de la"
            " réinstruire chaque année",
            (SupportMode.YEARLY_CALL, SupportMode.ORDINARY_LAW),
        )
    since = "une première année est déjà financée" if years else "elle n’a pas encore été financée"
    return Advice(
        SupportMode.YEARLY_CALL,
        TimeSpan.YEAR,
        f"l’action doit revenir chaque année et {since}\u00a0; après deux ans, une convention"
        " pluriannuelle devient possible",
        (SupportMode.AGREEMENT, SupportMode.ORDINARY_LAW, SupportMode.LANDLORD_TAX_RELIEF),
    )


def _structural(partners: int) -> Advice:
    with_whom = {
        0: "reste à repérer les partenaires à rencontrer",
        1: "un partenaire à rencontrer est déjà noté",
    }.get(partners, f"{partners}\u00a0partenaires à rencontrer sont déjà notés")
    return Advice(
        SupportMode.ORDINARY_LAW,
        TimeSpan.YEARS,
        "une idée structurante relève des services de droit commun, par une feuille de route"
        f" partagée\u00a0; {with_whom}",
        (SupportMode.AGREEMENT, SupportMode.EXPRESSION_OF_INTEREST),
    )
