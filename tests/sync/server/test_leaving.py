"""A laptop leaves by itself: itself only, at once, and the audit log tells who."""

import pytest

from sync.protocol.codes import Refusal
from sync.server.auditing import Event
from sync.server.devices import Recognition
from sync.server.refusals import Refused
from sync.server.space_desk import SpaceDesk
from sync.server.store.audit import Audit
from sync.server.store.fence import EVERYBODY
from tests.sync.server.laptops import laptop
from tests.sync.server.office import Office


def test_a_laptop_that_leaves_is_refused_and_the_others_are_not(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin")
    recognition = Recognition(office.store, office.clock)

    SpaceDesk(office.store, office.clock).leave(jeanne.caller)

    with pytest.raises(Refused) as refused:
        recognition.known(f"Bearer {jeanne.joined.token}")
    assert refused.value.code is Refusal.UNKNOWN_DEVICE
    assert recognition.known(f"Bearer {paul.joined.token}").device.id == paul.joined.device


def test_leaving_is_written_down_once_with_who_left(office: Office) -> None:
    jeanne = laptop(office)
    desk = SpaceDesk(office.store, office.clock)

    desk.leave(jeanne.caller)
    desk.leave(jeanne.caller)

    with office.store.reading(EVERYBODY) as connection:
        told = [each for each in Audit(connection).lines() if each.action == Event.REVOKED]
    assert [(each.actor, each.subject) for each in told] == [
        (jeanne.joined.person, jeanne.joined.device)
    ]


def test_the_work_of_a_laptop_that_left_stays_with_the_others(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin")
    written = jeanne.write().id
    jeanne.push(jeanne.chain, jeanne.attest())

    SpaceDesk(office.store, office.clock).leave(jeanne.caller)
    paul.ask()

    assert paul.received == [written]
