"""Merging of sets, such as tags: additions are kept, removals of what was seen hold."""

from collections.abc import Sequence

import orjson

from sync.operations.operation import Value
from sync.operations.rules import Settlement


def merge_sets(base: Value, versions: Sequence[Value]) -> Settlement | None:
    """Merge lists of scalars taken as sets, written from a common base, given by (clock, id).

    What the base held stays unless a version removed it; what any version added is kept. The
    order is that of the base, then of the additions. Null is an empty set. Returns None if a
    version is not a list of scalars.
    """
    members = [_members(version) for version in versions]
    if any(found is None for found in members):
        return None
    sides = [found for found in members if found is not None]
    origin = _members(base) or {}
    kept = {key: value for key, value in origin.items() if all(key in side for side in sides)}
    added = {key: value for side in sides for key, value in side.items() if key not in origin}
    return Settlement([*kept.values(), *added.values()], listed=len(kept) < len(origin))


def _members(value: Value) -> dict[bytes, Value] | None:
    """Key each member by its JSON, since Python holds 1, 1.0 and True for one value."""
    if value is None:
        return {}
    if not isinstance(value, list) or any(isinstance(member, list | dict) for member in value):
        return None
    return {orjson.dumps(member): member for member in value}
