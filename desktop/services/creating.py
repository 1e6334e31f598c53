"""Which records a name alone is enough to begin, and what such a beginning holds."""

from collections.abc import Mapping
from functools import cache

from sync.records import RECORD_TYPES
from sync.records.fields import Kind, field_of
from sync.records.judgement import judge


@cache
def begins_with_a_name(kind: str) -> bool:
    """Tell whether a record of a kind can be saved with its heading and nothing else."""
    name = RECORD_TYPES[kind].heading_fields[0]
    if field_of(RECORD_TYPES[kind], name).kind is not Kind.TEXT:
        return False
    return judge(RECORD_TYPES[kind], {name: "Un nom"}).record is not None


def named(kind: str, text: str) -> Mapping[str, str]:
    """Return the values of a new record known by its name only; the rest stays to complete."""
    return {RECORD_TYPES[kind].heading_fields[0]: " ".join(text.split())}
