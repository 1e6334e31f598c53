"""What a record must show, told from who had seen what, without any parent nor any clock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sync.operations.operation import DELETED, Operation, Verb
from sync.operations.rules import Rule
from tests.simulation.memory import Mark, mark_of, words_in

NOTHING: Final[frozenset[Mark]] = frozenset()


@dataclass(frozen=True)
class Expected:
    """What must be asked, what must be shown at least, and whether the record is in the trash."""

    asked: frozenset[str]
    words: Mapping[str, frozenset[str]]
    deleted: bool


class Oracle:
    """The operations of one record in one scope, and what each author had before the eyes."""

    def __init__(
        self, operations: Iterable[Operation], seen: Mapping[Mark, frozenset[Mark]]
    ) -> None:
        self._operations = list(operations)
        self._seen = seen

    def tell(self, rules: Mapping[str, Rule]) -> Expected:
        """Return what must be true of the record."""
        asked = {
            name
            for name in self._fields()
            if rules.get(name) is Rule.PERSON and len(_values(self._last(name), name)) > 1
        }
        deleted, contested = self._deletion()
        if contested:
            asked.add(DELETED)
        words = {
            name: frozenset().union(*(self._own_words(each) for each in self._last(name)))
            for name in self._fields()
            if rules.get(name) in (Rule.TEXT, Rule.ITEMS)
        }
        return Expected(frozenset(asked), words, deleted)

    def _fields(self) -> set[str]:
        return {name for each in self._operations for name in each.names()}

    def _touching(self, field: str) -> list[Operation]:
        return [
            each
            for each in self._operations
            if (
                each.verb in (Verb.DELETE, Verb.RESTORE)
                if field == DELETED
                else _gives(each, field)
            )
        ]

    def _last(self, field: str) -> list[Operation]:
        """Return the operations on a field that nobody who wrote it since had seen."""
        touching = self._touching(field)
        seen = NOTHING.union(*(self._past(each) for each in touching))
        return [each for each in touching if mark_of(each) not in seen]

    def _past(self, operation: Operation) -> frozenset[Mark]:
        return self._seen.get(mark_of(operation), NOTHING)

    def _own_words(self, operation: Operation) -> set[str]:
        """Return the words that an operation was the first to hold."""
        known = {word for each in self._operations if mark_of(each) in self._past(operation)
                 for word in words_in([each])}  # fmt: skip
        return words_in([operation]) - known

    def _deletion(self) -> tuple[bool, bool]:
        last = self._last(DELETED)
        deletions = [each for each in last if each.verb is Verb.DELETE]
        others = [each for each in last if each.verb is Verb.RESTORE]
        others += [each for name in self._fields() for each in self._last(name)]
        unseen = [
            any(mark_of(other) not in self._past(each) for other in others) for each in deletions
        ]
        return bool(deletions) and not all(unseen), bool(deletions) and all(unseen)


def _gives(operation: Operation, field: str) -> bool:
    return operation.verb in (Verb.CREATE, Verb.EDIT) and field in operation.names()


def _values(operations: Sequence[Operation], field: str) -> set[str]:
    return {repr(each.values().get(field)) for each in operations}
