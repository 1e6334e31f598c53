"""What the store costs beside raw SQLCipher: bulk writes, one durable save, searches."""

import gc
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.services.notebook import Notebook, Planned
from desktop.store import cipher, migrations
from desktop.store.base import Base
from desktop.store.folding import indexable
from desktop.store.index import kind_word, searched_texts
from desktop.store.keys import DataKey
from desktop.store.query import ListQuery
from sync.records import RECORD_TYPES
from tests.bench.corpus import empty, fill, records
from tests.bench.table import Line, Work, each, p95, seconds

_REPEATS = {1_000: 5, 10_000: 3, 100_000: 1, 1_000_000: 1}


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything that a bulk write put in the base, table by table, ready to be put again."""

    tables: tuple[tuple[str, Sequence[Sequence[object]]], ...]


def bulk(size: int) -> Iterator[Line]:
    """Measure the writing of `size` judged records with their operations and index."""
    times = [_bulk_once(size) for _ in range(_REPEATS[size])]
    ours, floor, judged = (statistics.median(column) for column in zip(*times, strict=True))
    per = 1_000_000 / size
    raw = "raw inserts of the same rows, indexes and full text"
    yield Line(f"bulk write, {size:,} records", ours * per, "µs each", floor * per, raw, "≤ 2.00")
    yield Line(
        f"  … generation and judgement added, {size:,}",
        (ours + judged) * per,
        "µs each",
        floor * per,
        raw,
    )


def _bulk_once(size: int) -> tuple[float, float, float]:
    with empty_folder() as folder:
        notebook = empty(folder / "carnet")
        made: list[Planned] = []
        judged = seconds(lambda: made.extend(Planned(r) for r in records(notebook, size)))
        gc.collect()
        gc.freeze()
        ours = seconds(lambda: notebook.write_all(made, label="Banc"))
        made.clear()
        rows = rows_of(notebook)
        notebook.close()
        floor = written_raw(folder / "floor.db", rows)
        gc.unfreeze()
        return ours, floor, judged


def rows_of(notebook: Notebook) -> Rows:
    """Return all the rows of a notebook's records, operations and words."""
    db = notebook.base.db
    tables: list[tuple[str, Sequence[Sequence[object]]]] = []
    for name in ("record", "operation", *RECORD_TYPES):
        tables.append((name, db.execute(f'SELECT * FROM "{name}"').fetchall()))
    words = []
    for kind in RECORD_TYPES:
        for stored in notebook.base.repository.stream(ListQuery(kind), 500):
            texts = searched_texts(RECORD_TYPES[kind], stored.values)
            heading = indexable(stored.record().heading())
            body = indexable("\n".join(text for _, text in texts))
            words.append((stored.seq, kind_word(kind), heading, body))
    tables.append(("search(rowid, kind, heading, words)", words))
    return Rows(tuple(tables))


def written_raw(path: Path, rows: Rows, timed: Callable[[Work], float] = seconds) -> float:
    """Return how long plain inserts of rows take, in one transaction of a new base."""
    with raw_base(path) as connection:
        return timed(lambda: insert_all(connection, rows))


@contextmanager
def raw_base(path: Path) -> Iterator[cipher.Connection]:
    """Lend a new base as our migrations make it, without our program over it."""
    with closing(cipher.create(path, DataKey.random())) as connection:
        migrations.apply(Base(connection, lambda: 0).db)
        yield connection


def insert_all(connection: cipher.Connection, rows: Rows) -> None:
    """Insert rows in one transaction."""
    connection.execute("BEGIN")
    for name, cells in rows.tables:
        if cells:
            marks = ", ".join("?" * len(cells[0]))
            target = name if "(" in name else f'"{name}"'
            connection.executemany(f"INSERT INTO {target} VALUES ({marks})", cells)
    connection.execute("COMMIT")


def growth(sizes: Sequence[int]) -> Iterator[Line]:
    """Measure whole notebooks, from generation to index, in processor time; memory stays flat."""
    base = None
    for size in sizes:
        with empty_folder() as folder:
            notebook = empty(folder / "carnet")
            start = time.process_time()
            fill(notebook, size)
            each_one = (time.process_time() - start) / size * 1_000_000
            base = base or each_one
            yield Line(f"growth, {size:,} records", each_one, "µs each", base, "the first size")
            yield from search(notebook, f"{size:,} records")
            notebook.close()


