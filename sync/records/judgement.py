"""The verdict on the values of one record: what blocks, what only deserves a look."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from math import isfinite
from typing import Any

from pydantic import BaseModel, ValidationError

from sync.operations.operation import RESERVED, canonical
from sync.records.base import Record
from sync.records.checks import repaired, sensible_date
from sync.records.coding import to_json, typed
from sync.records.fields import FieldSpec, Kind, fields_of
from sync.records.findings import Finding, error, warning
from sync.records.french import quoted
from sync.records.sentences import explain

_DAYS_AND_HOURS = frozenset({Kind.DATE, Kind.TIME, Kind.MOMENT})
_NUMBERS = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.MONEY})
_BARE_NUMBER = re.compile(r"\s*[-+]?[0-9_]+(?:\.[0-9]*)?\s*")
# A record may be judged before it has an id and a code; this one is taken out again.
_NOT_YET = "?"
_GIVEN_LATER = ("id", "code")
_MOST_LEVELS = 32
_NOT_KEPT = "Cette valeur ne peut pas être gardée. Vérifiez-la et simplifiez-la."


@dataclass(frozen=True, slots=True)
class Judgement:
    """Hold the record when nothing blocks, and every remark."""

    record: Record | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return the remarks that block."""
        return tuple(finding for finding in self.findings if finding.blocking)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Return the remarks that do not."""
        return tuple(finding for finding in self.findings if not finding.blocking)


def judge(model: type[Record], values: Mapping[str, Any], known: Collection[str] = ()) -> Judgement:
    """Judge hand-typed, imported or received values; never raise for what they hold.

    Small slips of typing are put right, absent values that can be computed are filled in, and
    unknown names are kept with a warning, but for those of `known` (a newer version's fields,
    already in the stored record). A record judged without `id` or `code` carries "" there.
    """
    if not isinstance(values, Mapping):
        return Judgement(None, (error("Une fiche s’écrit avec le nom de ses champs."),))
    given = {name: value for name, value in values.items() if _can_be_kept(value)}
    found = [error(_NOT_KEPT, str(name)) for name in values if name not in given]
    given = _readable(model, given)
    record, refusals = _validated(model, given)
    sound = _sound(model, given, record)
    found += _unknown_names(model, given, known)
    found += _checked(model, sound)
    blocked = {_root(finding.field) for finding in found if finding.blocking}
    usable = {name: value for name, value in sound.items() if name not in blocked}
    if suggested := _suggested(model, given, usable):
        record, refusals = _validated(model, given | suggested)
    if record is not None:
        found += record.cross_checks()
        found += _unwritable(record)
    findings = _in_order(model, [*refusals, *found])
    if record is None or any(finding.blocking for finding in findings):
        return Judgement(None, findings)
    return Judgement(_without_placeholders(record, given), findings)


def _can_be_kept(value: Any, levels: int = _MOST_LEVELS) -> bool:
    """Refuse endless numbers, and lists inside lists beyond what any form writes."""
    if isinstance(value, float):
        return isfinite(value)
    if isinstance(value, Mapping):
        value = list(value.values())
    if not isinstance(value, list | tuple):
        return True
    return levels > 0 and all(_can_be_kept(part, levels - 1) for part in value)


class _Unreadable:
    """What no field accepts: stands for a value that pydantic would misread."""


def _readable(model: type[BaseModel], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with slips put right and treacherous ones made unacceptable."""
    declared = {field.name: field for field in fields_of(model)}
    return {
        str(name): _readable_value(declared[name], value) if name in declared else value
        for name, value in values.items()
    }


def _readable_value(field: FieldSpec, value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_readable_element(field, part) for part in value if part not in (None, "")]
    return _readable_element(field, value)


def _readable_element(field: FieldSpec, value: Any) -> Any:
    if field.item is not None and isinstance(value, Mapping):
        return _readable(field.item, value)
    if isinstance(value, str) and field.about.check is not None:
        return repaired(field.about.check, value)
    return _Unreadable() if _misread(field.kind, value) else value


def _misread(kind: Kind, value: Any) -> bool:
    """Tell whether pydantic would take 1430 for seconds since 1970, or true for 1."""
    if kind in _DAYS_AND_HOURS:
        number = isinstance(value, bool | int | float)
        return number or (isinstance(value, str) and _BARE_NUMBER.fullmatch(value) is not None)
    return kind in _NUMBERS and isinstance(value, bool)


