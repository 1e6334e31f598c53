"""What the laptop's side of an exchange costs beside raw SQLCipher: pages in, pages out, all."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from statistics import median

from desktop.services.notebook import Planned
from desktop.store.base import Base
from desktop.store.cipher import Connection
from desktop.store.exchanging import LocalBase
from desktop.store.revising import shown_among
from desktop.store.schema import searched_fields
from sync.client.ports import Arrival
from sync.operations.operation import Operation, Verb, canonical, seal
from sync.protocol.encoding import encode
from sync.protocol.messages import ScopeRequest
from sync.protocol.runs import pack, pages
from sync.records import RECORD_TYPES
from sync.records.coding import to_json
from tests.bench.corpus import empty, records
from tests.bench.store_costs import Rows, empty_folder, insert_all, raw_base, rows_of, written_raw
from tests.bench.table import Line, processor
from tests.desktop.laptops import EPOCH, Laptop, Server, joined

_REPEATS = 3
_SAME_ROWS = "raw inserts of the same rows, operations and words, in one transaction"
_CLOCK = 1_795_430_000_000
_WORDS = "search(rowid, kind, heading, words)"
_UNSEARCHED = "review_comment"


def received(size: int) -> Iterator[Line]:
    """Measure pages of `size` new records, then of one edit of each, beside raw writes of both."""
    made = [_received_once(size) for _ in range(_REPEATS)]
    new, floor, edits, edits_floor = (
        median(column) * 1e6 / size for column in zip(*made, strict=True)
    )
    yield Line(f"pages in, {size:,} new records", new, "µs each", floor, _SAME_ROWS, "≤ 111")
    same = "raw updates of the same columns and words, operations added, in one transaction"
    yield Line(f"pages in, {size:,} edits", edits, "µs each", edits_floor, same, "≤ 111")


def sent(size: int) -> Iterator[Line]:
    """Measure the outbox: pages read, vouched for, encoded, and noted as held by the server."""
    with laptop() as one:
        planned = (Planned(record) for record in records(one.notebook, size))
        one.notebook.write_all(planned, label="Banc")
        scope, out = one.scopes[0], list[int]()
        least = processor(lambda: _read_and_mark(one.notebook.base))
        ours = processor(lambda: out.append(_send(one.local, scope)))
    floor = "one raw read of the same operations, one raw update that marks them"
    per = 1e6 / out[0]
    yield Line(f"pages out, {out[0]:,}", ours * per, "µs each", least * per, floor, "≤ 125")


def first(size: int) -> Iterator[Line]:
    """Measure the whole log of a space received at once, and page by page."""
    with laptop() as one:
        log = foreign(one, size)
        paged = processor(lambda: _apply(one.local, log))
    with laptop(one.server) as other:
        scope = other.scopes[0]
        ours = processor(lambda: other.local.apply_all(scope, arrivals(log)))
        floor = raw(other)
    per = 1e6 / len(log)
    name = f"first reception, {len(log):,} operations"
    yield Line(f"{name}, at once", ours * per, "µs each", floor * per, _SAME_ROWS)
    yield Line("  … page by page", paged * per, "µs each", ours * per, "at once")


@contextmanager
def laptop(server: Server | None = None) -> Iterator[Laptop]:
    """Lend a new notebook that joined a space."""
    with empty_folder() as place, closing(empty(place / "carnet")) as notebook:
        yield joined(notebook, server or Server(), "Banc de mesure", "BM")


def foreign(one: Laptop, size: int) -> list[Operation]:
    """Return what a colleague's laptop wrote: `size` records of every kind."""
    log: list[Operation] = []
    for record in islice(records(one.notebook, size), size):
        fields = canonical(to_json(record.revised(code="")))
        log.append(_sealed(log, one.scopes[0], record.id, record.kind, fields))
    return log


def edits_of(log: Sequence[Operation]) -> list[Operation]:
    """Return one edit of each record, every other one of a field that the search reads."""
    found = [*log]
    for number, operation in enumerate(log):
        name = _searched(operation.kind) if number % 2 else _UNSEARCHED
        fields = canonical({name: f"Revenir au compost {number}"})
        made = (operation.scope, operation.record, operation.kind, fields, operation.id)
        found.append(_sealed(found, *made))
    return found[len(log) :]


def arrivals(log: Sequence[Operation], cursor: int = 0) -> Iterator[Arrival]:
    """Yield the pages in which a server gives a log."""
    for page in pages(log):
        cursor += len(page)
        yield Arrival(page[0].scope, tuple(page), EPOCH, cursor)


def raw(one: Laptop) -> float:
    """Return the processor seconds of plain inserts of all the rows of a laptop."""
    with empty_folder() as place:
        return written_raw(place / "floor.db", rows_of(one.notebook), processor)