def save(notebook: Notebook) -> Iterator[Line]:
    """Measure one durable visit against raw commits: of its rows, and of one row of its size."""
    visit = next(r for r in records(notebook, 2_000) if r.kind == "visit")
    values = visit.model_dump(mode="json", exclude_none=True, exclude={"id", "code"})
    with (
        empty_folder() as folder,
        closing(cipher.create(folder / "raw.db", DataKey.random())) as raw,
    ):
        migrations.apply(Base(raw, lambda: 0).db)
        raw.execute("CREATE TABLE alone(seq INTEGER PRIMARY KEY, body TEXT)")
        body = visit.model_dump_json()

        def commit(statements: Sequence[tuple[str, Sequence[object]]]) -> None:
            raw.execute("BEGIN")
            for target, cells in statements:
                raw.execute(f"INSERT INTO {target} VALUES ({', '.join('?' * len(cells))})", cells)
            raw.execute("COMMIT")

        times = []
        for number in range(200):
            ours = seconds(lambda: notebook.add("visit", values))
            rows = _last_visit(notebook, number)
            same_rows = seconds(lambda rows=rows: commit(rows))  # type: ignore[misc]  # frozen
            times.append((ours, same_rows, seconds(lambda: commit([("alone(body)", [body])]))))
    ours, floor, least = (statistics.median(column) for column in zip(*times, strict=True))
    same = "one raw commit of the same rows: record, visit, operation, index"
    yield Line("one durable visit", ours * 1000, "ms", floor * 1000, same, "≤ 2.00")
    single = "one raw commit of one row of the same size, without index"
    yield Line("  … beside the least there is", ours * 1000, "ms", least * 1000, single)


def _last_visit(notebook: Notebook, number: int) -> list[tuple[str, Sequence[object]]]:
    """Return the rows of the visit added last, under numbers that are free in another base."""
    db, seq = notebook.base.db, 1_000_000 + number
    found: list[tuple[str, Sequence[object]]] = []
    for name in ("record", "visit", "operation"):
        row = list(db.execute(f'SELECT * FROM "{name}" ORDER BY seq DESC LIMIT 1').fetchone())
        found.append((name, [seq, *row[1:]]))
    words = "\n".join(str(cell) for cell in found[1][1] if isinstance(cell, str))
    found.append(("search(rowid, kind, heading, words)", [seq, "zvisit", "", words]))
    return found


def search(notebook: Notebook, label: str) -> Iterator[Line]:
    """Measure 50 rare and 50 broad queries; the floor is the same index without ranking."""
    rare = [f"{word} {other}" for word, other in zip(_RARE * 5, reversed(_RARE * 5), strict=True)]
    for name, queries in (("rare", rare[:50]), ("broad", (_BROAD * 10)[:50])):
        times = each(lambda n, q=queries: notebook.search(q[n]), 50)  # type: ignore[misc]  # a default freezes the list
        floor = each(lambda n, q=queries: _plain(notebook.base, q[n]), 50)  # type: ignore[misc]  # idem
        yield Line(
            f"search, {name}, p95, {label}",
            p95(times) * 1000,
            "ms",
            p95(floor) * 1000,
            "50 row numbers from the same index, unranked",
            "≤ 30 ms",
        )


_RARE = [
    "compost",
    "lilas",
    "boxe",
    "éclairage",
    "trésorerie",
    "mosaïque",
    "couture",
    "potager",
    "fresque",
    "slam",
]
_BROAD = ["le", "a", "association", "quartier", "habitantes"]


def _plain(base: Base, text: str) -> int:
    query = " ".join(f'"{word}"*' for word in text.split())
    sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT 50"
    return len(base.db.execute(sql, [query]).fetchall())


def filled(folder: Path, size: int) -> Notebook:
    """Return a notebook of `size` records for the other measures."""
    notebook = empty(folder)
    fill(notebook, size)
    return notebook


@contextmanager
def empty_folder() -> Iterator[Path]:
    """Lend an empty folder."""
    with tempfile.TemporaryDirectory(prefix="carnet-bench-") as name:
        yield Path(name)
