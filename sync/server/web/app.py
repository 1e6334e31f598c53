"""Make the application that answers laptops over HTTP."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, FastAPI, Path, Query, Request
from fastapi.responses import PlainTextResponse, Response, StreamingResponse
from starlette.concurrency import run_in_threadpool

from sync.protocol import routes
from sync.protocol.codes import Refusal
from sync.protocol.encoding import decode, decompress, encode
from sync.protocol.files import FileStates, WantedFiles
from sync.protocol.framing import END, frame
from sync.protocol.limits import CHUNK_BYTES, FILE_BYTES
from sync.protocol.messages import (
    BucketDigests,
    BucketIds,
    ExchangeReply,
    ExchangeRequest,
    FileState,
    JoinReply,
    JoinRequest,
    Sealed,
    Singles,
    Wanted,
    WipeState,
)
from sync.protocol.parts import WantedBuckets
from sync.server.refusals import Refused
from sync.server.throttling import Throttle
from sync.server.web.bodies import read_body, reply
from sync.server.web.desk import Desk, Received
from sync.server.web.documents import describe, described
from sync.server.web.journal import Journal, no_answer
from sync.server.web.measures import Measures
from sync.server.web.people import peopling, putting_out
from sync.server.web.problems import Problems
from sync.server.web.services import Services

ScopeInPath = Annotated[str, Path(pattern=r"^(me:)?[0-9a-f]{32}$")]
Sha256InPath = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]
Index = Annotated[int, Path(ge=0, lt=FILE_BYTES // CHUNK_BYTES + 1)]
Number = Annotated[int, Query(ge=0, lt=2**63)]
Size = Annotated[int, Query(ge=1, le=FILE_BYTES)]

_JOIN_BYTES: Final = 8 << 10
_SEALED_BYTES: Final = 49 << 20
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1"})


def create_app(services: Services, version: str) -> FastAPI:
    """Make an application; everything it holds is in it."""
    app = FastAPI(
        title="Carnet de quartier", docs_url=None, redoc_url=None, openapi_url=None, version=version
    )
    rates = services.rates
    desk = Desk(
        services.recognition,
        Throttle(rates.requests_of_a_device),
        Throttle(rates.failures_of_an_address),
    )
    problems, measures = Problems(services.now_ms), Measures()
    problems.listen(app)
    for router in (
        _joining(services),
        _exchanging(services, desk),
        _repairing(services, desk),
        _files(services, desk),
        _chunks(services, desk),
        _leaving(services, desk),
        peopling(services.office, desk),
        putting_out(services.office, desk),
        _watching(services, measures),
    ):
        app.include_router(router)
    app.add_middleware(Journal, problems=problems, measures=measures, now_ms=services.now_ms)
    return app


def openapi(services: Services, version: str) -> dict[str, Any]:
    """Return the description of the routes."""
    return describe(create_app(services, version), version)


def _joining(services: Services) -> APIRouter:
    router = APIRouter()

    @router.post(routes.JOIN, openapi_extra=described(JoinRequest, JoinReply, signed=False))
    async def join(request: Request) -> Response:
        """Come in with an invitation code."""
        body = await read_body(request, _JOIN_BYTES)
        address = request.client.host if request.client else ""

        def work() -> Response:
            encoding = request.headers.get("content-encoding", "")
            message = decode(JoinRequest, decompress(body, encoding, _JOIN_BYTES))
            return reply(services.admission.join(message, address), accepts="")

        return await run_in_threadpool(work)

    return router


def _exchanging(services: Services, desk: Desk) -> APIRouter:
    router = APIRouter()

    @router.post(routes.EXCHANGE, openapi_extra=described(ExchangeRequest, ExchangeReply))
    async def exchanged(request: Request) -> Response:
        """Send a page of operations and receive one."""
        return await desk.answer(
            request,
            lambda got: services.exchange.exchange(got.caller, got.message(ExchangeRequest)),
        )

    @router.get(routes.LOG, openapi_extra=described(answers_as=routes.FRAMES))
    async def log(request: Request, scope: ScopeInPath, since: Number = 0) -> Response:
        """Receive all the operations of a scope after a number."""

        def begin(got: Received) -> Response:
            pages = services.reconciling.log(got.caller, scope, since)
            # The first is made here: a refusal must be an answer, not a stream that stops.
            first = next(pages, None)

            def frames() -> Any:
                if first is not None:
                    yield frame(encode(first))
                for page in pages:
                    yield frame(encode(page))
                yield END

            return StreamingResponse(frames(), media_type=routes.FRAMES)

        return await desk.respond(request, begin)

    return router


def _repairing(services: Services, desk: Desk) -> APIRouter:
    router = APIRouter()

    @router.get(routes.BUCKETS, openapi_extra=described(answers=BucketDigests))
    async def buckets(request: Request, scope: ScopeInPath) -> Response:
        """Receive the digests of the 256 parts of a scope."""
        return await desk.answer(
            request, lambda got: services.reconciling.buckets(got.caller, scope), 0
        )

    @router.post(routes.IDS, openapi_extra=described(WantedBuckets, BucketIds))
    async def ids(request: Request, scope: ScopeInPath) -> Response:
        """Receive the ids of the operations in some parts."""
        return await desk.answer(
            request,
            lambda got: BucketIds(
                ids=services.reconciling.ids(got.caller, scope, got.message(WantedBuckets).buckets)
            ),
        )

    @router.post(routes.OPERATIONS, openapi_extra=described(Wanted, Singles))
    async def operations(request: Request, scope: ScopeInPath) -> Response:
        """Receive some operations."""
        return await desk.answer(
            request,
            lambda got: services.reconciling.operations(got.caller, scope, got.message(Wanted).ids),
        )

    return router


def _files(services: Services, desk: Desk) -> APIRouter:
    router = APIRouter()
    state = described(answers=FileState)

    @router.put(routes.FILE, openapi_extra=state)
    async def announce(
        request: Request, scope: ScopeInPath, sha256: Sha256InPath, size: Size
    ) -> Response:
        """Announce a file."""
        return await desk.answer(
            request, lambda got: services.filing.file(got.caller, scope, sha256, size), 0
        )

    @router.post(routes.FILES, openapi_extra=described(WantedFiles, FileStates))
    async def ask_of_many(request: Request, scope: ScopeInPath) -> Response:
        """Ask what the server holds of many files."""
        return await desk.answer(
            request,
            lambda got: services.filing.states(got.caller, scope, got.message(WantedFiles).files),
        )

    @router.get(routes.FILE, openapi_extra=state)
    async def ask(request: Request, scope: ScopeInPath, sha256: Sha256InPath) -> Response:
        """Ask which chunks of a file the server lacks."""
        return await desk.answer(
            request, lambda got: services.filing.file(got.caller, scope, sha256, 0), 0
        )

    return router


def _chunks(services: Services, desk: Desk) -> APIRouter:
    router, octets = APIRouter(), "application/octet-stream"

    @router.put(routes.CHUNK, openapi_extra=described(answers=FileState, octets_in=True))
    async def send(
        request: Request, scope: ScopeInPath, sha256: Sha256InPath, index: Index
    ) -> Response:
        """Send a chunk."""
        return await desk.answer(
            request,
            lambda got: services.filing.put_chunk(got.caller, scope, sha256, index, got.body),
            CHUNK_BYTES,
        )

    @router.get(routes.CHUNK, openapi_extra=described(answers_as=octets))
    async def receive(
        request: Request, scope: ScopeInPath, sha256: Sha256InPath, index: Index
    ) -> Response:
        """Receive a chunk."""
        return await desk.respond(
            request,
            lambda got: Response(
                services.filing.chunk(got.caller, scope, sha256, index), media_type=octets
            ),
        )

    return router


def _leaving(services: Services, desk: Desk) -> APIRouter:
    router, leaving = APIRouter(), services.leaving

    @router.get(routes.WIPE, openapi_extra=described(answers=WipeState))
    async def wipe_state(request: Request) -> Response:
        """Ask whether this laptop must empty itself."""
        return await desk.respond(
            request,
            lambda got: reply(leaving.wipe_state(got.device), accepts=""),
            revoked=True,
        )

    @router.post(routes.WIPE, openapi_extra=described(), status_code=204)
    async def wiped(request: Request) -> Response:
        """Say that this laptop emptied itself."""
        await desk.respond(request, lambda got: leaving.wiped(got.device), revoked=True)
        return no_answer()

    @router.post(routes.SEALED, openapi_extra=described(Sealed), status_code=204)
    async def keep_sealed(request: Request) -> Response:
        """Leave unsent work before being emptied."""
        await desk.respond(
            request,
            lambda got: leaving.keep_sealed(got.device, got.message(Sealed, _SEALED_BYTES).content),
            _SEALED_BYTES,
            revoked=True,
        )
        return no_answer()

    return router


def _watching(services: Services, measures: Measures) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get(routes.HEALTH)
    async def health() -> Response:
        """Tell whether the server can work."""
        await run_in_threadpool(services.ready)
        return PlainTextResponse("ok\n")

    @router.get(routes.METRICS)
    async def metrics(request: Request) -> Response:
        """Tell what this process did, to this very machine only, and to no proxy's clients."""
        host = request.client.host if request.client else ""
        if host not in _LOOPBACK or "x-forwarded-for" in request.headers:
            raise Refused(Refusal.NOT_FOUND)
        return PlainTextResponse(measures.text())

    return router
