"""Each safeguard of the exchange is there for something: without it, a history goes wrong."""

import multiprocessing
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor

import pytest
import sqlcipher3.dbapi2 as driver

from sync.client.errors import SyncError
from tests.simulation.histories import histories
from tests.simulation.mutants import MUTANTS
from tests.simulation.search import kept, search
from tests.simulation.stage import staged
from tests.simulation.world import Broken

MANY = 400
START = 1
GOES_WRONG = (Broken, SyncError, ValueError, driver.IntegrityError)
"""How a safeguard that lacks is seen; anything else would be a mistake of the mutant itself."""

NAMES = [mutant.name for mutant in MUTANTS]


@pytest.fixture(scope="module")
def hunts(request: pytest.FixtureRequest) -> Iterator[Mapping[str, Future[bool]]]:
    """Hunt the chosen mutants two at a time, each with a stage of its own."""
    chosen = [name for name in NAMES if any(f"[{name}]" in each.name for each in _tests(request))]
    pool = ProcessPoolExecutor(2, multiprocessing.get_context("spawn"))
    try:
        yield {name: pool.submit(is_missed, name) for name in chosen}
    finally:
        pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("name", NAMES)
def test_a_safeguard_that_is_taken_away_is_missed(
    hunts: Mapping[str, Future[bool]], name: str
) -> None:
    assert hunts[name].result()


def is_missed(name: str) -> bool:
    """Play histories without a safeguard until one goes wrong; False when none does."""
    mutant = next(each for each in MUTANTS if each.name == name)
    drawn = histories(10, mutant.deeds, mutant.troubles)
    with pytest.MonkeyPatch.context() as patch:
        if mutant.from_the_start:
            mutant.take_away(patch)
        with staged() as stage:
            if not mutant.from_the_start:
                mutant.take_away(patch)
            try:
                search(lambda it: kept(stage, it), MANY, START, drawn=drawn, shrink=False)
            except GOES_WRONG:
                return True
    return False


def _tests(request: pytest.FixtureRequest) -> list[pytest.Item]:
    return request.session.items
