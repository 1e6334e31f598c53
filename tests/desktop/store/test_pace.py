"""What arrives is written by parts that fit the computer and whoever waits."""

from threading import Thread

import pytest

from desktop.store.pace import Pace
from desktop.store.turns import Turns


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1_000.0]
    monkeypatch.setattr("desktop.store.pace.perf_counter", lambda: now[0])
    monkeypatch.setattr("desktop.store.turns.monotonic", lambda: now[0])
    return now


def _one_waits(turns: Turns) -> None:
    def other() -> None:
        with turns.mine():
            pass

    with turns.mine():
        thread = Thread(target=other)
        thread.start()
        while not turns.awaited:
            assert thread.is_alive()
    thread.join()


@pytest.mark.parametrize(("seconds", "operations"), [(1e-6, 400), (1e-4, 50), (1e-2, 15)])
def test_a_part_is_as_long_as_this_computer_is_fast(
    clock: list[float], seconds: float, operations: int
) -> None:
    pace = Pace(Turns())

    pace.begin()
    for _ in range(6):
        clock[0] += pace.operations * seconds
        pace.goes_on()

    assert pace.operations == pytest.approx(operations, abs=1)


def test_a_transaction_ends_in_time_and_sooner_once_somebody_waited(clock: list[float]) -> None:
    turns = Turns()

    alone = _parts_in_one_transaction(turns, clock)
    _one_waits(turns)
    crowded = _parts_in_one_transaction(turns, clock)
    clock[0] += 5
    alone_again = _parts_in_one_transaction(turns, clock)

    assert crowded == 1
    assert alone == alone_again == 10


def _parts_in_one_transaction(turns: Turns, clock: list[float]) -> int:
    pace, parts = Pace(turns), 1
    pace.begin()
    clock[0] += 0.01001
    while pace.goes_on():
        parts += 1
        clock[0] += 0.01001
    return parts


def test_who_waits_has_the_turn_after_the_part(clock: list[float]) -> None:
    turns, went_on = Turns(), list[bool]()

    def other() -> None:
        with turns.mine():
            pass

    with turns.mine():
        pace = Pace(turns)
        pace.begin()
        clock[0] += 0.001
        went_on.append(pace.goes_on())
        thread = Thread(target=other)
        thread.start()
        while not turns.awaited:
            assert thread.is_alive()
        went_on.append(pace.goes_on())
    thread.join()

    assert went_on == [True, False]
