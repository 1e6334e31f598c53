"""Ids made on the laptop: time-ordered, so that an index stays compact (RFC 9562, version 7)."""

import secrets
from uuid import UUID


def new_id(now_ms: int) -> str:
    """Return a UUID of version 7 for a moment in milliseconds since 1970."""
    return id_from(now_ms, secrets.randbits(74))


def id_from(now_ms: int, bits: int) -> str:
    """Return the UUID of version 7 made of a moment and 74 given bits."""
    value = (now_ms & 0xFFFF_FFFF_FFFF) << 80 | 0x7 << 76
    value |= (bits >> 62 & 0xFFF) << 64 | 0b10 << 62 | bits & 0x3FFF_FFFF_FFFF_FFFF
    return str(UUID(int=value))
