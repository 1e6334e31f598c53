"""The lines of money of a scope: what counts as asked, granted and paid, and who may read what."""

from collections import defaultdict
from collections.abc import Iterable

from desktop.services.subsidies import VOTED, is_subsidy
from desktop.services.workbooks.gate.opinions import Opinions
from desktop.services.workbooks.sources import Sources
from sync.records.action import Action
from sync.records.agreement import Agreement
from sync.records.funding import Funding, FundingStatus, Period
from sync.records.organisation import Organisation
from sync.records.partner import Partner


def is_lasting(line: Funding) -> bool:
    """Tell whether a line belongs to an agreement of several years."""
    return line.agreement is not None or line.period is Period.SEVERAL_YEARS


def paid(line: Funding) -> int | None:
    """Return what was paid, in cents."""
    return line.paid if line.status in VOTED else None


def known(amounts: Iterable[int | None]) -> int | None:
    """Return the sum of the amounts that are known; None when none is."""
    given = [amount for amount in amounts if amount is not None]
    return sum(given) if given else None


class Ledger:
    """The lines of the scope whose action may be told, those of other financers included.

    `lines` are subsidies in money, `followed` those of the financers of the scope; `apart` is
    what is given in kind or by the bodies themselves; `orphans` are lines whose action may not
    be told.
    """

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self._opinions = Opinions(sources)
        every = sources.cofunded()
        self.lines = tuple(filter(is_subsidy, every))
        self.followed = tuple(line for line in self.lines if sources.scope.pays(line))
        self.apart = tuple(line for line in every if not is_subsidy(line))
        known = {line.id for line in every}
        self.orphans = tuple(line for line in sources.of(Funding) if line.id not in known)
        self._of_action: defaultdict[str, list[Funding]] = defaultdict(list)
        for line in self.lines:
            if line.action is not None:
                self._of_action[line.action].append(line)
        self._of_agreement: defaultdict[tuple[str | None, str | None], list[Funding]]
        self._of_agreement = defaultdict(list)
        for line in self.lines:
            self._of_agreement[line.agreement, line.funder].append(line)

    def of_action(self, action_id: str) -> tuple[Funding, ...]:
        """Return the subsidies of an action in the period."""
        return tuple(self._of_action.get(action_id, ()))

    def of_agreement(self, agreement_id: str, funder: str | None) -> tuple[Funding, ...]:
        """Return the subsidies that one signatory of an agreement pays in the period."""
        return tuple(self._of_agreement.get((agreement_id, funder), ()))

    def agreements(self) -> tuple[Agreement, ...]:
        """Return the agreements of the period; of some themes or dispositifs, those that pay there.

        An agreement has neither: its lines tell which actions it pays for.
        """
        every = self.sources.of(Agreement)
        if not self.sources.scope.themes and not self.sources.scope.dispositifs:
            return every
        paying = {line.agreement for line in self.lines}
        return tuple(each for each in every if each.id in paying)

    def follows(self, agreement_id: str, funder: str | None) -> bool:
        """Tell whether a signatory of an agreement passes the filter of financers."""
        scope = self.sources.scope
        if not scope.funders and not scope.funder_types:
            return True
        lines = self.of_agreement(agreement_id, funder)
        return funder in scope.funders or any(map(scope.pays, lines))

    def action_of(self, line: Funding) -> Action | None:
        """Return the action that a line pays for; None for the running of a body."""
        return self.sources.get(Action, line.action)

    def body_of(self, line: Funding) -> Organisation | None:
        """Return who receives a line: the body named, or that of the action."""
        action = self.action_of(line)
        named = line.organisation or (action.organisation if action else None)
        return self.sources.get(Organisation, named)

    def payer_of(self, line: Funding) -> Partner | None:
        """Return the body that pays a line, when it is known."""
        return self.sources.get(Partner, line.funder)

    def payer_name(self, line: Funding) -> str:
        """Return the name of who pays, or of the kind of financer when it is not known."""
        payer = self.payer_of(line)
        return payer.name if payer else line.funder_type.label

    def owns(self, line: Funding) -> bool:
        """Tell whether a line is the recipient's own."""
        recipient = self.sources.scope.recipient
        return recipient is not None and recipient.owns(line)

    def proposed(self, line: Funding) -> int | None:
        """Return what was proposed, to the financer that proposed it, once it was decided."""
        told = line.status in VOTED or line.status is FundingStatus.REFUSED
        return line.proposed if told and self.owns(line) else None

    def may_tell(self, line: Funding) -> bool:
        """Tell whether a decision may be read: taken, by all; before that, by its financer."""
        return self._opinions.may_tell_status(line.id)

    def file_state(self, action: Action) -> str:
        """Return where a file stands in DAUPHIN: once decided to all, before to the State."""
        told = action.status is not None and self._opinions.may_tell_status(action.id)
        return action.status.label if told and action.status else ""
