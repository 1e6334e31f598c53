"""The exchange over HTTP, against a real server on loopback that does all that can go wrong."""

import logging
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
import zstandard
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from sync.client.address import Address, Credentials
from sync.client.answers import Answer, check
from sync.client.backoff import Backoff
from sync.client.errors import (
    AddressRefused,
    CertificateRefused,
    ClockWrong,
    Interrupted,
    NoNetwork,
    NotOurServer,
    OtherScheme,
    Portal,
    ProxyRefused,
    Refused,
    ServerDown,
    ServerPausing,
    SyncError,
)
from sync.client.http import HttpRemote
from sync.client.joining import join
from sync.protocol.codes import Refusal
from sync.protocol.encoding import ZSTD, compress, encode
from sync.protocol.files import FileStates
from sync.protocol.framing import END, frame
from sync.protocol.messages import (
    BucketDigests,
    BucketIds,
    ExchangeReply,
    ExchangeRequest,
    FileState,
    JoinReply,
    JoinRequest,
    LogPage,
    ScopeRequest,
    Sealed,
    Singles,
    WipeState,
)
from sync.protocol.signing import (
    SIGNATURE_HEADER,
    TIME_HEADER,
    DeviceKey,
    is_signed,
    request_bytes,
)
from tests.sync.client.station import Heard, Said, Station, message, open_station, refusal

SPACE = "a" * 32
NOW = 1_800_000_000_000
TOKEN = "dev_secret-token"
HTML = Said(200, b"<html>Bienvenue au Wi-Fi</html>", "text/html; charset=utf-8")
STATE = FileState(missing=(1,), size=5)
STATES = FileStates(states={"c" * 64: STATE})


@pytest.fixture(autouse=True)
def no_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def station() -> Iterator[Station]:
    with open_station() as opened:
        yield opened


@pytest.fixture
def waits() -> list[float]:
    return []


def _remote(address: Address, waits: list[float], tries: int = 3) -> HttpRemote:
    backoff = Backoff(sleep=waits.append, chance=lambda: 0.5, tries=tries)
    return HttpRemote(address, Credentials(KEY, TOKEN), backoff, now_ms=lambda: NOW)


KEY = DeviceKey.new()


@pytest.fixture
def remote(station: Station, waits: list[float]) -> Iterator[HttpRemote]:
    opened = _remote(Address(station.address, timeout=5), waits)
    yield opened
    opened.close()


def _request(words: int = 1) -> ExchangeRequest:
    scopes = (ScopeRequest(scope=SPACE),)
    return ExchangeRequest(
        protocol=1, schema_version=1, incarnation="1" * 32, directory=words, scopes=scopes
    )


def _reply() -> ExchangeReply:
    return ExchangeReply(protocol=1, epoch="e" * 32, time_ms=NOW, role="agent", scopes=())


def _signed(heard: Heard, body: bytes) -> bool:
    content = request_bytes(heard.method, heard.target, int(heard.headers[TIME_HEADER]), body)
    return is_signed(KEY.public, content, heard.headers[SIGNATURE_HEADER])


def test_a_request_is_signed_as_it_travels(station: Station, remote: HttpRemote) -> None:
    station.answers(message(_reply()))

    reply = remote.exchange(_request())

    (heard,) = station.heard
    assert reply == _reply()
    assert (heard.method, heard.target) == ("POST", "/v1/exchange")
    assert heard.headers["authorization"] == f"Bearer {TOKEN}"
    assert _signed(heard, heard.body)
    assert not _signed(heard, heard.body + b" ")


def test_long_messages_are_compressed_both_ways(station: Station, remote: HttpRemote) -> None:
    ids = BucketIds(ids=tuple(f"{number:032x}" for number in range(500)))
    content, encoding = compress(encode(ids))
    station.answers(Said(content=content, headers={"content-encoding": encoding}))

    given = remote.ids(SPACE, range(256))

    (heard,) = station.heard
    assert given == ids.ids
    assert heard.headers["content-encoding"] == encoding == ZSTD
    assert len(heard.body) < 600
    assert _signed(heard, heard.body)


