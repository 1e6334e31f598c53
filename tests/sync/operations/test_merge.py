"""The state of a record, one sentence per rule."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import pytest

from sync.operations.merge import Choice, Difference, Merged, project
from sync.operations.operation import Verb, redact
from sync.operations.rules import Rule

if TYPE_CHECKING:
    from tests.sync.operations.conftest import Desk

    Pair: TypeAlias = Callable[..., tuple[Desk, Desk]]


def test_no_operation_makes_an_empty_record() -> None:
    state = project([], {})

    assert (state.values, state.deleted, state.differences) == ({}, False, ())


def test_edits_that_followed_one_another_leave_nothing_to_say(pair: "Pair") -> None:
    anne, bruno = pair(name="A", status="new")
    anne.edit(name="B")
    bruno.learn(anne).edit(name="C")

    state = anne.learn(bruno).state()

    assert state.values == {"name": "C", "status": "new"}
    assert (state.differences, state.merged, state.missing) == ((), (), ())


def test_edits_of_separate_fields_are_both_kept_without_a_word(pair: "Pair") -> None:
    anne, bruno = pair(name="A", status="new")
    anne.edit(name="B")
    bruno.edit(status="done")

    state = anne.learn(bruno).state()

    assert state.values == {"name": "B", "status": "done"}
    assert (state.differences, state.merged) == ((), ())


def test_a_person_chooses_between_two_names_and_the_latest_shows_meanwhile(pair: "Pair") -> None:
    anne, bruno = pair(name="A")
    ours, theirs = anne.edit(name="B"), bruno.edit(name="C")

    state = anne.learn(bruno).state()

    assert state.values == {"name": "C"}
    choices = (Choice("B", (ours.id,)), Choice("C", (theirs.id,)))
    assert state.differences == (Difference("name", choices),)


def test_the_same_name_given_twice_is_no_difference(pair: "Pair") -> None:
    anne, bruno = pair(name="A")
    anne.edit(name="B")
    bruno.edit(name="B")

    state = anne.learn(bruno).state()

    assert state.values == {"name": "B"}
    assert (state.differences, state.merged) == ((), ())


def test_putting_the_old_name_back_is_a_choice_too(pair: "Pair") -> None:
    anne, bruno = pair(name="A")
    anne.edit(name="B")
    bruno.edit(name="C")
    bruno.edit(name="A")

    assert anne.learn(bruno).is_asked_about() == {"name"}


def test_three_names_of_which_two_agree_are_two_choices(
    pair: "Pair", desk: "Callable[[str], Desk]"
) -> None:
    anne, bruno = pair(name="A")
    chloe = desk("chloe").learn(anne)
    chloe.now = 9_000
    ids = [each.edit(name=name).id for each, name in ((anne, "B"), (bruno, "C"), (chloe, "B"))]

    (difference,) = anne.learn(bruno, chloe).state().differences

    assert difference.choices == (Choice("B", (ids[0], ids[2])), Choice("C", (ids[1],)))


def test_a_choice_made_by_a_person_ends_the_difference_everywhere(pair: "Pair") -> None:
    anne, bruno = pair(name="A")
    anne.edit(name="B")
    bruno.edit(name="C")
    anne.learn(bruno).edit(name="B")

    state = bruno.learn(anne).state()

    assert state.values == {"name": "B"}
    assert state.differences == ()


def test_the_latest_status_shows_and_the_merge_is_told(pair: "Pair") -> None:
    anne, bruno = pair(status="new")
    theirs, ours = bruno.edit(status="done"), anne.edit(status="open")

    state = anne.learn(bruno).state()

    assert state.values == {"status": "done"}
    assert state.merged == (Merged("status", Rule.LATEST, (ours.id, theirs.id)),)


def test_the_id_breaks_the_tie_of_two_equal_clocks(pair: "Pair") -> None:
    anne, bruno = pair(status="new")
    bruno.now = anne.now
    edits = [anne.edit(status="open"), replace(bruno.edit(status="done"), clock=0)]
    edits[1] = replace(edits[1], clock=edits[0].clock)

    state = project([anne.written[0], *edits], {"status": Rule.LATEST})

    assert state.values == max(edits, key=lambda edit: edit.id).values()


def test_a_field_of_a_newer_version_shows_its_latest_value(pair: "Pair") -> None:
    anne, bruno = pair(newer=1)
    anne.edit(newer=2)
    bruno.edit(newer=3)

    state = anne.learn(bruno).state()

    assert state.values == {"newer": 3}
    assert [merged.field for merged in state.merged] == ["newer"]


def test_notes_edited_in_separate_places_become_one(pair: "Pair") -> None:
    anne, bruno = pair(note="Vu le gardien hier matin")
    anne.edit(note="Vu la gardienne hier matin")
    bruno.edit(note="Vu le gardien hier soir")

    state = anne.learn(bruno).state()

    assert state.values == {"note": "Vu la gardienne hier soir"}
    assert [(merged.field, merged.overlap) for merged in state.merged] == [("note", False)]


def test_notes_that_overlap_are_both_kept_and_told(pair: "Pair") -> None:
    anne, bruno = pair(note="Vu le gardien")
    anne.edit(note="Vu le directeur")
    bruno.edit(note="Vu le maire")

    state = anne.learn(bruno).state()

    assert state.values == {"note": "Vu le directeur\n\nVu le maire"}
    assert [(merged.field, merged.overlap) for merged in state.merged] == [("note", True)]


def test_tags_added_apart_are_kept_without_a_word_but_a_removal_is_told(pair: "Pair") -> None:
    anne, bruno = pair(tags=["parc"])
    anne.edit(tags=["parc", "école"])
    bruno.edit(tags=["parc", "sport"])
    added = anne.learn(bruno).state()
    bruno.edit(tags=["sport"])

    removed = anne.learn(bruno).state()

    assert (added.values, added.merged) == ({"tags": ["parc", "école", "sport"]}, ())
    assert removed.values == {"tags": ["école", "sport"]}
    assert [merged.field for merged in removed.merged] == ["tags"]


def test_a_tag_removed_after_a_merge_does_not_come_back(pair: "Pair") -> None:
    anne, bruno = pair(tags=[])
    anne.edit(tags=["école"])
    bruno.edit(tags=["sport"])
    anne.learn(bruno)
    bruno.learn(anne)
    anne.edit(tags=["sport", "parc"])
    bruno.edit(tags=["école", "sport", "jeux"])

    state = anne.learn(bruno).state()

    assert state.values == {"tags": ["sport", "parc", "jeux"]}


def test_a_merge_crossed_a_thousand_times_still_ends(pair: "Pair") -> None:
    anne, _ = pair(tags=["0"])
    operations = [replace(anne.written[0], clock=0)]
    for number in range(1, 1_001):
        parents = tuple(operation.id for operation in operations[-2:])
        edit = replace(operations[0], verb=Verb.EDIT, parents=parents, clock=number)
        for side in "ab":
            fields = f'{{"tags":["{number}{side}"]}}'
            operations.append(replace(edit, id=f"{number}{side}", fields=fields))

    assert project(operations, {"tags": Rule.SET}).values == {"tags": ["1000a", "1000b"]}


def test_lines_added_apart_are_both_kept(pair: "Pair") -> None:
    anne, bruno = pair(lines=[{"id": "1"}])
    anne.edit(lines=[{"id": "1"}, {"id": "2"}])
    bruno.edit(lines=[{"id": "1"}, {"id": "3"}])

    state = anne.learn(bruno).state()

    assert state.values == {"lines": [{"id": "1"}, {"id": "2"}, {"id": "3"}]}
    assert state.merged == ()


@pytest.mark.parametrize("field", ["note", "tags", "lines"])
def test_a_value_of_an_unknown_shape_is_left_to_a_person(pair: "Pair", field: str) -> None:
    anne, bruno = pair(**{field: None})
    anne.edit(**{field: 1})
    bruno.edit(**{field: 2})

    assert anne.learn(bruno).is_asked_about() == {field}


def test_a_deletion_that_saw_everything_hides_the_record(pair: "Pair") -> None:
    anne, bruno = pair(name="A", status="new")
    bruno.edit(status="done")
    anne.learn(bruno).edit(name="B")
    anne.delete()

    state = bruno.learn(anne).state()

    assert state.deleted
    assert state.differences == ()
    assert state.values == {"name": "B", "status": "done"}


def test_an_edit_that_the_deletion_had_not_seen_keeps_the_record_visible(pair: "Pair") -> None:
    anne, bruno = pair(name="A", status="new")
    deleted, edited = bruno.delete(), anne.edit(status="done")

    state = anne.learn(bruno).state()

    assert not state.deleted
    choices = (Choice(True, (deleted.id,)), Choice(False, (edited.id,)))
    assert state.differences == (Difference("deleted", choices),)


def test_a_second_creation_that_the_deletion_had_not_seen_keeps_the_record(
    desk: "Callable[[str], Desk]",
) -> None:
    anne, bruno = desk("anne"), desk("bruno")
    anne.create()
    anne.delete()
    bruno.create()

    assert anne.learn(bruno).is_asked_about() == {"deleted"}


def test_two_deletions_of_which_one_saw_everything_hide_the_record(pair: "Pair") -> None:
    anne, bruno = pair(name="A")
    bruno.delete()
    anne.edit(name="B")
    anne.delete()

    assert anne.learn(bruno).state().deleted


def test_deleting_again_or_restoring_settles_a_contested_deletion(pair: "Pair") -> None:
    anne, bruno = pair(name="A")
    anne.edit(name="B")
    bruno.delete()
    anne.learn(bruno)
    bruno.learn(anne)

    anne.restore()
    bruno.delete()

    assert (anne.state().deleted, anne.state().differences) == (False, ())
    assert (bruno.state().deleted, bruno.state().differences) == (True, ())
    assert anne.learn(bruno).is_asked_about() == {"deleted"}
    assert not anne.state().deleted


def test_a_restored_record_has_the_values_it_had(pair: "Pair") -> None:
    anne, _ = pair(name="A")
    anne.delete()
    anne.restore()

    state = anne.state()

    assert (state.values, state.deleted, state.differences) == ({"name": "A"}, False, ())


def test_a_creation_that_left_a_field_out_says_nothing_against_one_that_gave_it(
    desk: "Callable[[str], Desk]",
) -> None:
    anne, bruno = desk("anne"), desk("bruno")
    anne.create(name="A", status="new")
    bruno.now += 1_000
    bruno.create(status="new")

    state = anne.learn(bruno).state()

    assert state.values == {"name": "A", "status": "new"}
    assert (state.differences, state.merged) == ((), ())


def test_erasing_a_value_does_not_bring_the_older_one_back(pair: "Pair") -> None:
    anne, _ = pair(name="A")
    edited = anne.edit(name="B")
    heads = anne.heads()

    state = project([anne.written[0], redact(edited)], {"name": Rule.PERSON})

    assert state.values == {"name": None}
    assert state.heads == heads


def test_an_erased_value_is_no_choice_and_stays_erased_when_its_copy_comes_back(
    pair: "Pair",
) -> None:
    anne, bruno = pair(name="A")
    edited = anne.edit(name="B")
    bruno.edit(name="C")
    anne.learn(bruno)

    for operations in ([redact(edited), edited], [edited, redact(edited)]):
        state = project([*anne.held.values(), *operations], {"name": Rule.PERSON})
        assert (state.values, state.differences) == ({"name": "C"}, ())


def test_parents_that_have_not_arrived_are_named(pair: "Pair") -> None:
    anne, _ = pair(name="A")
    middle = anne.edit(name="B")
    last = anne.edit(name="C")

    assert project([anne.written[0], last], {}).missing == (middle.id,)


def test_operations_of_two_records_are_refused(pair: "Pair") -> None:
    anne, _ = pair(name="A")
    other = replace(anne.written[0], id="0" * 32, record="visit-2")

    with pytest.raises(ValueError, match="several records"):
        project([*anne.written, other], {})
