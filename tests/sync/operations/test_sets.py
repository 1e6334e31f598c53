"""Merging of sets."""

from hypothesis import given
from hypothesis import strategies as st

from sync.operations.operation import Value
from sync.operations.rules import Settlement
from sync.operations.sets import merge_sets

TAGS = st.lists(st.sampled_from("abcdef"), unique=True)


@given(TAGS, st.lists(TAGS, min_size=1, max_size=4))
def test_a_member_stays_if_all_kept_it_or_anyone_added_it(
    base: list[str], versions: list[list[str]]
) -> None:
    merged = merge_sets(list(base), [list(version) for version in versions])

    assert merged is not None
    assert isinstance(merged.value, list)
    for tag in "abcdef":
        kept = [tag in version for version in versions]
        assert merged.value.count(tag) == (all(kept) if tag in base else any(kept))


def test_additions_follow_the_base_in_the_order_of_their_operations() -> None:
    merged = merge_sets(["b", "a"], [["z", "b", "a"], ["b", "a", "y", "z"]])

    assert merged == Settlement(["b", "a", "z", "y"])


def test_a_removal_is_told() -> None:
    merged = merge_sets(["a", "b"], [["a"], ["a", "b", "c"]])

    assert merged == Settlement(["a", "c"], listed=True)


def test_values_that_only_python_takes_for_equal_are_apart() -> None:
    values: list[Value] = [1, True, 1.0, "1", None]

    merged = merge_sets(None, [values[:2], values[2:]])

    assert merged is not None
    assert repr(merged.value) == "[1, True, 1.0, '1', None]"


def test_what_is_not_a_list_of_scalars_is_left_to_a_person() -> None:
    assert merge_sets([], [["a"], "a"]) is None
    assert merge_sets([], [["a"], [["a"]]]) is None
    assert merge_sets("a", [["a"], ["b"]]) == Settlement(["a", "b"])
