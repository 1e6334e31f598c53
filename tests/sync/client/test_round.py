"""Rounds of exchange between real engines and a server held in memory."""

import copy
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from sync.client.errors import NotOurServer, RemovalsToConfirm
from sync.client.outcome import Phase
from sync.client.round import Round
from sync.operations.digest import digest_of
from sync.operations.operation import Verb
from sync.protocol.messages import ExchangeReply, ExchangeRequest, Line, ScopeReply
from tests.sync.client.memory import NOTES, SCHEMA, SPACE, Base, Server, Watch, exchange


def _met(*names: str, page: int = 1_000, server_page: int = 1_000) -> tuple[Any, ...]:
    server = Server(server_page)
    bases = [Base(name, page) for name in names]
    server.enrol(*bases)
    return server, *bases


def test_nothing_to_do_is_one_call() -> None:
    server, base = _met("one")
    exchange(base, server)
    server.calls.clear()

    outcome = exchange(base, server)

    assert server.calls == ["exchange"]
    assert (outcome.sent, outcome.received) == (0, 0)


def test_one_record_is_one_call_either_way() -> None:
    server, writer, reader = _met("writer", "reader")
    exchange(reader, server)
    writer.write("visit-1", title="a")

    sent = exchange(writer, server)
    server.calls.clear()
    received = exchange(reader, server)

    assert sent.sent == 1
    assert len(server.requests) == 3
    assert server.calls == ["exchange"]
    assert (received.received, received.records) == (1, frozenset({"visit-1"}))
    assert reader.all() == writer.all() == server.held()


def test_both_scopes_travel_in_the_same_request() -> None:
    server = Server()
    base = Base("one", scopes=(SPACE, NOTES))
    base.write("visit-1")
    base.write("note-1", scope=NOTES)

    outcome = exchange(base, server)

    assert outcome.sent == 2
    assert server.calls == ["exchange"]
    assert server.held(NOTES) == base.all(NOTES)


def test_pages_go_out_and_come_in_together() -> None:
    server, one, two = _met("one", "two", page=3, server_page=4)
    for number in range(20):
        one.write(f"visit-{number}")
    exchange(one, server)
    for number in range(20):
        two.write(f"walk-{number}")
    server.calls.clear()

    outcome = exchange(two, server)

    assert (outcome.sent, outcome.received, outcome.left) == (20, 20, 0)
    assert server.calls == ["exchange"] * 7
    assert two.all() == server.held()


def test_the_base_is_called_from_the_callers_thread_while_requests_are_in_the_air() -> None:
    server, one, two = _met("one", "two", page=3, server_page=3)
    for number in range(20):
        one.write(f"visit-{number}")
        two.write(f"walk-{number}")

    for base in (one, two, one):
        Round(base, server, Watch(), schema_version=SCHEMA).run()

    assert one.all() == two.all() == server.held()
    assert len(server.held()) == 40


def test_what_is_written_during_a_round_is_not_taken_for_sent() -> None:
    server, base = _met("one")
    base.write("visit-1")
    answer = server.exchange

    def slow(request: ExchangeRequest) -> ExchangeReply:
        if len(base.all()) == 1:
            base.write("visit-2")
        reply: ExchangeReply = answer(request)
        return reply

    server.exchange = slow
    first = exchange(base, server)
    second = exchange(base, server)

    assert (first.sent, second.sent) == (1, 1)
    assert server.held() == base.all()


def test_an_operation_kept_apart_does_not_stop_those_that_follow() -> None:
    server, base = _met("one")
    operations = [base.write(f"visit-{number}") for number in range(3)]
    server.forbidden.add(operations[1].id)

    outcome = exchange(base, server)
    exchange(base, server)

    assert [each.operation for each in outcome.parked] == [operations[1].id]
    assert server.held() == {operations[0].id, operations[2].id}
    assert base.parts[SPACE].parked == {operations[1].id: "forbidden"}
    assert len(server.requests) == 2


def test_operations_without_attestation_wait_and_the_rest_goes() -> None:
    server, other, carrier = _met("other", "carrier", page=2)
    carried = [other.write(f"visit-{number}") for number in range(5)]
    carrier.parts[SPACE].log |= {each.id: each for each in carried}
    own = [carrier.write(f"walk-{number}") for number in range(5)]

    waiting = exchange(carrier, server)
    carrier.incarnations.insert(0, other.incarnation)
    carrier.key = other.key
    later = exchange(carrier, server)

    assert (waiting.sent, waiting.left, waiting.repaired) == (5, 5, 0)
    assert (later.sent, later.left) == (5, 0)
    assert server.held() == {each.id for each in (*carried, *own)}


