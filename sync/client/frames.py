"""The pages of a streamed log: each a length of four bytes, then a zstandard frame."""

from collections.abc import Iterable, Iterator
from typing import Final

from sync.client.errors import Interrupted, NotOurServer
from sync.protocol.encoding import ZSTD, Unreadable, decompress
from sync.protocol.limits import BODY_BYTES

LENGTH_BYTES: Final = 4


def frames(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the content of each frame of a stream that comes in parts of any length.

    Raises Interrupted when it ends within a frame, NotOurServer for what is no such stream.
    """
    waiting = bytearray()
    for part in parts:
        waiting += part
        while (frame := _cut(waiting)) is not None:
            yield _clear(frame)
    if waiting:
        raise Interrupted("the log was cut")


def _cut(waiting: bytearray) -> bytes | None:
    """Take the first frame away from what was received, if it is there whole."""
    if len(waiting) < LENGTH_BYTES:
        return None
    length = int.from_bytes(waiting[:LENGTH_BYTES], "big")
    if not 0 < length <= BODY_BYTES:
        raise NotOurServer("a page of no likely length")
    end = LENGTH_BYTES + length
    if len(waiting) < end:
        return None
    frame = bytes(waiting[LENGTH_BYTES:end])
    del waiting[:end]
    return frame


def _clear(frame: bytes) -> bytes:
    try:
        return decompress(frame, ZSTD)
    except Unreadable as problem:
        raise NotOurServer(str(problem)) from problem