def test_each_call_has_its_route(station: Station, remote: HttpRemote) -> None:
    digests = BucketDigests(
        epoch="e" * 32, version=0, digest="0" * 32, count=0, buckets=("",) * 256
    )
    station.answers(
        message(digests),
        message(BucketIds(ids=())),
        message(Singles(runs=())),
        message(STATE),
        message(STATE),
        message(STATES),
        message(STATE),
        Said(content=b"12345", kind="application/octet-stream"),
        message(WipeState(wipe=True)),
        message(WipeState(wipe=False)),
        Said(204, kind=""),
    )

    assert remote.buckets("me:" + SPACE) == digests
    assert remote.ids(SPACE, [1, 2]) == ()
    assert remote.operations(SPACE, ["b" * 32]) == Singles(runs=())
    assert remote.file(SPACE, "c" * 64, 5) == STATE
    assert remote.file(SPACE, "c" * 64, 0) == STATE
    assert remote.file_states(SPACE, ["c" * 64]) == STATES
    assert remote.put_chunk(SPACE, "c" * 64, 1, b"abc") == STATE
    assert remote.chunk(SPACE, "c" * 64, 0) == b"12345"
    assert remote.wipe_state().wipe
    remote.wipe_done()
    remote.send_sealed(Sealed(content="abc"))

    assert [(each.method, each.target.removeprefix("/v1")) for each in station.heard] == [
        ("GET", f"/scopes/me:{SPACE}/buckets"),
        ("POST", f"/scopes/{SPACE}/ids"),
        ("POST", f"/scopes/{SPACE}/operations"),
        ("PUT", f"/scopes/{SPACE}/files/{'c' * 64}?size=5"),
        ("GET", f"/scopes/{SPACE}/files/{'c' * 64}"),
        ("POST", f"/scopes/{SPACE}/files/states"),
        ("PUT", f"/scopes/{SPACE}/files/{'c' * 64}/1"),
        ("GET", f"/scopes/{SPACE}/files/{'c' * 64}/0"),
        ("GET", "/wipe"),
        ("POST", "/wipe"),
        ("POST", "/sealed"),
    ]
    assert station.heard[1].body == b'{"buckets":[1,2]}'
    assert station.heard[6].body == b"abc"
    assert all(_signed(each, each.body) for each in station.heard)


def _page(cursor: int) -> LogPage:
    return LogPage(epoch="e" * 32, version=3, digest="0" * 32, count=3, cursor=cursor, runs=())


def _framed(*pages: LogPage) -> bytes:
    return b"".join(frame(encode(page)) for page in pages) + END


def test_a_log_comes_page_by_page(station: Station, remote: HttpRemote) -> None:
    pages = [_page(cursor) for cursor in (1, 2, 3)]
    station.answers(Said(content=_framed(*pages), kind="application/octet-stream"))

    with remote.log(SPACE, 7) as received:
        given = list(received)

    assert given == pages
    assert station.heard[0].target == f"/v1/scopes/{SPACE}/log?since=7"
    assert _signed(station.heard[0], b"")


@pytest.mark.parametrize("cut", [3, 7])
def test_a_log_that_is_cut_gives_its_whole_pages_first(
    station: Station, remote: HttpRemote, cut: int
) -> None:
    content = _framed(_page(1), _page(2))
    said = Said(content=content, kind="application/octet-stream", cut=len(content) - cut)
    station.answers(said)
    given: list[LogPage] = []

    with pytest.raises(Interrupted), remote.log(SPACE, 0) as pages:
        given.extend(pages)

    assert given in ([_page(1)], [_page(1), _page(2)])


def test_a_log_that_ends_between_two_pages_is_not_taken_for_whole(
    station: Station, remote: HttpRemote
) -> None:
    content = _framed(_page(1)).removesuffix(END)
    station.answers(Said(content=content, kind="application/octet-stream"))

    with pytest.raises(Interrupted), remote.log(SPACE, 0) as pages:
        list(pages)


