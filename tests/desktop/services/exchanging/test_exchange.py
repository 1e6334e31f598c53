"""One exchange: written down, told to the screens, and as calm when it fails."""

from hashlib import sha256

import pytest

from desktop.errors import UserError
from desktop.services.exchanging.declined import NoLongerKnown, WipeOrdered
from desktop.services.exchanging.exchange import NotJoined, exchange
from desktop.services.exchanging.joining import join
from desktop.services.exchanging.locking import lock_state
from desktop.services.exchanging.standing import standing
from desktop.services.exchanging.troubles import NotConnected, Trouble
from desktop.services.jobs import Cancelled, Ticket
from desktop.services.notebook import Changed, Notebook
from desktop.store.exchange_facts import DONE, ExchangeFacts, JournalLine
from sync.client.errors import NoNetwork
from sync.operations.operation import Operation, Verb, canonical, seal
from sync.protocol.messages import ExchangeRequest
from sync.protocol.parcels import FileParcel, open_parcel
from sync.protocol.runs import unpack
from tests.conftest import Clock
from tests.desktop.services.exchanging.small_server import SPACE, SmallServer

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}
RECORD = "0197" + "c" * 28


@pytest.fixture
def server(clock: Clock) -> SmallServer:
    """Return the server of a space."""
    return SmallServer(clock)


@pytest.fixture
def member(notebook: Notebook, server: SmallServer) -> Notebook:
    """Return a notebook that joined it."""
    join(notebook, "https://carnet.exemple.fr", "ABCD-EFGH-JKMN", reaching=server.reaching)
    return notebook


def _from_a_colleague(clock: Clock) -> Operation:
    return seal(
        device="c" * 32,
        number=1,
        previous="",
        scope=SPACE,
        record=RECORD,
        kind="visit",
        verb=Verb.CREATE,
        fields=canonical({**VISIT, "facts": "La fontaine."}),
        parents=(),
        clock=clock() << 16,
        author="a" * 32,
        schema=1,
    )


def _journal(notebook: Notebook) -> tuple[JournalLine, ...]:
    return ExchangeFacts(notebook.base.db).journal(10)


def test_a_notebook_that_lives_alone_says_how_to_join(notebook: Notebook) -> None:
    with pytest.raises(NotJoined, match="aucun serveur") as caught:
        exchange(notebook, Ticket())

    assert "carnet join" in caught.value.advice


def test_what_was_written_goes_and_what_a_colleague_wrote_comes(
    member: Notebook, server: SmallServer, clock: Clock
) -> None:
    key = member.add("visit", VISIT).record.id
    server.write(_from_a_colleague(clock))

    outcome = exchange(member, Ticket(), reaching=server.reaching)

    assert (outcome.sent, outcome.received) == (1, 1)
    assert key in {operation.record for _, operation in server.logs[SPACE]}
    assert dict(member.get(RECORD))["facts"] == "La fontaine."


def test_the_screens_hear_what_came_in(member: Notebook, server: SmallServer, clock: Clock) -> None:
    heard: list[Changed] = []
    member.on_change(heard.append)
    server.write(_from_a_colleague(clock))

    exchange(member, Ticket(), reaching=server.reaching)
    exchange(member, Ticket(), reaching=server.reaching)

    assert heard == [Changed(frozenset({"visit"}), (RECORD,))]


def test_the_journal_keeps_counts_and_nothing_personal(
    member: Notebook, server: SmallServer, clock: Clock
) -> None:
    member.add("visit", VISIT)
    server.write(_from_a_colleague(clock))

    exchange(member, Ticket(), reaching=server.reaching)

    line = _journal(member)[0]
    assert (line.way, line.sent, line.received, line.outcome) == ("server", 1, 1, DONE)
    assert 0 < line.duration_ms < 1_000


def test_without_network_all_stays_and_the_journal_knows(
    member: Notebook, server: SmallServer, clock: Clock
) -> None:
    member.add("visit", VISIT)
    server.trouble = NoNetwork()
    clock.wait(days=40)

    with pytest.raises(NotConnected):
        exchange(member, Ticket(), reaching=server.reaching)

    here = standing(member)
    assert _journal(member)[0].outcome == "no_network"
    assert here.trouble.startswith("Vous n’êtes pas connecté")
    assert here.counts.records == 1
    assert here.lock.days_left == 5


