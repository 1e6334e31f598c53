"""A fingerprint of a whole space, the same whatever the order, updated record by record."""

from hashlib import blake2b

from sync.operations.heads import Heads

BUCKETS = 256

_SIZE = 16
_MODULUS = 1 << (8 * _SIZE)


def record_digest(record: str, heads: Heads) -> int:
    """Return the 128-bit digest of a record: two sides agree when its heads are the same.

    An erased operation keeps its id, so that erasing changes no digest.
    """
    text = f"{record}\n{heads.to_json()}"
    return int.from_bytes(blake2b(text.encode(), digest_size=_SIZE).digest(), "big")


def combine(first: int, second: int) -> int:
    """Add two digests modulo 2^128; 0 is the digest of an empty space."""
    return (first + second) % _MODULUS


def replace(total: int, old: int, new: int) -> int:
    """Return the digest of a space in which one record went from ``old`` to ``new``.

    Use 0 as ``old`` for a record that arrives, as ``new`` for one that leaves.
    """
    return (total - old + new) % _MODULUS


def bucket(record: str) -> int:
    """Return the part of the space, 0 to 255, in which a record is compared when digests differ."""
    return blake2b(record.encode(), digest_size=1).digest()[0]
