"""Draw an invitation code, and what is kept of it."""

from dataclasses import dataclass

from sync.protocol.codes import Role
from sync.protocol.signing import to_text
from sync.server.invitations import VALID_MS, Slowness, handle_of, new_code, new_salt
from sync.server.store.engine import Store
from sync.server.store.fence import EVERYBODY
from sync.server.store.invitations import Invitation, Invitations


@dataclass(frozen=True, slots=True)
class Drawn:
    """A code that nobody keeps, and the slow hash that is kept."""

    code: str
    salt: str
    code_hash: str

    def invitation(self, space: str, person: str, role: Role, now: int) -> Invitation:
        """Return what the code opens."""
        return Invitation(
            id=handle_of(self.code),
            space=space,
            person=person,
            role=role.value,
            code_hash=self.code_hash,
            salt=self.salt,
            expires_at=now + VALID_MS,
            created_at=now,
        )


def draw(store: Store, slowness: Slowness) -> Drawn:
    """Draw a code whose readable part was never given; outside any transaction, for it is slow."""
    with store.reading(EVERYBODY) as connection:
        given = Invitations(connection)
        code = next(code for code in iter(new_code, "") if not given.has(handle_of(code)))
    salt = new_salt()
    return Drawn(code, to_text(salt), to_text(slowness.hashed(code, salt)))
