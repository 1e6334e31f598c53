"""A chain that a copy goes on writing is left, whether it is the present one or a former one."""

import pytest

from desktop.services.notebook import Notebook
from desktop.store.enrolment import enrolment_of
from desktop.store.identity import new_device
from desktop.store.rejoining import rejoin
from sync.protocol.messages import ChainEnd
from tests.desktop.laptops import Laptop, Server, joined, reply_for

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def jeanne(carnet: Notebook, server: Server) -> Laptop:
    """Return a laptop of which the server has all."""
    made = joined(carnet, server, "Jeanne Dupont", "JD")
    made.send()
    return made


def unsent(laptop: Laptop) -> set[tuple[str, int]]:
    """Return the places, by chain and number, of what the server lacks."""
    pages = [laptop.local.outgoing(scope).operations for scope in laptop.scopes]
    return {(each.device, each.number) for page in pages for each in page}


def test_what_a_former_chain_has_beyond_its_fork_goes_on_in_a_new_one(
    jeanne: Laptop, server: Server
) -> None:
    notebook = jeanne.notebook
    fork = jeanne.local.own_end(server.space)
    first = notebook.add("visit", VISIT).record.id
    with notebook.base.writing():
        notebook.base.settings.put("device", new_device())
    notebook.edit(first, {"next_step": "Rappeler", "private_note": "Pour moi"})
    second = notebook.add("visit", VISIT).record.id

    moved = jeanne.local.leave_chain(server.space, fork)

    chain = jeanne.local.incarnation
    assert moved == 4
    assert unsent(jeanne) == {(chain, 1), (chain, 2), (chain, 3)}
    assert jeanne.send() == 4
    assert {each.record for each in server.log(server.space).values()} >= {first, second}
    assert dict(notebook.get(first))["next_step"] == "Rappeler"
    assert notebook.check().sound


def test_who_comes_back_as_another_laptop_brings_all_chains_along(
    jeanne: Laptop, server: Server
) -> None:
    base = jeanne.notebook.base
    jeanne.notebook.add("visit", VISIT)
    with base.writing():
        base.settings.put("device", new_device())
    jeanne.notebook.add("visit", VISIT)
    former, chain = enrolment_of(base.settings), new_device()
    assert former is not None
    reply = reply_for(server, "Jeanne Dupont", "JD")
    same = reply.model_copy(update={"person": base.identity.person.id})

    moved = rejoin(base, former, same, former, incarnation=chain, held={})

    assert moved == 2
    assert unsent(jeanne) == {(chain, 1), (chain, 2)}


def test_what_somebody_else_wrote_twice_changes_nothing_here(
    jeanne: Laptop, server: Server
) -> None:
    chain = jeanne.local.incarnation
    jeanne.notebook.add("visit", VISIT)
    before = unsent(jeanne)

    moved = jeanne.local.leave_chain(server.space, ChainEnd(device="c" * 32, number=0, id=""))

    assert moved == 0
    assert jeanne.local.incarnation == chain
    assert unsent(jeanne) == before
