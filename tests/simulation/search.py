"""Look for a history that breaks a promise, and tell the shortest one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from tests.simulation.chance import drawn_from, narrow
from tests.simulation.deeds import Play
from tests.simulation.histories import History, histories
from tests.simulation.promises import keep
from tests.simulation.stage import Stage

ORDINARY: Final = histories()


@contextmanager
def played(stage: Stage, history: History) -> Iterator[Play]:
    """Play a history and let everybody exchange until nothing moves."""
    with drawn_from(history.seed), narrow(history.page):
        world = Play(stage, history)
        try:
            world.play()
            world.settle()
            yield world
        finally:
            world.close()


def kept(stage: Stage, history: History) -> None:
    """Play a history; raises Broken when a promise is not kept at its end."""
    with played(stage, history) as world:
        keep(world)


def search(
    check: Callable[[History], None],
    many: int,
    start: int,
    *,
    drawn: SearchStrategy[History] = ORDINARY,
    shrink: bool = True,
) -> None:
    """Check so many histories drawn from a seed; raises what the shortest failing one raises."""

    @seed(start)
    @settings(
        max_examples=many,
        database=None,
        deadline=None,
        print_blob=True,
        phases=(Phase.generate, Phase.shrink) if shrink else (Phase.generate,),
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn)
    def each(history: History) -> None:
        check(history)

    each()
