"""Whole exchanges between an encrypted base and a server process on loopback (SQLite)."""

import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from desktop.services.exchanging.exchange import exchange
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook, Planned
from tests.bench.corpus import empty, records
from tests.bench.store_costs import empty_folder, rows_of, written_raw
from tests.bench.table import Line, seconds
from tests.test_two_laptops import Town

_FLOOR = "raw inserts of all the rows of that base"


def rounds(sizes: Sequence[int]) -> Iterator[Line]:
    """Measure whole exchanges in wall time: records sent by one laptop, received by another."""
    for size in sizes:
        with empty_folder() as place, _town(place / "server") as town:
            jeanne, karim = empty(place / "jeanne"), empty(place / "karim")
            town.welcome(jeanne, "Jeanne")
            town.welcome(karim, "Karim")
            _meet(karim)
            _meet(jeanne)
            yield from _both_ways(jeanne, karim, size)
            nothing = min(seconds(lambda k=karim: _meet(k)) for _ in range(5))  # type: ignore[misc]  # a default freezes it
            yield Line("  … nothing to exchange", nothing * 1e3, "ms")
            jeanne.close()
            karim.close()


def _both_ways(jeanne: Notebook, karim: Notebook, size: int) -> Iterator[Line]:
    # Without attachments: those of the corpus have no file that a round could move.
    papers = (record for record in records(jeanne, 2 * size) if record.kind != "attachment")
    made = [Planned(record) for record in islice(papers, size)]
    written = seconds(lambda: jeanne.write_all(made, label="Banc"))
    sent = seconds(lambda: _meet(jeanne))
    received = seconds(lambda: _meet(karim))
    with empty_folder() as place:
        raw = written_raw(place / "floor.db", rows_of(karim))
    per = 1e6 / size
    name = f"exchange on loopback, {size:,} records"
    yield Line(f"{name}, sent", sent * per, "µs each", written * per, "writing them here")
    yield Line("  … received", received * per, "µs each", raw * per, _FLOOR)


@contextmanager
def _town(place: Path) -> Iterator[Town]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        town = Town(place, int(free.getsockname()[1]))
    town.ask("init")
    town.start()
    try:
        yield town
    finally:
        town.stop()


def _meet(notebook: Notebook) -> None:
    exchange(notebook, Ticket())
