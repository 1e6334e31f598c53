"""Receive the requests of laptops: recognise, read, decode, answer, off the event loop."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from sync.protocol.encoding import decode, decompress
from sync.protocol.limits import BODY_BYTES
from sync.protocol.signing import SIGNATURE_HEADER, TIME_HEADER
from sync.server.caller import Caller
from sync.server.devices import Recognised, Recognition, SignedRequest
from sync.server.refusals import Refused
from sync.server.store.devices import KnownDevice
from sync.server.throttling import Throttle, neighbourhood
from sync.server.web.bodies import read_body, reply

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Received:
    """A request of a laptop that was recognised, its body read and its signature verified."""

    device: KnownDevice
    caller: Caller
    body: bytes
    encoding: str
    accepts: str

    def message(self, model: type[M], limit: int = BODY_BYTES) -> M:
        """Return the message of the body; raises Unreadable."""
        return decode(model, decompress(self.body, self.encoding, limit))


@dataclass(frozen=True, slots=True)
class Desk:
    """Where laptops are received."""

    recognition: Recognition
    of_a_device: Throttle
    failures: Throttle

    async def answer(
        self, request: Request, work: Callable[[Received], BaseModel], limit: int = BODY_BYTES
    ) -> Response:
        """Answer with a message."""
        return await self.respond(
            request, lambda received: reply(work(received), accepts=received.accepts), limit
        )

    async def respond(
        self,
        request: Request,
        work: Callable[[Received], T],
        limit: int = 0,
        *,
        revoked: bool = False,
    ) -> T:
        """Do some work for a laptop that is recognised, a revoked one only when asked.

        Whoever is not known is told so before a body is read; a limit of 0 is for no body. Who
        was met before is looked at after it, together with the rest: one way to a thread.
        """
        caller = _Called(neighbourhood(request.client.host if request.client else ""), revoked)
        laptop = self.recognition.met(request.headers.get("authorization", ""))
        if not laptop:
            known = await run_in_threadpool(self._known, request, caller)
            laptop = known.device.id
        request.state.device = laptop
        self.of_a_device.count(laptop)
        body = await read_body(request, limit)
        return await run_in_threadpool(self._do, request, caller, body, work)

    def _known(self, request: Request, caller: "_Called") -> Recognised:
        self.failures.check(caller.address)
        try:
            authorization = request.headers.get("authorization", "")
            return self.recognition.known(authorization, revoked=caller.revoked)
        except Refused:
            self.failures.count(caller.address)
            raise

    def _do(
        self, request: Request, caller: "_Called", body: bytes, work: Callable[[Received], T]
    ) -> T:
        sender, headers = self._known(request, caller), request.headers
        signed = SignedRequest(
            method=request.method,
            target=_target(request),
            time=headers.get(TIME_HEADER, ""),
            body=body,
            signature=headers.get(SIGNATURE_HEADER, ""),
        )
        try:
            self.recognition.verify(sender.device, signed)
        except Refused:
            self.failures.count(caller.address)
            raise
        return work(
            Received(
                sender.device,
                sender.caller,
                body,
                headers.get("content-encoding", ""),
                headers.get("accept-encoding", ""),
            )
        )


@dataclass(frozen=True, slots=True)
class _Called:
    """From where a request comes, and whether a revoked laptop may make it."""

    address: str
    revoked: bool


def _target(request: Request) -> str:
    """Return path and query as they travelled."""
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    query: bytes = request.scope["query_string"]
    target = raw.partition(b"?")[0] + (b"?" + query if query else b"")
    return target.decode("ascii", "replace")
