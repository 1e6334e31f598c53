"""Two processes of a server share nothing but the database: what one learns, both know."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from fastapi.testclient import TestClient

from sync.protocol import routes
from sync.protocol.codes import Role
from sync.protocol.encoding import decode
from sync.protocol.messages import ExchangeReply, WipeState
from sync.server.devices import DeviceDesk
from sync.server.people import new_id
from sync.server.store.engine import open_store
from sync.server.web.app import create_app
from sync.server.web.services import services_on
from tests.sync.server.office import UNBOUNDED, Office
from tests.sync.server.web.laptop import Laptop


@pytest.fixture
def processes(office: Office) -> Iterator[list[TestClient]]:
    """Return two applications, each with connections of its own to the same database."""
    url = office.store.engine.url
    place = str(url.database).removesuffix("/server.db") if office.store.is_sqlite else None
    stores = [open_store(place or url.render_as_string(hide_password=False)) for _ in range(2)]
    with ExitStack() as stack:
        yield [
            stack.enter_context(
                TestClient(
                    create_app(services_on(each, office.clock, UNBOUNDED), "1.0"), "http://s"
                )
            )
            for each in stores
        ]
    for store in stores:
        store.close()


def _laptop(office: Office, processes: list[TestClient], role: Role = Role.AGENT) -> list[Laptop]:
    """Return one laptop as it reaches each process."""
    key, joined = office.enrol(f"The {role}", role)
    return [Laptop(each, key, joined, office.clock) for each in processes]


def _statuses(laptop: list[Laptop], incarnation: str) -> list[int]:
    return [each.exchange(incarnation).status_code for each in laptop for _ in range(3)]


def test_a_laptop_put_out_is_refused_by_both_at_its_next_request(
    office: Office, processes: list[TestClient]
) -> None:
    laptop, chain = _laptop(office, processes), new_id()
    before = _statuses(laptop, chain)
    desk = DeviceDesk(office.store, office.clock)
    (device,) = (one.device for one in desk.listed())

    assert desk.revoke(device)

    assert before == [200] * 6
    assert _statuses(laptop, chain) == [401] * 6


def test_an_administrator_of_one_puts_out_a_laptop_for_the_other(
    office: Office, processes: list[TestClient]
) -> None:
    laptop, chain = _laptop(office, processes), new_id()
    head, _ = _laptop(office, processes, Role.ADMINISTRATOR)
    before = _statuses(laptop, chain)

    asked = head.send("POST", routes.WIPE_DEVICE.format(device=laptop[0].joined.device))

    assert (before, asked.status_code) == ([200] * 6, 200)
    assert _statuses(laptop, chain) == [401] * 6
    wipes = [decode(WipeState, each.send("GET", routes.WIPE).content).wipe for each in laptop]
    assert wipes == [True, True]


def test_a_chain_announced_to_one_is_known_to_the_other(
    office: Office, processes: list[TestClient]
) -> None:
    jeanne, chain = _laptop(office, processes), new_id()
    other = _laptop(office, processes, Role.SUPERVISOR)

    answers: list[Any] = [each.exchange(chain) for each in jeanne]

    assert [decode(ExchangeReply, each.content).role for each in answers] == ["agent"] * 2
    assert _statuses(other, chain) == [400] * 6
