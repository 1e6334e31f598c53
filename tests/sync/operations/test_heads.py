"""Heads: what has been seen by whom, in full and in little room."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import pytest

from sync.operations.heads import Heads, heads_of
from sync.operations.operation import Verb

if TYPE_CHECKING:
    from tests.sync.operations.conftest import Desk

    Pair: TypeAlias = Callable[..., tuple[Desk, Desk]]


def test_a_creation_is_the_head_of_every_field(pair: "Pair") -> None:
    anne, _ = pair(name="A")
    created = anne.written[0].id

    assert heads_of(anne.written) == {"*": (created,), "name": (created,)}
    assert anne.heads() == Heads((created,))
    assert anne.heads().of("unheard of") == (created,)
    assert anne.heads().of("deleted") == ()


def test_an_edit_leaves_the_fields_it_does_not_name(pair: "Pair") -> None:
    anne, _ = pair(name="A", status="new")
    edited = anne.edit(name="B")

    heads = anne.heads()

    assert heads.of("name") == (edited.id,)
    assert heads.of("status") == (anne.written[0].id,)


def test_two_edits_that_had_not_seen_each_other_are_two_heads_whatever_their_dates(
    pair: "Pair",
) -> None:
    anne, bruno = pair(name="A")
    bruno.now += 10**9
    edits = [anne.edit(name="B"), bruno.edit(name="C")]

    heads = anne.learn(bruno).heads()

    assert heads.of("name") == tuple(sorted(edit.id for edit in edits))


def test_an_edit_by_a_late_clock_replaces_what_its_author_had_seen(pair: "Pair") -> None:
    anne, bruno = pair(name="A")
    bruno.now += 10**9
    anne.take([bruno.edit(name="B")])
    seen = anne.edit(name="C")

    assert seen.clock < bruno.written[0].clock
    assert anne.heads().of("name") == (seen.id,)


def test_what_was_seen_through_another_field_is_an_ancestor_too(pair: "Pair") -> None:
    anne, _ = pair(name="A")
    anne.edit(name="B", status="new")
    middle = anne.edit(status="done")
    last = replace(anne.edit(name="C"), parents=(middle.id,))

    heads = heads_of([*anne.written[:-1], last])

    assert heads["name"] == (last.id,)


def test_a_long_history_needs_no_deep_stack(pair: "Pair") -> None:
    anne, _ = pair(name="0")
    heads = anne.heads()
    for number in range(3_000):
        parents = heads.of("name")
        edited = replace(anne.written[0], id=f"{9_999 - number}", verb=Verb.EDIT, parents=parents)
        heads = heads.after(edited)
        anne.held[edited.id] = edited

    assert anne.heads() == heads


def test_heads_return_from_their_text_unchanged(pair: "Pair") -> None:
    anne, bruno = pair(name="A")
    anne.edit(name="B")
    bruno.edit(name="C")
    heads = anne.learn(bruno).heads()

    assert Heads.from_json(heads.to_json()) == heads
    assert Heads.from_json(Heads().to_json()) == Heads()


def test_equal_heads_have_equal_texts_however_they_were_reached(pair: "Pair") -> None:
    anne, _ = pair(name="A", status="new")
    heads = Heads().after(anne.written[0])
    for operation in [anne.edit(status="done"), anne.edit(name="B"), anne.delete()]:
        heads = heads.after(operation)

    assert heads == anne.heads()
    assert heads.to_json() == anne.heads().to_json()


def test_an_operation_that_had_not_seen_the_heads_of_its_field_is_refused(pair: "Pair") -> None:
    anne, bruno = pair(name="A")
    bruno.edit(name="B")
    unseeing = anne.edit(name="C")

    with pytest.raises(ValueError, match="current heads"):
        bruno.heads().after(unseeing)


def test_an_operation_that_had_seen_more_is_refused(pair: "Pair") -> None:
    anne, _ = pair(name="A")
    heads = anne.heads()
    edited = anne.edit(name="B")

    with pytest.raises(ValueError, match="current heads"):
        heads.after(replace(edited, parents=(*edited.parents, "f" * 32)))


def test_a_deletion_must_have_seen_every_field(pair: "Pair") -> None:
    anne, bruno = pair(name="A")
    edited = bruno.edit(name="B")
    deleted = anne.delete()

    with pytest.raises(ValueError, match="current heads"):
        bruno.heads().after(deleted)
    with pytest.raises(ValueError, match="current heads"):
        bruno.heads().after(replace(deleted, parents=(edited.id,)))


def test_a_second_creation_is_no_local_write(pair: "Pair") -> None:
    anne, _ = pair(name="A")

    with pytest.raises(ValueError, match="creation"):
        anne.heads().after(anne.written[0])


def test_parents_are_the_heads_of_what_is_touched(pair: "Pair") -> None:
    anne, _ = pair(name="A", status="new")
    created = anne.written[0].id
    edited = anne.edit(name="B").id
    heads = anne.heads()

    assert heads.parents(Verb.CREATE) == ()
    assert heads.parents(Verb.EDIT, ["name"]) == (edited,)
    assert heads.parents(Verb.EDIT, ["name", "status"]) == tuple(sorted((created, edited)))
    assert heads.parents(Verb.DELETE) == tuple(sorted((created, edited)))
    assert heads.parents(Verb.RESTORE) == tuple(sorted((created, edited)))
