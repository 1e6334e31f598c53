"""Chains: what a broken, missing or doubled operation looks like."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sync.operations.chain import Fault, FaultReason, Link, check_chain
from sync.operations.operation import Operation, redact, seal

if TYPE_CHECKING:
    from tests.sync.operations.conftest import Desk


@pytest.fixture
def chain(desk: "Callable[[str], Desk]") -> list[Operation]:
    anne = desk("anne")
    anne.create(name="1")
    for number in range(2, 6):
        anne.edit(name=str(number))
    return anne.written


def test_a_whole_chain_has_no_fault_in_any_order_or_repetition(chain: list[Operation]) -> None:
    shuffled = [*reversed(chain), chain[2]]

    assert check_chain(shuffled) == ()


def test_an_operation_that_is_missing_is_a_gap_reported_once(chain: list[Operation]) -> None:
    faults = check_chain([*chain[:2], *chain[3:]])

    assert faults == (Fault(chain[3].id, FaultReason.GAP),)


def test_a_chain_that_does_not_start_at_one_is_a_gap(chain: list[Operation]) -> None:
    faults = check_chain(chain[1:])

    assert faults == (Fault(chain[1].id, FaultReason.GAP),)


def test_a_number_below_one_is_a_gap(chain: list[Operation]) -> None:
    zero = _resealed(chain[0], number=0)

    faults = check_chain([zero, *chain])

    assert faults == (Fault(zero.id, FaultReason.GAP),)


def test_an_operation_that_follows_another_one_is_noticed(chain: list[Operation]) -> None:
    stray = _resealed(chain[2], previous=chain[0].id)

    faults = check_chain([*chain[:2], stray])

    assert faults == (Fault(stray.id, FaultReason.WRONG_PREVIOUS),)


def test_a_first_operation_follows_none(chain: list[Operation]) -> None:
    stray = _resealed(chain[0], previous=chain[1].id)

    assert check_chain([stray]) == (Fault(stray.id, FaultReason.WRONG_PREVIOUS),)


def test_content_that_was_changed_is_noticed(chain: list[Operation]) -> None:
    changed = replace(chain[1], fields='{"name":"changed"}')

    faults = check_chain([chain[0], changed, *chain[2:]])

    assert faults == (Fault(changed.id, FaultReason.WRONG_HASH),)


def test_a_copied_device_shows_as_a_fork_on_both_sides(chain: list[Operation]) -> None:
    other = _resealed(chain[1], fields='{"name":"copy"}')

    faults = check_chain([*chain[:2], other])

    assert set(faults) == {
        Fault(chain[1].id, FaultReason.FORK),
        Fault(other.id, FaultReason.FORK),
    }


def test_an_erased_operation_needs_the_ledger(chain: list[Operation]) -> None:
    operations = [chain[0], redact(chain[1]), *chain[2:]]

    assert check_chain(operations) == (Fault(chain[1].id, FaultReason.WRONG_HASH),)
    assert check_chain(operations, redacted_ids={chain[1].id}) == ()


def test_each_scope_has_a_chain_of_its_own(chain: list[Operation]) -> None:
    private = _resealed(chain[0], scope="private")

    assert check_chain([*chain, private]) == ()


def test_a_page_is_checked_after_the_known_link(chain: list[Operation]) -> None:
    known = {("anne", "space"): Link(2, chain[1].id)}
    other = _resealed(chain[1], fields='{"name":"copy"}')

    assert check_chain(chain[1:], known=known) == ()
    assert check_chain(chain[3:], known=known) == (Fault(chain[3].id, FaultReason.GAP),)
    assert check_chain([other], known=known) == (Fault(other.id, FaultReason.FORK),)


def _resealed(operation: Operation, **parts: object) -> Operation:
    names = [name for name in Operation.__dataclass_fields__ if name not in {"id", "redacted"}]
    return seal(**{**{name: getattr(operation, name) for name in names}, **parts})