def _received_once(size: int) -> tuple[float, float, float, float]:
    with laptop() as one:
        log = foreign(one, size)
        edits = edits_of(log)
        new = processor(lambda: _apply(one.local, log))
        floor = raw(one)
        changed = processor(lambda: _apply(one.local, edits, len(log)))
        return new, floor, changed, _raw_edits(one, edits)


def _apply(local: LocalBase, log: Sequence[Operation], cursor: int = 0) -> None:
    for arrival in arrivals(log, cursor):
        local.apply(arrival)


def _sealed(
    log: Sequence[Operation], scope: str, record: str, kind: str, fields: str, parent: str = ""
) -> Operation:
    return seal(
        device="d" * 32,
        number=len(log) + 1,
        previous=log[-1].id if log else "",
        scope=scope,
        record=record,
        kind=kind,
        verb=Verb.EDIT if parent else Verb.CREATE,
        fields=fields,
        parents=(parent,) if parent else (),
        clock=(_CLOCK + len(log)) << 16,
        author="a" * 32,
        schema=1,
    )


def _searched(kind: str) -> str:
    """Return a field that the search reads and that names nothing."""
    model = RECORD_TYPES[kind]
    texts = (field for field in searched_fields(model) if field.kind in ("text", "long_text"))
    names = (field.name for field in texts if field.name not in (*model.heading_fields, "code"))
    return next(names, _UNSEARCHED)


def _send(local: LocalBase, scope: str) -> int:
    count, more = 0, True
    while more:
        page = local.outgoing(scope)
        request = ScopeRequest(
            scope=scope,
            cursor=0,
            epoch=EPOCH,
            erasures=0,
            want=1_000,
            runs=pack(page.operations),
            attestations=page.attestations,
        )
        encode(request)
        local.acknowledge(scope, page.operations, ())
        count, more = count + len(page.operations), page.more
    return count


def _read_and_mark(base: Base) -> None:
    """Do at once what sending does by pages, and take it back."""
    db = base.connection
    db.execute("SELECT * FROM operation WHERE server_version IS NULL ORDER BY seq").fetchall()
    db.execute("BEGIN")
    db.execute("UPDATE operation SET server_version = 1 WHERE server_version IS NULL")
    db.execute("ROLLBACK")


def _raw_edits(one: Laptop, edits: Sequence[Operation]) -> float:
    """Return the processor seconds of plain updates of the same cells, on another base."""
    base = one.notebook.base
    rows = rows_of(one.notebook)
    tables = dict(rows.tables)
    mine = {each.id for each in edits}
    log = [row for row in tables["operation"] if row[2] in mine]
    before = [row for row in tables["operation"] if row[2] not in mine]
    seqs = {each.id: each.seq for each in shown_among(base.db, [each.record for each in edits])}
    words = {row[0]: row for row in tables[_WORDS]}
    tables["operation"] = before
    with empty_folder() as place, raw_base(place / "floor.db") as connection:
        insert_all(connection, Rows(tuple(tables.items())))
        changes = list(_changes(edits, seqs, words, log))
        return processor(lambda: _run(connection, changes))


def _changes(
    edits: Sequence[Operation],
    seqs: Mapping[str, int],
    words: Mapping[object, Sequence[object]],
    log: Sequence[Sequence[object]],
) -> Iterator[tuple[str, list[Sequence[object]]]]:
    """Yield the statements that edits come down to, each with its cells."""
    yield f"INSERT INTO operation VALUES ({', '.join('?' * len(log[0]))})", list(log)
    columns: dict[str, list[Sequence[object]]] = defaultdict(list)
    reworded: list[Sequence[object]] = []
    for edit in edits:
        ((name, value),) = edit.values().items()
        columns[f'UPDATE "{edit.kind}" SET "{name}" = ? WHERE seq = ?'].append(
            (value, seqs[edit.record])
        )
        if name != _UNSEARCHED:
            reworded.append(words[seqs[edit.record]])
    yield from columns.items()
    heads = '{"*":["' + "0" * 32 + '"],"review_comment":["' + "0" * 32 + '"]}'
    directory = [(heads, _CLOCK + number, seq) for number, seq in enumerate(seqs.values())]
    yield "UPDATE record SET heads = ?, modified_at = ? WHERE seq = ?", list(directory)
    yield "DELETE FROM search WHERE rowid = ?", [row[:1] for row in reworded]
    yield f"INSERT INTO {_WORDS} VALUES (?, ?, ?, ?)", reworded


def _run(connection: Connection, changes: Sequence[tuple[str, Sequence[Sequence[object]]]]) -> None:
    connection.execute("BEGIN")
    for statement, cells in changes:
        connection.executemany(statement, cells)
    connection.execute("COMMIT")
