"""A stream of messages: each compressed on its own, after its length; an empty one ends it.

The end is said, so that a connection cut between two messages is not taken for one.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import zstandard

from sync.protocol.encoding import ZSTD, Unreadable, decompress
from sync.protocol.limits import BODY_BYTES

_LENGTH: Final = 4
_LEVEL: Final = 3

END: Final = bytes(_LENGTH)
"""What follows the last message."""


class CutShort(Unreadable):
    """Say that a stream stopped before its end."""


def frame(content: bytes) -> bytes:
    """Write one message of the stream."""
    packed = zstandard.ZstdCompressor(level=_LEVEL).compress(content)
    return len(packed).to_bytes(_LENGTH, "big") + packed


def read_frames(chunks: Iterable[bytes], limit: int = BODY_BYTES) -> Iterator[bytes]:
    """Yield the messages of a stream that arrives in pieces of any size.

    Raises CutShort when it stops before its end, Unreadable for what is no frame or too large.
    """
    waiting = bytearray()
    for chunk in chunks:
        waiting += chunk
        while len(waiting) >= _LENGTH:
            length = int.from_bytes(waiting[:_LENGTH], "big")
            if length == 0:
                return
            if length > limit:
                raise Unreadable("too large")
            if len(waiting) < _LENGTH + length:
                break
            packed = bytes(waiting[_LENGTH : _LENGTH + length])
            del waiting[: _LENGTH + length]
            yield decompress(packed, ZSTD, limit)
    raise CutShort("the stream has no end")