def test_a_gap_on_the_server_is_filled_again() -> None:
    server, base = _met("one")
    for number in range(10):
        base.write(f"visit-{number}")
    exchange(base, server)
    server.restore(4, epoch="")
    base.write("visit-10")

    outcome = exchange(base, server)

    assert server.held() == base.all()
    assert outcome.repaired == 1
    assert outcome.unequal == ()


def test_a_gap_that_this_base_cannot_fill_waits_without_end_of_calls() -> None:
    server, other, carrier = _met("other", "carrier")
    carried = [other.write(f"visit-{number}") for number in range(3)][1:]
    carrier.incarnations.insert(0, other.incarnation)
    carrier.key = other.key
    carrier.parts[SPACE].log |= {each.id: each for each in carried}

    outcome = exchange(carrier, server)

    assert (outcome.left, outcome.sent) == (2, 0)
    assert server.calls.count("exchange") == 2


@pytest.mark.parametrize("left", [0, 1])
def test_what_was_kept_apart_on_a_server_since_restored_does_not_stop_its_chain(left: int) -> None:
    server, base = _met("one")
    for number in range(left):
        base.write(f"visit-{number}")
    exchange(base, server)
    apart = base.write("visit-2")
    server.forbidden.add(apart.id)
    base.write("visit-3")
    exchange(base, server)
    server.restore(left)
    server.parked.clear()

    outcome = exchange(base, server)
    base.write("visit-4")
    exchange(base, server)

    assert (outcome.left, outcome.unequal) == (0, ())
    assert server.held() == base.all() - {apart.id}
    assert apart.id in server.parked[SPACE]


def test_a_chain_carried_for_another_travels_with_what_proves_it() -> None:
    server, other, carrier = _met("other", "carrier", page=2)
    carried = [other.write(f"visit-{number}") for number in range(5)]
    carrier.parts[SPACE].log |= {each.id: each for each in carried}
    end = carried[-1]
    carrier.words = (other.key.attest(SPACE, end.device, end.number, end.id),)

    outcome = exchange(carrier, server)

    assert (outcome.sent, outcome.left) == (5, 0)
    first = server.requests[-1].scopes[0]
    assert sum(len(run.lines) for run in first.runs) == 5
    assert first.attestations == carrier.words


def test_a_copied_base_leaves_the_chain_that_its_twin_writes() -> None:
    server, base = _met("one")
    base.write("visit-1")
    exchange(base, server)
    twin = copy.deepcopy(base)
    base.write("visit-2")
    twin.write("visit-3")
    twin.write("visit-3", Verb.EDIT, title="b")
    exchange(base, server)

    outcome = exchange(twin, server)
    exchange(base, server)

    assert outcome.moved == 2
    assert twin.incarnation != base.incarnation
    assert twin.all() == base.all() == server.held()
    assert twin.visible() == {"visit-1", "visit-2", "visit-3"}


def test_a_restored_base_gets_back_what_it_had_sent_itself() -> None:
    server, base = _met("one")
    base.write("visit-1")
    exchange(base, server)
    backup = copy.deepcopy(base)
    base.write("visit-2")
    exchange(base, server)

    outcome = exchange(backup, server)

    assert outcome.moved == 0
    assert backup.all() == server.held() == base.all()
    assert backup.incarnation != base.incarnation


def test_a_chain_of_another_that_was_written_twice_waits() -> None:
    server, other, carrier = _met("other", "carrier")
    twin = copy.deepcopy(other)
    other.write("visit-1")
    carried = [twin.write("visit-2"), twin.write("visit-3")]
    exchange(other, server)
    carrier.parts[SPACE].log |= {each.id: each for each in carried}
    own = carrier.write("walk-1")

    outcome = exchange(carrier, server)

    assert (outcome.sent, outcome.left, outcome.moved) == (1, 2, None)
    assert own.id in server.held()


def test_after_a_restored_server_everything_is_offered_again() -> None:
    server, one, two = _met("one", "two", server_page=3)
    for number in range(10):
        one.write(f"visit-{number}")
    exchange(one, server)
    exchange(two, server)
    two.write("walk-1")
    exchange(two, server)
    server.restore(3)
    one.write("visit-10")

    outcome = exchange(one, server)
    exchange(two, server)
    exchange(one, server)

    assert outcome.repaired == 1
    assert one.all() == two.all() == server.held()
    assert len(server.held()) == 12


