"""A laptop that was put out takes its place again with a code: nothing lost, nothing doubled."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import cast

import pytest

from desktop.services.exchanging.declined import NoLongerKnown
from desktop.services.exchanging.exchange import exchange
from desktop.services.exchanging.joining import AlreadyJoined, Joined, join
from desktop.services.exchanging.reaching import Entrance, Pass, Reaching, over_http
from desktop.services.exchanging.rejoining import AnotherPlace
from desktop.services.exchanging.standing import standing
from desktop.services.exchanging.troubles import CutShort
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.store.enrolment import enrolment_of
from sync.client.errors import Interrupted
from sync.operations.digest import digest_of
from sync.protocol.codes import Role
from sync.protocol.messages import ExchangeReply, ExchangeRequest
from sync.server.devices import DeviceDesk
from sync.server.people import Inviting, Wish
from tests.desktop.ui.exchange.conftest import QUICK, Town, joined, karim, town

__all__ = ["joined", "karim", "town"]

PURPOSE = "Cultiver ensemble au pied des tours."
VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}
JEANNE, SPACE = "Jeanne Dupont", "Les Tilleuls"


@pytest.fixture
def place(joined: Notebook, karim: Notebook) -> str:
    """Return an organisation that both notebooks and the server have."""
    made = joined.add("organisation", {"name": "Jardins d’Éloi", "organisation_type": "ASSO_1901"})
    meet(joined, karim)
    return made.record.id


def meet(*notebooks: Notebook) -> None:
    """Exchange, each in turn, and the first ones again."""
    for notebook in (*notebooks, *notebooks):
        exchange(notebook, Ticket())


def held(notebook: Notebook) -> str:
    """Return the digest of all that a notebook holds of its space."""
    space = notebook.base.identity.space
    return digest_of(op.id for op in notebook.base.log.everything() if op.scope == space)


def shown(record: str, name: str, *notebooks: Notebook) -> list[object]:
    """Return what notebooks show of a field."""
    return [getattr(each.get(record), name) for each in notebooks]


def active(town: Town) -> list[str]:
    """Return whose laptops may come in."""
    listed = DeviceDesk(town.store, town.clock).listed()
    return [each.person_name for each in listed if each.device.state == "active"]


def put_out(town: Town, notebook: Notebook) -> None:
    """Revoke the laptops of Jeanne, who hears of it."""
    desk = DeviceDesk(town.store, town.clock)
    for each in desk.listed():
        if each.person_name == JEANNE:
            desk.revoke(each.device)
    with pytest.raises(NoLongerKnown):
        exchange(notebook, Ticket())


def code(town: Town, name: str = JEANNE, space: str = SPACE) -> str:
    """Return a new code for somebody."""
    return Inviting(town.store, town.clock, QUICK).invite(Wish(space, name, Role.AGENT)).code


def back(town: Town, notebook: Notebook, given: str = "") -> Joined:
    """Type a code."""
    return join(notebook, town.address, given or code(town), "Portable")


def deaf() -> Reaching:
    """Return a way to the server on which its answers to exchanges are lost."""
    way = over_http()

    @contextmanager
    def opened(shown: Pass, now_ms: Callable[[], int]) -> Iterator[Entrance]:
        with way.open(shown, now_ms) as server:
            yield cast(Entrance, Deaf(server))

    return Reaching(way.check, way.join, opened)


def lose_answer(notebook: Notebook) -> None:
    """Exchange, and lose what the server answers after it took everything in."""
    with pytest.raises(CutShort):
        exchange(notebook, Ticket(), reaching=deaf())


class Deaf:
    """A server of which the answer to an exchange never comes back."""

    def __init__(self, server: Entrance) -> None:
        self._server = server

    def exchange(self, request: ExchangeRequest) -> ExchangeReply:
        self._server.exchange(request)
        raise Interrupted

    def ids(self, scope: str, buckets: Sequence[int]) -> tuple[str, ...]:
        return self._server.ids(scope, buckets)


def versions(notebook: Notebook, record: str) -> int:
    """Return how many operations a record has."""
    return sum(each.record == record for each in notebook.base.log.everything())


def test_what_was_written_meanwhile_arrives_once(
    town: Town, joined: Notebook, karim: Notebook, place: str
) -> None:
    put_out(town, joined)
    visit = joined.add("visit", VISIT | {"private_note": "À moi seule."}).record.id
    joined.edit(place, {"purpose": PURPOSE})
    new = joined.add("organisation", {"name": "Vélo-école", "organisation_type": "ASSO_1901"})
    assert standing(joined).put_out

    told = back(town, joined)
    meet(karim, joined)

    assert told.trouble is None
    assert (told.space_name, told.person_name) == (SPACE, JEANNE)
    assert shown(place, "purpose", karim) == [PURPOSE]
    assert shown(new.record.id, "name", karim) == ["Vélo-école"]
    assert versions(karim, place) == 2
    assert held(joined) == held(karim)
    assert shown(visit, "private_note", joined) == ["À moi seule."]
    assert standing(joined).all_sent
    assert joined.check().sound


def test_the_work_goes_on_from_there(
    town: Town, joined: Notebook, karim: Notebook, place: str
) -> None:
    put_out(town, joined)
    back(town, joined)

    joined.edit(place, {"purpose": PURPOSE})
    karim.edit(place, {"acronym": "JE"})
    meet(joined, karim)

    assert shown(place, "acronym", joined, karim) == ["JE", "JE"]
    assert shown(place, "purpose", joined, karim) == [PURPOSE, PURPOSE]
    assert not standing(joined).put_out


def test_it_can_happen_twice(town: Town, joined: Notebook, karim: Notebook, place: str) -> None:
    for text in ("Un", "Deux"):
        put_out(town, joined)
        joined.edit(place, {"purpose": text})
        back(town, joined)
    meet(karim)

    assert shown(place, "purpose", karim) == ["Deux"]
    assert held(joined) == held(karim)


def test_what_the_server_took_without_its_answer_coming_back_is_not_sent_again(
    town: Town, joined: Notebook, karim: Notebook, place: str
) -> None:
    joined.edit(place, {"purpose": PURPOSE})
    lose_answer(joined)
    put_out(town, joined)
    joined.edit(place, {"acronym": "JE"})

    back(town, joined)
    meet(karim)

    assert versions(karim, place) == 3
    assert held(joined) == held(karim)


@pytest.mark.parametrize(
    ("name", "space"), [("Karim Petit", SPACE), (JEANNE, "Ailleurs")], ids=["person", "space"]
)
def test_a_code_for_somebody_or_somewhere_else_changes_nothing(
    town: Town, joined: Notebook, place: str, name: str, space: str
) -> None:
    put_out(town, joined)
    joined.edit(place, {"purpose": PURPOSE})
    before = [each.id for each in joined.base.log.everything()]
    identity, enrolment = joined.base.identity, enrolment_of(joined.base.settings)

    with pytest.raises(AnotherPlace, match=f"{name}, dans l’espace «\u00a0{space}\u00a0»"):
        back(town, joined, code(town, name, space))

    assert [each.id for each in joined.base.log.everything()] == before
    assert (joined.base.identity, enrolment_of(joined.base.settings)) == (identity, enrolment)
    assert active(town) == ["Karim Petit"]
    assert back(town, joined).trouble is None


def test_a_laptop_that_the_server_knows_uses_no_code(town: Town, joined: Notebook) -> None:

    with pytest.raises(AlreadyJoined):
        back(town, joined)

    assert active(town) == [JEANNE, "Karim Petit"]


def test_a_code_that_served_is_not_asked_for_again_when_the_exchange_after_it_is_cut(
    town: Town, joined: Notebook, karim: Notebook, place: str
) -> None:
    put_out(town, joined)
    joined.edit(place, {"purpose": PURPOSE})

    told = join(joined, town.address, code(town), reaching=deaf())

    assert isinstance(told.trouble, CutShort)
    assert not standing(joined).put_out
    meet(joined, karim)
    assert shown(place, "purpose", karim) == [PURPOSE]
    assert versions(karim, place) == 2
    assert held(joined) == held(karim)
