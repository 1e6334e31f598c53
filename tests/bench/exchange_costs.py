"""What the exchange costs, with real processes, signatures and validation, beside its floors."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from uuid import uuid4

from sync.client.http import HttpRemote
from sync.client.replies import whole
from sync.protocol.messages import ExchangeRequest, ScopeRequest
from sync.protocol.versions import PROTOCOL
from tests.bench.corpus import empty, fill
from tests.bench.exchange_crowd import Content, Task, Told, crowd
from tests.bench.exchange_floor import echo, raw_bytes, raw_inserts
from tests.bench.exchange_laptop import Shelf
from tests.bench.exchange_line import Traffic, line
from tests.bench.exchange_town import Enrolled, Town, place_for, processor, town
from tests.bench.table import Line, seconds
from tests.postgres import Postgres, binaries, running

ROUND_TRIP_MS: Final = 100
_REAL: Final = 2_000
_OPERATIONS: Final = 20


def exchange(databases: Sequence[str], many: int, first: int) -> Iterator[Line]:
    """Measure each database: ``many`` changed records, a first sync of ``first``."""
    contents = _contents()
    with ExitStack() as stack:
        postgres: Postgres | None = None
        if "PostgreSQL" in databases and binaries() is not None:
            postgres = stack.enter_context(running())
        for database in databases:
            if database == "PostgreSQL" and postgres is None:
                continue
            yield from _loopback(database, postgres, contents, many)
            yield from _crowds(database, postgres, contents)
    yield from _far(contents, many)
    yield from _first(contents, first)


def _contents() -> tuple[Content, ...]:
    """Return what real records hold: kinds, and fields of one kilobyte on average."""
    with TemporaryDirectory(prefix="carnet-bench-") as name:
        notebook = empty(Path(name) / "carnet")
        fill(notebook, _REAL)
        rows = notebook.base.db.execute("SELECT kind, fields FROM operation ORDER BY seq")
        made = tuple((kind, uuid4().hex, fields) for kind, fields in rows)
        notebook.close()
    return made


def _new(contents: Sequence[Content], many: int) -> list[Content]:
    return [(kind, uuid4().hex, fields) for kind, _, fields in islice(cycle(contents), many)]


def _loopback(
    database: str, postgres: Postgres | None, contents: Sequence[Content], many: int
) -> Iterator[Line]:
    with (
        place_for(database, postgres) as place,
        place_for(database, postgres) as beside,
        town(place) as server,
    ):
        writer, reader = (Shelf(laptop) for laptop in server.enrol(2))
        sends, receives = (server.remote(each.laptop) for each in (writer, reader))
        _begin(writer, reader, sends, receives, contents)
        writer.add(_new(contents, many))
        cpu, base = server.cpu(), processor(postgres.process) if postgres else 0.0
        pushed = seconds(lambda: writer.meet(sends))
        cpu, middle = server.cpu() - cpu, server.cpu()
        base = processor(postgres.process) - base if postgres else 0.0
        pulled = seconds(lambda: reader.meet(receives))
        pull_cpu = server.cpu() - middle
        assert reader.all(writer.laptop.joined.space) == writer.all(writer.laptop.joined.space)
        floor = raw_inserts(place, beside)
        rows = f"{'COPY' if '://' in place else 'raw inserts'} of the same rows, same pages"
        label = f"{many:,} records, {database}"
        yield Line(f"push, {label}", many / pushed, "/s", many / floor, rows, "≥ 8,000")
        yield Line("  … processor of the server", cpu / many * 1e6, "µs each")
        if "://" in place:
            yield Line("  … processor of PostgreSQL", base / many * 1e6, "µs each")
        yield Line(f"pull, {label}", many / pulled, "/s", reach="≥ 9,000")
        yield Line("  … processor of the server", pull_cpu / many * 1e6, "µs each")
        sends.close()
        receives.close()


def loopback_rounds(many: int) -> dict[str, float]:
    """Return the seconds of four rounds on SQLite: many pushed, pulled, nothing new, one record."""
    contents = _contents()
    with place_for("SQLite", None) as place, town(place) as server:
        writer, reader = (Shelf(laptop) for laptop in server.enrol(2))
        sends, receives = (server.remote(each.laptop) for each in (writer, reader))
        _begin(writer, reader, sends, receives, contents)
        writer.add(_new(contents, many))
        told = {"push": seconds(lambda: writer.meet(sends))}
        told["pull"] = seconds(lambda: reader.meet(receives))
        writer.meet(sends)
        told["nothing"] = seconds(lambda: writer.meet(sends))
        writer.add(_new(contents, 1))
        told["one"] = seconds(lambda: writer.meet(sends))
        sends.close()
        receives.close()
    return told


def _begin(
    writer: Shelf,
    reader: Shelf,
    sends: HttpRemote,
    receives: HttpRemote,
    contents: Sequence[Content],
) -> None:
    """Let both have something, so that what follows is no first sync."""
    writer.add(_new(contents, 100))
    writer.meet(sends)
    reader.meet(receives)


def _crowds(
    database: str, postgres: Postgres | None, contents: Sequence[Content]
) -> Iterator[Line]:
    for laptops, pushes, reach in ((50, 10, "≥ 150; p99 < 500 ms"), (500, 2, "0 errors")):
        with place_for(database, postgres) as place, town(place) as server:
            enrolled = server.enrol(laptops)
            task = Task(server.port, server.process, pushes, _OPERATIONS)
            told = crowd(task, enrolled, contents)
            yield from _crowd_lines(f"{laptops} laptops, {database}", told, reach)


def _crowd_lines(label: str, told: Told, reach: str) -> Iterator[Line]:
    times, done = sorted(told.times), len(told.times)
    says = f"{told.errors} errors; the load takes {told.cpu / done * 1000:.2f} ms each"
    yield Line(f"pushes of {_OPERATIONS}, {label}", done / told.seconds, "/s", None, says, reach)
    yield Line("  … p99", times[int(done * 0.99)] * 1000, "ms")
    yield Line("  … processor of the server", told.server_cpu / done * 1000, "ms each")


def _far(contents: Sequence[Content], many: int) -> Iterator[Line]:
    """Measure over a slow line, where round trips count; the floor is the line itself."""
    with place_for("SQLite", None) as place, town(place) as server:
        writer, reader = (Shelf(laptop) for laptop in server.enrol(2))
        with (
            line(server.port, ROUND_TRIP_MS) as far,
            echo() as port,
            line(port, ROUND_TRIP_MS) as bare,
        ):

            def meet(shelf: Shelf) -> tuple[float, Traffic]:
                far.traffic()
                remote = server.remote(shelf.laptop, far.port)
                taken = seconds(lambda: shelf.meet(remote))
                remote.close()
                return taken, far.traffic()

            writer.add(_new(contents, 100))
            meet(writer)
            meet(reader)
            for size, reach in ((1_000, "< 0.3"), (many, "< 2.5")):
                writer.add(_new(contents, size))
                for verb, shelf in (("push", writer), ("pull", reader)):
                    taken, went = meet(shelf)
                    pages = max(1, went.requests)
                    least = raw_bytes(bare.port, [(went.up // pages, went.down // pages)] * pages)
                    says = f"the same bytes in {pages} round trips and a connection"
                    yield Line(
                        f"{verb}, {size:,} records at 100 ms", taken, "s", least, says, reach
                    )
                    if verb == "push":
                        yield Line("  … on the wire", went.up / size, "B each", None, "", "≤ 340")
            writer.add(_new(contents, 1))
            yield Line("one record", meet(writer)[1].requests, "round trips", reach="≤ 2")
            yield Line("nothing new", meet(writer)[1].requests, "round trips", reach="1")


def _first(contents: Sequence[Content], many: int) -> Iterator[Line]:
    with place_for("SQLite", None) as place, town(place) as server:
        laptop, late = server.enrol(2)
        writer = Shelf(laptop, _new(contents, many))
        remote = server.remote(laptop)
        writer.meet(remote)
        remote.close()
        with line(server.port, ROUND_TRIP_MS) as far:
            for port, where in ((0, "loopback"), (far.port, "100 ms")):
                streamed = seconds(partial(_stream, server, late, port, many))
                paged = seconds(partial(_pages, server, late, port, many))
                yield Line(
                    f"first sync of {many:,} by stream, {where}", many / streamed, "/s",
                    many / paged, "the same by pages", "≥ 5.00",
                )  # fmt: skip


def _stream(server: Town, laptop: Enrolled, port: int, many: int) -> None:
    remote, scope = server.remote(laptop, port), laptop.joined.space
    with remote.log(scope, 0) as pages:
        came = sum(len(whole(page.runs, scope, ())) for page in pages)
    remote.close()
    assert came == many


def _pages(server: Town, laptop: Enrolled, port: int, many: int) -> None:
    remote, scope, came, cursor = server.remote(laptop, port), laptop.joined.space, 0, 0
    while came < many:
        asked = ScopeRequest(scope=scope, cursor=cursor, epoch=laptop.joined.epoch)
        request = ExchangeRequest(
            protocol=PROTOCOL, schema_version=1, incarnation=laptop.incarnation, scopes=(asked,)
        )
        given = remote.exchange(request).scopes[0]
        came, cursor = came + len(whole(given.runs, scope, ())), given.cursor
    remote.close()
