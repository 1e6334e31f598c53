"""Attached files: whole or not at all, going on where they stopped, each for itself."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import pytest

from sync.client.errors import Interrupted, NotOurServer, Refused, ServerDown, SyncError
from sync.client.ports import FileToMove
from sync.protocol.codes import Refusal
from sync.protocol.files import FileStates
from sync.protocol.limits import CHUNK_BYTES, FILE_BYTES, NAMED_IDS
from sync.protocol.messages import FileState
from tests.sync.client.memory import NOTES, SPACE, Base, Server, exchange

LONG = b"a" * CHUNK_BYTES + b"b" * CHUNK_BYTES + b"c" * 10
SHORT = b"a photo"


def _name(content: bytes) -> str:
    return sha256(content).hexdigest()


def _with(base: Base, *contents: bytes) -> None:
    for content in contents:
        base.files[_name(content)] = content
        base.to_send.append(FileToMove(_name(content), len(content)))


def _wanting(base: Base, *contents: bytes) -> None:
    base.to_fetch += [FileToMove(_name(content), len(content)) for content in contents]


def test_files_reach_the_others_whole() -> None:
    server, one, two = Server(), Base("one"), Base("two")
    _with(one, LONG, SHORT)
    _wanting(two, LONG, SHORT)

    sent = exchange(one, server)
    fetched = exchange(two, server)

    assert (sent.files_sent, fetched.files_fetched) == (2, 2)
    assert two.files == one.files
    assert one.to_send == two.to_fetch == []


def test_a_file_goes_on_where_it_stopped_both_ways() -> None:
    server, one, two = Server(), Base("one"), Base("two")
    _with(one, LONG)
    _wanting(two, LONG)
    server.files[_name(LONG)][0] = LONG[:CHUNK_BYTES]
    two.chunks[_name(LONG)][1] = LONG[CHUNK_BYTES : 2 * CHUNK_BYTES]

    exchange(one, server)
    exchange(two, server)

    assert server.calls.count("put_chunk") == 2
    assert server.calls.count("chunk") == 2
    assert two.files[_name(LONG)] == LONG


def test_a_file_that_its_sender_has_not_brought_yet_is_waited_for() -> None:
    server, base = Server(), Base("one")
    _wanting(base, SHORT)

    outcome = exchange(base, server)

    assert (outcome.files_waiting, outcome.files_failed) == (1, 0)
    assert outcome.trouble is None


def test_a_file_of_unknown_size_is_asked_for() -> None:
    server, one, two = Server(), Base("one"), Base("two")
    _with(one, LONG)
    two.to_fetch = [FileToMove(_name(LONG), 0), FileToMove(_name(SHORT), 0)]

    exchange(one, server)
    outcome = exchange(two, server)

    assert (outcome.files_fetched, outcome.files_waiting) == (1, 1)


def test_a_photo_whose_content_comes_after_its_record_needs_no_new_record() -> None:
    server, one, two = Server(), Base("one"), Base("two")
    _wanting(two, SHORT, LONG)
    waiting = exchange(two, server)

    _with(one, SHORT)
    exchange(one, server)
    fetched = exchange(two, server)

    assert (waiting.files_fetched, waiting.files_waiting) == (0, 2)
    assert (fetched.files_fetched, fetched.files_waiting) == (1, 1)
    assert two.files == {_name(SHORT): SHORT}


@pytest.mark.parametrize("role", ["agent", "reader"])
def test_what_the_server_lacks_of_many_files_is_asked_once_for_all(role: str) -> None:
    server, base = Server(), Base("one")
    server.role = role
    _with(base, SHORT)
    _wanting(base, *(b"%d" % number for number in range(150)))

    outcome = exchange(base, server)

    assert server.calls.count("file_states") == 1
    assert server.calls.count("chunk") == 0
    assert server.calls.count("file") == 2 * server.calls.count("put_chunk")
    assert outcome.files_waiting == 150


def test_a_file_of_each_scope_is_asked_about_in_its_own() -> None:
    server, base = Server(), Base("one", scopes=(SPACE, NOTES))
    asked = []
    base.to_fetch = [FileToMove(f"{n:064x}", 1, (SPACE, NOTES, "")[n % 3]) for n in range(6)]

    def noted(scope: str, names: Sequence[str]) -> FileStates:
        asked.append((scope, sorted(int(name, 16) for name in names)))
        return FileStates(states={})

    server.file_states = noted  # type: ignore[method-assign] # to see what it was asked
    outcome = exchange(base, server)

    assert sorted(asked) == [(SPACE, [0, 2, 3, 5]), (NOTES, [1, 4])]
    assert outcome.files_waiting == 6


def test_no_request_asks_about_more_files_than_the_server_answers_for() -> None:
    server, base = Server(), Base("one")
    base.to_fetch = [FileToMove(f"{n:064x}", 1) for n in range(NAMED_IDS + 2)]
    asked = []

    def noted(_scope: str, names: Sequence[str]) -> FileStates:
        asked.append(len(names))
        return FileStates(states={})

    server.file_states = noted  # type: ignore[method-assign, assignment] # to see what it was asked
    outcome = exchange(base, server)

    assert asked == [NAMED_IDS, 2]
    assert outcome.files_waiting == NAMED_IDS + 2


def test_files_that_the_server_has_already_are_not_announced_again() -> None:
    server, one, two = Server(), Base("one"), Base("two")
    for base in (one, two):
        _with(base, SHORT, LONG)
    exchange(one, server)
    server.calls.clear()

    outcome = exchange(two, server)

    assert server.calls == ["exchange", "file_states"]
    assert outcome.files_sent == 2


def test_the_size_that_the_server_verified_is_the_one_that_counts() -> None:
    server, one, two = Server(), Base("one"), Base("two")
    _with(one, LONG, SHORT)
    two.to_fetch = [FileToMove(_name(LONG), 5), FileToMove(_name(SHORT), 5_000)]
    exchange(one, server)

    outcome = exchange(two, server)

    assert outcome.files_fetched == 2
    assert two.files == one.files


def test_a_server_that_is_not_up_to_date_is_asked_about_each_file() -> None:
    server, one, two = Server(), Base("one"), Base("two")
    _with(one, LONG, SHORT)
    _wanting(two, LONG, SHORT)

    def unknown(*_args: Any) -> FileStates:
        raise Refused(Refusal.NOT_FOUND)

    server.file_states = unknown  # type: ignore[method-assign, assignment] # a server of before
    sent = exchange(one, server)
    fetched = exchange(two, server)

    assert (sent.files_sent, fetched.files_fetched) == (2, 2)


@pytest.mark.parametrize("problem", [Interrupted(), ServerDown(), NotOurServer("no")])
def test_a_line_cut_while_asking_leaves_all_files_for_later(problem: SyncError) -> None:
    server, base = Server(), Base("one")
    _with(base, SHORT, LONG)
    _wanting(base, b"1")

    def cut(*_args: Any) -> FileStates:
        raise problem

    server.file_states = cut  # type: ignore[method-assign, assignment] # a line that is cut
    outcome = exchange(base, server)

    assert outcome.files_failed == 3
    assert outcome.trouble is problem
    assert "file" not in server.calls


def test_a_file_that_came_changed_is_not_kept() -> None:
    server, base = Server(), Base("one")
    _wanting(base, SHORT)
    server.files[_name(SHORT)][0] = b"another"

    outcome = exchange(base, server)

    assert (outcome.files_fetched, outcome.files_failed) == (0, 1)
    assert base.files == {}


def test_what_goes_wrong_with_one_file_does_not_stop_the_others() -> None:
    server, base = Server(), Base("one")
    _with(base, SHORT)
    base.to_send.insert(0, FileToMove("0" * 64, FILE_BYTES + 1))

    outcome = exchange(base, server)

    assert (outcome.files_sent, outcome.files_failed) == (1, 1)
    assert isinstance(outcome.trouble, Refused)


def test_a_line_that_is_cut_twice_in_a_row_leaves_the_rest_for_later() -> None:
    server, base = Server(), Base("one")
    _with(base, b"1", b"2", b"3", b"4")
    asked = []

    def cut(*args: Any) -> FileState:
        asked.append(args)
        raise Interrupted

    server.file = cut  # type: ignore[method-assign, assignment] # a line that is cut
    outcome = exchange(base, server)

    assert len(asked) == 2
    assert outcome.files_failed == 4
    assert isinstance(outcome.trouble, Interrupted)


def test_a_laptop_that_was_revoked_meanwhile_stops_there() -> None:
    server, base = Server(), Base("one")
    _with(base, b"1", b"2")

    def revoked(*_args: Any) -> FileState:
        raise Refused(Refusal.UNKNOWN_DEVICE)

    server.file = revoked  # type: ignore[method-assign, assignment] # a server that revoked
    with pytest.raises(Refused):
        exchange(base, server)


def test_the_photo_of_a_private_note_goes_to_the_private_scope() -> None:
    server, base = Server(), Base("one", scopes=(SPACE, NOTES))
    base.files[_name(SHORT)] = SHORT
    base.to_send.append(FileToMove(_name(SHORT), len(SHORT), NOTES))
    scopes = []
    file = server.file

    def noted(scope: str, name: str, size: int) -> FileState:
        scopes.append(scope)
        return file(scope, name, size)

    server.file = noted  # type: ignore[method-assign, assignment] # to see what it was asked
    exchange(base, server)

    assert set(scopes) == {NOTES}


def test_a_reader_sends_no_file() -> None:
    server, base = Server(), Base("one")
    _with(base, SHORT)
    server.role = "reader"

    outcome = exchange(base, server)

    assert outcome.files_sent == 0
    assert "file" not in server.calls
