"""What a financer gives, and what one euro of the politique de la ville (P147) brings with it."""

from collections.abc import Callable, Iterable
from typing import Final, Protocol, TypeVar

from sync.records.funding import AidForm, FunderType, FundingStatus

VOTED: Final = frozenset({FundingStatus.VOTED, FundingStatus.PAID, FundingStatus.SETTLED})
"""From the vote on, a grant is public: law 2000-321, art. 10."""
NOT_FUNDERS: Final = frozenset({FunderType.OWN_RESOURCES, FunderType.IN_KIND})


class Line(Protocol):
    """A line of a financing plan, whole or as a panel reads it; amounts in cents."""

    @property
    def funder_type(self) -> FunderType:
        """Return the nature of the credits."""

    @property
    def aid_form(self) -> AidForm:
        """Return whether it is money."""

    @property
    def status(self) -> FundingStatus:
        """Return how far it has come."""

    @property
    def requested(self) -> int | None:
        """Return what was typed as asked."""

    @property
    def granted(self) -> int | None:
        """Return what was typed as granted."""


LineT = TypeVar("LineT", bound=Line)


def is_subsidy(line: Line) -> bool:
    """Tell whether a line is money from a financer: neither own money nor anything in kind."""
    return line.aid_form is AidForm.MONEY and line.funder_type not in NOT_FUNDERS


def is_specific(line: Line) -> bool:
    """Tell whether a line is paid by the credits of the politique de la ville (P147)."""
    return line.funder_type is FunderType.STATE_P147


def asked(line: Line) -> int | None:
    """Return what was asked, in cents; a request that is only considered is not one."""
    return None if line.status is FundingStatus.CONSIDERED else line.requested


def granted(line: Line) -> int | None:
    """Return what was voted, in cents; an amount typed before the vote is not granted."""
    return line.granted if line.status in VOTED else None


def halves(lines: Iterable[LineT], amount: Callable[[LineT], int | None]) -> tuple[int, int]:
    """Return what P147 gives and what the other financers give, in cents."""
    subsidies = [(line, amount(line) or 0) for line in lines if is_subsidy(line)]
    specific = sum(cents for line, cents in subsidies if is_specific(line))
    return specific, sum(cents for _, cents in subsidies) - specific


def for_one_euro(specific: int, others: int) -> int | None:
    """Return what others give for one euro of P147, in cents; None without P147."""
    return round(100 * others / specific) if specific else None
