"""Answer whatever goes wrong with a `Problem` and nothing else."""

from collections.abc import Callable
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from sync.protocol.codes import Refusal
from sync.protocol.encoding import JSON, Unreadable, encode
from sync.protocol.messages import Problem
from sync.server.people import NotBegun
from sync.server.refusals import Refused

STATUSES: Final = {
    Refusal.MALFORMED: 400,
    Refusal.UNKNOWN_DEVICE: 401,
    Refusal.CODE: 403,
    Refusal.NOT_FOUND: 404,
    Refusal.CLOCK: 409,
    Refusal.TOO_OLD: 409,
    Refusal.TOO_NEW: 409,
    Refusal.TOO_LARGE: 413,
    Refusal.FULL: 413,
    Refusal.THROTTLED: 429,
    Refusal.UNAVAILABLE: 503,
}
_PAUSE: Final = 10
"""Seconds after which to come back to a server whose database cannot work now."""


class Problems:
    """Write refusals as answers."""

    def __init__(self, now_ms: Callable[[], int]) -> None:
        self._now_ms = now_ms

    def answer(self, code: Refusal, status: int = 0, retry_after: int = 0) -> Response:
        """Write one refusal."""
        status = status or STATUSES[code]
        problem = Problem(code=code.value, time_ms=self._now_ms(), retry_after=retry_after)
        headers = {"Retry-After": str(retry_after)} if retry_after else {}
        if status == STATUSES[Refusal.UNKNOWN_DEVICE]:
            headers["WWW-Authenticate"] = "Bearer"
        return Response(encode(problem), status, headers, JSON)

    def away(self) -> Response:
        """Say that the server cannot work now, and when to come back."""
        return self.answer(Refusal.UNAVAILABLE, retry_after=_PAUSE)

    def unforeseen(self) -> Response:
        """Say that a bug was met, and nothing of it."""
        return self.answer(Refusal.UNAVAILABLE, status=500)

    def listen(self, app: FastAPI) -> None:
        """Answer for everything that the application refuses."""
        app.add_exception_handler(Refused, self._refused)
        app.add_exception_handler(Unreadable, self._unreadable)
        app.add_exception_handler(RequestValidationError, self._unfit)
        app.add_exception_handler(HTTPException, self._http)
        app.add_exception_handler(NotBegun, self._unavailable)

    async def _refused(self, _: Request, problem: Exception) -> Response:
        assert isinstance(problem, Refused)
        return self.answer(problem.code, retry_after=problem.retry_after)

    async def _unreadable(self, _: Request, problem: Exception) -> Response:
        large = str(problem) == "too large"
        return self.answer(Refusal.TOO_LARGE if large else Refusal.MALFORMED)

    async def _unfit(self, _: Request, __: Exception) -> Response:
        return self.answer(Refusal.MALFORMED, status=422)

    async def _http(self, _: Request, problem: Exception) -> Response:
        assert isinstance(problem, HTTPException)
        answer = self.answer(Refusal.NOT_FOUND, status=problem.status_code)
        answer.headers.update(problem.headers or {})
        return answer

    async def _unavailable(self, _: Request, __: Exception) -> Response:
        return self.away()
