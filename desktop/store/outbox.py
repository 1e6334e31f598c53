"""What the server has of this base and what it lacks, counted in the transaction that changes it.

An operation's ``server_version`` is empty until the server is known to hold it (1) or to keep it
apart (0). The digest and count of a scope are of those that the server holds.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from desktop.store.database import Database, marks, parts
from desktop.store.log import SELECT, operation_of
from desktop.store.waiting import APART, UNSENT, Waiting
from sync.client.ports import Outgoing, ScopeState
from sync.operations.digest import bucket, digest_of, without
from sync.operations.operation import Operation
from sync.operations.seeds import is_seed
from sync.protocol.codes import Reason
from sync.protocol.limits import PAGE_OPERATIONS
from sync.protocol.messages import Attestation, ChainEnd, Verdict
from sync.protocol.runs import pages
from sync.protocol.signing import DeviceKey

HELD: Final = 1
_PARKED: Final = 0
_AS_WAITING: Final = {None: UNSENT, HELD: HELD, _PARKED: APART}
_STATE: Final = "SELECT scope, cursor, epoch, erasures, digest, count FROM exchange_scope"
_KEEP_STATE: Final = (
    "INSERT INTO exchange_scope(scope, cursor, epoch, erasures, digest, count)"
    " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT(scope) DO UPDATE SET cursor = excluded.cursor,"
    " epoch = excluded.epoch, erasures = excluded.erasures, digest = excluded.digest,"
    " count = excluded.count"
)
_UNSENT: Final = (
    f"{SELECT} WHERE server_version IS NULL AND scope = ? ORDER BY seq LIMIT ? OFFSET ?"
)
_OWN: Final = "SELECT 1 FROM chain WHERE device = ? AND scope = ?"
_VOUCHED: Final = "SELECT number, id, signature FROM attestation WHERE scope = ? AND device = ?"
_EVERY_HELD: Final = (
    "SELECT id FROM operation WHERE scope = ? AND server_version = 1 {bounds}"
    " UNION ALL SELECT id FROM waiting_operation WHERE scope = ? AND held = 1 {bounds}"
)


class Outbox:
    """The account with the server, in one base; what writes is called inside a transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._waiting = Waiting(db)

    def state(self, scope: str) -> ScopeState:
        """Return how far a scope is."""
        row = self._db.execute(f"{_STATE} WHERE scope = ?", [scope]).fetchone()
        return ScopeState(scope) if row is None else ScopeState(*row)

    def put(self, state: ScopeState) -> None:
        """Write how far a scope is."""
        cells = (state.scope, state.cursor, state.epoch, state.erasures, state.digest, state.count)
        self._db.execute(_KEEP_STATE, cells)

    def adopt(self, state: ScopeState) -> None:
        """Set where a scope is after a comparison; what the server holds is counted here."""
        kept = self.state(state.scope)
        self.put(replace(kept, cursor=state.cursor, epoch=state.epoch, erasures=state.erasures))

    def page(self, scope: str, known: int, key: DeviceKey) -> Outgoing:
        """Return the next page that the server lacks, with who vouches for each chain in it."""
        limit = PAGE_OPERATIONS + 1
        if self._waiting.any(scope):
            operations = self._waiting.unsent(scope, limit, known)
        else:
            rows = self._db.execute(_UNSENT, [scope, limit, known])
            operations = list(map(operation_of, rows))
        page = next(pages(operations), [])
        vouched = tuple(self._attestations(scope, page, key))
        return Outgoing(tuple(page), vouched, more=len(page) < len(operations))

    def own_end(self, scope: str, device: str) -> ChainEnd:
        """Return where a chain that was written here ends."""
        sql = "SELECT number, id FROM chain WHERE device = ? AND scope = ?"
        row = self._db.execute(sql, [device, scope]).fetchone() or (0, "")
        return ChainEnd(device=device, number=row[0], id=row[1])

    def acknowledge(self, scope: str, ids: Sequence[str], verdicts: Iterable[Verdict]) -> None:
        """Note which operations the server holds, and which it keeps apart."""
        judged = {verdict.operation: verdict.reason for verdict in verdicts}
        self.hold(scope, [each for each in ids if each not in judged])
        apart = [each for each, reason in judged.items() if _is_parked(reason)]
        self._mark(apart, _PARKED)

    def note_parked(self, verdicts: Iterable[Verdict], at: int) -> None:
        """Keep why operations are kept apart, to be shown."""
        self._db.conn.executemany(
            "INSERT OR IGNORE INTO parked(operation, reason, at) VALUES (?, ?, ?)",
            [(each.operation, each.reason, at) for each in verdicts if _is_parked(each.reason)],
        )

    def hold(self, scope: str, ids: Collection[str]) -> None:
        """Note that the server holds operations of this base; those known already count once."""
        fresh = self._with_state(ids, "server_version IS NOT 1", "held != 1")
        self._mark(fresh, HELD)
        for part in parts(fresh):
            self._db.execute(f"DELETE FROM parked WHERE operation IN ({marks(part)})", part)
        self.count_in(scope, fresh)

    def release(self, scope: str, ids: Collection[str]) -> None:
        """Note that the server lacks operations that it once had."""
        gone = self._with_state(ids, "server_version = 1", "held = 1")
        self._mark(gone, None)
        state = self.state(scope)
        digest = without(state.digest, gone)
        self.put(replace(state, digest=digest, count=state.count - len(gone)))

    def release_apart(self, scope: str) -> None:
        """Note that the server may lack what it kept apart: its chains would have a gap there."""
        where = "WHERE scope = ? AND"
        self._db.execute(
            f"UPDATE operation SET server_version = NULL {where} server_version = {_PARKED}",
            [scope],
        )
        self._db.execute(
            f"UPDATE waiting_operation SET held = {UNSENT} {where} held = {APART}", [scope]
        )

    def count_in(self, scope: str, ids: Collection[str]) -> None:
        """Add operations that the server holds to the digest of a scope."""
        if ids:
            state = self.state(scope)
            digest = digest_of(ids, state.digest)
            self.put(replace(state, digest=digest, count=state.count + len(ids)))

    def held(self, scope: str) -> Mapping[int, str]:
        """Return the digest of each part of a scope, of what the server is believed to hold."""
        parts: dict[int, list[str]] = {}
        for each in self._held(scope, "", ()):
            parts.setdefault(bucket(each), []).append(each)
        return {part: digest_of(ids) for part, ids in parts.items()}

    def held_ids(self, scope: str, buckets: Collection[int]) -> frozenset[str]:
        """Return the ids behind those digests, for some parts."""
        return frozenset(
            each
            for part in buckets
            for each in self._held(scope, "AND id >= ? AND id < ?", (f"{part:02x}", _after(part)))
        )

    def _held(self, scope: str, bounds: str, values: tuple[str, ...]) -> Iterator[str]:
        sql = _EVERY_HELD.format(bounds=bounds)
        return (str(row[0]) for row in self._db.execute(sql, (scope, *values, scope, *values)))

    def _with_state(self, ids: Collection[str], here: str, waiting: str) -> list[str]:
        found: list[str] = []
        for part in parts(list(ids)):
            among = f"id IN ({marks(part)})"
            sql = (
                f"SELECT id FROM operation WHERE {among} AND {here}"
                f" UNION ALL SELECT id FROM waiting_operation WHERE {among} AND {waiting}"
            )
            found += [str(row[0]) for row in self._db.execute(sql, [*part, *part])]
        return found

    def _mark(self, ids: Sequence[str], version: int | None) -> None:
        held = _AS_WAITING[version]
        for part in parts(ids):
            where = f"WHERE id IN ({marks(part)})"
            self._db.execute(f"UPDATE operation SET server_version = ? {where}", [version, *part])
            self._db.execute(f"UPDATE waiting_operation SET held = ? {where}", [held, *part])

    def _attestations(
        self, scope: str, page: Sequence[Operation], key: DeviceKey
    ) -> Iterator[Attestation]:
        """Vouch for our own chains up to this page, and pass on who vouched for the others."""
        ends = {each.device: each for each in page if not is_seed(each)}
        for device, end in ends.items():
            if self._db.execute(_OWN, [device, scope]).fetchone():
                yield key.attest(scope, device, end.number, end.id)
                continue
            row = self._db.execute(_VOUCHED, [scope, device]).fetchone()
            if row is not None:
                yield Attestation(device=device, number=row[0], id=row[1], signature=row[2])


def _is_parked(reason: str) -> bool:
    return reason in {each.value for each in Reason if each.parked}


def _after(part: int) -> str:
    return f"{part + 1:02x}" if part < 255 else "g"