def _unknown_names(
    model: type[BaseModel], values: Mapping[str, Any], known: Collection[str], within: str = ""
) -> Iterator[Finding]:
    """Yield a remark for each undeclared name: a slip of typing must not vanish in silence."""
    declared = {field.name: field for field in fields_of(model)}
    for name, value in values.items():
        field = declared.get(name)
        if field is None and name not in known and value is not None:
            yield warning(_unknown_sentence(name, list(declared)), f"{within}{name}")
        if field is not None and field.item is not None and isinstance(value, list):
            for row, line in enumerate(value):
                if isinstance(line, Mapping):
                    yield from _unknown_names(field.item, line, (), f"{within}{name}[{row}].")


def _unknown_sentence(name: str, declared: list[str]) -> str:
    near = get_close_matches(name[:80], declared, n=1)
    sentence = f"{quoted(name[:80])} n’est pas un champ connu de cette fiche"
    if name in RESERVED:
        return f"{sentence}, et ce nom est réservé\u00a0: sa valeur n’est pas gardée."
    hint = f" Vouliez-vous écrire {quoted(near[0])}\u00a0?" if near else " Vérifiez son nom."
    return f"{sentence}. Sa valeur est gardée à part.{hint}"


def _sound(
    model: type[Record], given: Mapping[str, Any], record: Record | None
) -> Mapping[str, Any]:
    """Return the given values that have the right type, in that type."""
    if record is None:
        return typed(model, given)[0]
    return {name: value for name, value in record.__dict__.items() if given.get(name) is not None}


def _checked(model: type[BaseModel], sound: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield the remarks of the fields' own checks on the values that have the right type."""
    for field in fields_of(model):
        value = sound.get(field.name)
        if value is None:
            continue
        if isinstance(value, tuple):
            yield from _checked_elements(field, value)
        elif finding := _check(field, value):
            yield replace(finding, field=field.name)


def _checked_elements(field: FieldSpec, values: tuple[Any, ...]) -> Iterator[Finding]:
    for row, value in enumerate(values):
        if isinstance(value, BaseModel):
            where = f"{field.title}, ligne\u00a0{row + 1}\u00a0: "
            for inner in _checked(type(value), value.__dict__):
                name = f"{field.name}[{row}].{inner.field}"
                yield replace(inner, field=name, sentence=where + inner.sentence)
        elif finding := _check(field, value):
            sentence = f"{finding.sentence} Valeur concernée\u00a0: {quoted(str(value)[:40])}."
            yield replace(finding, field=field.name, sentence=sentence)


def _check(field: FieldSpec, value: Any) -> Finding | None:
    if field.about.check is not None:
        return field.about.check(value)
    # Every date is kept away from the years that make computing due dates overflow.
    far = sensible_date(value) if isinstance(value, date) else None
    return far if far is not None and far.blocking else None


def _suggested(
    model: type[Record], given: Mapping[str, Any], sound: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        name: value
        for name, value in model.suggestions(sound).items()
        if given.get(name) is None and value is not None
    }


def _validated(
    model: type[Record], given: Mapping[str, Any]
) -> tuple[Record | None, tuple[Finding, ...]]:
    later = {name: _NOT_YET for name in _GIVEN_LATER if given.get(name) in (None, "")}
    try:
        return model.model_validate({**given, **later}), ()
    except ValidationError as problem:
        return None, explain(model, problem)


def _without_placeholders(record: Record, given: Mapping[str, Any]) -> Record:
    absent = {name: "" for name in _GIVEN_LATER if given.get(name) in (None, "")}
    return record.revised(**absent) if absent else record


def _unwritable(record: Record) -> Iterator[Finding]:
    """Yield a remark for each value that no operation can hold, such as a number beyond 64 bits."""
    values = to_json(record)
    if _can_be_written(values):
        return
    for name, value in values.items():
        if not _can_be_written({name: value}):
            yield error(_NOT_KEPT, name)


def _can_be_written(values: Mapping[str, Any]) -> bool:
    try:
        canonical(values)
    except ValueError:
        return False
    return True


def _root(name: str) -> str:
    return name.partition("[")[0]


def _in_order(model: type[Record], findings: list[Finding]) -> tuple[Finding, ...]:
    """Return the remarks in the order of the form, each once."""
    order = {field.name: rank for rank, field in enumerate(fields_of(model))}
    return tuple(
        sorted(dict.fromkeys(findings), key=lambda found: order.get(_root(found.field), -1))
    )
