"""All actions by all funders: sums by year and by funder, and the accounts that are due."""

from collections.abc import Callable
from datetime import date

from desktop.services.desk.money import Level, Money, money, total
from desktop.services.desk.reach import paid_for
from desktop.services.notebook import Notebook

Write = Callable[..., str]
TODAY = date(2026, 11, 23)


def read(notebook: Notebook, organisation: str) -> Money:
    """Return the money of an organisation."""
    return money(notebook, paid_for(notebook, organisation), TODAY)


def test_each_year_tells_its_actions_then_who_pays_for_them(
    carnet: Notebook, organisation: str, action: Write, funding: Write
) -> None:
    town = carnet.add("partner", {"name": "Ville", "service": "Jeunesse", "echelon": "COMMUNE"})
    old = action("Compost", 2025, planned_cost=500_000)
    new = action("Goûters", 2026, planned_cost=900_000)
    funding(old, 2025, funder=town.record.id, requested=200_000, granted=150_000)
    funding(new, 2026, funder_type="REGION", requested=300_000)
    funding(new, 2026, funder=town.record.id, requested=100_000, proposed=90_000)

    lines = read(carnet, organisation).lines

    assert [line.level for line in lines] == [
        Level.YEAR,
        Level.ACTION,
        Level.FUNDING,
        Level.FUNDING,
        Level.YEAR,
        Level.ACTION,
        Level.FUNDING,
        Level.FUNDER,
        Level.FUNDER,
        Level.TOTAL,
    ]
    assert [line.name for line in lines[:2]] == ["2026", "Goûters"]
    assert lines[0].amounts == (400_000, 90_000, None, None)
    assert lines[0].cost == 900_000
    assert lines[-1].amounts == (600_000, 90_000, 150_000, None)
    assert lines[-1].cost == 1_400_000


def test_each_funder_has_its_total_over_the_years(
    carnet: Notebook, organisation: str, action: Write, funding: Write
) -> None:
    funding(action("Compost", 2025), 2025, funder_type="REGION", paid=100)
    both = action("Goûters", 2026)
    funding(both, 2026, funder_type="REGION", paid=20)
    funding(both, 2026, funder_type="CAF_ORG_SOCIAL", paid=3)

    totals = [line for line in read(carnet, organisation).lines if line.level is Level.FUNDER]

    assert {line.name: line.amounts[3] for line in totals} == {
        "Région": 120,
        "Caf et organismes sociaux": 3,
    }


def test_an_account_is_due_once_money_was_granted(
    carnet: Notebook, organisation: str, action: Write, funding: Write
) -> None:
    granted = action("Goûters", 2025)
    asked = action("Compost", 2025)
    given = action("Fête", 2025, financial_report_received_on="2026-06-02")
    funding(granted, 2025, granted=100, status="VOTE")
    funding(asked, 2025, requested=100, status="DEMANDE")
    funding(given, 2025, granted=100, status="VOTE")

    found = read(carnet, organisation)
    accounts = {line.name: line.account for line in found.lines if line.level is Level.ACTION}

    assert accounts["Goûters"].late
    assert accounts["Goûters"].sentence == "en retard, était dû le 30/06/2026"
    assert accounts["Compost"].sentence == ""
    assert accounts["Fête"].sentence == "reçu le 02/06/2026"
    assert [line.name for line in found.accounts] == ["Goûters"]


def test_an_account_still_to_come_is_not_late(
    carnet: Notebook, organisation: str, action: Write, funding: Write
) -> None:
    funding(action("Goûters", 2026), 2026, granted=100)

    (line,) = read(carnet, organisation).accounts

    assert line.account.sentence == "dû le 30/06/2027"
    assert not line.account.late


def test_running_costs_without_an_action_are_told_apart(
    carnet: Notebook, organisation: str
) -> None:
    values = {"organisation": organisation, "purpose": "FONCTIONNEMENT", "year": 2026}
    carnet.add("funding", {**values, "funder_type": "COMMUNE", "granted": 5_000})

    lines = read(carnet, organisation).lines

    assert [line.name for line in lines] == [
        "2026",
        "Fonctionnement, sans action précise",
        "Commune",
    ]


def test_an_agreement_tells_what_each_year_brings(carnet: Notebook, organisation: str) -> None:
    carnet.add(
        "agreement",
        {"title": "Convention jeunesse", "organisation": organisation, "first_year": 2025,
         "last_year": 2027, "evaluation_due_on": "2027-06-01",
         "amounts": [{"year": 2025, "amount": 100}, {"year": 2025, "amount": 50},
                     {"year": 2026, "amount": 200}]},
    )  # fmt: skip

    (agreed,) = read(carnet, organisation).agreements

    assert agreed.years == (2025, 2027)
    assert agreed.yearly == ((2025, 150), (2026, 200))
    assert agreed.evaluation_due == date(2027, 6, 1)


def test_without_action_nor_funding_there_is_nothing(carnet: Notebook, organisation: str) -> None:
    assert read(carnet, organisation).is_empty


def test_a_sum_of_unknown_amounts_is_unknown() -> None:
    assert total([]) == (None, None, None, None)
    assert total([(1, None, 0, None), (2, None, None, None)]) == (3, None, 0, None)
