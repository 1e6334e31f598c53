"""Merging of lists whose items have a stable id, such as budget lines or people present."""

from collections.abc import Sequence
from typing import TypeAlias

import orjson

from sync.operations.operation import Value
from sync.operations.rules import Settlement

Item: TypeAlias = dict[str, Value]
Items: TypeAlias = dict[str, Item]


def merge_items(base: Value, versions: Sequence[Value]) -> Settlement | None:
    """Merge lists of items written from a common base, given by (clock, id).

    An item added anywhere is kept. An item removed by one side goes unless another side edited
    it: a deletion never beats an unseen edit. An item edited by several sides is merged field by
    field, the latest winning where the same field was changed, with ``overlap`` set. The order is
    that of the last side that moved items, or of the base; additions follow. Null is an empty
    list. Returns None if a version is not a list of objects, each with its own text ``id``.
    """
    read = [_items(version) for version in versions]
    if any(found is None for found in read):
        return None
    sides = [found for found in read if found is not None]
    origin = _items(base) or {}
    merged: list[Value] = []
    spine = _spine(origin, sides)
    listed = spine != list(origin)
    overlap = False
    for key in dict.fromkeys([*spine, *(key for side in sides for key in side)]):
        item, touched, crossed = _merge_item(origin.get(key), [side.get(key) for side in sides])
        listed, overlap = listed or touched, overlap or crossed
        if item is not None:
            merged.append(item)
    return Settlement(merged, listed=listed, overlap=overlap)


def _items(value: Value) -> Items | None:
    items: Items = {}
    if value is None:
        return items
    if not isinstance(value, list):
        return None
    for item in value:
        key = item.get("id") if isinstance(item, dict) else None
        if not isinstance(item, dict) or not isinstance(key, str) or key in items:
            return None
        items[key] = item
    return items


def _spine(origin: Items, sides: Sequence[Items]) -> list[str]:
    """Put the items of the base in the order of the last side that moved any."""
    spine = list(origin)
    for side in sides:
        shared = [key for key in side if key in origin]
        if shared != [key for key in origin if key in side]:
            spine = [*shared, *(key for key in origin if key not in side)]
    return spine


def _merge_item(base: Item | None, sides: Sequence[Item | None]) -> tuple[Item | None, bool, bool]:
    """Return the item or None, whether it was more than an addition, and whether sides crossed."""
    held = [side for side in sides if side is not None]
    edits = [side for side in held if base is None or not _same(side, base)]
    changed = list({_key(side): side for side in edits}.values())
    if base is None:
        # Only one side can add an id of its own; two do when their common base was lost.
        item, crossed = _merge_fields({}, changed)
        return item, len(changed) > 1, crossed
    if not changed:
        gone = len(held) < len(sides)
        return (None if gone else base), gone, False
    item, crossed = _merge_fields(base, changed)
    return item, True, crossed or len(held) < len(sides)


def _merge_fields(base: Item, sides: Sequence[Item]) -> tuple[Item, bool]:
    merged: Item = {}
    crossed = False
    for name in dict.fromkeys([*base, *(name for side in sides for name in side)]):
        changes = [side for side in sides if not _same(side.get(name), base.get(name))]
        crossed = crossed or len({_key(side.get(name)) for side in changes}) > 1
        source = changes[-1] if changes else base
        if name in source:
            merged[name] = source[name]
    return merged, crossed


def _same(first: Value, second: Value) -> bool:
    return _key(first) == _key(second)


def _key(value: Value) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
