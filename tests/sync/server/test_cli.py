"""The command `carnet-server`, as whoever looks after a server types it."""

import json
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest

from sync.protocol import routes
from sync.protocol.encoding import decode, encode
from sync.protocol.messages import ExchangeReply, ExchangeRequest, JoinReply, ScopeRequest
from sync.protocol.signing import DeviceKey
from sync.protocol.unlocking import unlock_code
from sync.protocol.versions import PROTOCOL
from sync.server.web.serving import now_ms
from tests.sync.server.office import join_request
from tests.sync.server.shell import Shell


@pytest.mark.parametrize(
    "words",
    [
        ("run",),
        ("devices",),
        ("check",),
        ("backup", "copy.db"),
        ("invite", "--space", "S", "--role", "agent", "--name", "N"),
    ],
)
def test_without_a_server_the_command_says_how_to_begin(
    shell: Shell, words: tuple[str, ...]
) -> None:
    code, _, err = shell.type(*words)

    assert code == 3
    assert "carnet-server init --data-dir" in err
    assert not shell.folder.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("nothing",),
        ("invite", "--space", "S"),
        ("invite", "--space", "S", "--role", "chief", "--name", "N"),
        ("invite", "--space", "", "--role", "agent", "--name", "N"),
        ("revoke", "ffff"),
        ("erase", "--space", "Ailleurs", "--record", "x"),
        ("run", "--host", "0.0.0.0"),
        ("run", "--tls-cert", __file__),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(begun: Shell, words: tuple[str, ...]) -> None:
    code, out, err = begun.type(*words)

    assert code == 2
    assert err.strip()
    assert "Traceback" not in out + err


def test_init_twice_is_the_same_server(begun: Shell) -> None:
    assert begun.ask("init") == begun.ask("init")


def test_an_invitation_says_the_code_until_when_and_a_new_space(begun: Shell) -> None:
    words = ("--space", "Nord", "--role", "reader", "--name", "Jeanne Doe")

    _, first, _ = begun.type("invite", *words)
    _, second, _ = begun.type("invite", *words)

    assert "vient d’être créé" in first
    assert "vient d’être créé" not in second
    assert "une seule fois" in first


def test_a_copy_put_back_has_a_new_epoch_and_the_old_base_is_kept(
    begun: Shell, tmp_path: Path
) -> None:
    epoch = begun.ask("init")["epoch"]
    copy = tmp_path / "copy.db"
    begun.ask("backup", str(copy))
    begun.invite()

    again, _, _ = begun.type("backup", str(copy))
    done = begun.ask("restore", str(copy))

    assert again == 2
    assert done["epoch"] == begun.ask("init")["epoch"] != epoch
    assert Path(done["aside"]).exists()
    assert begun.ask("check")["sound"]


