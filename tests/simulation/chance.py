"""What a history fixes besides its steps: every random draw, and how narrow the pages are."""

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

_PAGES = (
    "sync.protocol.runs.PAGE_OPERATIONS",
    "desktop.store.outbox.PAGE_OPERATIONS",
    "sync.client.exchanging.PAGE_OPERATIONS",
    "sync.client.reconcile.PAGE_OPERATIONS",
    "sync.server.reconciling.LOG_PAGE",
)


@contextmanager
def drawn_from(seed: int) -> Iterator[None]:
    """Draw ids, keys and salts from a seed, in the laptops as in the server.

    What `secrets` draws is apart, by length too: a library draws for itself, and moves no id.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "urandom", _source(f"{seed} system"))
        # What `secrets` draws from, in every version of Python that this program accepts.
        patch.setattr(random, "_urandom", _source(f"{seed} secrets"))
        yield


def _source(name: str) -> Callable[[int], bytes]:
    sources: dict[int, random.Random] = {}

    def draw(length: int) -> bytes:
        if length not in sources:
            sources[length] = random.Random(f"{name} {length}")
        return sources[length].randbytes(length)

    return draw


@contextmanager
def narrow(page: int) -> Iterator[None]:
    """Make pages so short that a small history fills several, and 0 leave them as they are.

    A base that has nothing then also receives the log in one stream, and the guard against
    removals asks for two of them.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sync.client.guard.FEW", 1)
        # A slow moment of this machine would cut a history otherwise.
        patch.setattr("desktop.store.pace.perf_counter", lambda: 0.0)
        if page:
            for name in _PAGES:
                patch.setattr(name, page)
            patch.setattr("sync.client.exchanging.MANY", 3 * page)
            patch.setattr("desktop.store.arriving._BULK", 2 * page)
        yield
