"""What a workbook is about: days, places, themes, and whose lines are whose."""

from datetime import date

import pytest

from desktop.services.workbooks.scope import Period, Recipient, Scope
from sync.records.funding import FunderType, Funding
from sync.records.judgement import judge


def funding(**values: object) -> Funding:
    """Return a line of funding that nobody saved."""
    given = {"id": "line", "funder_type": "REGION", "year": 2025, **values}
    record = judge(Funding, given).record
    assert isinstance(record, Funding)
    return record


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (Period.of_years(2025), "2025"),
        (Period.of_years(2024, 2026), "2024-2026"),
        (Period.always(), "toutes les années"),
        (Period(date(2025, 2, 1), date(2025, 6, 30)), "du 01/02/2025 au 30/06/2025"),
    ],
)
def test_a_period_is_said_as_one_says_it(period: Period, said: str) -> None:
    assert str(period) == said


def test_a_period_holds_both_its_ends_and_no_unknown_day() -> None:
    period = Period(date(2025, 2, 1), date(2025, 6, 30))

    assert period.holds(date(2025, 2, 1))
    assert period.holds(date(2025, 6, 30))
    assert not period.holds(date(2025, 1, 31))
    assert not period.holds(date(2025, 7, 1))
    assert not period.holds(None)


def test_a_period_touches_an_agreement_that_one_end_tells() -> None:
    period = Period.of_years(2025, 2026)

    assert period.touches(2023, 2025)
    assert period.touches(2026, None)
    assert period.touches(None, 2025)
    assert not period.touches(2021, 2024)
    assert not period.touches(2027, None)
    assert not period.touches(None, None)


def test_a_line_of_funding_is_of_the_type_of_its_recipient() -> None:
    region = Recipient("La Région", frozenset({FunderType.REGION}))

    assert region.owns(funding())
    assert not region.owns(funding(funder_type="DEPARTEMENT"))


def test_a_body_that_is_named_owns_its_lines_and_not_those_of_its_type() -> None:
    marne = Recipient("La Marne", frozenset({FunderType.DEPARTEMENT}), frozenset({"marne"}))

    assert marne.owns(funding(funder_type="DEPARTEMENT", funder="marne"))
    assert not marne.owns(funding(funder_type="DEPARTEMENT", funder="aube"))
    assert not marne.owns(funding(funder_type="DEPARTEMENT"))


def test_a_scope_without_financers_lets_every_line_through() -> None:
    year = Period.of_years(2025)

    assert Scope(year).pays(funding())
    assert Scope(year, funders=frozenset({"aube"})).pays(funding(funder="aube"))
    assert Scope(year, funder_types=frozenset({FunderType.REGION})).pays(funding())
    assert not Scope(year, funders=frozenset({"aube"})).pays(funding(funder="marne"))


@pytest.mark.parametrize(
    ("theme", "chosen", "passes"),
    [
        ("2024:2.2", "2024:2", True),
        ("2024:2.2", "2024:2.2", True),
        ("2024:2.2", "2", True),
        ("2.2", "2", True),
        ("2024:2.2", "2024:2.1", False),
        ("2024:2", "2024:2.2", False),
        ("2024:21", "2024:2", False),
        ("2020:2.2", "2024:2", False),
        (None, "2024:2", False),
    ],
)
def test_a_theme_stands_for_those_under_it(theme: str | None, chosen: str, passes: bool) -> None:
    scope = Scope(Period.of_years(2025), themes=frozenset({chosen}))

    assert scope.is_about(theme) is passes
    assert Scope(scope.period).is_about(theme)


def test_one_dispositif_among_several_is_enough() -> None:
    scope = Scope(Period.of_years(2025), dispositifs=frozenset({"CITE_EDUCATIVE"}))

    assert scope.is_among(["CLSPD", "CITE_EDUCATIVE"])
    assert not scope.is_among(["CLSPD"])
    assert not scope.is_among([])
    assert Scope(scope.period).is_among([])