def test_a_loss_on_this_side_is_seen_and_repaired() -> None:
    server, one, two = _met("one", "two")
    for number in range(30):
        one.write(f"visit-{number}")
    exchange(one, server)
    exchange(two, server)
    lost = sorted(two.all())[7]
    del two.parts[SPACE].log[lost]
    two.parts[SPACE].sent.discard(lost)

    outcome = exchange(two, server)

    assert two.all() == server.held()
    assert (outcome.repaired, outcome.received, outcome.unequal) == (1, 1, ())


def test_what_the_server_holds_and_this_base_thought_unsent_is_believed() -> None:
    server, base = _met("one")
    base.write("visit-1")
    exchange(base, server)
    base.parts[SPACE].sent.clear()
    base.parts[SPACE].parked = dict.fromkeys(base.all(), "forbidden")

    outcome = exchange(base, server)

    assert base.parts[SPACE].sent == server.held()
    assert outcome.unequal == ()


def test_a_difference_that_no_repair_ends_is_told_and_not_repeated_for_ever() -> None:
    server, base = _met("one")
    base.write("visit-1")
    answer = server.exchange

    def wrong(request: ExchangeRequest) -> ExchangeReply:
        reply: ExchangeReply = answer(request)
        scopes = tuple(each.model_copy(update={"digest": "1" * 32}) for each in reply.scopes)
        return reply.model_copy(update={"scopes": scopes})

    server.exchange = wrong
    outcome = exchange(base, server)

    assert outcome.unequal == (SPACE,)
    assert outcome.sent == 1
    assert server.held() == base.all()


def test_many_removals_ask_first_and_write_nothing_of_their_page() -> None:
    server, one, two = _met("one", "two", server_page=15)
    for number in range(40):
        one.write(f"visit-{number}")
    exchange(one, server)
    exchange(two, server)
    for number in range(30):
        one.write(f"visit-{number}", Verb.DELETE)
    exchange(one, server)

    with pytest.raises(RemovalsToConfirm) as stopped:
        exchange(two, server)

    assert (stopped.value.removals, stopped.value.visible) == (30, 40)
    assert len(two.visible()) == 25
    exchange(two, server, agreed_removals=30)
    assert len(two.visible()) == 10


def test_twenty_removals_need_no_agreement() -> None:
    server, one, two = _met("one", "two")
    for number in range(20):
        one.write(f"visit-{number}")
    exchange(one, server)
    exchange(two, server)
    for number in range(20):
        one.write(f"visit-{number}", Verb.DELETE)
    exchange(one, server)

    exchange(two, server)

    assert two.visible() == set()


def test_what_was_erased_is_erased_here_too() -> None:
    server, one, two, three = _met("one", "two", "three")
    operation = one.write("visit-1", title="a name")
    exchange(one, server)
    exchange(two, server)
    server.erase(operation.id)

    for base in (one, two, three):
        exchange(base, server)

    for base in (one, two, three):
        assert base.parts[SPACE].log[operation.id].redacted
        assert "a name" not in base.parts[SPACE].log[operation.id].fields


def test_a_large_space_is_received_in_one_stream_the_first_time() -> None:
    server, one, two = _met("one", "two", server_page=500)
    for number in range(2_600):
        one.write(f"visit-{number}")
    exchange(one, server)
    server.erase(next(iter(server.held())))
    server.calls.clear()
    two.write("walk-1")
    watch = Watch()

    outcome = exchange(two, server, watch=watch)

    assert server.calls == ["exchange", "log", "exchange"]
    assert two.bulk == 1
    assert outcome.received == 2_600
    assert two.all() == server.held()
    assert (2_600, 2_601, Phase.FIRST) in watch.heard or (2_601, 2_601, Phase.FIRST) in watch.heard


def test_a_later_round_over_many_operations_goes_by_pages() -> None:
    server, one, two = _met("one", "two")
    one.write("visit-1")
    exchange(one, server)
    exchange(two, server)
    for number in range(2, 2_600):
        one.write(f"visit-{number}")
    exchange(one, server)

    exchange(two, server)

    assert two.bulk == 0
    assert two.all() == server.held()


