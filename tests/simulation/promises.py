"""What must be true once everybody has exchanged until nothing moves."""

from hashlib import sha256

import orjson

from desktop.services.exchanging.reaching import local_of
from desktop.store.blobs import Blobs
from desktop.store.history import rules_of
from desktop.store.stored import Stored
from sync.operations.digest import digest_of
from sync.operations.merge import project
from sync.operations.operation import Operation
from sync.records import RECORD_TYPES
from sync.records.fields import fields_of
from sync.server.backups import check
from tests.simulation.laptop import Laptop
from tests.simulation.losses import all_held, kept_apart, said_apart, server_log, waiting_on
from tests.simulation.memory import mark_of, words_in
from tests.simulation.oracle import Expected, Oracle
from tests.simulation.world import Broken, World


def keep(world: World) -> None:
    """Check every promise; raises Broken."""
    held = Held(world)
    _server_is_sound(world)
    for laptop in world.live:
        _same_operations(held, laptop)
        _digests(laptop)
        _nothing_of_others(laptop)
        _erased(world, laptop)
        _rows(world, held, laptop)
        _files(world, laptop)
    _nothing_lost(world, held)


class Held:
    """What the server has at the end, by scope, and what it keeps apart."""

    def __init__(self, world: World) -> None:
        self.log: dict[str, dict[str, Operation]] = {}
        for each in server_log(world.town.store):
            self.log.setdefault(each.scope, {})[each.id] = each
        self.apart = {each.id: each for each in kept_apart(world.town.store)}
        if not world.compared:
            # It has no number there: a copy put back by hand, made before it, shows nowhere.
            self.apart |= {each.id: each for laptop in world.live for each in said_apart(laptop)}
        self.rows: dict[str, object] = {}


def _server_is_sound(world: World) -> None:
    found = check(world.town.store)
    if not found.sound:
        raise Broken(f"the server is not sound: {found}")


def _same_operations(held: Held, laptop: Laptop) -> None:
    identity = laptop.notebook.base.identity
    here = all_held(laptop)
    if len({each.id for each in here}) != len(here):
        raise Broken("an operation lies here twice")
    for scope in (identity.space, identity.private_scope):
        there = set(held.log.get(scope, {}))
        mine = {each.id for each in here if each.scope == scope} - held.apart.keys()
        if mine != there:
            raise Broken(f"{scope}: {len(there - mine)} lack here, {len(mine - there)} there")


def _digests(laptop: Laptop) -> None:
    base = laptop.notebook.base
    for state in local_of(laptop.notebook).scopes():
        rows = base.db.execute(
            "SELECT id FROM operation WHERE scope = ?1 AND server_version = 1"
            " UNION ALL SELECT id FROM waiting_operation WHERE scope = ?1 AND held = 1",
            [state.scope],
        )
        ids = [str(row[0]) for row in rows]
        if (state.digest, state.count) != (digest_of(ids), len(ids)):
            raise Broken("the digest of a laptop is not that of what it counts")


def _nothing_of_others(laptop: Laptop) -> None:
    identity = laptop.notebook.base.identity
    scopes = {each.scope for each in all_held(laptop)}
    if not scopes <= {identity.space, identity.private_scope}:
        raise Broken("private notes of somebody else")


def _erased(world: World, laptop: Laptop) -> None:
    for where in (all_held(laptop), server_log(world.town.store)):
        if any(each.id in world.memory.erased and not each.redacted for each in where):
            raise Broken("what was erased is there again")


