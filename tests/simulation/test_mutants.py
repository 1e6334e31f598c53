"""Each safeguard of the exchange is there for something: without it, a history goes wrong."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlcipher3.dbapi2 as driver

from sync.client.errors import SyncError
from tests.simulation.histories import histories
from tests.simulation.mutants import MUTANTS, Mutant
from tests.simulation.search import kept, search
from tests.simulation.stage import Stage, staged
from tests.simulation.world import Broken

MANY = 400
START = 1
GOES_WRONG = (Broken, SyncError, ValueError, driver.IntegrityError)
"""How a safeguard that lacks is seen; anything else would be a mistake of the mutant itself."""


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with staged() as made:
        yield made


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_a_safeguard_that_is_taken_away_is_missed(stage: Stage, mutant: Mutant) -> None:
    drawn = histories(10, mutant.deeds, mutant.troubles)

    with pytest.MonkeyPatch.context() as patch:
        mutant.take_away(patch)
        with _stage_of(mutant, stage) as there, pytest.raises(GOES_WRONG):
            search(lambda history: kept(there, history), MANY, START, drawn=drawn, shrink=False)


@contextmanager
def _stage_of(mutant: Mutant, usual: Stage) -> Iterator[Stage]:
    if not mutant.from_the_start:
        yield usual
        return
    with staged() as made:
        yield made
