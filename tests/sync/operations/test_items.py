"""Merging of lists of items."""

import pytest

from sync.operations.items import merge_items
from sync.operations.operation import Value
from sync.operations.rules import Settlement

ONE: dict[str, Value] = {"id": "1", "label": "Loyer", "amount": 100}
TWO: dict[str, Value] = {"id": "2", "label": "Goûter", "amount": 20}
NEW: dict[str, Value] = {"id": "3", "label": "Affiches", "amount": 5}
OTHER: dict[str, Value] = {"id": "4", "label": "Bus", "amount": 80}


def test_items_added_on_both_sides_are_kept_without_a_word() -> None:
    merged = merge_items([ONE], [[ONE, NEW], [ONE, OTHER]])

    assert merged == Settlement([ONE, NEW, OTHER])


def test_an_item_that_one_side_removed_and_nobody_edited_goes() -> None:
    merged = merge_items([ONE, TWO], [[ONE], [ONE, TWO, NEW]])

    assert merged == Settlement([ONE, NEW], listed=True)


def test_a_deletion_does_not_beat_an_edit_it_had_not_seen() -> None:
    edited: dict[str, Value] = {**TWO, "amount": 25}

    first = merge_items([ONE, TWO], [[ONE, edited], [ONE]])
    last = merge_items([ONE, TWO], [[ONE], [ONE, edited]])

    assert first == last == Settlement([ONE, edited], listed=True, overlap=True)


def test_two_fields_of_one_item_edited_apart_are_both_kept() -> None:
    merged = merge_items([ONE], [[{**ONE, "amount": 110}], [{**ONE, "label": "Local"}]])

    assert merged == Settlement([{"id": "1", "label": "Local", "amount": 110}], listed=True)


def test_the_latest_shows_when_the_same_field_of_an_item_was_edited_twice() -> None:
    merged = merge_items([ONE], [[{**ONE, "amount": 110}], [{**ONE, "amount": 120}]])

    assert merged == Settlement([{**ONE, "amount": 120}], listed=True, overlap=True)


def test_a_field_removed_from_an_item_is_a_change() -> None:
    merged = merge_items([ONE], [[{"id": "1", "label": "Loyer"}], [{**ONE, "label": "Local"}]])

    assert merged == Settlement([{"id": "1", "label": "Local"}], listed=True)


def test_the_same_change_on_both_sides_does_not_overlap() -> None:
    same: dict[str, Value] = {**ONE, "amount": 1}

    merged = merge_items([ONE], [[same], [same, NEW]])

    assert merged == Settlement([same, NEW], listed=True)


def test_the_side_that_moved_items_gives_the_order() -> None:
    merged = merge_items([ONE, TWO], [[TWO, ONE], [ONE, TWO, NEW]])

    assert merged == Settlement([TWO, ONE, NEW], listed=True)


def test_without_a_base_items_of_the_same_id_are_merged() -> None:
    merged = merge_items(None, [[ONE], [ONE, TWO], [{**TWO, "amount": 21}]])

    assert merged == Settlement([ONE, {**TWO, "amount": 21}], listed=True, overlap=True)


@pytest.mark.parametrize("odd", ["text", ["1"], [{"label": "x"}], [{"id": 1}], [ONE, ONE]])
def test_what_is_not_a_list_of_items_is_left_to_a_person(odd: Value) -> None:
    assert merge_items([ONE], [[ONE], odd]) is None
