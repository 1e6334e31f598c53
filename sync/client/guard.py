"""The guard against an exchange that would empty the notebook: wrong server, mass deletion."""

from collections.abc import Sequence
from typing import Final

from sync.client.errors import RemovalsToConfirm
from sync.client.ports import Local
from sync.operations.operation import Operation, Verb

FEW: Final = 20
"""Removals in one round that never need an agreement."""

SHARE: Final = 10
"""Nor those of up to one visible record out of so many."""


class RemovalGuard:
    """Count what a round sends to the trash; ``agreed`` is how many removals somebody accepted."""

    def __init__(self, local: Local, agreed: int = 0) -> None:
        self._local = local
        self._agreed = agreed
        self._removals = 0
        self._visible = 0

    def admit(self, operations: Sequence[Operation]) -> None:
        """Let a page be written; raises RemovalsToConfirm before anything of it is."""
        if all(operation.verb is not Verb.DELETE for operation in operations):
            return
        removals, visible = self._local.removals(operations)
        self._visible = max(self._visible, visible)
        self._removals += removals
        if self._removals > max(FEW, self._visible / SHARE, self._agreed):
            raise RemovalsToConfirm(self._removals, self._visible)
