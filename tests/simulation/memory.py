"""What a history knows apart from the programs: the words that were typed, who had seen what."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Final, TypeAlias

from sync.operations.operation import Operation

_WORD: Final = re.compile(r"mot\d+z")

Mark: TypeAlias = tuple[str, int, str, str, str, str]
"""What stays of an operation when it is sealed again in another chain."""


def mark_of(operation: Operation) -> Mark:
    """Return what tells an operation from the others whatever its chain."""
    scope = operation.scope if operation.scope.startswith("me:") else ""
    return (
        operation.record,
        operation.clock,
        operation.verb.value,
        operation.fields,
        operation.author,
        scope,
    )


def words_in(operations: Iterable[Operation]) -> set[str]:
    """Return the words that operations hold."""
    return {word for each in operations for word in _WORD.findall(each.fields)}


@dataclass
class Memory:
    """The words that must not be lost, what must be gone, and the causes of operations."""

    kept: set[str] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)
    """The ids of the operations that were erased for everybody."""

    touched: set[str] = field(default_factory=set)
    """The records of which something was erased: their history says less than their causes."""

    private: dict[str, str] = field(default_factory=dict)
    """The words of private notes, with the person whose they are."""

    seen: dict[Mark, frozenset[Mark]] = field(default_factory=dict)
    """What the author of each operation had before the eyes, in the same record."""

    acknowledged: set[Mark] = field(default_factory=set)
    """What the server held before it went back, and somebody holds since."""

    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def word(self) -> str:
        """Return a word that was never typed."""
        return f"mot{next(self._numbers)}z"

    def typed(self, before: Iterable[Operation], now: Iterable[Operation]) -> list[Operation]:
        """Remember what was just written on a laptop, given its log before and after."""
        known = {mark_of(each): each for each in before}
        fresh = [each for each in now if mark_of(each) not in known]
        for operation in fresh:
            mark = mark_of(operation)
            self.seen.setdefault(mark, frozenset(each for each in known if _together(each, mark)))
            known[mark] = operation
            words = words_in([operation])
            self.kept |= words
        return fresh


def _together(one: Mark, other: Mark) -> bool:
    """Tell whether two operations are of one record, in one scope."""
    return (one[0], one[5]) == (other[0], other[5])
