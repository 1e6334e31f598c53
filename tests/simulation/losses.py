"""What is held where: the log of the server, what it keeps apart, what was handed over sealed."""

from collections.abc import Iterable, Iterator

from desktop.store.waiting import Waiting
from sync.operations.operation import Operation
from sync.protocol.messages import ExchangeRequest, Run, Sealed
from sync.protocol.parcels import open_parcel
from sync.protocol.runs import unpack
from sync.protocol.signing import to_text
from sync.server.people import identity_of
from sync.server.store.apart import Apart
from sync.server.store.engine import Store
from sync.server.store.fence import EVERYBODY
from sync.server.store.operations import Operations
from sync.server.store.sealed import SealedWork
from sync.server.store.soundness import scopes
from tests.simulation.laptop import Laptop
from tests.simulation.memory import mark_of


def server_log(store: Store) -> list[Operation]:
    """Return the log of every scope."""
    with store.reading(EVERYBODY) as connection:
        return [
            each
            for scope in scopes(connection)
            for _, each in Operations(connection, scope).after(0, 2**62, most=2**31)
        ]


def kept_apart(store: Store) -> list[Operation]:
    """Return the operations that the server keeps for a person to look at."""
    with store.reading(EVERYBODY) as connection:
        return [
            operation
            for scope in scopes(connection)
            for each in Apart(connection, scope).list()
            if each.content
            for operation in unpack([_run(each.content)], scope, [each.operation])
        ]


def held_anywhere(store: Store, laptops: Iterable[Laptop]) -> list[Operation]:
    """Return what the server and some laptops hold together."""
    on_laptops = [each for laptop in laptops for each in all_held(laptop)]
    return [*server_log(store), *kept_apart(store), *on_laptops]


def all_held(laptop: Laptop) -> list[Operation]:
    """Return the log of a laptop, and what waits there for a later version."""
    return [*laptop.operations(), *waiting_on(laptop)]


def said_apart(laptop: Laptop) -> list[Operation]:
    """Return what a laptop was told that the server keeps apart."""
    rows = laptop.notebook.base.db.execute("SELECT operation FROM parked").fetchall()
    ids = {str(operation) for (operation,) in rows}
    return [each for each in all_held(laptop) if each.id in ids]


def waiting_on(laptop: Laptop) -> list[Operation]:
    """Return the operations that a laptop could not take in."""
    waiting = Waiting(laptop.notebook.base.db).everything()
    return [each for group in waiting.values() for each in group]


def lost_when_emptied(store: Store, laptop: Laptop) -> set[str]:
    """Return what an emptied laptop held and the server has neither in a log nor sealed."""
    handed = {mark_of(each) for each in _unsealed(store)}
    there = {each.id for each in (*server_log(store), *kept_apart(store))}
    unsent = [each for each in all_held(laptop) if each.id not in there]
    return {each.id for each in unsent if mark_of(each) not in handed}


def _unsealed(store: Store) -> Iterator[Operation]:
    private = identity_of(store).sealing_private
    with store.reading(EVERYBODY) as connection:
        pieces = SealedWork(connection).all()
    for piece in pieces:
        parcel = open_parcel(private, Sealed(content=to_text(piece.content)))
        if isinstance(parcel, ExchangeRequest):
            for scope in parcel.scopes:
                yield from unpack(scope.runs, scope.scope)


def _run(content: str) -> Run:
    return Run.model_validate_json(content)
