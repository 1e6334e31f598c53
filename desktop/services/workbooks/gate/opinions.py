"""What financers think before they decide, which only those who think it read."""

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from desktop.services.workbooks.sources import Sources
from sync.records.action import Action
from sync.records.action_status import DauphinStatus
from sync.records.base import Record
from sync.records.fields import CodeList
from sync.records.funding import FunderType, Funding, FundingStatus

# All of them alike: a status missing for one of them only would tell which it is.
BEFORE_DECISION: Final[Mapping[str, frozenset[CodeList]]] = {
    "funding.status": frozenset(
        {FundingStatus.CONSIDERED, FundingStatus.REQUESTED, FundingStatus.REVIEWED}
    ),
    "action.status": frozenset(list(DauphinStatus)[: list(DauphinStatus).index(
        DauphinStatus.REJECTED
    )]),
}  # fmt: skip


class Opinions:
    """Answers for the recipient of one workbook; nobody in particular owns no opinion."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._recipient = sources.scope.recipient

    def proposed(self, reference: str) -> int:
        """Return what the recipient itself proposed for a row, for all rows when it has none."""
        return self._proposed.get(reference, 0)

    def may_tell_status(self, reference: str) -> bool:
        """Tell whether the state of the file of a row may be read: decided, or one's own.

        A row of no record in particular counts states; it says whose they are of nobody.
        """
        record = self._sources.get(Record, reference) if reference else None
        if isinstance(record, Funding):
            return self._decided(record, "funding.status") or self._owns(record)
        if isinstance(record, Action):
            return self._decided(record, "action.status") or record.id in self._followed
        return True

    def _decided(self, record: Action | Funding, path: str) -> bool:
        return str(record.status) not in BEFORE_DECISION[path]

    def _owns(self, line: Funding) -> bool:
        return self._recipient is not None and self._recipient.owns(line)

    @cached_property
    def _own(self) -> tuple[Funding, ...]:
        """Return the lines of the recipient, those that its filter of financers leaves out too.

        A workbook shows every line of the actions that the filter chose.
        """
        lines = (*self._sources.anywhen(Funding), *self._sources.cofunded())
        return tuple({line.id: line for line in lines if self._owns(line)}.values())

    @cached_property
    def _proposed(self) -> Mapping[str, int]:
        """Return the proposals of the recipient by line, by action, and in all."""
        told: dict[str, int] = {}
        for line in self._own:
            for key in {line.id, line.action or "", line.organisation or "", ""}:
                told[key] = told.get(key, 0) + (line.proposed or 0)
        return told

    @cached_property
    def _followed(self) -> frozenset[str]:
        """Return the actions whose file in DAUPHIN, the tool of the State, is the recipient's."""
        state = (line for line in self._own if line.funder_type is FunderType.STATE_P147)
        return frozenset(filter(None, (line.action for line in state)))
