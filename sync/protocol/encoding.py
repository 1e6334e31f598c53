"""Messages as bytes: JSON, compressed with zstandard beyond a few hundred bytes."""

from typing import Final, TypeVar

import orjson
import zstandard
from pydantic import BaseModel, ValidationError

from sync.protocol.limits import BODY_BYTES

JSON: Final = "application/json"
ZSTD: Final = "zstd"

_WORTHWHILE: Final = 400
_LEVEL: Final = 3

M = TypeVar("M", bound=BaseModel)


class Unreadable(ValueError):  # noqa: N818 - named after what is wrong
    """Say that bytes are not the message that was expected, or are too many."""


def encode(message: BaseModel) -> bytes:
    """Write a message as JSON."""
    return orjson.dumps(message.__dict__, default=_parts)


def decode(model: type[M], content: bytes) -> M:
    """Read and validate a message; raises Unreadable, which repeats nothing of the content."""
    try:
        return model.model_validate_json(content)
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise Unreadable(f"{model.__name__}.{place}: {first['type']}") from None


def compress(content: bytes) -> tuple[bytes, str]:
    """Return what to send and its content encoding, "" for short contents."""
    if len(content) < _WORTHWHILE:
        return content, ""
    return zstandard.ZstdCompressor(level=_LEVEL).compress(content), ZSTD


def decompress(content: bytes, encoding: str, limit: int = BODY_BYTES) -> bytes:
    """Return the clear content; raises Unreadable for another encoding or beyond the limit."""
    if encoding in ("", "identity"):
        clear = content
    elif encoding == ZSTD:
        clear = _inflated(content, limit)
    else:
        raise Unreadable(f"content encoding {encoding[:20]!r}")
    if len(clear) > limit:
        raise Unreadable("too large")
    return clear


def _inflated(content: bytes, limit: int) -> bytes:
    """Inflate one whole frame; its announced size is what may be allocated, so it is looked at."""
    try:
        announced = zstandard.frame_content_size(content)
        if announced > limit:
            raise Unreadable("too large")
        inflater = zstandard.ZstdDecompressor(max_window_size=1 << 27)
        return inflater.decompress(content, max_output_size=limit)
    except zstandard.ZstdError:
        raise Unreadable("not zstandard") from None


def _parts(part: object) -> object:
    if isinstance(part, BaseModel):
        return part.__dict__
    if isinstance(part, tuple):  # a Line, which orjson does not take for the tuple that it is
        return tuple(part)
    raise TypeError(type(part).__name__)
