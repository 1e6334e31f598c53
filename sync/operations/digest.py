"""A fingerprint of a set of operations, the same whatever their order, kept up to date by adding.

It is over operation ids, not heads: equal sets have equal heads, an erased operation keeps its
id, and adding one costs an addition instead of a projection.
"""

from collections.abc import Iterable

BUCKETS = 256

_MODULUS = 1 << 128
_EMPTY = "0" * 32


def digest_of(ids: Iterable[str], start: str = _EMPTY) -> str:
    """Add operation ids to a digest; both are 32 hexadecimal digits."""
    total = int(start or _EMPTY, 16)
    for operation in ids:
        total += int(operation, 16)
    return f"{total % _MODULUS:032x}"


def without(digest: str, ids: Iterable[str]) -> str:
    """Take operation ids out of a digest."""
    total = int(digest or _EMPTY, 16) - sum(int(operation, 16) for operation in ids)
    return f"{total % _MODULUS:032x}"


def bucket(operation: str) -> int:
    """Return the part of the scope, 0 to 255, in which an operation is compared: its first byte."""
    return int(operation[:2], 16)
