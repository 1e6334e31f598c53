"""As long as people have not decided how far words may go, the least that any of them said."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel

from desktop.services.reading import Reading
from desktop.store import differences as kept
from sync.operations.operation import Value
from sync.records.attachment import RecognisablePeople
from sync.records.base import Diffusion, Record
from sync.records.coding import to_json, typed
from sync.records.verbatims import Consent

# The least first.
_SCALES: Final[Mapping[str, Sequence[Value]]] = {
    "consent": tuple(each.value for each in Consent),
    "diffusion": (
        Diffusion.CONFIDENTIAL.value,
        Diffusion.INTERNAL.value,
        Diffusion.SHAREABLE.value,
    ),
    "recognisable_people": (
        RecognisablePeople.YES_NOT_PERMITTED.value,
        RecognisablePeople.YES_PERMITTED.value,
        RecognisablePeople.NO.value,
    ),
    "do_not_contact": (True, False),
    "anonymised": (False, True),
}
_ABSENT: Final[Mapping[str, Value]] = {
    "consent": Consent.NO_DIFFUSION.value,
    "diffusion": Diffusion.INTERNAL.value,
    "do_not_contact": False,
    "anonymised": False,
}


class Caution:
    """Returns records as they may be acted on now; looks once at which of them are in doubt."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._doubtful = kept.doubtful(reading.base.db)

    def of(self, record: Record) -> Record:
        """Return the record with the most restrictive of what its authors said apart.

        An agreement, a diffusion, a refusal to be contacted: the rule holds from the moment two
        values stand side by side until somebody who saw both writes one.
        """
        if record.id not in self._doubtful:
            return record
        standing = _standing(self._reading, record)
        least = {name: _least(name, values) for name, values in standing.items() if name in _SCALES}
        changes, _ = typed(type(record), least)
        changes |= {
            name: _lines(getattr(record, name), values)
            for name, values in standing.items()
            if _are_lines(getattr(record, name, None))
        }
        return record.revised(**changes) if changes else record

    def values(self, record: str, names: Sequence[str], picked: Sequence[Value]) -> list[Value]:
        """Return the JSON values picked of a record as they may be acted on now."""
        if record not in self._doubtful:
            return list(picked)
        told = to_json(self.of(self._reading.get(record)))
        return [told.get(name) for name in names]


def _standing(reading: Reading, record: Record) -> Mapping[str, list[Value]]:
    """Return the values that stand side by side, for the fields that have several."""
    stored = reading.base.repository.find(record.id)
    if stored is None:
        return {}
    told = {each.id: each.values() for each in reading.base.log.of_record(record.id)}
    heads = {name: stored.heads.of(name) for name in type(record).model_fields}
    return {
        name: [told[each].get(name) for each in ids if each in told]
        for name, ids in heads.items()
        if len(ids) > 1
    }


def _least(name: str, values: Sequence[Value]) -> Any:
    scale = _SCALES[name]
    given = [_ABSENT.get(name) if value is None else value for value in values]
    known = [scale.index(value) for value in given if value in scale]
    return scale[min(known)] if len(known) == len(given) else scale[0]


def _are_lines(value: object) -> bool:
    return isinstance(value, tuple) and any(
        isinstance(line, BaseModel) and "consent" in type(line).model_fields for line in value
    )


def _lines(lines: Sequence[BaseModel], sides: Sequence[Value]) -> tuple[BaseModel, ...]:
    return tuple(_line(line, sides) for line in lines)


def _line(line: BaseModel, sides: Sequence[Value]) -> BaseModel:
    """Return a line with the least agreement that any side wrote for it."""
    key = getattr(line, "id", "")
    told = [
        part.get("consent")
        for side in sides
        if isinstance(side, list)
        for part in side
        if isinstance(part, dict) and part.get("id") == key
    ]
    if not told:
        return line
    least = _least("consent", told)
    consent = next((each for each in Consent if each == least), least)
    return line.model_copy(update={"consent": consent})
