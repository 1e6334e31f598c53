"""Take one's place again in a space that put this laptop out: another laptop to the server."""

from collections.abc import Collection, Mapping

from desktop.store.base import Base
from desktop.store.codes import go_on_counting
from desktop.store.database import Database
from desktop.store.enrolment import Enrolment, put_enrolment
from desktop.store.forking import begin_chain
from desktop.store.identity import Identity, Person
from desktop.store.outbox import Outbox
from desktop.store.vouching import vouch
from sync.protocol.messages import JoinReply
from sync.protocol.signing import DeviceKey

_CHAINS = "SELECT scope, device, number, id FROM chain"
_UNSENT = (
    "SELECT o.scope, o.id FROM operation o JOIN chain c ON c.device = o.device"
    " AND c.scope = o.scope WHERE o.server_version IS NULL AND NOT o.redacted"
)


def unsent(base: Base) -> Mapping[str, frozenset[str]]:
    """Return, by scope, the operations written here that the server is not known to hold."""
    found: dict[str, set[str]] = {}
    for scope, operation in base.db.execute(_UNSENT):
        found.setdefault(str(scope), set()).add(str(operation))
    return {scope: frozenset(ids) for scope, ids in found.items()}


def rejoin(
    base: Base,
    former: Enrolment,
    reply: JoinReply,
    present: Enrolment,
    *,
    incarnation: str,
    held: Mapping[str, Collection[str]],
) -> int:
    """Go on as another laptop of the same person; return how many operations were moved.

    One transaction. ``held`` are those of `unsent` that the server has all the same: they stay in
    the chain of the former laptop, like all it has; the others are sealed again in the new one.
    """
    with base.writing():
        outbox = Outbox(base.db)
        for scope, ids in held.items():
            outbox.hold(scope, ids)
        identity = base.identity
        moved = begin_chain(base, incarnation, _all_chains(base.db))
        _vouch_for_the_past(base.db, former.key, incarnation)
        person = Person(reply.person, reply.person_name, reply.initials)
        base.settings.put_identity(Identity(reply.space, incarnation, person))
        go_on_counting(base.db, identity.person.initials, reply.initials)
        put_enrolment(base.settings, present)
    return moved


def _all_chains(db: Database) -> Mapping[str, Mapping[str, int]]:
    """Return every chain that was written here, by scope, to leave it from its beginning."""
    found: dict[str, dict[str, int]] = {}
    for scope, device, _number, _end in db.execute(_CHAINS):
        found.setdefault(str(scope), {})[str(device)] = 0
    return found


def _vouch_for_the_past(db: Database, key: DeviceKey, present: str) -> None:
    """Sign the former chains a last time with the former key: they are another laptop's now."""
    ends = [row for row in db.execute(_CHAINS).fetchall() if row[1] != present]
    for scope, device, number, end in ends:
        vouch(db, str(scope), [key.attest(str(scope), str(device), int(number), str(end))])
    db.execute("DELETE FROM chain WHERE device != ?", [present])