def test_a_log_of_something_else_is_not_ours(station: Station, remote: HttpRemote) -> None:
    station.answers(Said(content=b"GIF89a" * 9, kind="image/gif"))

    with pytest.raises(NotOurServer), remote.log(SPACE, 0) as pages:
        list(pages)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (HTML, Portal),
        (Said(200, b"hello", ""), Portal),
        (Said(302, kind="", headers={"location": "http://127.0.0.1:1/"}), Portal),
        (Said(511, b"<html>", "text/html"), Portal),
        (Said(404, b"<html>", "text/html"), Portal),
        (Said(407, b"", ""), ProxyRefused),
        (Said(500, b"oops", "text/plain"), ServerDown),
        (Said(502, b"<html>", "text/html"), ServerDown),
        (Said(503, b"<html>", "text/html"), ServerDown),
        (refusal(Refusal.UNAVAILABLE, 500), ServerDown),
        (refusal(Refusal.UNAVAILABLE, 503), ServerPausing),
        (Said(200, b"{}"), NotOurServer),
        (Said(200, b"{", headers={"content-encoding": "zstd"}), NotOurServer),
        (Said(200, b"{}", headers={"content-encoding": "br"}), NotOurServer),
        (Said(400, b'{"code":"something_new"}'), NotOurServer),
        (Said(404, b'{"detail":"Not Found"}'), Portal),
        (refusal(Refusal.UNKNOWN_DEVICE, 401), Refused),
        (refusal(Refusal.CLOCK, time_ms=NOW + 5), ClockWrong),
        (Said(200, b"{}" * 100, cut=50), Interrupted),
        (None, Interrupted),
    ],
)
def test_each_trouble_has_its_name(
    station: Station, waits: list[float], said: Said | None, expected: type[SyncError]
) -> None:
    station.says = lambda _: said
    remote = _remote(Address(station.address, timeout=5), waits, tries=1)

    with pytest.raises(expected) as problem:
        remote.exchange(_request())

    remote.close()
    assert type(problem.value) is expected
    assert len(station.heard) <= 2


@pytest.mark.parametrize(
    "code", sorted({*Refusal} - {Refusal.CLOCK, Refusal.UNAVAILABLE, Refusal.THROTTLED})
)
def test_a_refusal_is_told_with_its_reason_and_not_repeated(
    station: Station, remote: HttpRemote, code: Refusal
) -> None:
    station.answers(refusal(code, 403))

    with pytest.raises(Refused) as problem:
        remote.buckets(SPACE)

    assert problem.value.code is code
    assert len(station.heard) == 1


def test_a_log_that_is_a_portal_says_so(station: Station, remote: HttpRemote) -> None:
    station.answers(HTML)

    with pytest.raises(Portal), remote.log(SPACE, 0):
        pass


def test_a_log_is_refused_like_any_call(station: Station, remote: HttpRemote) -> None:
    station.answers(refusal(Refusal.NOT_FOUND, 404))

    with pytest.raises(Refused), remote.log(SPACE, 0):
        pass


def test_a_photo_that_is_a_portal_is_not_taken_for_one(
    station: Station, remote: HttpRemote
) -> None:
    station.answers(HTML)

    with pytest.raises(Portal):
        remote.chunk(SPACE, "c" * 64, 0)


def test_what_was_cut_or_unavailable_is_asked_again(
    station: Station, remote: HttpRemote, waits: list[float]
) -> None:
    unavailable = Said(503, b"", "", headers={"retry-after": "7"})
    station.answers(unavailable, Said(200, b"{}" * 9, cut=3), message(_reply()))

    reply = remote.exchange(_request())

    assert reply == _reply()
    assert waits == [7.25, 0.5]
    assert len({each.body for each in station.heard}) == 1


def test_a_server_that_asks_for_long_is_left_alone(
    station: Station, remote: HttpRemote, waits: list[float]
) -> None:
    station.answers(refusal(Refusal.UNAVAILABLE, 503, retry_after=600))

    with pytest.raises(ServerDown) as problem:
        remote.exchange(_request())

    assert problem.value.retry_after == 600
    assert waits == []
    assert len(station.heard) == 1


def test_a_throttled_laptop_waits_and_comes_back(
    station: Station, remote: HttpRemote, waits: list[float]
) -> None:
    station.answers(refusal(Refusal.THROTTLED, 429, retry_after=2), message(_reply()))

    remote.exchange(_request())

    assert waits == [2.25]


