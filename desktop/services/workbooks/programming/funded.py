"""The actions of the period with what pays for them and whom they reach."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.services.subsidies import asked, granted, is_specific
from desktop.services.workbooks.ledger import Ledger, known, paid
from desktop.services.workbooks.sources import Sources
from sync.records.action import Action
from sync.records.funding import Funding
from sync.records.organisation import Organisation
from sync.records.territory import Territory


@dataclass(frozen=True, slots=True)
class Funded:
    """An action, its body, its subsidies in money and the neighbourhoods it touches.

    `places` are those that may be named; `shared` tells that it touches several, named or not.
    """

    action: Action
    body: Organisation | None
    lines: tuple[Funding, ...]
    places: tuple[Territory, ...]
    shared: bool

    @property
    def reference(self) -> str:
        """Return the reference of the file, or the code of the record."""
        return self.action.dauphin_reference or self.action.code or ""

    @property
    def specific(self) -> tuple[Funding, ...]:
        """Return the lines of the credits of the politique de la ville (P147)."""
        return tuple(filter(is_specific, self.lines))

    @property
    def others(self) -> tuple[Funding, ...]:
        """Return the lines of the cofinancers: all but P147."""
        return tuple(line for line in self.lines if not is_specific(line))

    @property
    def asked_specific(self) -> int | None:
        """Return what was asked of P147, in cents."""
        return known(map(asked, self.specific))

    @property
    def granted_specific(self) -> int | None:
        """Return what P147 granted, in cents."""
        return known(map(granted, self.specific))

    @property
    def paid_specific(self) -> int | None:
        """Return what P147 paid, in cents."""
        return known(map(paid, self.specific))

    @property
    def asked_others(self) -> int | None:
        """Return what was asked of the cofinancers, in cents."""
        return known(map(asked, self.others))

    @property
    def granted_others(self) -> int | None:
        """Return what the cofinancers granted, in cents."""
        return known(map(granted, self.others))

    @property
    def granted(self) -> int | None:
        """Return what all the financers granted, in cents."""
        return known(map(granted, self.lines))


def funded_actions(sources: Sources, ledger: Ledger) -> tuple[Funded, ...]:
    """Return the actions of the period, by exercise, then by reference."""
    found = (_funded(sources, ledger, action) for action in sources.of(Action))
    return tuple(sorted(found, key=lambda each: (each.action.year, each.reference)))


def total(amounts: Iterable[int | None]) -> int:
    """Return the sum of the amounts that are known."""
    return known(amounts) or 0


def _funded(sources: Sources, ledger: Ledger, action: Action) -> Funded:
    touched = dict.fromkeys(action.neighbourhoods or filter(None, (action.territory,)))
    places = (sources.get(Territory, place) for place in touched)
    return Funded(
        action,
        sources.get(Organisation, action.organisation),
        ledger.of_action(action.id),
        tuple(place for place in places if place is not None),
        len(touched) > 1,
    )
