"""A laptop that its space orders to be emptied: unsent work first, keys next, then the server."""

import pytest

from desktop.errors import NoNotebook
from desktop.services.exchanging.emptying import JOURNAL, Emptying
from desktop.services.exchanging.wiping import empty, obey, resume
from desktop.services.notebook import Notebook
from sync.client.errors import NoNetwork, Refused
from sync.protocol.codes import Refusal
from tests.conftest import Clock
from tests.desktop.services.exchanging.small_server import SmallServer

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}


@pytest.fixture
def server(clock: Clock) -> SmallServer:
    """Return a server that orders the laptop to be emptied."""
    return SmallServer(clock, revoked=True, wipe=True)


def _left(notebook: Notebook) -> set[str]:
    return {path.name for path in notebook.folder.path.iterdir()} - {"carnet.lock"}


def test_the_notebook_is_gone_and_the_server_knows(joined: Notebook, server: SmallServer) -> None:
    joined.backups.make()

    obey(joined, reaching=server.reaching)

    assert _left(joined) == set()
    assert server.calls == ["wipe_done"]
    with pytest.raises(NoNotebook):
        joined.folder.require_notebook()


def test_a_server_that_cannot_be_reached_hears_at_the_next_start(
    joined: Notebook, server: SmallServer
) -> None:
    server.trouble = NoNetwork()
    obey(joined, reaching=server.reaching)
    first = _left(joined)

    server.trouble = None
    resumed = resume(joined.folder.path, reaching=server.reaching)

    assert first == {JOURNAL}
    assert resumed
    assert server.calls == ["wipe_done", "wipe_done"]
    assert _left(joined) == set()
    assert not resume(joined.folder.path, reaching=server.reaching)


def test_a_server_that_no_longer_knows_the_laptop_needs_no_answer(
    joined: Notebook, server: SmallServer
) -> None:
    server.trouble = Refused(Refusal.UNKNOWN_DEVICE)

    obey(joined, reaching=server.reaching)

    assert _left(joined) == set()


@pytest.mark.parametrize("step", ["keys", "base", "backups", "files", "set-aside", "marker"])
def test_a_program_killed_while_emptying_finishes_at_the_next_start(
    joined: Notebook, server: SmallServer, step: str
) -> None:
    class Killed(BaseException):
        pass

    def watch(heard: str) -> None:
        if heard == step:
            raise Killed

    joined.backups.make()
    joined.close()
    with pytest.raises(Killed):
        Emptying(joined.folder, watch).begin(
            {"server": "http://127.0.0.1:1", "token": "dev_abc", "private_key": "k"}
        )

    resume(joined.folder.path, reaching=server.reaching)

    assert server.calls == ["wipe_done"]
    assert _left(joined) == set()


def test_who_leaves_keeps_no_pass_in_clear(joined: Notebook, server: SmallServer) -> None:
    empty(joined)

    assert _left(joined) == set()
    assert server.calls == []


def test_an_ordinary_start_empties_nothing(joined: Notebook, server: SmallServer) -> None:
    joined.add("visit", VISIT)

    assert not resume(joined.folder.path, reaching=server.reaching)
    assert joined.count("visit") == 1
