"""Joining, exchanging, asking where one stands and leaving, from the command line."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.services.exchanging import exchange, joining, wiping
from desktop.services.exchanging.locking import note_contact
from desktop.services.opening import open_notebook, wall_clock_ms
from desktop.store.enrolment import enrolment_of, put_enrolment
from sync.client.errors import NoNetwork, RemovalsToConfirm
from sync.protocol.messages import Policy
from sync.protocol.unlocking import unlock_code
from tests.desktop.services.exchanging.small_server import SPACE, SmallServer

Run = Callable[..., Any]
JOIN = ("join", "--server", "https://carnet.exemple.fr", "--code", "ABCD-EFGH-JKMN")
TASK = '{"what": "Appeler le bailleur", "who": "Jeanne", "due_on": "2026-12-01"}'


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> SmallServer:
    """Return a small server in the place of the network."""
    small = SmallServer(wall_clock_ms)
    for module in (joining, exchange, wiping):
        monkeypatch.setattr(module, "over_http", lambda *_network: small.reaching)
    return small


def test_a_notebook_joins_exchanges_and_says_where_it_stands(cli: Run, server: SmallServer) -> None:
    cli("add", "task", "--json", "-", stdin=TASK)

    joined = cli(*JOIN, "--device-name", "Portable")
    cli("add", "task", "--json", "-", stdin=TASK)
    before = cli("status", "--json").json
    synced = cli("sync")
    after = cli("status", "--json").json

    assert joined.code == 0, joined.err
    assert "«\u00a0Équipe de Beauvais\u00a0»" in joined.out
    assert before["to_send"] == {"operations": 1, "records": 1}
    assert synced.out.startswith("L’échange est fait\u00a0: 1\u00a0modification envoyée")
    assert after["to_send"] == {"operations": 0, "records": 0}
    assert after["last_success"]
    assert len({operation.record for _, operation in server.logs[SPACE]}) > 2


def test_the_answers_are_json_when_asked(cli: Run, server: SmallServer) -> None:
    joined = cli(*JOIN, "--json").json
    synced = cli("sync", "--json").json

    assert joined["space"] == "Équipe de Beauvais"
    assert joined["exchanged"] is True
    assert synced == {
        "sent": 0,
        "received": 0,
        "records": 0,
        "parked": [],
        "left": 0,
        "repaired": 0,
        "files_sent": 0,
        "files_received": 0,
        "files_waiting": 0,
    }
    assert server.calls.count("exchange") >= 2


def test_status_answers_both_questions_without_any_server(cli: Run) -> None:
    answer = cli("status")

    assert answer.code == 0
    assert answer.lines[0] == "Vous pouvez fermer\u00a0: tout est gardé sur cet ordinateur."
    assert "aucun serveur" in answer.lines[1]


def test_a_wrong_code_is_something_to_correct(cli: Run, server: SmallServer) -> None:
    answer = cli("join", "--server", "https://carnet.exemple.fr", "--code", "NO", "--json")

    assert answer.code == 2
    assert answer.errors[0]["field"] == "code"
    assert cli("status", "--json").json["joined"] is False
    assert server.calls == ["join"]


@pytest.mark.usefixtures("server")
def test_an_address_in_clear_is_something_to_correct(cli: Run) -> None:
    answer = cli("join", "--server", "http://carnet.exemple.fr", "--code", "NO", "--json")

    assert answer.code == 2
    assert answer.errors[0]["field"] == "server"


def test_without_network_the_code_is_3_and_status_remembers(cli: Run, server: SmallServer) -> None:
    cli(*JOIN)
    server.trouble = NoNetwork()

    answer = cli("sync")

    assert answer.code == 3
    assert answer.err.startswith("Vous n’êtes pas connecté. C’est normal")
    assert "Vous n’êtes pas connecté" in cli("status").out


def test_a_first_exchange_to_do_again_is_told(cli: Run, server: SmallServer) -> None:
    server.refuses["exchange"] = NoNetwork()

    answer = cli(*JOIN)

    assert answer.code == 3
    assert "relancez «\u00a0carnet sync\u00a0»" in answer.err
    assert cli("status", "--json").json["joined"] is True


def test_many_removals_wait_for_an_agreement(cli: Run, server: SmallServer) -> None:
    cli(*JOIN)
    server.refuses["exchange"] = RemovalsToConfirm(212, 3400)

    answer = cli("sync", "--json")

    assert answer.code == 2
    assert answer.errors[0]["sentence"].startswith("Cet échange enverrait 212 fiches")


def test_sync_without_a_server_says_how_to_join(cli: Run) -> None:
    answer = cli("sync")

    assert answer.code == 2
    assert "carnet join" in answer.err


def test_leaving_asks_first_and_empties_only_then(
    cli: Run, server: SmallServer, tmp_path: Path
) -> None:
    cli(*JOIN)
    cli("add", "task", "--json", "-", stdin=TASK)

    unsure = cli("leave")
    sure = cli("leave", "--yes")

    assert unsure.code == 2
    assert "--yes" in unsure.err
    assert sure.code == 0, sure.err
    assert "task" in {operation.kind for _, operation in server.logs[SPACE]}
    assert {path.name for path in (tmp_path / "carnet").iterdir()} <= {"carnet.lock"}
    assert cli("status").code == 3


def test_a_laptop_ordered_to_be_emptied_is_and_says_why(
    cli: Run, server: SmallServer, tmp_path: Path
) -> None:
    cli(*JOIN)
    cli("add", "task", "--json", "-", stdin=TASK)
    server.revoked = server.wipe = True

    answer = cli("sync")

    assert answer.code == 3
    assert "rien de votre travail n’est perdu" in answer.err
    assert len(server.sealed) == 1
    assert server.calls[-1] == "wipe_done"
    assert {path.name for path in (tmp_path / "carnet").iterdir()} <= {"carnet.lock"}


def test_an_emptying_cut_short_goes_on_at_the_next_command(
    cli: Run, server: SmallServer, tmp_path: Path
) -> None:
    cli(*JOIN)
    server.revoked = server.wipe = True
    server.refuses["wipe_done"] = NoNetwork()
    cli("sync")
    del server.refuses["wipe_done"]

    answer = cli("list", "task")

    assert answer.code == 3
    assert "Il n’y a pas de carnet" in answer.err
    assert server.calls[-1] == "wipe_done"
    assert not (tmp_path / "carnet" / "carnet.emptying").exists()


@pytest.fixture
def locked(cli: Run, server: SmallServer, tmp_path: Path, passphrase: str) -> str:
    """Return the secret of a notebook that joined a space and met its server years ago."""
    assert server.codes
    cli(*JOIN)
    with open_notebook(tmp_path / "carnet", passphrase) as notebook:
        base = notebook.base
        enrolment = enrolment_of(base.settings)
        assert enrolment is not None
        with base.writing():
            put_enrolment(base.settings, replace(enrolment, policy=Policy(lock_after_days=1)))
            note_contact(base)
            base.settings.put("lock:contact", "1")
    return enrolment.unlock_secret


def test_a_locked_notebook_opens_only_to_exchange(cli: Run, locked: str) -> None:
    refused = cli("list", "task")
    asked = cli("status", "--json").json
    synced = cli("sync")
    after = cli("list", "task")

    assert locked
    assert refused.code == 3
    assert "il ne s’ouvre que pour échanger" in refused.err
    assert asked["locked"] is True
    assert synced.code == 0, synced.err
    assert after.code == 0


def test_a_code_by_telephone_opens_a_locked_notebook(
    cli: Run, server: SmallServer, locked: str
) -> None:
    server.trouble = NoNetwork()
    told = json.loads(cli("list", "task", "--json").err)
    challenge = told["advice"].split("«\u00a0")[1].split("\u00a0»")[0]

    wrong = cli("unlock", "00000000")
    right = cli("unlock", unlock_code(locked, challenge))
    after = cli("list", "task")

    assert wrong.code == 2
    assert right.code == 0, right.err
    assert "pour 7\u00a0jours" in right.out
    assert after.code == 0
