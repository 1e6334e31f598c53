"""Who pays: the financers of the scope in one order, and the lines of each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from desktop.services.subsidies import for_one_euro, granted, halves
from desktop.services.workbooks.ledger import Ledger
from sync.records.budget import Account
from sync.records.funding import FunderType, Funding

ACCOUNTS: Final = MappingProxyType(
    {
        FunderType.STATE_P147: Account.STATE,
        FunderType.STATE_OTHER: Account.STATE,
        FunderType.REGION: Account.REGION,
        FunderType.DEPARTEMENT: Account.DEPARTEMENT,
        FunderType.EPCI: Account.EPCI,
        FunderType.COMMUNE: Account.COMMUNE,
        FunderType.CAF: Account.SOCIAL_BODIES,
        FunderType.LANDLORD: Account.OTHER_PUBLIC_BODIES,
        FunderType.EUROPE: Account.EUROPEAN_FUNDS,
        FunderType.EMPLOYMENT_AID: Account.EMPLOYMENT_AID,
        FunderType.PUBLIC_BODY: Account.OTHER_PUBLIC_BODIES,
        FunderType.PRIVATE_AID: Account.PRIVATE_AID,
        FunderType.OWN_RESOURCES: Account.OWN_RESOURCES,
        FunderType.IN_KIND: Account.VOLUNTEERS_GIVEN,
    }
)
"""The line of the CERFA 12156 where each financer is written."""
_ORDER: Final = {funder: rank for rank, funder in enumerate(FunderType)}


@dataclass(frozen=True, slots=True)
class Payer:
    """A financer under one of its credits; `title` names it alone in a table."""

    funder_type: FunderType
    name: str
    title: str
    lines: tuple[Funding, ...]


def payers(ledger: Ledger, lines: Iterable[Funding]) -> tuple[Payer, ...]:
    """Return the financers of some lines, in the order of the CERFA, the same body once a credit.

    The services of a body are told together: it is the body that decides.
    """
    found: defaultdict[tuple[FunderType, str], list[Funding]] = defaultdict(list)
    for line in lines:
        found[line.funder_type, ledger.payer_name(line)].append(line)
    keys = sorted(found, key=lambda key: (_ORDER[key[0]], key[1]))
    names = [name for _, name in keys]
    return tuple(
        Payer(kind, name, _title(kind, name, names), tuple(found[kind, name]))
        for kind, name in keys
    )


def leverage(lines: Sequence[Funding]) -> int | None:
    """Return what other financers grant for one euro of P147, in cents; None without P147."""
    return for_one_euro(*halves(lines, granted))


def _title(kind: FunderType, name: str, names: list[str]) -> str:
    if kind is FunderType.STATE_P147:
        return f"{name} (P147)" if name != kind.label else name
    return f"{name} ({kind.label})" if names.count(name) > 1 else name
