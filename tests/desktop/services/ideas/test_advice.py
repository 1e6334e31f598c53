"""The suggestion of a support: the rule of the brief, its reason, and no blame."""

import pytest

from desktop.services.ideas.advice import Situation, advise, compared, follow, followed, said
from desktop.services.notebook import Notebook
from sync.records.idea_items import Complexity, IdeaNature, SupportMode, TimeSpan


@pytest.mark.parametrize(
    ("situation", "mode", "span"),
    [
        (
            Situation(IdeaNature.NUDGE, Complexity.SIMPLE),
            SupportMode.RESIDENTS_FUND,
            TimeSpan.MONTH,
        ),
        (
            Situation(IdeaNature.NUDGE, Complexity.MEDIUM),
            SupportMode.INITIATIVES_FUND,
            TimeSpan.QUARTER,
        ),
        (
            Situation(IdeaNature.TRIAL, Complexity.SIMPLE),
            SupportMode.INITIATIVES_FUND,
            TimeSpan.QUARTER,
        ),
        (Situation(IdeaNature.TRIAL), SupportMode.INITIATIVES_FUND, TimeSpan.YEAR),
        (
            Situation(IdeaNature.TRIAL, Complexity.COMPLEX),
            SupportMode.EXPRESSION_OF_INTEREST,
            TimeSpan.YEAR,
        ),
        (
            Situation(IdeaNature.RECURRING, years_financed=1),
            SupportMode.YEARLY_CALL,
            TimeSpan.YEAR,
        ),
        (
            Situation(IdeaNature.RECURRING, years_financed=2),
            SupportMode.AGREEMENT,
            TimeSpan.YEARS,
        ),
        (Situation(IdeaNature.STRUCTURAL), SupportMode.ORDINARY_LAW, TimeSpan.YEARS),
    ],
)
def test_each_situation_has_its_support(
    situation: Situation, mode: SupportMode, span: TimeSpan
) -> None:
    advice = advise(situation)

    assert advice is not None
    assert (advice.mode, advice.span) == (mode, span)
    assert mode not in advice.others
    assert advice.others


@pytest.mark.parametrize("complexity", [None, *Complexity])
def test_nothing_is_said_without_a_nature(complexity: Complexity | None) -> None:
    assert advise(Situation(complexity=complexity)) is None


def test_a_nudge_of_unknown_complexity_waits() -> None:
    assert advise(Situation(IdeaNature.NUDGE)) is None


def test_the_sentence_gives_the_reason() -> None:
    advice = advise(Situation(IdeaNature.RECURRING, years_financed=3))

    assert advice is not None
    assert said(advice) == (
        "Suggestion\u00a0: «\u00a0Convention pluriannuelle (CPO) de trois ans\u00a0»,"
        " deux à trois ans, parce que l’action a déjà été financée 3\u00a0années\u00a0:"
        " une convention évite de la réinstruire chaque année."
    )


def test_the_partners_already_noted_are_part_of_the_reason() -> None:
    reasons = [advise(Situation(IdeaNature.STRUCTURAL, partners=count)) for count in (0, 1, 3)]

    ends = [advice.reason.split("; ")[1] for advice in reasons if advice is not None]
    assert ends == [
        "reste à repérer les partenaires à rencontrer",
        "un partenaire à rencontrer est déjà noté",
        "3\u00a0partenaires à rencontrer sont déjà notés",
    ]


def test_another_choice_is_respected() -> None:
    advice = advise(Situation(IdeaNature.NUDGE, Complexity.SIMPLE))
    assert advice is not None

    same = compared(advice, SupportMode.RESIDENTS_FUND, TimeSpan.MONTH)
    near = compared(advice, SupportMode.WITHOUT_MONEY, None)
    far = compared(advice, SupportMode.ORDINARY_LAW, None)
    longer = compared(advice, SupportMode.RESIDENTS_FUND, TimeSpan.YEAR)

    assert (same, compared(advice, None, None)) == ("", "")
    assert near == "Vous avez retenu «\u00a0Sans argent\u00a0»\u00a0: cela convient aussi."
    assert far.endswith("C’est vous qui connaissez la situation.")
    assert longer == "Vous avez retenu une autre durée\u00a0: «\u00a0Une année\u00a0»."


def test_following_it_fills_both_fields_in_one_act(notebook: Notebook) -> None:
    place = notebook.add(
        "territory", {"name": "Rome", "territory_type": "QPV", "territory_code": "QN05110I"}
    ).record.id
    values = {"title": "Un banc", "summary": "S’asseoir.", "origin_of_idea": "JEUNES"}
    key = notebook.add("idea", {"territory": place, **values}).record.id
    advice = advise(Situation(IdeaNature.STRUCTURAL))
    assert advice is not None

    follow(notebook, key, advice)
    filled = dict(notebook.get(key))
    notebook.undo()

    assert followed(advice, filled["support_mode"], filled["time_span"])
    assert dict(notebook.get(key))["support_mode"] is None
