"""What a server sent is verified beside the base, which writes what came before."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from sync.client import replies
from sync.client.errors import NotOurServer
from sync.client.exchanging import MANY
from sync.client.round import Round
from sync.protocol.messages import LogPage
from tests.sync.client.memory import SCHEMA, SPACE, Base, Server, Watch, exchange


def _written(server: Server, base: Base, count: int) -> None:
    for number in range(count):
        base.write(f"visit-{number}")
    exchange(base, server)


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    names = set[str]()

    def noted(*given: Any) -> Any:
        names.add(threading.current_thread().name.rpartition("_")[0])
        return replies.whole(*given)

    for module in ("exchanging", "first"):
        monkeypatch.setattr(f"sync.client.{module}.whole", noted)
    return names


@pytest.mark.parametrize("count", [3, MANY + 10])
def test_operations_are_verified_where_the_requests_are_made(threads: set[str], count: int) -> None:
    server, one, two = Server(), Base("one"), Base("two")
    server.enrol(one, two)
    _written(server, one, count)
    threads.clear()

    outcome = Round(two, server, Watch(), schema_version=SCHEMA).run()

    assert outcome.received == count
    assert two.all() == server.held()
    assert threads == {"exchange"}


def test_a_forged_page_of_the_stream_is_not_written_nor_what_follows_it() -> None:
    server, one, two = Server(500), Base("one"), Base("two")
    server.enrol(one, two)
    _written(server, one, MANY + 10)
    log = server.log

    @contextmanager
    def forged(scope: str, since: int) -> Iterator[Iterator[LogPage]]:
        with log(scope, since) as pages:
            yield (_with_other_words(each) if each.cursor == 1_500 else each for each in pages)

    server.log = forged  # type: ignore[method-assign] # a server that forges
    with pytest.raises(NotOurServer):
        exchange(two, server)

    assert len(two.all()) == two.parts[SPACE].state.cursor == 1_000


def _with_other_words(page: LogPage) -> LogPage:
    (run,) = page.runs
    lines = (run.lines[0]._replace(fields='{"title":"forged"}'), *run.lines[1:])
    return page.model_copy(update={"runs": (run.model_copy(update={"lines": lines}),)})