def test_meeting_the_server_counts_the_days_anew(
    member: Notebook, server: SmallServer, clock: Clock
) -> None:
    clock.wait(days=40)

    exchange(member, Ticket(), reaching=server.reaching)

    assert lock_state(member.base).days_left == 45


def test_somebody_may_stop_it(member: Notebook, server: SmallServer) -> None:
    ticket = Ticket()
    ticket.cancel()

    with pytest.raises(Cancelled):
        exchange(member, ticket, reaching=server.reaching)

    assert _journal(member)[0].outcome == "stopped"
    assert standing(member).trouble == ""


def _with_file(notebook: Notebook, digest: str) -> None:
    values = {"file_name": "a.jpg", "recognisable_people": "NON", "media_type": "image/jpeg"}
    notebook.add("attachment", {**values, "sha256": digest, "size_bytes": 9})


def test_a_file_that_is_damaged_here_keeps_nothing_else_from_going(
    member: Notebook, server: SmallServer
) -> None:
    _with_file(member, member.contents.keep(b"a picture"))
    _with_file(member, member.contents.keep(b"a drawing"))
    (damaged, _) = sorted(member.folder.files.rglob("*.blob"))
    content = damaged.read_bytes()
    damaged.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))

    outcome = exchange(member, Ticket(), reaching=server.reaching)

    assert (outcome.sent, outcome.files_sent, outcome.files_failed) == (2, 1, 1)
    assert _journal(member)[0].outcome == DONE


def test_an_exchange_that_the_disk_stopped_is_written_down_too(
    member: Notebook, server: SmallServer
) -> None:
    digest = sha256(b"a picture").hexdigest()
    server.files[digest] = {0: b"a picture"}
    _with_file(member, digest)
    member.folder.files.mkdir(exist_ok=True)
    (member.folder.files / "arriving").write_bytes(b"in the way")

    with pytest.raises(UserError):
        exchange(member, Ticket(), reaching=server.reaching)

    assert _journal(member)[0].outcome == Trouble.outcome
    assert "n’a pas pu se faire" in standing(member).trouble


def test_a_revoked_laptop_keeps_its_notebook_unless_told_to_empty_it(
    member: Notebook, server: SmallServer
) -> None:
    server.revoked = True

    with pytest.raises(NoLongerKnown):
        exchange(member, Ticket(), reaching=server.reaching)

    assert server.sealed == []
    assert server.calls[-1] == "wipe_state"


def test_a_laptop_to_be_emptied_hands_over_its_unsent_work_first(
    member: Notebook, server: SmallServer
) -> None:
    digest = member.contents.keep(b"a picture")
    member.add("visit", VISIT)
    member.add(
        "attachment",
        {
            "file_name": "a.jpg",
            "recognisable_people": "NON",
            "sha256": digest,
            "media_type": "image/jpeg",
            "size_bytes": 9,
        },
    )
    server.revoked = server.wipe = True

    with pytest.raises(WipeOrdered, match="rien de votre travail n’est perdu"):
        exchange(member, Ticket(), reaching=server.reaching)

    opened = [open_parcel(server.private_key, sealed) for sealed in server.sealed]
    pages = [each for each in opened if isinstance(each, ExchangeRequest)]
    kinds = {
        operation.kind
        for page in pages
        for scope in page.scopes
        for operation in unpack(scope.runs, scope.scope)
    }
    assert kinds == {"visit", "attachment"}
    assert [each.content for each in opened if isinstance(each, FileParcel)] == [b"a picture"]
    member.folder.require_notebook()


def test_a_laptop_that_cannot_hand_over_is_not_emptied(
    member: Notebook, server: SmallServer
) -> None:
    server.revoked = server.wipe = True
    server.refuses["send_sealed"] = NoNetwork()
    member.add("visit", VISIT)

    with pytest.raises(NotConnected):
        exchange(member, Ticket(), reaching=server.reaching)

    assert standing(member).counts.records == 1
