"""The budget of one action as the CERFA 15059 sets it out: groups of accounts, two totals."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sync.records.budget import Account, BudgetLine, Side

_INDIRECT: Final = Account.INDIRECT_COSTS.value
_OWN: Final = Account.OWN_RESOURCES.value
_GROUPS: Final = {
    Side.EXPENSES: (
        ("60", "60 – Achats"),
        ("61", "61 – Services extérieurs"),
        ("62", "62 – Autres services extérieurs"),
        ("63", "63 – Impôts et taxes"),
        ("64", "64 – Charges de personnel"),
        ("65", "65 – Autres charges de gestion courante"),
        ("66", "66 – Charges financières"),
        ("67", "67 – Charges exceptionnelles"),
        ("68", "68 – Dotations aux amortissements et provisions"),
        ("69", "69 – Impôt sur les bénéfices"),
        (_INDIRECT, "Charges indirectes réparties"),
    ),
    Side.INCOME: (
        ("70", "70 – Ventes de produits et prestations"),
        ("73", "73 – Dotations et produits de tarification"),
        ("74", "74 – Subventions d’exploitation"),
        ("75", "75 – Autres produits de gestion courante"),
        ("76", "76 – Produits financiers"),
        ("77", "77 – Produits exceptionnels"),
        ("78", "78 – Reprises et reports"),
        ("79", "79 – Transfert de charges"),
        (_OWN, "Ressources propres affectées à l’action"),
    ),
}
_IN_KIND: Final = {
    Side.EXPENSES: ("86", "86 – Emplois des contributions volontaires en nature"),
    Side.INCOME: ("87", "87 – Contributions volontaires en nature"),
}
_TOTALS: Final = {
    Side.EXPENSES: "Total des charges",
    Side.INCOME: "Total des produits",
}


@dataclass(frozen=True, slots=True)
class Amounts:
    """What was foreseen and what was done, in cents; None when nothing was written."""

    planned: int | None = None
    actual: int | None = None

    @property
    def gap(self) -> int | None:
        """Return what was done less what was foreseen; None while one of them is unknown."""
        if self.planned is None or self.actual is None:
            return None
        return self.actual - self.planned

    @property
    def share(self) -> float | None:
        """Return what was done as a part of what was foreseen."""
        if not self.planned or self.actual is None:
            return None
        return self.actual / self.planned


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the synthesis: a group of accounts, or the total of those before."""

    title: str
    amounts: Amounts


def added(lines: Iterable[BudgetLine]) -> Amounts:
    """Return the sum of lines: unknown only when no line says anything."""
    known = tuple(lines)
    return Amounts(_sum(line.planned for line in known), _sum(line.actual for line in known))


def of_side(budget: Iterable[BudgetLine], side: Side) -> tuple[BudgetLine, ...]:
    """Return the lines of one half, in the order of the form."""
    order = list(Account)
    mine = (line for line in budget if line.account.side is side)
    return tuple(sorted(mine, key=lambda line: order.index(line.account)))


def in_money(budget: Iterable[BudgetLine], side: Side) -> tuple[BudgetLine, ...]:
    """Return the lines of one half without the contributions in kind (86 and 87)."""
    return tuple(line for line in of_side(budget, side) if not is_in_kind(line.account))


def is_in_kind(account: Account) -> bool:
    """Tell whether an account is of the contributions in kind, which nobody pays."""
    return account.value.startswith(("86", "87"))


def synthesis(budget: Iterable[BudgetLine], side: Side) -> Iterator[Line]:
    """Yield the groups of one half, their total, those in kind, then the whole."""
    lines = of_side(budget, side)
    for code, title in _GROUPS[side]:
        yield Line(title, added(line for line in lines if _group(line.account) == code))
    yield Line(_TOTALS[side], added(in_money(lines, side)))
    yield Line(_IN_KIND[side][1], added(line for line in lines if is_in_kind(line.account)))
    yield Line(f"{_TOTALS[side]}, contributions comprises", added(lines))


def _group(account: Account) -> str:
    return account.value if account.value in (_INDIRECT, _OWN) else account.value[:2]


def _sum(amounts: Iterable[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None
