"""A notebook joins a space, nothing half done, nothing lost."""

import pytest

from desktop.services.exchanging.declined import CodeRefused
from desktop.services.exchanging.joining import AlreadyJoined, join
from desktop.services.exchanging.locking import lock_state
from desktop.services.exchanging.standing import standing
from desktop.services.exchanging.troubles import AddressNotUsable, NotConnected
from desktop.services.jobs import Cancelled, Ticket
from desktop.services.notebook import Changed, Notebook
from desktop.store.backups import Reason
from desktop.store.enrolment import enrolment_of
from sync.client.errors import Interrupted, NoNetwork
from tests.conftest import Clock
from tests.desktop.services.exchanging.small_server import SPACE, SmallServer

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}
URL, CODE = "https://carnet.exemple.fr", "ABCD-EFGH-JKMN"


@pytest.fixture
def server(clock: Clock) -> SmallServer:
    """Return the server of a space."""
    return SmallServer(clock)


def test_a_notebook_joins_with_all_that_it_held(notebook: Notebook, server: SmallServer) -> None:
    key = notebook.add("visit", VISIT).record.id

    joined = join(notebook, f"{URL}/", CODE, "Portable", reaching=server.reaching)

    assert (joined.space_name, joined.role, joined.trouble) == ("Équipe de Beauvais", "agent", None)
    assert dict(notebook.get(key))["facts"] == "Le jardin."
    assert notebook.base.identity.space == SPACE
    assert key in {operation.record for _, operation in server.logs[SPACE]}
    assert standing(notebook).all_sent
    assert lock_state(notebook.base).days_left == 45


def test_a_backup_is_made_before_anything_changes(notebook: Notebook, server: SmallServer) -> None:
    notebook.add("visit", VISIT)

    join(notebook, URL, CODE, reaching=server.reaching)

    assert Reason.EXCHANGE in [backup.reason for backup in notebook.backups.list()]


def test_the_screens_read_everything_again(notebook: Notebook, server: SmallServer) -> None:
    heard: list[Changed] = []
    notebook.on_change(heard.append)

    join(notebook, URL, CODE, reaching=server.reaching)

    assert "visit" in heard[0].kinds


@pytest.mark.parametrize(
    "address", ["http://carnet.exemple.fr", "carnet", "", "https://a:b@carnet.exemple.fr"]
)
def test_an_address_that_would_not_protect_is_not_called(
    notebook: Notebook, server: SmallServer, address: str
) -> None:
    with pytest.raises(AddressNotUsable, match="Rien n’a été envoyé"):
        join(notebook, address, CODE, reaching=server.reaching)

    assert server.calls == []
    assert enrolment_of(notebook.base.settings) is None


def test_a_server_on_this_computer_may_be_in_clear(notebook: Notebook, server: SmallServer) -> None:
    join(notebook, "http://127.0.0.1:8000", CODE, reaching=server.reaching)

    assert standing(notebook).joined


@pytest.mark.parametrize("code", ["WRONG", ""])
def test_a_code_that_is_refused_changes_nothing(
    notebook: Notebook, server: SmallServer, code: str
) -> None:
    notebook.add("visit", VISIT)
    before = [operation.id for operation in notebook.base.log.everything()]
    identity = notebook.base.identity

    with pytest.raises(CodeRefused):
        join(notebook, URL, code, reaching=server.reaching)

    assert [operation.id for operation in notebook.base.log.everything()] == before
    assert notebook.base.identity == identity
    assert enrolment_of(notebook.base.settings) is None


def test_without_network_the_notebook_stays_as_it_was(
    notebook: Notebook, server: SmallServer
) -> None:
    server.trouble = NoNetwork()

    with pytest.raises(NotConnected):
        join(notebook, URL, CODE, reaching=server.reaching)

    assert enrolment_of(notebook.base.settings) is None


def test_stopped_before_the_code_has_served_the_notebook_stays_as_it_was(
    notebook: Notebook, server: SmallServer
) -> None:
    ticket = Ticket()
    ticket.cancel()
    identity = notebook.base.identity

    with pytest.raises(Cancelled):
        join(notebook, URL, CODE, ticket=ticket, reaching=server.reaching)

    assert notebook.base.identity == identity
    assert enrolment_of(notebook.base.settings) is None
    assert server.codes == {CODE}


def test_stopped_once_the_code_has_served_it_has_joined_all_the_same(
    notebook: Notebook, server: SmallServer
) -> None:
    ticket = Ticket(lambda _progress: ticket.cancel())

    joined = join(notebook, URL, CODE, ticket=ticket, reaching=server.reaching)

    assert (joined.outcome, joined.trouble) == (None, None)
    assert standing(notebook).joined
    assert lock_state(notebook.base).days_left == 45


def test_a_first_exchange_that_is_cut_is_told_and_goes_on_later(
    notebook: Notebook, server: SmallServer
) -> None:
    server.refuses["exchange"] = Interrupted()

    joined = join(notebook, URL, CODE, reaching=server.reaching)

    assert joined.outcome is None
    assert joined.trouble is not None
    assert standing(notebook).joined
    assert standing(notebook).trouble == joined.trouble.sentence


def test_a_notebook_is_in_one_space_only(notebook: Notebook, server: SmallServer) -> None:
    join(notebook, URL, CODE, reaching=server.reaching)
    server.codes.add("ANOTHER")

    with pytest.raises(AlreadyJoined, match="déjà dans un espace"):
        join(notebook, URL, "ANOTHER", reaching=server.reaching)

    assert server.codes == {"ANOTHER"}