def test_the_time_of_the_server_is_learnt_once_and_kept(
    station: Station, remote: HttpRemote
) -> None:
    ahead = NOW + 365 * 86_400_000
    station.answers(refusal(Refusal.CLOCK, 401, time_ms=ahead), message(_reply()))

    remote.exchange(_request())
    remote.exchange(_request())

    times = [int(each.headers[TIME_HEADER]) for each in station.heard]
    assert times == [NOW, ahead, ahead]
    assert remote.offset_ms == ahead - NOW
    assert all(_signed(each, each.body) for each in station.heard)


def test_a_redirect_is_never_followed(station: Station, remote: HttpRemote) -> None:
    station.answers(Said(307, kind="", headers={"location": station.address + "/v1/exchange"}))

    with pytest.raises(Portal):
        remote.exchange(_request())

    assert len(station.heard) == 1


def test_an_answer_without_end_is_not_read_to_its_end(station: Station, remote: HttpRemote) -> None:
    station.answers(Said(content=b" " * (9 << 20)))

    with pytest.raises(Portal):
        remote.exchange(_request())


def test_a_bomb_is_not_inflated(station: Station, remote: HttpRemote) -> None:
    bomb = zstandard.ZstdCompressor().compress(b" " * (64 << 20))
    station.answers(Said(content=bomb, headers={"content-encoding": ZSTD}))

    with pytest.raises(NotOurServer):
        remote.exchange(_request())


def test_nobody_there_is_a_server_that_is_down(waits: list[float]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    remote = _remote(Address(f"http://127.0.0.1:{port}"), waits)

    with pytest.raises(ServerDown):
        remote.exchange(_request())

    remote.close()
    assert waits == [0.25, 0.5]


def test_a_server_that_stays_silent_is_down(waits: list[float]) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        remote = _remote(Address(f"http://127.0.0.1:{port}", timeout=0.05), waits, tries=1)

        with pytest.raises(ServerDown):
            remote.exchange(_request())
        remote.close()


def test_a_name_that_is_not_found_means_no_network(
    monkeypatch: pytest.MonkeyPatch, waits: list[float]
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    remote = _remote(Address("https://carnet.example"), waits, tries=1)

    with pytest.raises(NoNetwork):
        remote.exchange(_request())
    remote.close()


@pytest.mark.parametrize(
    "server",
    [
        "http://carnet.example",
        "http://192.168.1.4:8080",
        "ftp://carnet.example",
        "carnet.example",
        "https://",
        "https://me:word@carnet.example",
        "https://carnet.example?code=1",
        "https://[",
        "",
    ],
)
def test_an_address_in_clear_or_none_is_refused(server: str) -> None:
    with pytest.raises(AddressRefused):
        Address(server).checked()


@pytest.mark.parametrize(
    "address",
    [
        Address("https://carnet.example/"),
        Address("http://localhost:8080"),
        Address("http://127.0.0.1:1"),
        Address("http://[::1]:1"),
        Address("http://192.168.1.4:8080", in_clear=True),
    ],
)
def test_an_address_that_keeps_words_to_itself_is_taken(address: Address) -> None:
    assert address.checked() == address.server.rstrip("/")


def test_a_proxy_given_by_hand_is_used(station: Station, waits: list[float]) -> None:
    station.answers(message(_reply()))
    address = Address("http://carnet.example", proxy=station.address, in_clear=True)
    remote = _remote(address, waits)

    remote.exchange(_request())
    remote.close()

    assert station.heard[0].target == "http://carnet.example/v1/exchange"


def test_the_proxy_of_the_system_is_used_and_its_exceptions_too(
    station: Station, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    station.answers(message(_reply()))
    monkeypatch.setenv("HTTP_PROXY", station.address)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    through = _remote(Address("http://carnet.example", in_clear=True), waits)
    straight = _remote(Address(station.address), waits)

    through.exchange(_request())
    straight.exchange(_request())
    through.close()
    straight.close()

    assert [each.target for each in station.heard] == [
        "http://carnet.example/v1/exchange",
        "/v1/exchange",
    ]


def test_a_proxy_that_wants_a_name_is_told_apart(station: Station, waits: list[float]) -> None:
    station.answers(Said(407, b"<html>", "text/html"))
    remote = _remote(Address("https://carnet.example", proxy=station.address), waits, tries=1)

    with pytest.raises(ProxyRefused):
        remote.exchange(_request())

    remote.close()
    assert station.heard[0].method == "CONNECT"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate for loopback that nobody signed but itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "loopback")])
    start = datetime.now(UTC) - timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=3))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "station.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


