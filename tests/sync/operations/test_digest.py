"""The fingerprint of a set of operations."""

from hashlib import blake2b

from hypothesis import given
from hypothesis import strategies as st

from sync.operations.digest import BUCKETS, bucket, digest_of, without

IDS = st.lists(st.integers(0, 2**128 - 1).map(lambda number: f"{number:032x}"), unique=True)


@given(IDS, st.randoms())
def test_a_digest_does_not_depend_on_order(ids: list[str], random: object) -> None:
    shuffled = sorted(ids, key=lambda _: random.random())  # type: ignore[attr-defined]  # a Random

    assert digest_of(ids) == digest_of(shuffled)
    assert len(digest_of(ids)) == 32


@given(IDS, IDS)
def test_a_digest_is_brought_up_to_date_by_what_comes_and_goes(
    first: list[str], second: list[str]
) -> None:
    both = digest_of(second, digest_of(first))

    assert both == digest_of([*first, *second])
    assert without(both, second) == digest_of(first)
    assert without(both, [*first, *second]) == digest_of([])


def test_one_operation_more_makes_another_digest() -> None:
    ids = [blake2b(bytes([number]), digest_size=16).hexdigest() for number in range(9)]

    assert len({digest_of(ids[:count]) for count in range(10)}) == 10


def test_operations_spread_over_all_the_buckets() -> None:
    ids = (blake2b(str(number).encode(), digest_size=16).hexdigest() for number in range(5_000))

    assert {bucket(each) for each in ids} == set(range(BUCKETS))
