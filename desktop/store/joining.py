"""Bring a notebook that lived alone into the space of a server, with all its history."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.store.base import Base
from desktop.store.codes import go_on_counting
from desktop.store.enrolment import Enrolment, enrolment_of, put_enrolment
from desktop.store.identity import Identity, Person
from desktop.store.log import SELECT, operation_of, row_of
from desktop.store.projecting import Projecting
from desktop.store.renaming import rename
from sync.operations.operation import Operation, Verb, canonical
from sync.operations.resealing import Place, reseal
from sync.operations.seeds import SEED, seed
from sync.protocol.messages import JoinReply
from sync.records.reference_code import parse_code

_STEP = 1_000


@dataclass(frozen=True, slots=True)
class _Logged:
    """An operation and the act that wrote it."""

    act: int
    operation: Operation


def join(
    base: Base,
    reply: JoinReply,
    enrolment: Enrolment,
    incarnation: str,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> int:
    """Give everything written here a place in the space; return how many operations.

    One transaction: person, initials, space, chain and log change together or not at all. What was
    erased from the trash of this notebook stays here as nothing, and is not brought along.
    ``progress`` hears how many operations are done; it may raise to stop. Raises ValueError for a
    notebook that joined already.
    """
    with base.writing():
        if enrolment_of(base.settings) is not None:
            raise ValueError("this notebook has a server already")
        person = Person(reply.person, reply.person_name, reply.initials)
        return _Joining(base, Identity(reply.space, incarnation, person), progress).run(enrolment)


class _Joining:
    """One notebook, inside one transaction."""

    def __init__(
        self, base: Base, identity: Identity, progress: Callable[[int, int], None]
    ) -> None:
        self._base = base
        self._db = base.db
        self._before = base.identity
        self._identity = identity
        self._progress = progress
        self._coded: set[str] = set()

    def run(self, enrolment: Enrolment) -> int:
        """Do everything and return how many operations the notebook now has."""
        logged = self._everything()
        renamed, moved, seeds = self._moved(logged)
        self._write(logged, renamed, moved)
        rename(self._db, renamed)
        self._take_identity()
        go_on_counting(self._db, self._before.person.initials, self._identity.person.initials)
        self._show(seeds | self._coded)
        put_enrolment(self._base.settings, enrolment)
        return len(moved)

    def _everything(self) -> list[_Logged]:
        """Return the operations in the order of writing; those emptied with the trash are left."""
        rows = self._db.execute(SELECT.replace(" FROM", ", act FROM") + " ORDER BY seq")
        found = [_Logged(row[-1], operation_of(row[:-1])) for row in rows]
        kept = [each for each in found if not each.operation.redacted]
        if len(kept) == len(found):
            return kept
        here = {each.operation.id for each in kept}
        return [_Logged(each.act, _without_parents(each.operation, here)) for each in kept]

    def _moved(
        self, logged: Sequence[_Logged]
    ) -> tuple[dict[str, str], dict[str, Operation], set[str]]:
        """Return the new ids, the new operations by former id, and the records of the seeds."""
        own, moved, seeds = [], {}, set()
        for each in (each.operation for each in logged):
            if each.reason == SEED and each.verb is Verb.CREATE:
                moved[each.id] = self._seed(each)
                seeds.add(each.record)
            else:
                own.append(self._recoded(each))
        renamed = {former: new.id for former, new in moved.items()}
        private = self._before.private_scope
        parts = (
            ([each for each in own if each.scope != private], self._identity.space),
            ([each for each in own if each.scope == private], self._identity.private_scope),
        )
        for operations, scope in parts:
            place = Place(scope, self._identity.device, author=self._identity.person.id)
            for former, new in reseal(operations, place, renamed):
                moved[former], renamed[former] = new, new.id
                if len(moved) % _STEP == 0:
                    self._progress(len(moved), len(logged))
        return renamed, moved, seeds

    def _recoded(self, operation: Operation) -> Operation:
        """Give a readable code the initials that are this laptop's alone in the space.

        Somebody who has ours may have written the same codes before joining.
        """
        former, present = self._before.person.initials, self._identity.person.initials
        if former == present or '"code":' not in operation.fields:
            return operation
        values = operation.values()
        code = parse_code(str(values.get("code") or ""))
        if code is None or code.initials != former:
            return operation
        self._coded.add(operation.record)
        values["code"] = str(replace(code, initials=present))
        return replace(operation, fields=canonical(values))

    def _seed(self, creation: Operation) -> Operation:
        """Return the operation that every notebook has of a default value: without a code."""
        values = {name: value for name, value in creation.values().items() if name != "code"}
        return seed(
            scope=self._identity.space,
            record=creation.record,
            kind=creation.kind,
            fields=canonical(values),
            schema=creation.schema,
        )

    def _write(
        self, logged: Sequence[_Logged], ids: Mapping[str, str], moved: Mapping[str, Operation]
    ) -> None:
        """Write the log anew; in each scope, the order of writing is that of the chain."""
        acts = {each.operation.id: each.act for each in logged}
        scopes = [moved[each.operation.id].scope for each in logged]
        queues: dict[str, list[str]] = {}
        for former, operation in moved.items():
            queues.setdefault(operation.scope, []).append(former)
        following = {scope: iter(_in_chain(queue, moved)) for scope, queue in queues.items()}
        order = [next(following[scope]) for scope in scopes]
        for table in ("operation", "chain", "exchange_scope", "parked"):
            self._db.execute(f"DELETE FROM {table}")
        self._base.log.append(
            row_of(place, acts[former], moved[former]) for place, former in enumerate(order, 1)
        )
        self._write_ends(moved)
        self._progress(len(ids), len(ids))

    def _write_ends(self, moved: Mapping[str, Operation]) -> None:
        ends = {
            each.scope: each
            for each in sorted(moved.values(), key=lambda each: each.number)
            if each.device == self._identity.device
        }
        self._db.conn.executemany(
            "INSERT INTO chain(device, scope, number, id) VALUES (?, ?, ?, ?)",
            [(each.device, scope, each.number, each.id) for scope, each in ends.items()],
        )

    def _take_identity(self) -> None:
        former, person = self._before.person.id, self._identity.person.id
        self._base.settings.put_identity(self._identity)
        if former != person:
            self._db.execute("UPDATE record SET author = ? WHERE author = ?", [person, former])
            self._db.execute("DELETE FROM person WHERE id = ?", [former])

    def _show(self, records: set[str]) -> None:
        projecting = Projecting(self._db, self._identity, self._base.now_ms())
        for record in sorted(records):
            projecting.whole(record)
        projecting.close()


def _in_chain(formers: Sequence[str], moved: Mapping[str, Operation]) -> list[str]:
    """Put the operations of one scope in the order of their chain, the seeds first."""
    return sorted(formers, key=lambda former: (moved[former].reason != SEED, moved[former].number))


def _without_parents(operation: Operation, here: set[str]) -> Operation:
    """Leave out of an operation the parents that were erased with the trash."""
    return replace(operation, parents=tuple(each for each in operation.parents if each in here))
