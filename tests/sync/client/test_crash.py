"""A crash between any two calls of a round: the next one goes on, nothing lost, nothing doubled."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from sync.operations.operation import Verb
from tests.sync.client.memory import SPACE, Base, Server, exchange


class Crash(Exception):  # noqa: N818 - named after what happens
    """The program was killed."""


class Falling:
    """Pass calls on, and crash before or after the one whose turn it is."""

    def __init__(self, inner: Any, turns: list[int], *, after: bool) -> None:
        self._inner = inner
        self._turns = turns
        self._after = after

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        return partial(self._call, found) if callable(found) else found

    def _call(self, call: Callable[..., Any], *args: Any, **options: Any) -> Any:
        self._turns[0] -= 1
        if self._turns[0] == 0 and not self._after:
            raise Crash
        result = call(*args, **options)
        if self._turns[0] == 0:
            raise Crash
        return result


def _plain() -> tuple[Server, Base, Base]:
    server, one, two = Server(3), Base("one", 2), Base("two", 2)
    server.enrol(one, two)
    for number in range(5):
        one.write(f"visit-{number}")
    exchange(one, server)
    for number in range(5):
        two.write(f"walk-{number}")
    return server, one, two


def _restored_server() -> tuple[Server, Base, Base]:
    server, one, two = _plain()
    exchange(two, server)
    exchange(one, server)
    server.restore(4)
    two.write("walk-0", Verb.EDIT, title="later")
    return server, one, two


def _copied_base() -> tuple[Server, Base, Base]:
    server, one, two = _plain()
    exchange(two, server)
    twin = Base("two", 2)
    twin.key = two.key
    for number in range(2):
        twin.write(f"walk-{number}")
    twin.write("walk-of-the-twin")
    return server, one, twin


HISTORIES = [_plain, _restored_server, _copied_base]


def _until_it_crashes(server: Server, base: Base, turn: int, *, after: bool) -> bool:
    turns = [turn]
    try:
        exchange(Falling(base, turns, after=after), Falling(server, turns, after=after))
    except Crash:
        return True
    return False


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: history.__name__.strip("_"))
def test_after_a_crash_at_any_call_the_next_round_ends_the_work(
    history: Callable[[], tuple[Server, Base, Base]], *, after: bool
) -> None:
    turn, crashed = 0, True
    while crashed:
        turn += 1
        server, one, two = history()
        there = {each.record for each in server.logs[SPACE].values()}
        records = one.visible() | two.visible() | there

        crashed = _until_it_crashes(server, two, turn, after=after)
        for base in (two, one, two):
            exchange(base, server)

        assert one.all() == two.all() == server.held(), turn
        assert two.visible() == records
        assert two.parts[SPACE].sent == server.held()
    assert turn > 15


def test_nothing_is_sent_twice_under_two_ids() -> None:
    turn, crashed = 0, True
    while crashed:
        turn += 1
        server, one, two = _plain()

        crashed = _until_it_crashes(server, two, turn, after=True)
        exchange(two, server)
        exchange(one, server)

        assert len(server.held()) == 10, turn
