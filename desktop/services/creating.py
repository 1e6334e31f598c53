"""Which records a name alone is enough to begin, and what such a beginning holds."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from desktop.store.folding import words_of
from sync.records import RECORD_TYPES
from sync.records.fields import Kind, field_of
from sync.records.judgement import judge
from sync.records.territory import Territory, TerritoryType


@cache
def begins_with_a_name(kind: str) -> bool:
    """Tell whether a record of a kind can be saved with its heading and nothing else."""
    name = RECORD_TYPES[kind].heading_fields[0]
    if field_of(RECORD_TYPES[kind], name).kind is not Kind.TEXT:
        return False
    return judge(RECORD_TYPES[kind], named(kind, "Un nom")).record is not None


def named(kind: str, text: str) -> Mapping[str, str]:
    """Return the values of a new record known by its name only; the rest stays to complete."""
    name = " ".join(text.split())
    also = _ALSO.get(kind)
    return {RECORD_TYPES[kind].heading_fields[0]: name} | (also(name) if also else {})


def _as_people_say(name: str) -> dict[str, str]:
    """Return what a neighbourhood without an official code is known by."""
    longest = field_of(Territory, "territory_code").max_length
    code = "-".join(words_of(name)).upper()[:longest].strip("-")
    return {"territory_code": code or name[:longest], "territory_type": TerritoryType.LIVED_IN}


_ALSO: Final[Mapping[str, Callable[[str], dict[str, str]]]] = {"territory": _as_people_say}
