"""Who may invite, see, put out and open laptops from a laptop of the space."""

import pytest

from sync.protocol.codes import Refusal, Role
from sync.protocol.messages import JoinReply
from sync.protocol.people import Invite
from sync.protocol.signing import DeviceKey
from sync.protocol.unlocking import answers
from sync.server.caller import Caller
from sync.server.devices import DeviceDesk, Recognition
from sync.server.refusals import Refused
from sync.server.space_desk import SpaceDesk
from sync.server.store.audit import Audit
from sync.server.store.fence import EVERYBODY
from sync.server.throttling import Throttle
from tests.sync.server.office import QUICK, Office, join_request


@pytest.fixture
def desk(office: Office) -> SpaceDesk:
    return SpaceDesk(office.store, office.clock, QUICK, Throttle(10**6))


@pytest.fixture
def admin(office: Office) -> Caller:
    return caller(office, joined(office, "Alix", Role.ADMINISTRATOR))


@pytest.fixture
def supervisor(office: Office) -> Caller:
    return caller(office, joined(office, "Sam", Role.SUPERVISOR))


@pytest.fixture
def agent(office: Office) -> JoinReply:
    return joined(office, "Jeanne", Role.AGENT)


def joined(office: Office, name: str, role: Role, space: str = "Nord") -> JoinReply:
    return office.enrol(name, role, space)[1]


def caller(office: Office, reply: JoinReply) -> Caller:
    """Return a laptop as the server recognises it now."""
    return Recognition(office.store, office.clock).known(f"Bearer {reply.token}").caller


def told(office: Office) -> list[tuple[str, str, str]]:
    with office.store.reading(EVERYBODY) as connection:
        return [(line.action, line.actor, line.subject) for line in Audit(connection).lines()]


def test_an_administrator_invites_with_any_role(
    office: Office, desk: SpaceDesk, admin: Caller
) -> None:
    for role in Role:
        code = desk.invite(admin, Invite(name=f"New {role}", role=role)).code

        reply = office.admission.join(join_request(code), "192.0.2.1")

        assert (reply.role, reply.space) == (role, desk.people(admin).space)


def test_a_supervisor_invites_agents_only(
    office: Office, desk: SpaceDesk, supervisor: Caller
) -> None:
    code = desk.invite(supervisor, Invite(name="Karim", role="agent")).code

    assert office.admission.join(join_request(code), "192.0.2.1").person_name == "Karim"
    for role in ("supervisor", "reader", "administrator"):
        with pytest.raises(Refused, match=Refusal.NOT_FOUND.value):
            desk.invite(supervisor, Invite(name="Karim", role=role))


@pytest.mark.parametrize("role", [Role.AGENT, Role.READER])
def test_others_invite_nobody_but_a_laptop_of_their_own(
    office: Office, desk: SpaceDesk, role: Role
) -> None:
    reply = joined(office, "Jeanne", role)
    me = caller(office, reply)

    with pytest.raises(Refused, match=Refusal.NOT_FOUND.value):
        desk.invite(me, Invite(name="Karim", role="agent"))
    code = desk.invite(me, Invite(person=reply.person)).code

    again = office.admission.join(join_request(code, DeviceKey.new(), "JE"), "192.0.2.1")
    assert (again.person, again.role) == (reply.person, role)


def test_a_supervisor_cannot_ask_for_a_laptop_in_the_name_of_somebody_who_was_here(
    office: Office, desk: SpaceDesk, supervisor: Caller, agent: JoinReply, admin: Caller
) -> None:
    with pytest.raises(Refused, match=Refusal.NOT_FOUND.value):
        desk.invite(supervisor, Invite(person=agent.person))

    code = desk.invite(admin, Invite(person=agent.person)).code
    assert office.admission.join(join_request(code), "192.0.2.1").person == agent.person


def test_somebody_who_never_came_is_invited_again(
    office: Office, desk: SpaceDesk, supervisor: Caller
) -> None:
    first = desk.invite(supervisor, Invite(name="Karim", role="agent"))

    second = desk.invite(supervisor, Invite(person=first.person))

    assert first.person == second.person
    assert office.admission.join(join_request(second.code), "192.0.2.1").person == first.person


def test_two_people_may_have_one_name(desk: SpaceDesk, admin: Caller) -> None:
    made = {desk.invite(admin, Invite(name="Karim", role="agent")).person for _ in range(2)}

    assert len(made) == 2


@pytest.mark.parametrize("asked", [Invite(name=" \x07", role="agent"), Invite(name="K", role="x")])
def test_an_invitation_without_a_name_or_a_role_is_no_invitation(
    desk: SpaceDesk, admin: Caller, asked: Invite
) -> None:
    with pytest.raises(Refused, match=Refusal.MALFORMED.value):
        desk.invite(admin, asked)


def test_the_last_contact_is_told_to_those_who_look_after_the_space(
    office: Office, desk: SpaceDesk, admin: Caller, supervisor: Caller, agent: JoinReply
) -> None:
    def seen(by: Caller) -> dict[str, bool]:
        return {
            each.name: any(laptop.last_seen_at for laptop in each.laptops)
            for each in desk.people(by).people
        }

    assert set(seen(admin).values()) == {True}
    assert set(seen(supervisor).values()) == {True}
    assert seen(caller(office, agent)) == {"Alix": False, "Jeanne": True, "Sam": False}


