"""How the values of one field, written without seeing each other, become one."""

from dataclasses import dataclass
from enum import StrEnum

from sync.operations.operation import Value


class Rule(StrEnum):
    """Say how a field is merged; the operations keep every value, whatever the rule."""

    LATEST = "latest"
    """The latest value by (clock, id) shows: for what is recomputed or of little weight."""

    TEXT = "text"
    """Long texts are merged word by word; where they overlap, each is kept whole."""

    SET = "set"
    """Additions from every side are kept, and what any side removed goes."""

    ITEMS = "items"
    """List items with an id of their own are merged one by one, then field by field."""

    PERSON = "person"
    """A person chooses; meanwhile the latest value shows, and no value is put aside."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """Hold a merged value and what must be said of it.

    ``listed`` when more than plain additions were put together, so that a person is told;
    ``overlap`` when two sides changed the same place.
    """

    value: Value
    listed: bool = False
    overlap: bool = False
