"""Search in several processes at once, each with its own stage and its own seed."""

import multiprocessing
import traceback
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import Final

from tests.simulation.search import kept, search
from tests.simulation.stage import staged

_FAR: Final = 1_000_003
"""Between the seeds of two processes."""


def search_in_shares(many: int, start: int, processes: int = 2) -> None:
    """Play so many histories; raises AssertionError with what the failing process says."""
    share = partial(_share, -(-many // processes))
    seeds = [start + place * _FAR for place in range(processes)]
    # Spawned: a process that was forked would share the locks and the draws of this one.
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        said = [text for text in pool.map(share, seeds) if text]
    assert not said, "\n\n".join(said)


def _share(many: int, start: int) -> str:
    """Return what broke, "" for nothing: an exception of hypothesis does not travel whole."""
    try:
        with staged() as stage:
            search(lambda history: kept(stage, history), many, start)
    except Exception:  # noqa: BLE001 - told in the process that waits
        return f"seed {start}\n{traceback.format_exc()}"
    return ""
