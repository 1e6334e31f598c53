"""The fingerprint of a space."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sync.operations.digest import BUCKETS, bucket, combine, record_digest, replace
from sync.operations.heads import Heads

if TYPE_CHECKING:
    from tests.sync.operations.conftest import Desk

DIGESTS = st.integers(0, 2**128 - 1)


@given(DIGESTS, DIGESTS, DIGESTS)
def test_a_total_does_not_depend_on_order_and_is_updated_in_place(
    first: int, second: int, third: int
) -> None:
    total = combine(combine(first, second), third)

    assert total == combine(first, combine(third, second))
    assert replace(total, second, first) == combine(combine(first, first), third)
    assert replace(total, third, 0) == combine(first, second)
    assert 0 <= total < 2**128


def test_a_digest_tells_records_and_heads_apart() -> None:
    heads = [Heads(), Heads(("a",)), Heads(("b",)), Heads(("a",), {"name": ("b",)})]

    digests = {record_digest(record, each) for record in ("r1", "r2") for each in heads}

    assert len(digests) == 8


def test_an_edit_changes_the_digest_of_its_record(desk: "Callable[[str], Desk]") -> None:
    anne = desk("anne")
    anne.create(name="A")
    before = record_digest(anne.record, anne.heads())

    anne.edit(name="A")

    assert record_digest(anne.record, anne.heads()) != before


def test_records_spread_over_all_the_buckets() -> None:
    buckets = {bucket(f"record-{number}") for number in range(5_000)}

    assert buckets == set(range(BUCKETS))
