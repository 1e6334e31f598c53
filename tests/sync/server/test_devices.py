"""Laptops: put out at once, everywhere; what they leave is kept once."""

import pytest

from sync.protocol.codes import Refusal
from sync.protocol.signing import to_text
from sync.server.devices import DeviceDesk, Leaving, Recognition
from sync.server.refusals import Refused
from sync.server.store.audit import Audit
from sync.server.store.fence import EVERYBODY
from sync.server.store.people import People
from sync.server.store.sealed import SealedWork
from tests.sync.server.office import Office


def test_putting_out_changes_the_directory_and_is_written_down_once(office: Office) -> None:
    _, reply = office.enrol()
    desk = DeviceDesk(office.store, office.clock)
    device = desk.listed("Nord")[0].device

    done = [desk.revoke(device), desk.revoke(device), desk.ask_wipe(device), desk.ask_wipe(device)]

    assert done == [True, False, True, False]
    with office.store.reading(EVERYBODY) as connection:
        assert People(connection).directory(reply.space) == 4
        actions = [line.action for line in Audit(connection).lines()]
    assert actions[-2:] == ["revoked", "wipe_asked"]


def test_a_revoked_laptop_is_known_only_to_what_empties_it(office: Office) -> None:
    _, reply = office.enrol()
    desk, recognition = DeviceDesk(office.store, office.clock), Recognition(office.store, int)
    desk.revoke(desk.listed()[0].device)

    with pytest.raises(Refused) as refused:
        recognition.known(f"Bearer {reply.token}")

    assert refused.value.code is Refusal.UNKNOWN_DEVICE
    assert recognition.known(f"Bearer {reply.token}", revoked=True).device.id == reply.device


def test_a_laptop_is_emptied_only_when_it_was_asked(office: Office) -> None:
    office.enrol()
    desk, leaving = DeviceDesk(office.store, office.clock), Leaving(office.store, office.clock)

    leaving.wiped(desk.listed()[0].device)

    assert desk.listed()[0].device.state == "active"


def test_what_is_left_twice_is_kept_once(office: Office) -> None:
    office.enrol()
    device = DeviceDesk(office.store, office.clock).listed()[0].device
    leaving = Leaving(office.store, office.clock)

    for content in (b"one", b"one", b"two"):
        leaving.keep_sealed(device, to_text(content))
    with pytest.raises(Refused) as refused:
        leaving.keep_sealed(device, "a")

    assert refused.value.code is Refusal.MALFORMED
    with office.store.reading(EVERYBODY) as connection:
        assert [piece.content for piece in SealedWork(connection).all()] == [b"one", b"two"]


def test_a_laptop_is_found_by_the_beginning_of_its_id_when_it_is_the_only_one(
    office: Office,
) -> None:
    _, first = office.enrol("Jeanne Doe")
    office.enrol("Paul Roe")
    desk = DeviceDesk(office.store, office.clock)

    found = desk.find(first.device[:12].upper())

    assert found is not None
    assert found.id == first.device
    assert desk.find("") is None
    assert desk.listed("Ailleurs") == ()
