"""The budget: two halves that must be equal, once they are all typed."""

import pytest

from sync.records.budget import Account, BudgetLine, Side, balance, total


def line(account: Account, planned: int | None, actual: int | None = None) -> BudgetLine:
    return BudgetLine.model_validate({"account": account, "planned": planned, "actual": actual})


@pytest.mark.parametrize(
    ("code", "side"),
    [
        ("601", Side.EXPENSES),
        ("60x", Side.EXPENSES),
        ("864", Side.EXPENSES),
        ("CHARGES_INDIRECTES", Side.EXPENSES),
        ("74etat", Side.INCOME),
        ("870", Side.INCOME),
        ("RESSOURCES_PROPRES", Side.INCOME),
    ],
)
def test_each_line_belongs_to_one_half(code: str, side: Side) -> None:
    account = next(account for account in Account if account == code)

    found = account.side

    assert found is side


def test_a_budget_in_balance_says_nothing() -> None:
    lines = (
        line(Account.WAGES, 150_000),
        line(Account.STATE, 100_000),
        line(Account.REGION, 50_000),
    )

    findings = list(balance(lines, final=True))

    assert findings == []
    assert total(lines, Side.INCOME) == 150_000


def test_a_budget_being_typed_only_warns() -> None:
    lines = (line(Account.WAGES, 150_000), line(Account.STATE, 100_000))

    findings = list(balance(lines, final=False))

    assert [finding.blocking for finding in findings] == [False]
    assert "1\u202f500,00\u00a0€" in findings[0].sentence


def test_a_final_budget_that_differs_blocks() -> None:
    lines = (line(Account.WAGES, 150_000, 1), line(Account.STATE, 100_000, 1))

    findings = list(balance(lines, final=True))

    assert [finding.blocking for finding in findings] == [True]
    assert "prévu" in findings[0].sentence


def test_a_final_budget_with_one_empty_half_only_warns() -> None:
    lines = (line(Account.WAGES, None, 150_000),)

    findings = list(balance(lines, final=True))

    assert [finding.blocking for finding in findings] == [False]
    assert "réalisé" in findings[0].sentence
