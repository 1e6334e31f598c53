"""Ask the server about the people of the space and their laptops."""

from typing import Protocol, TypeVar

from pydantic import BaseModel

from sync.protocol import routes
from sync.protocol.people import (
    Challenge,
    InvitationCode,
    Invite,
    NewRole,
    SpacePeople,
    UnlockCode,
)

M = TypeVar("M", bound=BaseModel)


class Calling(Protocol):
    """What makes a signed call and reads its answer; raises SyncError."""

    def call(self, model: type[M], method: str, route: str, message: BaseModel | None = None) -> M:
        """Make it."""


class Office:
    """The calls about people; each raises SyncError."""

    def __init__(self, server: Calling) -> None:
        self._server = server

    def people(self) -> SpacePeople:
        """Return who is in the space."""
        return self._server.call(SpacePeople, "GET", routes.PEOPLE)

    def invite(self, asked: Invite) -> InvitationCode:
        """Return a code; asked for again, it makes another one, and both are good."""
        return self._server.call(InvitationCode, "POST", routes.INVITATIONS, asked)

    def set_role(self, person: str, role: str) -> SpacePeople:
        """Give somebody another role."""
        place = routes.ROLE.format(person=person)
        return self._server.call(SpacePeople, "POST", place, NewRole(role=role))

    def remove(self, person: str) -> SpacePeople:
        """Have somebody leave the space."""
        return self._server.call(SpacePeople, "POST", routes.REMOVE.format(person=person))

    def revoke(self, device: str) -> SpacePeople:
        """Put a laptop out."""
        return self._server.call(SpacePeople, "POST", routes.REVOKE.format(device=device))

    def wipe(self, device: str) -> SpacePeople:
        """Put a laptop out and have it empty itself at its next contact."""
        return self._server.call(SpacePeople, "POST", routes.WIPE_DEVICE.format(device=device))

    def unlock(self, device: str, signs: str) -> str:
        """Return the eight digits that open a locked laptop."""
        place = routes.UNLOCK.format(device=device)
        return self._server.call(UnlockCode, "POST", place, Challenge(signs=signs)).code
