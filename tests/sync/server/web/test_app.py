"""The routes: who is let in, what is refused, and what is never said."""

import hashlib
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import zstandard
from fastapi.testclient import TestClient

from sync.protocol import routes
from sync.protocol.encoding import decode, encode
from sync.protocol.framing import read_frames
from sync.protocol.limits import BODY_BYTES, CHUNK_BYTES, NAMED_IDS
from sync.protocol.messages import (
    BucketDigests,
    ExchangeReply,
    FileState,
    JoinReply,
    LogPage,
    Problem,
    Sealed,
    WipeState,
)
from sync.protocol.parts import WantedBuckets
from sync.protocol.signing import CLOCK_TOLERANCE_MS, DeviceKey, to_text
from sync.server.devices import DeviceDesk
from sync.server.people import new_id
from sync.server.throttling import Rates
from sync.server.web.app import create_app, openapi
from sync.server.web.journal import LOGGER
from sync.server.web.services import services_on
from tests.sync.server.office import UNBOUNDED, Office, join_request
from tests.sync.server.web.laptop import Laptop


@pytest.fixture
def client(office: Office) -> Iterator[TestClient]:
    services = services_on(office.store, office.clock, UNBOUNDED)
    app = create_app(replace(services, admission=office.admission), "1.0")
    with TestClient(app, "http://server", raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def laptop(office: Office, client: TestClient) -> Laptop:
    key, reply = office.enrol()
    return Laptop(client, key, reply, office.clock)


def _code(response: object) -> str:
    content = getattr(response, "content", b"")
    return decode(Problem, content).code


def test_a_code_lets_a_laptop_in_over_http(office: Office, client: TestClient) -> None:
    request = join_request(office.invite().code)

    answer = client.post(routes.JOIN, content=encode(request))
    again = client.post(routes.JOIN, content=encode(request))

    assert decode(JoinReply, answer.content).token.startswith("dev_")
    assert (again.status_code, _code(again)) == (403, "code")


def test_a_laptop_exchanges_reads_the_log_and_compares(laptop: Laptop) -> None:
    scope = laptop.joined.space

    exchanged = laptop.exchange(new_id())
    log = laptop.send("GET", routes.LOG.format(scope=scope) + "?since=0")
    buckets = laptop.send("GET", routes.BUCKETS.format(scope=scope))
    ids = laptop.send(
        "POST", routes.IDS.format(scope=scope), encode(WantedBuckets(buckets=(0, 255)))
    )

    assert decode(ExchangeReply, exchanged.content).role == "agent"
    pages = [decode(LogPage, page) for page in read_frames([log.content])]
    assert [page.epoch for page in pages] == [laptop.joined.epoch]
    assert decode(BucketDigests, buckets.content).count == 0
    assert ids.json() == {"ids": []}
    assert exchanged.headers["cache-control"] == "no-store"


def test_a_file_goes_up_and_down_by_chunks(laptop: Laptop) -> None:
    content = bytes(range(256)) * 8192  # two chunks
    name = hashlib.sha256(content).hexdigest()
    where = routes.FILE.format(scope=laptop.joined.space, sha256=name)

    announced = decode(FileState, laptop.send("PUT", f"{where}?size={len(content)}").content)
    for index in announced.missing:
        piece = content[index * CHUNK_BYTES : (index + 1) * CHUNK_BYTES]
        state = decode(FileState, laptop.send("PUT", f"{where}/{index}", piece).content)

    assert announced.missing == (0, 1)
    assert state.whole
    assert laptop.send("GET", f"{where}/1").content == content[CHUNK_BYTES:]


def test_a_laptop_asks_about_many_files_but_not_too_many(laptop: Laptop) -> None:
    where = routes.FILES.format(scope=laptop.joined.space)
    laptop.send("PUT", where.replace("states", "a" * 64) + "?size=9")

    def asked(count: int) -> Any:
        names = [f"{number:064x}" for number in range(count - 1)]
        return laptop.send("POST", where, json.dumps({"files": [*names, "a" * 64]}).encode())

    most, more = asked(NAMED_IDS), asked(NAMED_IDS + 1)

    held = {"missing": [0], "whole": False, "size": 9}
    assert most.json() == {"states": {"a" * 64: held}}
    assert (more.status_code, _code(more)) == (400, "malformed")


def test_the_next_request_of_a_revoked_laptop_is_refused(office: Office, laptop: Laptop) -> None:
    before = laptop.exchange(new_id())
    desk = DeviceDesk(office.store, office.clock)

    assert desk.revoke(next(one.device for one in desk.listed()))

    after = laptop.exchange(new_id())
    assert (before.status_code, after.status_code) == (200, 401)
    assert _code(after) == "unknown_device"
    wipe = laptop.send("GET", routes.WIPE)
    assert decode(WipeState, wipe.content) == WipeState(wipe=False)


def test_a_laptop_to_be_emptied_leaves_its_work_then_says_it_is_done(
    office: Office, laptop: Laptop
) -> None:
    desk = DeviceDesk(office.store, office.clock)
    desk.ask_wipe(desk.listed()[0].device)

    asked = decode(WipeState, laptop.send("GET", routes.WIPE).content)
    left = laptop.send("POST", routes.SEALED, encode(Sealed(content=to_text(b"sealed"))))
    done = laptop.send("POST", routes.WIPE)

    assert asked.wipe
    assert (left.status_code, done.status_code) == (204, 204)
    assert desk.listed()[0].device.state == "wiped"
    assert not decode(WipeState, laptop.send("GET", routes.WIPE).content).wipe


def test_a_stolen_token_is_nothing_without_the_key(laptop: Laptop) -> None:
    laptop.key = DeviceKey.new()

    answer = laptop.exchange(new_id())

    assert (answer.status_code, _code(answer)) == (401, "unknown_device")


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer dev_nothing"},
        {"Authorization": "Basic abc"},
        {"Authorization": ""},
        {"carnet-signature": "abc"},
        {"carnet-time": "9" * 400},
        {"carnet-time": "²"},
    ],
)
def test_whatever_is_wrong_gets_the_same_answer(laptop: Laptop, headers: dict[str, str]) -> None:
    raw = {name: value.encode() for name, value in headers.items()}

    answer = laptop.send("GET", routes.WIPE, headers=raw)  # type: ignore[arg-type]  # not ASCII

    assert (answer.status_code, _code(answer)) == (401, "unknown_device")