def test_a_certificate_that_nobody_vouches_for_is_refused_before_anything_is_sent(
    certificate: Path, waits: list[float]
) -> None:
    with open_station(certificate) as station:
        remote = _remote(Address(station.address), waits)

        with pytest.raises(CertificateRefused):
            remote.exchange(_request())
        remote.close()

    assert station.heard == []
    assert waits == []


def test_an_authority_given_by_hand_is_trusted(certificate: Path, waits: list[float]) -> None:
    with open_station(certificate) as station:
        station.answers(message(_reply()))
        remote = _remote(Address(station.address, authority=str(certificate)), waits)

        reply = remote.exchange(_request())
        remote.close()

    assert reply == _reply()


def test_an_authority_may_be_given_as_its_text(certificate: Path, waits: list[float]) -> None:
    text = certificate.read_text()
    authority = text[text.index("-----BEGIN CERTIFICATE") :]
    with open_station(certificate) as station:
        station.answers(message(_reply()))
        remote = _remote(Address(station.address, authority=authority), waits)

        reply = remote.exchange(_request())
        remote.close()

    assert reply == _reply()


def test_https_asked_of_a_port_in_clear_is_told_so(station: Station, waits: list[float]) -> None:
    address = Address(station.address.replace("http:", "https:"))
    remote = _remote(address, waits, tries=1)

    with pytest.raises(OtherScheme):
        remote.exchange(_request())
    remote.close()


def test_http_asked_of_a_port_with_tls_is_told_so(certificate: Path, waits: list[float]) -> None:
    with open_station(certificate) as station:
        address = Address(station.address.replace("https:", "http:"))
        remote = _remote(address, waits, tries=1)

        with pytest.raises(OtherScheme):
            remote.exchange(_request())
        remote.close()

    assert station.heard == []


def test_a_proxy_that_says_that_the_port_is_https_is_believed() -> None:
    page = b"<html>The plain HTTP request was sent to HTTPS port</html>"

    with pytest.raises(OtherScheme):
        check(Answer(400, {"content-type": "text/html"}, page))


def test_a_file_that_holds_no_certificate_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pem"
    empty.write_text("nothing")

    with pytest.raises(AddressRefused):
        _remote(Address("https://carnet.example", authority=str(empty)), [])


JOIN = JoinRequest(
    protocol=1,
    code="ABCD-EFGH-JKLM",
    public_key=KEY.public,
    device_name="Portable",
    incarnation="1" * 32,
    wished_initials="AB",
)


def test_a_code_is_used_once_even_when_the_answer_is_cut(station: Station) -> None:
    station.answers(Said(content=b"{}" * 9, cut=3))

    with pytest.raises(Interrupted):
        join(Address(station.address), JOIN)

    assert [each.target for each in station.heard] == ["/v1/join"]


def test_joining_gives_what_the_laptop_keeps(station: Station) -> None:
    reply = JoinReply(
        device="2" * 32,
        token="dev_token",
        person="3" * 32,
        person_name="Alix",
        initials="AB",
        space=SPACE,
        space_name="Ville",
        role="agent",
        server="4" * 32,
        epoch="e" * 32,
        server_key="k",
        unlock_secret="s",
        bundle_key="b",
    )
    station.answers(message(reply))

    given = join(Address(station.address), JOIN)

    assert given == reply
    assert "authorization" not in station.heard[0].headers


def test_no_secret_is_in_a_log_an_address_or_a_representation(
    station: Station, remote: HttpRemote, caplog: pytest.LogCaptureFixture
) -> None:
    station.answers(refusal(Refusal.CODE, 403))

    with caplog.at_level(logging.DEBUG):
        for call in (lambda: join(Address(station.address), JOIN), remote.wipe_state):
            with pytest.raises(Refused) as problem:
                call()
            assert TOKEN not in str(problem.value)

    told = caplog.text + "".join(each.target for each in station.heard)
    told += repr(Credentials(KEY, TOKEN))
    assert not [word for word in (TOKEN, JOIN.code, KEY.reveal()) if word in told]
