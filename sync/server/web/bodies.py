"""Read bodies no further than allowed, and write replies as small as the other end can read."""

import asyncio
from typing import Final

from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel

from sync.protocol.codes import Refusal
from sync.protocol.encoding import JSON, ZSTD, compress, encode
from sync.server.refusals import Refused

_SILENCE_SECONDS: Final = 30
"""A laptop on a poor line sends slowly; one that sends nothing at all for so long is let go."""


_SLOWEST: Final = 1 << 10
"""Bytes a second below which a body is no laptop's on a poor line, but somebody who holds on."""


async def read_body(request: Request, limit: int) -> bytes:
    """Return the body as it travels; raises Refused beyond the limit, whatever was announced."""
    try:
        async with asyncio.timeout(_SILENCE_SECONDS + limit / _SLOWEST):
            return await _read(request, limit)
    except TimeoutError:
        raise Refused(Refusal.UNAVAILABLE) from None


async def _read(request: Request, limit: int) -> bytes:
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and (len(announced) > 12 or int(announced) > limit):
        raise Refused(Refusal.TOO_LARGE)
    body = bytearray()
    pieces = request.stream()
    while True:
        try:
            async with asyncio.timeout(_SILENCE_SECONDS):
                body += await anext(pieces)
        except StopAsyncIteration:
            return bytes(body)
        if len(body) > limit:
            raise Refused(Refusal.TOO_LARGE)


def reply(message: BaseModel, *, accepts: str) -> Response:
    """Write a message, compressed for whoever accepts it."""
    content, headers = encode(message), {"Vary": "Accept-Encoding"}
    if ZSTD in {part.partition(";")[0].strip() for part in accepts.lower().split(",")}:
        content, encoding = compress(content)
        if encoding:
            headers["Content-Encoding"] = encoding
    return Response(content, 200, headers, JSON)
