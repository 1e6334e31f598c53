"""A choice and its filters are kept as text, and come back the same."""

from datetime import date

import pytest

from desktop.export.content import As, Figure, Hidden, Typed, Value
from desktop.services.workbooks.choice import Format, scope_from_json, scope_to_json
from desktop.services.workbooks.kept_values import figure_of, kept, kept_figure, value_of
from desktop.services.workbooks.scope import Period, Recipient, Scope
from sync.records.funding import FunderType

FULL = Scope(
    Period(date(2025, 2, 1), date(2025, 6, 30)),
    territories=frozenset({"b", "a"}),
    themes=frozenset({"2024:2.2", "2024:1"}),
    dispositifs=frozenset({"CITE_EDUCATIVE"}),
    funders=frozenset({"marne"}),
    funder_types=frozenset({FunderType.REGION, FunderType.CAF}),
    recipient=Recipient("L’Éducation", frozenset({FunderType.REGION}), frozenset({"x"})),
    words=False,
)


@pytest.mark.parametrize("scope", [FULL, Scope(Period.of_years(2024, 2026))])
def test_filters_come_back_from_their_text(scope: Scope) -> None:
    assert scope_from_json(scope_to_json(scope)) == scope


def test_the_same_filters_have_the_same_text() -> None:
    again = Scope(
        FULL.period,
        territories=frozenset(["a", "b"]),
        themes=frozenset(["2024:1", "2024:2.2"]),
        dispositifs=FULL.dispositifs,
        funders=FULL.funders,
        funder_types=frozenset([FunderType.CAF, FunderType.REGION]),
        recipient=FULL.recipient,
        words=False,
    )

    assert scope_to_json(again) == scope_to_json(FULL)
    assert scope_to_json(Scope(FULL.period)) != scope_to_json(FULL)


@pytest.mark.parametrize(
    "value",
    [
        None,
        "Le Hamois",
        12,
        0.25,
        True,
        date(2026, 11, 23),
        Hidden.FEW,
        Typed(Hidden.BESIDE, As.WHOLE, people=True),
        Typed(12_450_00, As.EUROS),
    ],
)
def test_a_value_comes_back_from_its_text(value: Value) -> None:
    assert value_of(kept(value)) == value
    assert type(value_of(kept(value))) is type(value)


def test_a_figure_comes_back_from_its_text() -> None:
    figure = Figure("Accordé", 12_450_00, As.EUROS)

    assert figure_of(kept_figure(figure)) == figure


def test_csv_files_come_in_one_archive() -> None:
    assert [each.ending for each in Format] == [".xlsx", ".ods", ".zip", ".odt"]
