"""One line of JSON for each thing that happens, without names, texts, tokens nor addresses."""

import json
import logging
import sys
import time
import traceback
from collections.abc import Callable
from typing import Final

from fastapi.responses import Response
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.server.store.opening import is_away
from sync.server.web.measures import Measures
from sync.server.web.problems import Problems

LOGGER: Final = "carnet.server"

_ALWAYS: Final = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


def write_lines(level: int = logging.INFO) -> None:
    """Send the lines of this process to its error output, each already one line of JSON."""
    logger = logging.getLogger(LOGGER)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(level)


class Journal:
    """Say of each request how it went, and answer for what nobody foresaw.

    The route is named, not the path; a bug, or a database that cannot work now, is told by its
    kind and its place in the program, for its message may repeat what somebody wrote.
    """

    def __init__(
        self,
        app: ASGIApp,
        problems: Problems,
        measures: Measures,
        now_ms: Callable[[], int],
    ) -> None:
        self._app = app
        self._problems = problems
        self._measures = measures
        self._now_ms = now_ms
        self._logger = logging.getLogger(LOGGER)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send)
        began = time.perf_counter()
        try:
            await self._app(scope, receive, answer)
        except ClientDisconnect:
            pass  # told by its status 0
        except Exception as problem:  # noqa: BLE001 - the last frame: one sober line and answer
            away = is_away(problem)
            self._tell("database" if away else "bug", problem)
            if not answer.status:
                said = self._problems.away() if away else self._problems.unforeseen()
                await said(scope, receive, answer)
            else:
                # Half an answer was sent: only a cut connection tells that it is not whole.
                raise ConnectionAbortedError from None
        finally:
            self._tell_request(scope, answer, time.perf_counter() - began)

    def _tell_request(self, scope: Scope, answer: "_Answer", seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "")
        self._measures.count(route, answer.status, seconds)
        self._line(
            "request",
            method=scope["method"][:10],
            route=route,
            status=answer.status,
            ms=round(seconds * 1000, 1),
            bytes=answer.bytes,
            device=scope.get("state", {}).get("device", "")[:8],
        )

    def _tell(self, event: str, problem: Exception) -> None:
        frames = traceback.extract_tb(problem.__traceback__)
        places = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in frames[-6:]]
        self._line(event, kind=type(problem).__name__, places=places)

    def _line(self, event: str, **parts: object) -> None:
        # Only ASCII: nothing that was sent to us can break a line or turn its direction.
        self._logger.info(json.dumps({"time_ms": self._now_ms(), "event": event, **parts}))


class _Answer:
    """Pass an answer on, with the headers that all have, and remember how much of it went."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 0
        self.bytes = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            extra = [(name.encode(), value.encode()) for name, value in _ALWAYS.items()]
            message = {**message, "headers": [*message.get("headers", []), *extra]}
        else:
            self.bytes += len(message.get("body", b""))
        await self._send(message)


def no_answer() -> Response:
    """Answer that it is done."""
    return Response(status_code=204)
