"""Who may do what on the server: each route, each identity, each place."""

from dataclasses import dataclass
from typing import Final

from sync.protocol import routes
from sync.protocol.codes import Refusal

MEMBERS: Final = ("agent", "supervisor", "reader", "administrator")
STRANGERS: Final = ("nobody", "revoked", "forged", "elsewhere")
"""Without a token; put out; the token of an agent with another key, or over another request."""

LATE: Final = "late"
"""A request of an agent that somebody heard, and sends again the next day."""

IDENTITIES: Final = (*MEMBERS, *STRANGERS, LATE)

SPACE: Final = "space"
NOTES: Final = "notes"
FORBIDDEN: Final = ("another space", "a colleague's notes", "notes of another space", "nowhere")
PLACES: Final = (SPACE, NOTES, *FORBIDDEN)
"""One's own space, one's own notes, and what one may not see."""

_READ: Final = frozenset({"agent", "supervisor", "reader"})
_WRITE: Final = frozenset({"agent", "supervisor"})
_ALL: Final = frozenset(MEMBERS)
_INVITE: Final = frozenset({"supervisor", "administrator"})
_LOOK_AFTER: Final = frozenset({"administrator"})


@dataclass(frozen=True)
class Right:
    """Who gets ``done`` from a route in the space; in their own notes, all members do.

    A route without a place is about the space of whoever asks; ``put_out`` says that it is also
    for whoever was put out, ``unsigned`` that it asks nobody who they are.
    """

    space: frozenset[str]
    done: int = 200
    placed: bool = True
    put_out: bool = False
    unsigned: bool = False

    def expected(self, identity: str, place: str) -> tuple[int, str]:
        """Return the status of the answer, and its refusal."""
        allowed = (self.done, "")
        if self.unsigned or (self.put_out and identity == "revoked"):
            return allowed
        if identity in STRANGERS:
            return 401, Refusal.UNKNOWN_DEVICE.value
        if identity == LATE:
            return 409, Refusal.CLOCK.value
        if (self.placed and place == NOTES) or (place == SPACE and identity in self.space):
            return allowed
        return 404, Refusal.NOT_FOUND.value


RIGHTS: Final = {
    ("POST", routes.JOIN): Right(_ALL, placed=False, unsigned=True),
    # An administrator exchanges too: it is told the directory, and no record.
    ("POST", routes.EXCHANGE): Right(_ALL),
    ("GET", routes.LOG): Right(_READ),
    ("GET", routes.BUCKETS): Right(_READ),
    ("POST", routes.IDS): Right(_READ),
    ("POST", routes.OPERATIONS): Right(_READ),
    ("POST", routes.FILES): Right(_READ),
    ("GET", routes.FILE): Right(_READ),
    ("PUT", routes.FILE): Right(_WRITE),
    ("GET", routes.CHUNK): Right(_READ),
    ("PUT", routes.CHUNK): Right(_WRITE),
    ("GET", routes.WIPE): Right(_ALL, placed=False, put_out=True),
    ("POST", routes.WIPE): Right(_ALL, 204, placed=False, put_out=True),
    ("POST", routes.LEAVE): Right(_ALL, 204, placed=False, put_out=True),
    ("POST", routes.SEALED): Right(_ALL, 204, placed=False, put_out=True),
    ("GET", routes.PEOPLE): Right(_ALL, placed=False),
    # A supervisor invites agents; whom else, and laptops of one's own: test_space_desk.
    ("POST", routes.INVITATIONS): Right(_INVITE, placed=False),
    ("POST", routes.ROLE): Right(_LOOK_AFTER, placed=False),
    ("POST", routes.REMOVE): Right(_LOOK_AFTER, placed=False),
    ("POST", routes.REVOKE): Right(_LOOK_AFTER, placed=False),
    ("POST", routes.WIPE_DEVICE): Right(_LOOK_AFTER, placed=False),
    ("POST", routes.UNLOCK): Right(_LOOK_AFTER, placed=False),
}

UNDESCRIBED: Final = {("GET", routes.HEALTH), ("GET", routes.METRICS)}
"""For whoever looks after the machine: they tell nothing of anybody's work."""