def _nothing_lost(world: World, held: Held) -> None:
    everything = [*(op for log in held.log.values() for op in log.values()), *held.apart.values()]
    if lost := world.memory.kept - words_in(everything):
        raise Broken(f"lost: {sorted(lost)}")
    marks = {mark_of(each) for each in everything}
    acknowledged = {m for m in world.memory.acknowledged if m[0] not in world.memory.touched}
    if acknowledged - marks:
        raise Broken("the server had it, somebody still had it, and it is gone")
    shared = held.log.get(world.stage.space, {}).values()
    if leaked := words_in(shared) & world.memory.private.keys():
        raise Broken(f"private words in the shared space: {leaked}")
    for laptop in world.live:
        own = laptop.notebook.base.identity.private_scope
        words = words_in(all_held(laptop))
        due = {w for w in world.memory.kept if world.memory.private.get(w, own) == own}
        if lost := due - words - words_in(held.apart.values()):
            raise Broken(f"not on a laptop: {sorted(lost)}")


def _rows(world: World, held: Held, laptop: Laptop) -> None:
    base = laptop.notebook.base
    space = base.identity.space
    waiting = {each.record for each in waiting_on(laptop)}
    by_record: dict[str, list[Operation]] = {}
    for each in laptop.operations():
        if each.kind in RECORD_TYPES and each.record not in waiting:
            by_record.setdefault(each.record, []).append(each)
    asked = dict(base.db.execute("SELECT record, fields FROM difference").fetchall())
    for record, operations in by_record.items():
        _row(world, laptop, operations, asked.get(record, "[]"))
        shared = [each for each in operations if each.scope == space]
        if shared and not {each.id for each in shared} & held.apart.keys():
            _same_row(held, laptop, record, shared[0].kind)


def _row(world: World, laptop: Laptop, operations: list[Operation], asked: str) -> None:
    """Compare what is shown of a record with what its operations say, and with their causes."""
    space, kind = laptop.notebook.base.identity.space, operations[0].kind
    shared = [each for each in operations if each.scope == space]
    stored = laptop.notebook.base.repository.find(operations[0].record)
    if stored is None:
        if shared and not all(each.redacted for each in operations):
            raise Broken("a record has operations and no row")
        return
    told = project(shared, rules_of(kind))
    if stored.heads != told.heads or (stored.deleted_at is not None) != told.deleted:
        raise Broken("a row does not have the heads of its operations")
    if stored.id not in world.memory.touched and not told.missing:
        _by_causes(Oracle(shared, world.memory.seen).tell(rules_of(kind)), stored, asked)


def _by_causes(expected: Expected, stored: Stored, asked: str) -> None:
    """Compare what is shown of a record with who had seen what."""
    if expected.deleted != (stored.deleted_at is not None):
        raise Broken("in the trash or in use, against who had seen what")
    if not expected.deleted and set(orjson.loads(asked)) != expected.asked:
        raise Broken(f"asked {asked}; {sorted(expected.asked)} were written unseen")
    for name, words in expected.words.items():
        shown = str(stored.values.get(name))
        if not all(word in shown for word in words):
            raise Broken(f"{name}: {sorted(words)} were added, {shown!r} is shown")


def _same_row(held: Held, laptop: Laptop, record: str, kind: str) -> None:
    stored = laptop.notebook.base.repository.find(record)
    if stored is None:
        return
    own = {field.name for field in fields_of(RECORD_TYPES[kind]) if field.about.private}
    values = {name: value for name, value in stored.values.items() if name not in own}
    row = (kind, stored.heads, stored.deleted_at is None, stored.created_at, values)
    if held.rows.setdefault(record, row) != row:
        raise Broken(f"two laptops show something else: {row} and {held.rows[record]}")


def _files(world: World, laptop: Laptop) -> None:
    """Every file that a record in use names is whole where a laptop or the server had it.

    A copy put back by hand, made between an operation and its file, shows nowhere.
    """
    if not world.compared:
        return
    names = laptop.notebook.base.db.execute(
        "SELECT sha256 FROM attachment WHERE trashed = 0 AND sha256 != ''"
    ).fetchall()
    for (digest,) in names:
        here = any(_blobs(each).is_here(digest) for each in world.live)
        if here and sha256(_blobs(laptop).content(digest)).hexdigest() != digest:
            raise Broken("a file is not the one that was attached")


def _blobs(laptop: Laptop) -> Blobs:
    return laptop.notebook.session.blobs