@pytest.mark.parametrize("offset", [CLOCK_TOLERANCE_MS + 1, -CLOCK_TOLERANCE_MS - 1])
def test_a_clock_that_is_far_off_is_told_the_time(laptop: Laptop, offset: int) -> None:
    headers = laptop.key.sign_request("GET", routes.WIPE, laptop.clock() + offset, b"")

    answer = laptop.send("GET", routes.WIPE, headers=headers)

    problem = decode(Problem, answer.content)
    assert (answer.status_code, problem.code) == (409, "clock")
    assert problem.time_ms == laptop.clock()


def test_another_space_does_not_exist(office: Office, laptop: Laptop) -> None:
    _, other = office.enrol("Paul Roe", space="Sud")

    answers = [
        laptop.send("GET", routes.BUCKETS.format(scope=scope))
        for scope in (other.space, f"me:{other.person}", new_id())
    ]

    assert {(answer.status_code, answer.content) for answer in answers} == {
        (404, answers[0].content)
    }


@pytest.mark.parametrize(
    ("method", "target", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/docs", 404),
        ("GET", "/openapi.json", 404),
        ("DELETE", "/v1/exchange", 405),
        ("GET", "/v1/scopes/no-scope/log", 422),
        ("GET", f"/v1/scopes/{'0' * 32}/log?since=-1", 422),
        ("GET", "/v1/wipe", 401),
    ],
)
def test_every_refusal_is_a_problem(
    client: TestClient, method: str, target: str, status: int
) -> None:
    answer = client.request(method, target)

    assert answer.status_code == status
    assert set(answer.json()) == {"code", "time_ms", "retry_after"}
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"", {}, 400),
        (b"<html>", {}, 400),
        (b"{}", {"content-encoding": "gzip"}, 400),
        (b"no zstd", {"content-encoding": "zstd"}, 400),
        (zstandard.compress(bytes(200 << 20)), {"content-encoding": "zstd"}, 413),
        (bytes(BODY_BYTES + 1), {}, 413),
        (b'{"protocol":1,"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}", {}, 400),
        (b'{"protocol":' + b"9" * 1_000_000 + b"}", {}, 400),
    ],
)
def test_bodies_that_are_no_message_are_refused(
    laptop: Laptop, body: bytes, headers: dict[str, str], status: int
) -> None:
    answer = laptop.send("POST", routes.EXCHANGE, body, headers)

    assert answer.status_code == status
    assert set(answer.json()) == {"code", "time_ms", "retry_after"}


