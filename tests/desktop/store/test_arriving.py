"""A page that somebody waits for is written part by part; whatever stops it, it goes on."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from desktop.services.opening import Opening
from desktop.store.database import Database
from desktop.store.log import Log
from desktop.store.turns import Turns
from sync.client.ports import Arrival
from sync.operations.digest import digest_of
from sync.operations.operation import Operation, Verb, seal
from tests.desktop.laptops import EPOCH, Laptop, Server, laptop

COUNT = 950


@pytest.fixture
def bruno(doors: Opening, tmp_path: Path) -> Iterator[Laptop]:
    with laptop(doors, tmp_path / "bruno", Server(), ("Bruno Petit", "BP")) as made:
        yield made


def page(scope: str) -> Arrival:
    """Return a page of visits that one laptop wrote."""
    log: list[Operation] = []
    for number in range(1, COUNT + 1):
        operation = seal(
            device="d" * 32,
            number=number,
            previous=log[-1].id if log else "",
            scope=scope,
            record=f"{number:032d}",
            kind="visit",
            verb=Verb.CREATE,
            fields=f'{{"facts":"Vu {number}","visited_on":"2026-11-01"}}',
            parents=(),
            clock=(1_795_430_000_000 + number) << 16,
            author="a" * 32,
            schema=1,
        )
        log.append(operation)
    return Arrival(scope, tuple(log), EPOCH, COUNT)


def visits(db: Database) -> int:
    return int(db.execute("SELECT count(*) FROM visit").fetchone()[0])


def test_a_page_stopped_between_two_parts_is_asked_again_and_counted_once(
    bruno: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    scope = bruno.scopes[0]
    coming, before = page(scope), bruno.local.scopes()[0]
    receive, calls = Log.receive, iter(range(10))

    def cut(log: Log, rows: Iterator[tuple[object, ...]]) -> None:
        if next(calls) == 2:
            raise KeyboardInterrupt
        receive(log, rows)

    with monkeypatch.context() as patch:
        patch.setattr(Turns, "crowded", True)
        patch.setattr(Log, "receive", cut)
        with pytest.raises(KeyboardInterrupt):
            bruno.local.apply(coming)
    half, between = visits(bruno.notebook.base.db), bruno.local.scopes()[0]
    bruno.local.apply(coming)
    after = bruno.local.scopes()[0]

    assert 0 < half < COUNT == visits(bruno.notebook.base.db)
    assert (between.cursor, between.count) == (before.cursor, before.count + half)
    assert (after.cursor, after.count) == (COUNT, before.count + COUNT)
    assert after.digest == digest_of([each.id for each in coming.operations], before.digest)
    assert bruno.notebook.check().sound


def test_somebody_who_waits_saves_before_the_page_is_whole(
    bruno: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def save() -> None:
        with bruno.notebook.second() as own, own.base.writing():
            seen.append(visits(own.base.db))

    thread, receive = Thread(target=save), Log.receive

    def watched(log: Log, rows: Iterator[tuple[object, ...]]) -> None:
        receive(log, rows)
        if not seen and not thread.is_alive():
            thread.start()
            while not bruno.notebook.base.turns.awaited:
                assert thread.is_alive()

    monkeypatch.setattr(Log, "receive", watched)
    bruno.local.apply(page(bruno.scopes[0]))
    thread.join()

    assert 0 < seen[0] < COUNT
    assert visits(bruno.notebook.base.db) == COUNT
