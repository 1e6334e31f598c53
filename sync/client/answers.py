"""What an HTTP answer means: our server's word, or something else in its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NoReturn, TypeVar

from pydantic import BaseModel

from sync.client.errors import (
    NotOurServer,
    OtherScheme,
    Portal,
    ProxyRefused,
    Refused,
    ServerDown,
    ServerPausing,
)
from sync.protocol.codes import Refusal
from sync.protocol.encoding import JSON, Unreadable, decode, decompress
from sync.protocol.limits import BODY_BYTES
from sync.protocol.messages import Problem

M = TypeVar("M", bound=BaseModel)

_NETWORK_LOGIN: Final = 511
_PROXY_LOGIN: Final = 407
_PAUSING: Final = 503
_HTTPS_PORT: Final = b"sent to HTTPS port"
"""What nginx answers to a request in clear."""

_LONGEST_PROBLEM: Final = 16 << 10


@dataclass(frozen=True, slots=True)
class Answer:
    """The status, the headers (names in lower case) and the content of an answer, as it came."""

    status: int
    headers: Mapping[str, str]
    content: bytes = b""

    def clear(self, limit: int = BODY_BYTES) -> bytes:
        """Return the content, decompressed; raises NotOurServer."""
        try:
            return decompress(self.content, self.headers.get("content-encoding", ""), limit)
        except Unreadable as problem:
            raise NotOurServer(str(problem)) from problem

    @property
    def is_good(self) -> bool:
        """Tell whether the request did what it asked."""
        return 200 <= self.status < 300

    @property
    def kind(self) -> str:
        """Return the type of the content, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def check(answer: Answer) -> Answer:
    """Let a good answer of a program through; raises what any other one means."""
    if not answer.is_good:
        refuse(answer)
    if answer.kind.startswith("text/"):
        raise Portal(f"an answer of type {answer.kind!r}")
    return answer


def read(model: type[M], answer: Answer) -> M:
    """Return the message that an answer holds; raises Portal or NotOurServer."""
    if answer.kind != JSON:
        raise Portal(f"an answer of type {answer.kind!r}")
    try:
        return decode(model, answer.clear())
    except Unreadable as problem:
        raise NotOurServer(str(problem)) from problem


def refuse(answer: Answer) -> NoReturn:
    """Raise what an answer that is not good means."""
    if answer.status == _PROXY_LOGIN:
        raise ProxyRefused("the proxy asks who one is")
    if answer.status < 400 or answer.status == _NETWORK_LOGIN:
        raise Portal(f"status {answer.status}")
    problem = _problem(answer)
    retry_after = _retry_after(answer, problem)
    if answer.status >= 500:
        ours = answer.status == _PAUSING and problem is not None
        raise ServerPausing(retry_after) if ours else ServerDown(retry_after)
    if problem is None:
        if _HTTPS_PORT in answer.content:
            raise OtherScheme("TLS there")
        raise Portal(f"status {answer.status} of type {answer.kind!r}")
    try:
        code = Refusal(problem.code)
    except ValueError:
        raise NotOurServer("a refusal of an unknown kind") from None
    if code is Refusal.UNAVAILABLE:
        raise ServerPausing(retry_after)
    raise ClockRefused(problem.time_ms) if code is Refusal.CLOCK else Refused(code, retry_after)


class ClockRefused(Refused):
    """The time of the signature is not the server's, which is ``time_ms``."""

    def __init__(self, time_ms: int) -> None:
        super().__init__(Refusal.CLOCK)
        self.time_ms = time_ms


def _problem(answer: Answer) -> Problem | None:
    if answer.kind != JSON:
        return None
    try:
        return decode(Problem, answer.clear(_LONGEST_PROBLEM))
    except (Unreadable, NotOurServer):
        return None


def _retry_after(answer: Answer, problem: Problem | None) -> float:
    header = answer.headers.get("retry-after", "")
    asked = problem.retry_after if problem is not None else 0
    # A date, which the standard allows too (RFC 9110, 10.2.3), needs clocks that agree.
    return max(float(header) if header.isdecimal() else 0.0, float(asked))