def test_a_copy_that_was_changed_is_not_put_in_place(begun: Shell, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    begun.ask("backup", str(copy))
    content = bytearray(copy.read_bytes())
    content[-1] ^= 1
    copy.write_bytes(content)
    before = (begun.folder / "server.db").read_bytes()

    code, _, err = begun.type("restore", str(copy))

    assert code == 3
    assert "Rien n’a été remplacé" in err
    assert (begun.folder / "server.db").read_bytes() == before


def test_check_sees_a_line_taken_from_the_audit_log(begun: Shell) -> None:
    begun.invite()
    with sqlite3.connect(begun.folder / "server.db") as base:
        base.execute("DELETE FROM audit WHERE number = 2")
    base.close()

    code, out, _ = begun.type("check")

    assert code == 3
    assert "audit" in out


def test_check_sees_that_the_end_of_the_audit_log_was_cut_off(begun: Shell, tmp_path: Path) -> None:
    head = begun.ask("backup", str(tmp_path / "copy.db"))["audit_head"]
    assert begun.ask("check", "--audit-head", head)["sound"]
    _cut_the_audit_log(begun.folder / "server.db", kept=1)

    beside = begun.ask_all("check")
    (begun.folder / "audit-heads.jsonl").unlink()
    printed = begun.ask_all("check", "--audit-head", head)

    assert beside["audit"] == printed["audit"] == [2]
    assert begun.ask("check")["sound"], "what nobody noted elsewhere cannot be missed"


def test_a_restore_is_no_fault_of_the_audit_log(begun: Shell, tmp_path: Path) -> None:
    begun.ask("backup", str(tmp_path / "copy.db"))
    begun.invite()

    begun.ask("restore", str(tmp_path / "copy.db"))

    assert begun.ask("check")["sound"]
    assert begun.type("check", "--audit-head", "what")[0] == 2


def test_erasing_names_the_databases_put_aside_where_the_content_stays(
    begun: Shell, tmp_path: Path
) -> None:
    begun.invite()
    begun.ask("backup", str(tmp_path / "copy.db"))
    aside = begun.ask("restore", str(tmp_path / "copy.db"))["aside"]

    erased = begun.ask("erase", "--space", "Nord", "--record", "x")

    assert erased["asides"] == [aside]


def _cut_the_audit_log(file: Path, kept: int) -> None:
    with closing(sqlite3.connect(file)) as base, base:
        base.execute("DELETE FROM audit WHERE number > ?", (kept,))
        [end] = base.execute("SELECT hash FROM audit WHERE number = ?", (kept,)).fetchone()
        base.execute("UPDATE meta SET value = ? WHERE name = 'audit_head'", (f"{kept}:{end}",))


def test_the_description_needs_no_server_that_was_begun(shell: Shell) -> None:
    code, out, _ = shell.type("openapi")

    assert code == 0
    assert "/v1/exchange" in json.loads(out)["paths"]


# A real process


@pytest.fixture
def running(begun: Shell) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "sync.server", "run", "--port", str(port)]
    process = subprocess.Popen(
        [*words, "--data-dir", str(begun.folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    url = f"http://127.0.0.1:{port}"
    while not _answers(url):
        assert process.poll() is None, process.communicate()
    yield url
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert b"Traceback" not in err
    assert b"dev_" not in err


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url + routes.HEALTH, timeout=5) as answered:
            return bool(answered.status == 200)
    except URLError:
        return False


def _post(url: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
    request = urllib.request.Request(url, body, headers, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=10) as answered:
            return answered.status, answered.read()
    except HTTPError as refused:
        with refused:
            return refused.code, refused.read()


def test_a_laptop_is_invited_joins_exchanges_and_is_put_out(begun: Shell, running: str) -> None:
    key = DeviceKey.new()
    request = join_request(begun.invite(), key)
    _, content = _post(running + routes.JOIN, encode(request), {})
    joined = decode(JoinReply, content)
    asked = ExchangeRequest(
        protocol=PROTOCOL,
        schema_version=1,
        incarnation=request.incarnation,
        scopes=(ScopeRequest(scope=joined.space, cursor=0, epoch=joined.epoch),),
    )

    def exchange() -> tuple[int, bytes]:
        body = encode(asked)
        headers = key.sign_request("POST", routes.EXCHANGE, now_ms(), body)
        bearer = {"Authorization": f"Bearer {joined.token}"}
        return _post(running + routes.EXCHANGE, body, {**headers, **bearer})

    status, reply = exchange()
    unlock = begun.ask("unlock", joined.device[:8], "AB2-3CD")
    begun.ask("revoke", joined.device[:8])
    after, _ = exchange()

    assert (status, after) == (200, 401)
    assert decode(ExchangeReply, reply).epoch == joined.epoch
    assert unlock["code"] == unlock_code(joined.unlock_secret, "AB23CD")
    assert begun.ask("devices")["devices"][0]["state"] == "revoked"
    assert begun.type("restore", "copy.db")[0] == 3
