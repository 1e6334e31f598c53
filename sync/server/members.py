"""Change what the members of a space may do, or end it."""

from collections.abc import Callable
from dataclasses import dataclass

from sync.protocol.codes import Role
from sync.server.auditing import Event, Happening
from sync.server.store.audit import Audit
from sync.server.store.devices import Devices, DeviceState
from sync.server.store.engine import Connection, Store
from sync.server.store.fence import EVERYBODY
from sync.server.store.invitations import Invitations
from sync.server.store.people import Enlisted, People


class LastAdministrator(Exception):  # noqa: N818 - named after whom it is about
    """Say that nobody would be left to look after a space."""


@dataclass(frozen=True, slots=True)
class Members:
    """The members of spaces, for whoever looks after them; ``actor`` is a person, "" the holder."""

    store: Store
    now_ms: Callable[[], int]
    actor: str = ""

    def listed(self, space: str = "") -> tuple[Enlisted, ...]:
        """Return the people of a space, or of all, whoever left included."""
        with self.store.reading(EVERYBODY) as connection:
            return People(connection).enlisted(space)

    def set_role(self, member: Enlisted, role: Role) -> bool:
        """Give another role, from the next request on; False when it is the same.

        Raises LastAdministrator.
        """
        with self.store.writing(EVERYBODY) as connection:
            people = People(connection)
            if people.role(member.space, member.person) is role:
                return False
            # First, for it has whoever does the same wait: two cannot both leave as the last one.
            people.directory_changed(member.space)
            _check_not_last(people, member)
            people.set_role(member.space, member.person, role)
            Invitations(connection).change_role(member.space, member.person, role.value)
            detail = f"{member.space} {member.role} {role.value}"
            self._tell(connection, Event.ROLE_CHANGED, member.person, detail)
            return True

    def remove(self, member: Enlisted, *, wipe: bool = False) -> tuple[str, ...]:
        """End a membership at once and return the laptops that this puts out.

        What the person wrote stays; what comes from these laptops later, in a colleague's hands or
        sealed, is kept apart for a supervisor. Raises LastAdministrator.
        """
        with self.store.writing(EVERYBODY) as connection:
            people = People(connection)
            people.directory_changed(member.space)
            _check_not_last(people, member)
            people.end(member.space, member.person)
            Invitations(connection).close(member.space, member.person, self.now_ms())
            self._tell(connection, Event.MEMBER_REMOVED, member.person, member.space)
            if people.is_member_somewhere(member.person):
                return ()
            return self._put_out(connection, member.person, wipe=wipe)

    def _put_out(self, connection: Connection, person: str, *, wipe: bool) -> tuple[str, ...]:
        devices, out = Devices(connection), []
        state = DeviceState.WIPING if wipe else DeviceState.REVOKED
        event = Event.WIPE_ASKED if wipe else Event.REVOKED
        for device in devices.of_person(person):
            if devices.set_state(device, state, [DeviceState.ACTIVE]):
                self._tell(connection, event, device)
                out.append(device)
        return tuple(out)

    def _tell(self, connection: Connection, event: Event, subject: str, detail: str = "") -> None:
        happening = Happening(event, self.actor, subject, detail)
        Audit(connection).add(self.now_ms(), happening)


def _check_not_last(people: People, member: Enlisted) -> None:
    if people.administrators(member.space) == {member.person}:
        raise LastAdministrator