def test_an_endless_body_is_left_after_the_limit(client: TestClient) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(1_000):
            sent += 4096
            yield bytes(4096)

    answer = client.post(routes.JOIN, content=endless())

    assert (answer.status_code, _code(answer)) == (413, "too_large")


def test_too_many_requests_are_told_when_to_come_back(office: Office) -> None:
    rates = Rates(requests_of_a_device=3)
    key, reply = office.enrol()
    app = create_app(services_on(office.store, office.clock, rates), "1.0")
    with TestClient(app, "http://server") as client:
        laptop = Laptop(client, key, reply, office.clock)

        answers = [laptop.send("GET", routes.WIPE) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert int(answers[-1].headers["retry-after"]) >= 1


def test_a_bug_says_nothing_of_what_was_sent(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    services = services_on(office.store, office.clock, UNBOUNDED)

    def fails() -> None:
        raise ValueError("a secret of Jeanne")

    broken = replace(services, ready=fails)
    with TestClient(create_app(broken, "1.0"), "http://server") as client, caplog.at_level("INFO"):
        answer = client.get(routes.HEALTH)

    assert (answer.status_code, _code(answer)) == (500, "unavailable")
    assert "Jeanne" not in caplog.text
    assert '"kind": "ValueError"' in caplog.text


def test_the_journal_has_one_line_a_request_and_no_secret(
    laptop: Laptop, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, LOGGER):
        laptop.send("GET", f"/v1/scopes/{laptop.joined.space}/log?since=0&name=Jeanne%0AX")
        laptop.client.get("/a%0d%0ab%1b[31m\u202e?q=Jeanne")

    lines = [record.getMessage() for record in caplog.records if record.name == LOGGER]
    assert [json.loads(line)["status"] for line in lines] == [200, 404]
    for line in lines:
        assert line.isascii()
        assert "\n" not in line
        assert "Jeanne" not in line
        assert laptop.joined.token not in line
        assert laptop.joined.space not in line


def test_health_is_for_all_and_measures_for_this_machine(office: Office) -> None:
    app = create_app(services_on(office.store, office.clock, UNBOUNDED), "1.0")
    near = TestClient(app, "http://server", client=("127.0.0.1", 1))
    far = TestClient(app, "http://server", client=("192.0.2.7", 1))

    assert far.get(routes.HEALTH).text == "ok\n"
    assert 'route="/health",status="200"} 1' in near.get(routes.METRICS).text
    assert far.get(routes.METRICS).status_code == 404
    assert near.get(routes.METRICS, headers={"x-forwarded-for": "a"}).status_code == 404


def test_the_description_names_real_schemas(office: Office) -> None:
    document = openapi(services_on(office.store, office.clock), "1.0")

    schemas = document["components"]["schemas"]
    text = json.dumps(document)
    named = {part.partition('"')[0] for part in text.split('"#/components/schemas/')[1:]}
    assert named <= set(schemas)
    assert {"ExchangeRequest", "ExchangeReply", "Problem", "Run"} <= named
