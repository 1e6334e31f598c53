"""Who asks: the laptop whose token and signature were checked, and what its person may do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sync.protocol.codes import Role
from sync.server.store.fence import EVERYBODY

PRIVATE: Final = "me:"
"""Before the person's id, in the id of the scope that holds his own notes."""


@dataclass(frozen=True, slots=True)
class Caller:
    """A laptop that proved who it is; ``memberships`` are the active ones, by scope."""

    device: str
    person: str
    memberships: Mapping[str, Role]

    def role(self, scope: str) -> Role | None:
        """Return what the person may do in a scope; each one writes in his own notes."""
        if scope.startswith(PRIVATE):
            return Role.AGENT if scope == PRIVATE + self.person else None
        return self.memberships.get(scope)

    def name_for(self, scope: str) -> str:
        """Return in whose name the base is asked.

        What an administrator sends can only be parked, and the base would not let him write.
        """
        return EVERYBODY if self.role(scope) is Role.ADMINISTRATOR else self.person
