"""A base that has nothing yet receives the whole log of a scope in one stream."""

from collections.abc import Iterator
from typing import NamedTuple

from sync.client.calls import Calls
from sync.client.errors import Interrupted, NotOurServer
from sync.client.outcome import Phase
from sync.client.ports import Applied, Arrival, Local, Remote, Watcher
from sync.client.replies import names_erased, whole
from sync.protocol.messages import LogPage


class FirstSync:
    """Receive all the operations of a scope; a page is verified while the one before is written.

    There is nothing here that these could remove: the guard against removals is not asked.
    """

    def __init__(self, local: Local, remote: Remote, calls: Calls) -> None:
        self._local = local
        self._remote = remote
        self._calls = calls

    def run(self, first: Arrival, watcher: Watcher) -> Applied:
        """Write a first page, received by an exchange, and all that follows it."""
        # Read before: the pages are pulled from within the writing, and verified beside it.
        ledger = set(self._local.erased(first.scope))
        stream = self._remote.log(first.scope, first.cursor or 0)
        pages = self._calls.now(stream.__enter__)
        try:
            arrivals = self._arrivals(first, pages, ledger, watcher)
            return self._local.apply_all(first.scope, arrivals)
        finally:
            self._calls.at_the_end(stream.__exit__, None, None, None)

    def _arrivals(
        self, first: Arrival, pages: Iterator[LogPage], ledger: set[str], watcher: Watcher
    ) -> Iterator[Arrival]:
        yield first
        cursor = first.cursor or 0
        answer = self._calls.start(_following, pages, first.scope, ledger)
        while (found := self._calls.result(answer)) is not None:
            page = found.page
            if page.epoch != first.epoch:
                raise Interrupted("the server was restored meanwhile")
            if not cursor < page.cursor <= page.version:
                raise NotOurServer("its log goes back")
            cursor = page.cursor
            answer = self._calls.start(_following, pages, first.scope, ledger)
            yield found.arrival
            watcher.report(cursor, page.version, Phase.FIRST)


class _Found(NamedTuple):
    """A page as it came, and as it is written."""

    page: LogPage
    arrival: Arrival


def _following(pages: Iterator[LogPage], scope: str, ledger: set[str]) -> _Found | None:
    page = next(pages, None)
    return None if page is None else _Found(page, _arrival(scope, page, ledger))


def _arrival(scope: str, page: LogPage, ledger: set[str]) -> Arrival:
    ledger.update(page.erased)
    known = ledger if names_erased(page.runs) else ()
    return Arrival(
        scope=scope,
        operations=whole(page.runs, scope, known),
        epoch=page.epoch,
        cursor=page.cursor,
        erased=page.erased,
        erasures=page.erasures,
        attestations=page.attestations,
    )
