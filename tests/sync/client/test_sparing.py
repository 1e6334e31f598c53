"""A large page goes once over a bad network, not once for each answer that is lost."""

from collections.abc import Callable

import pytest

from sync.client.backoff import Backoff
from sync.client.errors import Interrupted
from sync.client.sparing import exchanged_once
from sync.protocol.messages import ExchangeReply, ExchangeRequest
from tests.sync.client.memory import Base, Server, exchange

MANY = 60


class BadLine:
    """The server, over a line that fails at some of the requests that carry operations."""

    def __init__(self, server: Server, fails: Callable[[], bool], *, after: bool) -> None:
        self._server = server
        self._fails = fails
        self._after = after
        self._backoff = Backoff(sleep=lambda _: None, chance=lambda: 0)
        self.carried = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._server, name)

    def exchange(self, request: ExchangeRequest) -> ExchangeReply:
        return self._backoff.run(exchanged_once(request, self._once))

    def _once(self, request: ExchangeRequest) -> ExchangeReply:
        lines = sum(len(run.lines) for scope in request.scopes for run in scope.runs)
        self.carried += lines
        fails = lines > 0 and self._fails()
        if fails and not self._after:
            raise Interrupted("before")
        reply = self._server.exchange(request)
        if fails:
            raise Interrupted("after")
        return reply


@pytest.fixture
def base() -> Base:
    return Base("Jeanne")


@pytest.fixture
def server(base: Base) -> Server:
    made = Server()
    made.enrol(base)
    return made


def _first_only() -> Callable[[], bool]:
    answers = [True]
    return lambda: bool(answers) and answers.pop()


def test_a_large_page_whose_answer_was_lost_is_not_sent_again(base: Base, server: Server) -> None:
    for number in range(MANY):
        base.write(f"record {number}")
    line = BadLine(server, _first_only(), after=True)

    outcome = exchange(base, line)

    assert (outcome.sent, line.carried) == (MANY, MANY)
    assert base.all() == server.held()


def test_a_large_page_that_did_not_arrive_is_sent_again(base: Base, server: Server) -> None:
    for number in range(MANY):
        base.write(f"record {number}")
    line = BadLine(server, _first_only(), after=False)

    exchange(base, line)

    assert line.carried == 2 * MANY
    assert base.all() == server.held()


def test_a_small_page_is_simply_sent_again(base: Base, server: Server) -> None:
    base.write("record")
    line = BadLine(server, _first_only(), after=True)

    exchange(base, line)

    assert line.carried == 2
    assert base.all() == server.held()


def test_what_was_kept_apart_in_a_lost_answer_is_told_in_the_end(
    base: Base, server: Server
) -> None:
    refused = base.write("refused")
    server.forbidden.add(refused.id)
    for number in range(MANY):
        base.write(f"record {number}")
    line = BadLine(server, _first_only(), after=True)

    exchange(base, line)

    assert set(base.parts[refused.scope].parked) == {refused.id}
    assert base.all() - {refused.id} == server.held()
