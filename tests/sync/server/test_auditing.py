"""The audit log: whatever is done to its lines shows."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from sync.server.auditing import Anchor, Event, Happening, Head, Line, faults, lost, next_line
from sync.server.store.audit import Audit
from sync.server.store.fence import EVERYBODY
from tests.sync.server.office import Office


def _log(length: int) -> tuple[list[Line], Head]:
    lines, head = [], Head()
    for at in range(length):
        line = next_line(head, at, Happening(Event.JOINED, "actor", f"subject {at}"))
        lines.append(line)
        head = Head(line.number, line.hash)
    return lines, head


def test_a_log_that_nobody_touched_has_no_fault() -> None:
    lines, head = _log(1_000)

    assert not list(faults(lines, head))


def test_taking_away_any_one_of_a_thousand_lines_shows() -> None:
    lines, head = _log(1_000)

    unseen = [at for at in range(1_000) if not any(faults(lines[:at] + lines[at + 1 :], head))]

    assert not unseen


@pytest.mark.parametrize(
    "change",
    [
        lambda line: replace(line, at=line.at + 1),
        lambda line: replace(line, actor="other"),
        lambda line: replace(line, action="left"),
        lambda line: replace(line, subject=""),
        lambda line: replace(line, detail="more"),
        lambda line: replace(line, previous="0" * 64),
        lambda line: replace(line, number=line.number + 1),
    ],
)
def test_changing_any_part_of_any_line_shows(change: Callable[[Line], Line]) -> None:
    lines, head = _log(30)

    for at, line in enumerate(lines):
        touched = [*lines[:at], change(line), *lines[at + 1 :]]
        assert line.number in set(faults(touched, head)) | {
            number - 1 for number in faults(touched, head)
        }


def test_two_lines_swapped_added_or_all_gone_show() -> None:
    lines, head = _log(3)

    assert list(faults([lines[1], lines[0], lines[2]], head))
    assert list(faults([*lines, next_line(head, 4, Happening(Event.REVOKED))], head))
    assert list(faults([], head))


def test_an_end_that_was_cut_off_shows_by_what_was_noted_of_it() -> None:
    lines, _ = _log(30)
    anchors = [Anchor(line.number, line.hash) for line in lines[9::10]]

    assert not list(lost(lines, anchors))
    assert list(lost(lines[:25], anchors)) == [30]
    assert list(lost(lines[:15], anchors)) == [20, 30]
    assert list(lost([], [])) == []


def test_an_end_that_was_written_anew_shows_by_what_was_noted_of_it() -> None:
    lines, _ = _log(30)
    anchor = Anchor(lines[-1].number, lines[-1].hash)
    before = Head(lines[19].number, lines[19].hash)
    forged = [*lines[:20]]
    for _ in range(10):
        forged.append(next_line(before, 5, Happening(Event.JOINED, "somebody")))
        before = Head(forged[-1].number, forged[-1].hash)

    assert not list(faults(forged, before))
    assert list(lost(forged, [anchor])) == [30]


def test_a_restore_takes_back_the_ends_that_followed_its_copy() -> None:
    lines, _ = _log(30)
    copied = lines[:12]
    again = next_line(Head(12, copied[-1].hash), 40, Happening(Event.RESTORED))
    anchors = [
        Anchor(10, lines[9].hash),
        Anchor(30, lines[29].hash),
        Anchor(13, again.hash, restored=True),
    ]

    assert not list(lost([*copied, again], anchors))
    assert list(lost([*copied[:9], again], anchors)) == [10]


def test_what_is_done_is_written_down_in_its_transaction(office: Office) -> None:
    _, reply = office.enrol()

    with office.store.reading(EVERYBODY) as connection:
        lines = list(Audit(connection).lines())
        assert not list(faults(lines, Audit(connection).head()))
    assert [line.action for line in lines] == ["init", "space", "invited", "joined"]
    assert (lines[-1].actor, lines[-1].subject) == (reply.person, reply.device)
    assert all("Jeanne" not in str(line) for line in lines)