def test_an_administrator_puts_a_laptop_out_and_it_is_written_down(
    office: Office, desk: SpaceDesk, admin: Caller, agent: JoinReply
) -> None:
    people = desk.revoke(admin, agent.device)

    states = {each.name: [one.state for one in each.laptops] for each in people.people}
    assert states["Jeanne"] == ["revoked"]
    assert ("revoked", admin.person, agent.device) in told(office)
    with pytest.raises(Refused, match=Refusal.UNKNOWN_DEVICE.value):
        caller(office, agent)


def test_a_laptop_is_asked_to_empty_itself(
    office: Office, desk: SpaceDesk, admin: Caller, agent: JoinReply
) -> None:
    desk.wipe(admin, agent.device)

    found = DeviceDesk(office.store, office.clock).find(agent.device)
    assert found is not None
    assert found.state == "wiping"
    assert ("wipe_asked", admin.person, agent.device) in told(office)


def test_one_puts_out_a_laptop_of_ones_own_that_is_lost(
    office: Office, desk: SpaceDesk, agent: JoinReply
) -> None:
    lost = office.enrol("Jeanne")[1]

    desk.wipe(caller(office, agent), lost.device)

    found = DeviceDesk(office.store, office.clock).find(lost.device)
    assert lost.person == agent.person
    assert found is not None
    assert found.state == "wiping"


def test_nobody_else_puts_a_laptop_out(
    office: Office, desk: SpaceDesk, supervisor: Caller, agent: JoinReply
) -> None:
    other = caller(office, joined(office, "Karim", Role.AGENT))

    for who in (supervisor, other):
        for turn in (desk.revoke, desk.wipe):
            with pytest.raises(Refused, match=Refusal.NOT_FOUND.value):
                turn(who, agent.device)


def test_a_laptop_does_not_put_itself_out(desk: SpaceDesk, admin: Caller) -> None:
    with pytest.raises(Refused, match=Refusal.NOT_FOUND.value):
        desk.revoke(admin, admin.device)


def test_the_laptops_of_another_space_are_not_there(
    office: Office, desk: SpaceDesk, admin: Caller
) -> None:
    theirs = joined(office, "Zoe", Role.AGENT, "Sud")

    assert "Zoe" not in {each.name for each in desk.people(admin).people}
    for turn in (desk.revoke, desk.wipe):
        with pytest.raises(Refused, match=Refusal.NOT_FOUND.value):
            turn(admin, theirs.device)
    with pytest.raises(Refused, match=Refusal.NOT_FOUND.value):
        desk.unlock(admin, theirs.device, "ABC234")
    with pytest.raises(Refused, match=Refusal.NOT_FOUND.value):
        desk.invite(admin, Invite(person=theirs.person))


def test_a_locked_laptop_gets_its_code_from_an_administrator_only(
    office: Office, desk: SpaceDesk, admin: Caller, supervisor: Caller, agent: JoinReply
) -> None:
    code = desk.unlock(admin, agent.device, "abc 234").code

    assert answers(agent.unlock_secret, "ABC234", code)
    assert ("unlocked", admin.person, agent.device) in told(office)
    with pytest.raises(Refused, match=Refusal.NOT_FOUND.value):
        desk.unlock(supervisor, agent.device, "ABC234")


def test_a_laptop_that_was_put_out_gets_no_code(
    desk: SpaceDesk, admin: Caller, agent: JoinReply
) -> None:
    desk.revoke(admin, agent.device)

    with pytest.raises(Refused, match=Refusal.NOT_FOUND.value):
        desk.unlock(admin, agent.device, "ABC234")


def test_codes_are_not_asked_for_without_end(office: Office, admin: Caller) -> None:
    desk = SpaceDesk(office.store, office.clock, QUICK, Throttle(2))
    for _ in range(2):
        desk.invite(admin, Invite(name="Karim", role="agent"))

    with pytest.raises(Refused, match=Refusal.THROTTLED.value):
        desk.invite(admin, Invite(name="Karim", role="agent"))


def test_an_administrator_gives_another_role_and_it_is_written_down(
    office: Office, desk: SpaceDesk, admin: Caller, agent: JoinReply
) -> None:
    people = desk.set_role(admin, agent.person, "supervisor")

    assert {each.name: each.role for each in people.people}["Jeanne"] == "supervisor"
    assert caller(office, agent).role(agent.space) is Role.SUPERVISOR
    assert ("role_changed", admin.person, agent.person) in told(office)
    with pytest.raises(Refused, match=Refusal.MALFORMED.value):
        desk.set_role(admin, agent.person, "queen")


def test_somebody_who_leaves_is_refused_with_every_laptop(
    office: Office, desk: SpaceDesk, admin: Caller, agent: JoinReply
) -> None:
    second = office.enrol("Jeanne")[1]

    people = desk.remove(admin, agent.person)

    (jeanne,) = [each for each in people.people if each.name == "Jeanne"]
    assert not jeanne.active
    assert {one.state for one in jeanne.laptops} == {"revoked"}
    for gone in (agent, second):
        with pytest.raises(Refused, match=Refusal.UNKNOWN_DEVICE.value):
            caller(office, gone)


def test_nobody_changes_themselves_nor_anybody_without_the_role(
    office: Office, desk: SpaceDesk, admin: Caller, supervisor: Caller, agent: JoinReply
) -> None:
    theirs = joined(office, "Zoe", Role.AGENT, "Sud")

    for who, person in (
        (admin, admin.person),
        (supervisor, agent.person),
        (admin, theirs.person),
        (caller(office, agent), supervisor.person),
    ):
        with pytest.raises(Refused, match=Refusal.NOT_FOUND.value):
            desk.set_role(who, person, "reader")
        with pytest.raises(Refused, match=Refusal.NOT_FOUND.value):
            desk.remove(who, person)
