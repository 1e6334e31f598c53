"""The records that others cite: those that may be spoken of, and those nobody has validated."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Final

from pydantic import BaseModel, ValidationError

from desktop.services.differences.caution import Caution
from desktop.services.reading import Reading
from desktop.services.refusals import NotFound
from desktop.services.sharing.shareable import REVIEWED
from sync.records.base import Diffusion, Record
from sync.records.coding import understood

NOT_VALIDATED: Final = "Fiches pas encore validées."
CONFIDENTIAL: Final = "Fiches confidentielles."


class Links:
    """Finds each linked record once; what it returns may be spoken of."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._caution = Caution(reading)
        self._found: dict[str, Record | None] = {}
        self._waiting: dict[str, Record] = {}
        self._cited: dict[str, Record] = {}

    def keep(self, record: Record) -> None:
        """Remember a record that was read and may be spoken of."""
        self._found[record.id] = record

    def find(self, record_id: str) -> Record | None:
        """Return a record that may be spoken of."""
        if record_id not in self._found:
            self._found[record_id] = self._read(record_id)
        return self._found[record_id]

    def cite(self, record_id: str) -> Record | None:
        """Return a record that may be spoken of; remember it when it awaits its validation."""
        found = self.find(record_id)
        if record_id in self._waiting:
            self._cited[record_id] = self._waiting[record_id]
        return found

    def unnamed(self) -> Mapping[type[Record], tuple[str, ...]]:
        """Return the ids that were cited and await their validation, the most frequent kind first.

        What is confidential or in the trash is not told: nothing is to be done about it.
        """
        kinds: defaultdict[type[Record], list[str]] = defaultdict(list)
        for record_id, record in self._cited.items():
            kinds[type(record)].append(record_id)
        ordered = sorted(kinds.items(), key=lambda pair: (-len(pair[1]), pair[0].label))
        return {kind: tuple(ids) for kind, ids in ordered}

    def careful(self, record: Record) -> Record:
        """Return a record at its most careful, without what this version does not understand."""
        return as_understood(self._caution.of(record))

    def _read(self, record_id: str) -> Record | None:
        try:
            record = self.careful(self._reading.get(record_id))
        except NotFound:
            return None
        if record.deleted_at is not None:
            return None
        why = why_not(record)
        if why == NOT_VALIDATED:
            self._waiting[record_id] = record
        return None if why else record


def why_not(record: Record) -> str:
    """Return why a record may not be spoken of, whatever the reader; "" when it may."""
    if record.diffusion is Diffusion.CONFIDENTIAL:
        return CONFIDENTIAL
    return "" if record.review_state in REVIEWED else NOT_VALIDATED


def as_understood(record: Record) -> Record:
    """Return a record without what this version does not understand: nobody judged that."""
    return record if _is_sound(record) else understood(record)


def _is_sound(part: BaseModel) -> bool:
    """Tell whether a record and each of its lines obey the rules of this version."""
    check: Callable[[object], object] = type(part).model_validate
    try:
        check(vars(part))
    except ValidationError:
        return False
    lists = (value for value in vars(part).values() if isinstance(value, tuple))
    return all(_is_sound(line) for each in lists for line in each if isinstance(line, BaseModel))
