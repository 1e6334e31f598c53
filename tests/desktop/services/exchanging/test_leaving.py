"""Leaving a space: what was written goes first, and nothing is emptied before it is safe."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.errors import BadInput, NoNotebook
from desktop.services.carrying.bringing import apply as bring
from desktop.services.carrying.making import create
from desktop.services.exchanging.joining import join
from desktop.services.exchanging.leaving import (
    FormsStay,
    NotAllSent,
    OwnNotesStay,
    leave,
    leave_anyway,
)
from desktop.services.exchanging.troubles import NotConnected
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.enrolment import Enrolment, put_enrolment
from sync.client.errors import Interrupted, NoNetwork
from tests.conftest import Clock
from tests.desktop.services.exchanging.small_server import SPACE, SmallServer
from tests.keys import KEY, Agent, agents

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}
URL, CODE = "https://carnet.exemple.fr", "ABCD-EFGH-JKMN"


@pytest.fixture
def server(clock: Clock) -> SmallServer:
    """Return the server of a space."""
    return SmallServer(clock)


def test_leaving_sends_everything_then_empties(notebook: Notebook, server: SmallServer) -> None:
    join(notebook, URL, CODE, reaching=server.reaching)
    key = notebook.add("visit", VISIT).record.id

    left = leave(notebook, Ticket(), reaching=server.reaching)

    assert left.told
    assert server.revoked
    assert key in {operation.record for _, operation in server.logs[SPACE]}
    assert {path.name for path in notebook.folder.path.iterdir()} <= {"carnet.lock"}
    with pytest.raises(NoNotebook):
        notebook.folder.require_notebook()


def test_leaving_without_network_empties_nothing(notebook: Notebook, server: SmallServer) -> None:
    join(notebook, URL, CODE, reaching=server.reaching)
    key = notebook.add("visit", VISIT).record.id
    server.trouble = NoNetwork()

    with pytest.raises(NotConnected):
        leave(notebook, Ticket(), reaching=server.reaching)

    assert notebook.get(key).id == key


def test_leaving_waits_for_a_file_that_does_not_go(notebook: Notebook, server: SmallServer) -> None:
    join(notebook, URL, CODE, reaching=server.reaching)
    digest = notebook.contents.keep(b"a picture")
    notebook.add(
        "attachment",
        {
            "file_name": "a.jpg",
            "recognisable_people": "NON",
            "sha256": digest,
            "media_type": "image/jpeg",
            "size_bytes": 9,
        },
    )

    server.refuses["file"] = Interrupted()

    with pytest.raises(NotAllSent, match="Des fichiers joints"):
        leave(notebook, Ticket(), reaching=server.reaching)

    notebook.folder.require_notebook()


def test_a_form_that_is_not_finished_keeps_the_notebook(
    notebook: Notebook, server: SmallServer, tmp_path: Path
) -> None:
    join(notebook, URL, CODE, reaching=server.reaching)
    draft = notebook.keep_draft("", "visit", "", {"facts": "Le jard"}).id
    file = tmp_path / "reste.carnet-echange"

    with pytest.raises(FormsStay, match="1\u00a0saisie n’est pas terminée"):
        leave(notebook, Ticket(), reaching=server.reaching)
    with pytest.raises(FormsStay):
        leave_anyway(notebook, file, Ticket(), reaching=server.reaching)

    assert [each.id for each in notebook.drafts()] == [draft]
    assert not server.revoked
    assert not file.exists()


def test_a_server_that_does_not_hear_the_goodbye_keeps_nobody(
    notebook: Notebook, server: SmallServer
) -> None:
    join(notebook, URL, CODE, reaching=server.reaching)
    server.refuses["leave"] = Interrupted()

    left = leave(notebook, Ticket(), reaching=server.reaching)

    assert not left.told
    assert {path.name for path in notebook.folder.path.iterdir()} <= {"carnet.lock"}


@pytest.fixture
def two(opening: Opening, tmp_path: Path, server: SmallServer) -> Iterator[list[Agent]]:
    """Return Jeanne, whose server does not answer, and Bruno, of the same space."""
    with agents(opening, tmp_path / "deux", "5" * 32, "Jeanne", "Bruno") as made:
        server.trouble = NoNetwork()
        base = made[0].base
        with base.writing():
            put_enrolment(base.settings, enrolled(made[0], server))
        yield made


def enrolled(agent: Agent, server: SmallServer) -> Enrolment:
    """Return what an agent kept of the server."""
    return Enrolment(
        url="http://127.0.0.1:1",
        server="5" * 32,
        device=agent.device,
        token="dev_token",
        private_key=agent.key.reveal(),
        role="agent",
        space_name="Beauvais",
        server_key=server.public_key,
        unlock_secret="c2VjcmV0",
        bundle_key=KEY,
    )


def test_without_network_what_is_unsent_goes_into_a_file_that_a_colleague_brings(
    two: list[Agent], tmp_path: Path, server: SmallServer
) -> None:
    jeanne, bruno = two
    key = jeanne.visit("Avant de partir")
    file = tmp_path / "reste.carnet-echange"

    made = leave_anyway(jeanne.notebook, file, Ticket(), reaching=server.reaching)
    bring(bruno.notebook, file)

    assert made.operations == 1
    assert {path.name for path in jeanne.notebook.folder.path.iterdir()} <= {"carnet.lock"}
    assert bruno.notebook.get(key).model_dump()["facts"] == "Avant de partir"


def test_a_photo_whose_record_alone_had_left_goes_into_the_file_too(
    two: list[Agent], tmp_path: Path, server: SmallServer
) -> None:
    jeanne, bruno = two
    digest = jeanne.notebook.contents.keep(b"a picture")
    values = {"recognisable_people": "NON", "media_type": "image/jpeg", "size_bytes": 9}
    jeanne.notebook.add("attachment", {**values, "file_name": "a.jpg", "sha256": digest})
    with jeanne.base.writing():
        jeanne.base.db.execute("UPDATE operation SET server_version = 1")
    file = tmp_path / "reste.carnet-echange"

    made = leave_anyway(jeanne.notebook, file, Ticket(), reaching=server.reaching)
    bring(bruno.notebook, file)

    assert (made.operations, made.files) == (0, 1)
    assert bruno.notebook.contents.whole(digest) == b"a picture"


def test_notes_for_oneself_are_not_lost_without_a_word(
    two: list[Agent], tmp_path: Path, server: SmallServer
) -> None:
    jeanne = two[0]
    key = jeanne.visit()
    jeanne.notebook.edit(key, {"private_note": "Pour moi."})
    file = tmp_path / "reste.carnet-echange"

    with pytest.raises(OwnNotesStay, match="1\u00a0fiche porte une note"):
        leave_anyway(jeanne.notebook, file, Ticket(), reaching=server.reaching)

    assert not file.exists()
    assert jeanne.notebook.get(key).model_dump()["private_note"] == "Pour moi."
    leave_anyway(jeanne.notebook, file, Ticket(), without_own_notes=True, reaching=server.reaching)
    assert file.exists()


def test_what_nobody_vouches_for_keeps_the_notebook(
    two: list[Agent], tmp_path: Path, server: SmallServer
) -> None:
    jeanne, bruno = two
    bruno.visit()
    first, file = tmp_path / "bruno.carnet-echange", tmp_path / "reste.carnet-echange"
    create(bruno.notebook, first)
    bring(jeanne.notebook, first)
    with jeanne.base.writing():
        jeanne.base.db.execute("DELETE FROM attestation")

    with pytest.raises(NotAllSent):
        leave_anyway(jeanne.notebook, file, Ticket(), reaching=server.reaching)

    jeanne.notebook.folder.require_notebook()


def test_the_file_does_not_go_into_the_folder_that_is_emptied(
    two: list[Agent], server: SmallServer
) -> None:
    jeanne = two[0]
    inside = jeanne.notebook.folder.path / "reste.carnet-echange"

    with pytest.raises(BadInput):
        leave_anyway(jeanne.notebook, inside, Ticket(), reaching=server.reaching)

    jeanne.notebook.folder.require_notebook()
