"""Play the same histories on SQLite and on PostgreSQL, and compare what they come to."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from sync.server.store.engine import open_store
from tests.postgres import running
from tests.simulation.histories import History
from tests.simulation.outcome import Result, result_of
from tests.simulation.promises import keep
from tests.simulation.search import played, search
from tests.simulation.stage import MEMORY, Stage, staged


def compare_databases(many: int, start: int) -> None:
    """Check that so many histories end the same; skips where there is no PostgreSQL."""
    with _both() as stages:

        def same(history: History) -> None:
            lite, large = (_result(stage, history) for stage in stages)
            assert lite == large

        search(same, many, start)


@contextmanager
def _both() -> Iterator[tuple[Stage, Stage]]:
    with ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        # A database for each history: the disk would be waited for, and proves nothing here.
        patch.setattr(tempfile, "tempdir", str(MEMORY) if MEMORY.is_dir() else None)
        postgres = stack.enter_context(running())
        first = postgres.database()
        open_store(first).close()
        postgres.copy_from_now_on(first)
        lite = stack.enter_context(staged())
        yield lite, stack.enter_context(staged(postgres, beside=lite))


def _result(stage: Stage, history: History) -> Result:
    with played(stage, history) as world:
        keep(world)
        return result_of(world)
