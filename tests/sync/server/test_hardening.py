"""What an attacker tries first: more addresses, more chains, and what the log gives away."""

import logging

import pytest
from fastapi.testclient import TestClient

from sync.protocol import routes
from sync.protocol.codes import Refusal
from sync.protocol.encoding import encode
from sync.server.people import new_id
from sync.server.refusals import Refused
from sync.server.store.chains import announce
from sync.server.store.fence import EVERYBODY
from sync.server.throttling import neighbourhood
from sync.server.web.app import create_app
from sync.server.web.services import services_on
from tests.sync.server.laptops import laptop
from tests.sync.server.office import UNBOUNDED, Office, join_request
from tests.sync.server.web.laptop import Laptop


def test_the_neighbours_of_an_address_count_as_one_sender() -> None:
    assert neighbourhood("2001:db8::1") == neighbourhood("2001:db8::ffff:1") == "2001:db8::/64"
    assert neighbourhood("2001:db8:0:1::1") != neighbourhood("2001:db8::1")
    assert neighbourhood("::ffff:192.0.2.1") == neighbourhood("192.0.2.1") == "192.0.2.1"
    assert neighbourhood("testclient") == "testclient"


def test_a_laptop_cannot_begin_chains_without_end(office: Office) -> None:
    jeanne = laptop(office)
    with office.store.writing(EVERYBODY) as connection:
        for _ in range(1_000):
            announce(connection, new_id(), jeanne.joined.device)

    with pytest.raises(Refused) as refused:
        jeanne.ask()

    assert refused.value.code is Refusal.THROTTLED


def test_the_log_of_a_day_names_nobody_and_gives_no_key(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    key, joined = office.enrol()
    code = office.invite("Karim Roe").code
    application = create_app(services_on(office.store, office.clock, UNBOUNDED), "1.0")

    with (
        TestClient(
            application,
            "http://server",
            raise_server_exceptions=False,
            client=("198.51.100.7", 5),
        ) as client,
        caplog.at_level(logging.DEBUG),
    ):
        jeanne = Laptop(client, key, joined, office.clock)
        answers = [
            jeanne.exchange(new_id()),
            jeanne.send("GET", routes.LOG.format(scope=joined.space)),
            jeanne.send("GET", routes.FILE.format(scope=joined.space, sha256="0" * 64)),
            client.post(routes.JOIN, content=encode(join_request(code))),
            client.get(f"/{joined.token}?name=Jeanne%20Doe"),
            client.get(routes.WIPE, headers={"Authorization": f"Bearer {joined.token}x"}),
        ]

    said = "\n".join(
        record.getMessage() for record in caplog.records if record.name == "carnet.server"
    )
    assert said.count('"event": "request"') == len(answers)
    for secret in (joined.token, joined.person, joined.space, code, "Jeanne", "Karim", "198.51"):
        assert secret not in said
    assert joined.device not in said
    assert all("Jeanne" not in answer.text for answer in answers[-3:])
