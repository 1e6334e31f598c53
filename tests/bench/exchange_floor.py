"""The least that an exchange can cost: the same rows inserted, the same bytes over HTTP."""

import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

import psycopg
from sqlalchemy import BigInteger, Boolean, select

from sync.server.store.bulk import insert_rows
from sync.server.store.engine import open_store
from sync.server.store.fence import EVERYBODY
from sync.server.store.schema import operation, space
from tests.bench.table import seconds

_PAGE = 1_000
_TYPES: Final[Mapping[type, str]] = {BigInteger: "int8", Boolean: "bool"}

Row = tuple[object, ...]


def raw_inserts(full: str, empty: str, page: int = _PAGE) -> float:
    """Return how long the operations of one database take to be written in another, by pages.

    In PostgreSQL that is COPY, binary, without the fence, through which COPY does not go.
    """
    source = open_store(full)
    with source.reading(EVERYBODY) as connection:
        rows = [tuple(row) for row in connection.execute(select(operation))]
        spaces = [tuple(row) for row in connection.execute(select(space))]
    source.close()
    target = open_store(empty)
    with target.writing(EVERYBODY) as connection:
        insert_rows(connection, space, spaces)
    target.close()
    pages = [rows[start : start + page] for start in range(0, len(rows), page)]
    return _copied(empty, pages) if "://" in empty else _inserted(empty, pages)


def _inserted(place: str, pages: Sequence[Sequence[Row]]) -> float:
    target = open_store(place)

    def write() -> None:
        for rows in pages:
            with target.writing(EVERYBODY) as connection:
                insert_rows(connection, operation, rows)

    taken = seconds(write)
    target.close()
    return taken


def _copied(url: str, pages: Sequence[Sequence[Row]]) -> float:
    types = [_TYPES.get(type(each.type), "text") for each in operation.columns]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ALTER TABLE operation DISABLE ROW LEVEL SECURITY")

        def write() -> None:
            for rows in pages:
                with connection.cursor().copy(
                    "COPY operation FROM STDIN (FORMAT binary)"
                ) as copying:
                    copying.set_types(types)
                    for row in rows:
                        copying.write_row(row)

        return seconds(write)


async def application(scope: dict[str, object], receive: object, send: object) -> None:
    """Read what is sent, and answer with as many bytes as the path says."""
    assert callable(receive)
    assert callable(send)
    if scope["type"] != "http":
        return
    more = True
    while more:
        more = (await receive()).get("more_body", False)
    answer = bytes(int(str(scope["path"]).strip("/") or 0))
    await send({"type": "http.response.start", "status": 200, "headers": [
        (b"content-length", str(len(answer)).encode())]})  # fmt: skip
    await send({"type": "http.response.body", "body": answer})


@contextmanager
def echo() -> Iterator[int]:
    """Run the same web server with nothing behind it; give its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    words = ["-m", "uvicorn", "tests.bench.exchange_floor:application", "--port", str(port)]
    process = subprocess.Popen(
        [sys.executable, *words, "--log-level", "error", "--lifespan", "off"]
    )
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def raw_bytes(port: int, exchanges: Sequence[tuple[int, int]]) -> float:
    """Return how long so many bytes up and down take, one exchange after the other."""

    async def ask() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for up, down in exchanges:
            head = f"POST /{down} HTTP/1.1\r\nhost: x\r\ncontent-length: {up}\r\n\r\n"
            writer.write(head.encode() + bytes(up))
            await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(down)
        writer.close()

    return seconds(lambda: asyncio.run(ask()))


def _wait(port: int) -> None:
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
