"""Writes that come at once: one transaction for all, and nobody suffers from another's fault."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Semaphore

import pytest
from sqlalchemy import event

from sync.server.people import new_id
from sync.server.store.engine import Connection, Store
from sync.server.store.fence import EVERYBODY
from sync.server.store.people import People
from sync.server.store.together import Lanes, Piece


def adding(scope: str) -> Callable[[Connection], str]:
    def add(connection: Connection) -> str:
        People(connection).add_private(scope, 1)
        return scope

    return add


def here(store: Store, *scopes: str) -> list[bool]:
    with store.reading(EVERYBODY) as connection:
        return [People(connection).has_space(scope) for scope in scopes]


def test_pieces_are_kept_in_one_transaction(store: Store) -> None:
    scopes = [f"me:{new_id()}" for _ in range(5)]
    pieces = [Piece(EVERYBODY, adding(scope)) for scope in scopes]
    commits: list[object] = []
    event.listen(store.engine, "commit", commits.append)

    store.do_together(pieces)

    assert len(commits) == 1
    assert [piece.result for piece in pieces] == scopes
    assert all(here(store, *scopes))


def test_a_piece_that_fails_takes_nothing_from_the_others(store: Store) -> None:
    one, never, other = (f"me:{new_id()}" for _ in range(3))

    def fail(connection: Connection) -> str:
        adding(never)(connection)
        raise LookupError("not this one")

    pieces = [Piece(EVERYBODY, work) for work in (adding(one), fail, adding(other))]
    store.do_together(pieces)

    assert here(store, one, never, other) == [True, False, True]
    assert (pieces[0].result, pieces[2].result) == (one, other)
    assert isinstance(pieces[1].problem, LookupError)


def test_a_problem_is_raised_where_the_work_was_asked(store: Store) -> None:
    def fail(_: Connection) -> str:
        raise LookupError("not this one")

    with pytest.raises(LookupError, match="not this one"):
        store.write_with_others(EVERYBODY, "a" * 32, fail)


class Bell(Event):
    """Tell that somebody begins to wait."""

    def __init__(self, waits: Semaphore) -> None:
        super().__init__()
        self._waits = waits

    def wait(self, timeout: float | None = None) -> bool:
        self._waits.release()
        return super().wait(timeout)


def test_what_comes_while_a_lane_is_taken_goes_together_and_another_lane_does_not_wait() -> None:
    begun, go_on, waits = Event(), Event(), Semaphore(0)
    groups: list[list[str]] = []

    def run(pieces: Sequence[Piece]) -> None:
        groups.append([piece.person for piece in pieces])
        if pieces[0].person == "first":
            begun.set()
            assert go_on.wait(60)
        for piece in pieces:
            piece.result = piece.person

    lanes = Lanes(run)
    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(lanes.do, "north", Piece("first", print))
        assert begun.wait(60)
        later = [
            pool.submit(lanes.do, "north", Piece(name, print, turn=Bell(waits)))
            for name in ("second", "third")
        ]
        for _ in later:
            assert waits.acquire(timeout=60)
        elsewhere = lanes.do("south", Piece("elsewhere", print))
        go_on.set()

    assert (first.result(), elsewhere) == ("first", "elsewhere")
    assert sorted(each.result() for each in later) == ["second", "third"]
    assert groups[:2] == [["first"], ["elsewhere"]]
    assert sorted(groups[2]) == ["second", "third"]


def test_nobody_is_answered_when_the_program_is_stopped_in_the_middle() -> None:
    begun, go_on, waits = Event(), Event(), Semaphore(0)

    def run(pieces: Sequence[Piece]) -> None:
        if pieces[0].person == "first":
            begun.set()
            assert go_on.wait(60)
            return
        for piece in pieces:
            piece.result = "written, and not kept"
        raise SystemExit

    lanes = Lanes(run)
    with ThreadPoolExecutor(3) as pool:
        pool.submit(lanes.do, "north", Piece("first", print))
        assert begun.wait(60)
        later = [
            pool.submit(lanes.do, "north", Piece(name, print, turn=Bell(waits)))
            for name in ("second", "third")
        ]
        for _ in later:
            assert waits.acquire(timeout=60)
        go_on.set()

    assert [type(each.exception()) for each in later] == [SystemExit, SystemExit]
