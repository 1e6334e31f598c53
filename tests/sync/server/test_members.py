"""Members: another role, or none any more, from the next request on."""

import pytest

from sync.protocol.codes import Reason, Refusal, Role
from sync.server.devices import DeviceDesk, Recognition
from sync.server.members import LastAdministrator, Members
from sync.server.refusals import Refused
from sync.server.store.apart import Apart
from sync.server.store.audit import Audit
from sync.server.store.fence import EVERYBODY
from sync.server.store.people import Enlisted, People
from tests.sync.server.laptops import laptop
from tests.sync.server.office import Office, join_request


def members(office: Office) -> Members:
    return Members(office.store, office.clock)


def member(office: Office, name: str = "Jeanne Doe") -> Enlisted:
    return next(one for one in members(office).listed() if one.name == name)


def directory(office: Office, space: str) -> int:
    with office.store.reading(EVERYBODY) as connection:
        return People(connection).directory(space)


def written_down(office: Office) -> list[str]:
    with office.store.reading(EVERYBODY) as connection:
        return [line.action for line in Audit(connection).lines()]


def test_a_removed_member_is_refused_at_once_and_the_others_hear_of_it(office: Office) -> None:
    _, joined = office.enrol()
    office.enrol("Karim Roe")
    before = directory(office, joined.space)

    out = members(office).remove(member(office))

    with pytest.raises(Refused) as refused:
        Recognition(office.store, office.clock).known(f"Bearer {joined.token}")
    assert refused.value.code is Refusal.UNKNOWN_DEVICE
    assert out == (joined.device,)
    assert directory(office, joined.space) > before
    assert not member(office).active
    assert member(office, "Karim Roe").active
    assert written_down(office)[-2:] == ["member_removed", "revoked"]


def test_the_laptops_of_a_removed_member_may_be_asked_to_empty_themselves(office: Office) -> None:
    office.enrol()

    members(office).remove(member(office), wipe=True)

    assert [one.device.state for one in DeviceDesk(office.store, office.clock).listed()] == [
        "wiping"
    ]


def test_what_still_comes_from_a_removed_member_is_kept_apart(office: Office) -> None:
    jeanne, karim = laptop(office), laptop(office, "Karim Roe")
    jeanne.push([])
    first = jeanne.write()
    jeanne.push(jeanne.chain)
    last = jeanne.write(place="Mairie")
    vouched = jeanne.attest()

    members(office).remove(member(office))
    told = karim.push([last], vouched)

    assert [(each.operation, each.reason) for each in told.verdicts] == [
        (last.id, Reason.FORBIDDEN.value)
    ]
    assert karim.received == [first.id]
    with office.store.reading(EVERYBODY) as connection:
        assert [each.operation for each in Apart(connection, karim.scope).list()] == [last.id]


def test_a_code_that_a_removed_member_still_holds_opens_nothing(office: Office) -> None:
    office.enrol()
    code = office.invite().code

    members(office).remove(member(office))

    with pytest.raises(Refused) as refused:
        office.admission.join(join_request(code), "192.0.2.1")
    assert refused.value.code is Refusal.CODE


def test_whoever_was_removed_comes_back_by_an_invitation(office: Office) -> None:
    _, first = office.enrol()
    members(office).remove(member(office))

    _, again = office.enrol(role=Role.READER)

    assert again.person == first.person
    assert again.role == Role.READER
    assert member(office).active


def test_another_role_holds_from_the_next_request_on(office: Office) -> None:
    _, joined = office.enrol()
    before = directory(office, joined.space)

    changed = members(office).set_role(member(office), Role.SUPERVISOR)

    known = Recognition(office.store, office.clock).known(f"Bearer {joined.token}")
    assert changed
    assert known.caller.role(joined.space) is Role.SUPERVISOR
    assert directory(office, joined.space) == before + 1
    assert written_down(office)[-1] == "role_changed"
    assert not members(office).set_role(member(office), Role.SUPERVISOR)


def test_a_role_given_at_the_same_time_brings_nobody_back(office: Office) -> None:
    laptop(office)
    seen = member(office)
    members(office).remove(seen)

    members(office).set_role(seen, Role.SUPERVISOR)

    now = member(office)
    assert (now.role, now.active) == ("supervisor", False)


def test_an_invitation_brings_a_member_a_laptop_more_and_no_other_rights(office: Office) -> None:
    office.enrol()

    _, second = office.enrol(role=Role.ADMINISTRATOR)

    assert second.role == Role.AGENT
    assert member(office).role == Role.AGENT


def test_a_role_given_before_the_first_laptop_is_the_one_it_has(office: Office) -> None:
    code = office.invite().code

    members(office).set_role(member(office), Role.READER)

    assert office.admission.join(join_request(code), "192.0.2.1").role == Role.READER


def test_the_last_administrator_of_a_space_stays(office: Office) -> None:
    office.enrol("Ada Poe", Role.ADMINISTRATOR)
    office.enrol("Lin Moe", Role.ADMINISTRATOR, "Sud")
    office.invite("Bob Moe", Role.ADMINISTRATOR)
    ada = member(office, "Ada Poe")

    for attempt in (
        lambda: members(office).remove(ada),
        lambda: members(office).set_role(ada, Role.AGENT),
    ):
        with pytest.raises(LastAdministrator):
            attempt()

    assert member(office, "Ada Poe") == ada
    office.enrol("Bob Moe", Role.ADMINISTRATOR)
    assert members(office).remove(ada)