def test_a_program_that_is_too_old_still_sends() -> None:
    server, one, two = _met("one", "two")
    one.write("visit-1")
    exchange(one, server)
    two.write("walk-1")
    server.minimum_schema = SCHEMA + 1

    outcome = exchange(two, server)

    assert outcome.too_old
    assert (outcome.sent, outcome.received, outcome.repaired) == (1, 0, 0)


def test_an_administrator_receives_only_notes_and_it_is_no_difference() -> None:
    server, one = _met("one", server_page=2)
    two = Base("two", scopes=(SPACE, NOTES))
    one.write("visit-1")
    exchange(one, server)
    exchange(two, server)
    server.role = "administrator"
    elsewhere = Base("elsewhere", scopes=(SPACE, NOTES))
    notes = [elsewhere.write(f"note-{number}", scope=NOTES).id for number in range(5)]
    exchange(elsewhere, server)

    outcome = exchange(two, server)

    assert two.all() == one.all()
    assert two.all(NOTES) == set(notes)
    assert (outcome.role, outcome.repaired) == ("administrator", 0)
    assert two.parts[SPACE].state.cursor == 1


def test_a_round_can_be_stopped_and_goes_on_later() -> None:
    server, one, two = _met("one", "two", server_page=2)
    for number in range(10):
        one.write(f"visit-{number}")
    exchange(one, server)

    def stop() -> None:
        if len(two.all()) >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        exchange(two, server, watch=Watch(stop))

    assert 4 <= len(two.all()) < 10
    exchange(two, server)
    assert two.all() == server.held()


def test_one_does_not_wait_for_the_network_to_stop() -> None:
    server, base = _met("one")
    asked: list[int] = []

    def stop() -> None:
        if asked:
            raise KeyboardInterrupt

    class Never(ThreadPoolExecutor):
        def submit(self, *_args: Any, **_kwargs: Any) -> Any:
            asked.append(1)
            return Future()

    with pytest.raises(KeyboardInterrupt):
        Round(base, server, Watch(stop), schema_version=SCHEMA, executor=lambda: Never(1)).run()


def _lying(server: Server, **changes: Any) -> None:
    answer = server.exchange

    def changed(request: ExchangeRequest) -> ExchangeReply:
        reply = answer(request)
        if callable(changes.get("scope_with")):
            scopes = tuple(changes["scope_with"](each) for each in reply.scopes)
            return reply.model_copy(update={"scopes": scopes})
        return reply.model_copy(update=changes)

    server.exchange = changed  # type: ignore[method-assign] # a server that lies


def _with_other_words(reply: ScopeReply) -> ScopeReply:
    run = reply.runs[0]
    line = Line(*{**run.lines[0]._asdict(), "fields": '{"title":"forged"}'}.values())
    return reply.model_copy(update={"runs": (run.model_copy(update={"lines": (line,)}),)})


def _emptied(reply: ScopeReply) -> ScopeReply:
    run = reply.runs[0]
    line = Line(*{**run.lines[0]._asdict(), "fields": "{}", "erased": run.last}.values())
    return reply.model_copy(update={"runs": (run.model_copy(update={"lines": (line,)}),)})


def _of_another_scope(reply: ScopeReply) -> ScopeReply:
    return reply.model_copy(update={"scope": "c" * 32})


def _endless(reply: ScopeReply) -> ScopeReply:
    return reply.model_copy(update={"runs": (), "cursor": 0, "remaining": 5})


@pytest.mark.parametrize(
    "changes",
    [
        {"scope_with": _with_other_words},
        {"scope_with": _emptied},
        {"scope_with": _of_another_scope},
        {"scope_with": _endless},
        {"protocol": 99},
    ],
    ids=["forged", "emptied", "another-scope", "endless", "another-protocol"],
)
def test_a_server_that_breaks_its_promises_is_not_ours_and_changes_nothing(
    changes: dict[str, Any],
) -> None:
    server, one, two = _met("one", "two")
    exchange(two, server)
    one.write("visit-1", title="true")
    exchange(one, server)
    two.write("walk-1")
    _lying(server, **changes)

    with pytest.raises(NotOurServer):
        exchange(two, server)

    assert len(two.all()) == 1
    assert two.parts[SPACE].sent == set()
    assert two.parts[SPACE].state.cursor == 0


def test_the_digest_of_an_empty_scope_is_that_of_no_operation() -> None:
    server, base = _met("one")

    outcome = exchange(base, server)

    assert base.scopes()[0].digest == digest_of([])
    assert outcome.repaired == 0
