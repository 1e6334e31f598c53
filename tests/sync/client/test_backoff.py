"""When a request is made again, and how long after."""

from collections.abc import Callable

import pytest

from sync.client.backoff import Backoff
from sync.client.errors import Interrupted, NoNetwork, Refused, ServerDown, SyncError
from sync.protocol.codes import Refusal


def _failing(*problems: SyncError) -> Callable[[], str]:
    waiting = list(problems)

    def call() -> str:
        if waiting:
            raise waiting.pop(0)
        return "done"

    return call


def test_waits_grow_up_to_the_longest_and_are_partly_random() -> None:
    waits: list[float] = []
    chances = iter([0.5, 1.0, 0.25, 1.0])
    backoff = Backoff(waits.append, lambda: next(chances), tries=5, first=1, longest=4)

    given = backoff.run(_failing(*[Interrupted() for _ in range(4)]))

    assert given == "done"
    assert waits == [0.5, 2.0, 1.0, 4.0]


def test_after_the_last_try_the_problem_is_told() -> None:
    waits: list[float] = []
    backoff = Backoff(waits.append, lambda: 1, tries=2, first=1)

    with pytest.raises(ServerDown):
        backoff.run(_failing(ServerDown(), ServerDown(), ServerDown()))

    assert waits == [1]


@pytest.mark.parametrize(
    "problem", [NoNetwork(), Refused(Refusal.UNKNOWN_DEVICE), ServerDown(31)], ids=str
)
def test_what_would_not_go_better_is_not_tried_again(problem: SyncError) -> None:
    waits: list[float] = []

    with pytest.raises(type(problem)):
        Backoff(waits.append, lambda: 1).run(_failing(problem))

    assert waits == []


def test_what_the_server_asks_for_is_waited_for_and_a_little_more() -> None:
    waits: list[float] = []

    Backoff(waits.append, lambda: 0.5, first=1).run(_failing(ServerDown(12)))

    assert waits == [12.5]
