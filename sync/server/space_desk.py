"""What the members of a space do with its people and laptops, from a laptop of their own.

Whoever looks after the space (administrator) invites anybody, and puts laptops out; a supervisor
invites agents; everybody invites a laptop more of their own, and puts out one that they lost. What
is not allowed is answered like what is not there.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from sync.protocol.codes import Refusal, Role
from sync.protocol.people import InvitationCode, Invite, Laptop, Person, SpacePeople, UnlockCode
from sync.protocol.unlocking import plain, unlock_code
from sync.server.admission import plain_name
from sync.server.auditing import Event, Happening
from sync.server.caller import Caller
from sync.server.devices import DeviceDesk
from sync.server.drawing import draw
from sync.server.invitations import Slowness, shown
from sync.server.members import Members
from sync.server.people import new_id
from sync.server.refusals import Refused
from sync.server.store.audit import Audit
from sync.server.store.devices import Devices, DeviceState, KnownDevice
from sync.server.store.engine import Connection, Store
from sync.server.store.fence import EVERYBODY
from sync.server.store.invitations import Invitations
from sync.server.store.people import Enlisted, People
from sync.server.store.roll import Enrolled, roll_of
from sync.server.throttling import Rates, Throttle


@dataclass(frozen=True, slots=True)
class SpaceDesk:
    """Answer the members of a space about its people; raises Refused."""

    store: Store
    now_ms: Callable[[], int]
    slowness: Slowness = field(default_factory=Slowness)
    invitations: Throttle = field(default_factory=lambda: Throttle(Rates().joins_of_an_address))
    """By person: each code takes some memory and time to make."""

    def people(self, caller: Caller) -> SpacePeople:
        """Return who is in the space of a caller."""
        with self.store.reading(EVERYBODY) as connection:
            space, role = _place(connection, caller)
            told = [_person(each, caller, role) for each in roll_of(connection, space)]
            name = People(connection).space(space).name
        return SpacePeople(space=space, space_name=name, role=role.value, people=tuple(told))

    def invite(self, caller: Caller, asked: Invite) -> InvitationCode:
        """Make a code for a new person, or for one more laptop of one who is known."""
        with self.store.reading(EVERYBODY) as connection:
            _guest(connection, caller, asked)
        self.invitations.count(caller.person)
        drawn, now = draw(self.store, self.slowness), self.now_ms()
        with self.store.writing(EVERYBODY) as connection:
            guest = _guest(connection, caller, asked)
            person = guest.person or _enter(connection, guest, now)
            invitation = drawn.invitation(guest.space, person, guest.role, now)
            Invitations(connection).add(invitation)
            happening = Happening(Event.INVITED, caller.person, person, guest.space)
            Audit(connection).add(now, happening)
        return InvitationCode(
            code=shown(drawn.code), person=person, expires_at=invitation.expires_at
        )

    def revoke(self, caller: Caller, device: str) -> SpacePeople:
        """Refuse a laptop from its next request on; twice changes nothing."""
        laptop = self._laptop(caller, device)
        DeviceDesk(self.store, self.now_ms).revoke(laptop, caller.person)
        return self.people(caller)

    def leave(self, caller: Caller) -> None:
        """Refuse from now on the laptop that asks for it; twice changes nothing."""
        with self.store.reading(EVERYBODY) as connection:
            laptop = Devices(connection).get(caller.device)
        if laptop is not None:
            DeviceDesk(self.store, self.now_ms).revoke(laptop, caller.person)

    def wipe(self, caller: Caller, device: str) -> SpacePeople:
        """Refuse a laptop, and ask it to empty itself at its next contact."""
        laptop = self._laptop(caller, device)
        DeviceDesk(self.store, self.now_ms).ask_wipe(laptop, caller.person)
        return self.people(caller)

    def set_role(self, caller: Caller, person: str, role: str) -> SpacePeople:
        """Give somebody else another role, from the next request on."""
        member = self._other(caller, person)
        if role not in set(Role):
            raise Refused(Refusal.MALFORMED)
        # Whoever asks stays an administrator: nobody is the last one here.
        Members(self.store, self.now_ms, caller.person).set_role(member, Role(role))
        return self.people(caller)

    def remove(self, caller: Caller, person: str) -> SpacePeople:
        """End the membership of somebody else, and put their laptops out."""
        member = self._other(caller, person)
        Members(self.store, self.now_ms, caller.person).remove(member)
        return self.people(caller)

    def unlock(self, caller: Caller, device: str, signs: str) -> UnlockCode:
        """Return the code that opens a laptop that has not met the server for long."""
        with self.store.reading(EVERYBODY) as connection:
            space, role = _place(connection, caller)
            laptop = _laptop_of(connection, space, device)
        if role is not Role.ADMINISTRATOR or laptop.state != DeviceState.ACTIVE:
            raise Refused(Refusal.NOT_FOUND)
        if not plain(signs):
            raise Refused(Refusal.MALFORMED)
        DeviceDesk(self.store, self.now_ms).note_unlock(laptop, caller.person)
        return UnlockCode(code=unlock_code(laptop.unlock_secret, signs))

    def _other(self, caller: Caller, person: str) -> Enlisted:
        """Return a member whom an administrator may change, never oneself."""
        with self.store.reading(EVERYBODY) as connection:
            space, role = _place(connection, caller)
            enlisted = People(connection).enlisted(space)
        found = next((one for one in enlisted if one.person == person and one.active), None)
        if found is None or role is not Role.ADMINISTRATOR or person == caller.person:
            raise Refused(Refusal.NOT_FOUND)
        return found

    def _laptop(self, caller: Caller, device: str) -> KnownDevice:
        """Return a laptop that the caller may put out, never the one that asks."""
        with self.store.reading(EVERYBODY) as connection:
            space, role = _place(connection, caller)
            laptop = _laptop_of(connection, space, device)
        allowed = role is Role.ADMINISTRATOR or laptop.person == caller.person
        if not allowed or laptop.id == caller.device:
            raise Refused(Refusal.NOT_FOUND)
        return laptop


@dataclass(frozen=True, slots=True)
class _Guest:
    """Who is to be invited; ``person`` is "" for somebody new, called ``name``."""

    space: str
    role: Role
    person: str = ""
    name: str = ""


def _place(connection: Connection, caller: Caller) -> tuple[str, Role]:
    space = People(connection).shared_space_of(caller.person)
    role = caller.role(space)
    if role is None:
        raise Refused(Refusal.NOT_FOUND)
    return space, role


def _laptop_of(connection: Connection, space: str, device: str) -> KnownDevice:
    laptop = Devices(connection).get(device)
    if laptop is None or People(connection).role(space, laptop.person) is None:
        raise Refused(Refusal.NOT_FOUND)
    return laptop


def _guest(connection: Connection, caller: Caller, asked: Invite) -> _Guest:
    """Return who is invited, if the caller may invite them.

    A code for somebody who has been here opens their own notes too: only they, and whoever looks
    after the space, may ask for one.
    """
    space, role = _place(connection, caller)
    if asked.person:
        known = next((e for e in roll_of(connection, space) if e.person == asked.person), None)
        if known is None or not _may_invite_again(caller, role, known):
            raise Refused(Refusal.NOT_FOUND)
        return _Guest(space, known.role, known.person)
    name = plain_name(asked.name)
    if not name or asked.role not in set(Role):
        raise Refused(Refusal.MALFORMED)
    if not _may_invite(role, Role(asked.role)):
        raise Refused(Refusal.NOT_FOUND)
    return _Guest(space, Role(asked.role), name=name)


def _may_invite_again(caller: Caller, role: Role, known: Enrolled) -> bool:
    if known.person == caller.person or role is Role.ADMINISTRATOR:
        return True
    return not known.laptops and _may_invite(role, known.role)


def _may_invite(role: Role, wanted: Role) -> bool:
    return role is Role.ADMINISTRATOR or (role is Role.SUPERVISOR and wanted is Role.AGENT)


def _enter(connection: Connection, guest: _Guest, now: int) -> str:
    """Make a person, a member from the first laptop on."""
    people, person = People(connection), new_id()
    people.add_person(person, guest.name, now)
    people.set_member(guest.space, person, guest.role, active=False)
    return person


def _person(each: Enrolled, caller: Caller, role: Role) -> Person:
    seen = role in (Role.ADMINISTRATOR, Role.SUPERVISOR) or each.person == caller.person
    return Person(
        person=each.person,
        name=each.name,
        role=each.role.value,
        active=each.active,
        laptops=tuple(
            Laptop(
                device=laptop.id,
                name=laptop.name,
                state=laptop.state,
                enrolled_at=laptop.enrolled_at if seen else 0,
                last_seen_at=laptop.last_seen_at if seen else 0,
            )
            for laptop in each.laptops
        ),
    )
