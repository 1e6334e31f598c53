"""What happened to a record, any version of it, and what takes an operation back."""

from typing import Any

import pytest

from desktop.services.notebook import Notebook, Planned
from desktop.services.refusals import NotFound
from desktop.store.history import reversal, rules_of, steps, values_at
from sync.operations.heads import Heads
from sync.operations.operation import Operation, Value, Verb, canonical, redact, seal
from sync.operations.rules import Rule
from sync.records import RECORD_TYPES
from sync.records.coding import from_json
from tests.conftest import Clock

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}


@pytest.fixture
def key(carnet: Notebook) -> str:
    """Return a visit of which nothing was said yet."""
    return carnet.add("visit", VISIT).record.id


def facts(notebook: Notebook, key: str) -> Any:
    """Return what a visit says."""
    return dict(notebook.get(key))["facts"]


def write(
    verb: Verb, parents: tuple[Operation, ...] = (), *, clock: int = 1, **values: Value
) -> Operation:
    """Seal an operation on a visit."""
    return seal(
        device="d",
        number=clock,
        previous="",
        scope="space",
        record="visit-1",
        kind="visit",
        verb=verb,
        fields=canonical(values),
        parents=tuple(parent.id for parent in parents),
        clock=clock,
        author="jeanne",
        schema=1,
    )


def test_each_save_tells_who_when_and_what(carnet: Notebook, key: str, wall_clock: Clock) -> None:
    wall_clock.wait(days=1)
    carnet.edit(key, {"facts": "Le marché.", "mood": 3})

    created, edited = carnet.history(key)

    assert (created.number, created.verb, created.author) == (1, "create", "Jeanne Dupont")
    assert (edited.number, edited.verb, edited.author) == (2, "edit", "Jeanne Dupont")
    assert edited.at == carnet.get(key).modified_at
    assert (edited.at - created.at).days == 1
    assert {(f.name, f.title, f.before, f.after) for f in edited.fields} == {
        ("facts", "Ce que j’ai vu et entendu", "Le jardin.", "Le marché."),
        ("mood", "Ambiance", None, 3),
    }


def test_deletions_and_reversals_are_in_the_history(carnet: Notebook, key: str) -> None:
    carnet.edit(key, {"mood": 3})
    carnet.undo()
    carnet.redo()
    carnet.delete(key)
    carnet.restore(key)
    carnet.restore_version(key, 1)

    found = [(step.verb, step.reason) for step in carnet.history(key)]

    assert found == [
        ("create", ""),
        ("edit", ""),
        ("edit", "undo"),
        ("edit", "redo"),
        ("delete", ""),
        ("restore", ""),
        ("edit", "version"),
    ]


def test_every_version_is_the_record_as_it_was(carnet: Notebook, key: str) -> None:
    for word in ("Un.", "Deux.", "Trois."):
        carnet.edit(key, {"facts": word})

    versions = [dict(carnet.version(key, number))["facts"] for number in range(1, 5)]

    assert versions == ["Le jardin.", "Un.", "Deux.", "Trois."]


@pytest.mark.parametrize("number", [0, -1, 2, 10**9])
def test_a_version_that_never_was_is_a_sentence(carnet: Notebook, key: str, number: int) -> None:
    with pytest.raises(NotFound, match="n’existe pas"):
        carnet.version(key, number)
    with pytest.raises(NotFound, match="n’existe pas"):
        carnet.restore_version(key, number)


def test_two_edits_of_one_field_are_undone_one_after_the_other(carnet: Notebook, key: str) -> None:
    for word in ("Un.", "Deux.", "Trois."):
        carnet.edit(key, {"facts": word})

    seen = []
    for turn in (carnet.undo,) * 3 + (carnet.redo,) * 3 + (carnet.undo,) * 2:
        turn()
        seen.append(facts(carnet, key))

    assert seen == ["Deux.", "Un.", "Le jardin.", "Un.", "Deux.", "Trois.", "Deux.", "Un."]


def test_two_edits_of_one_field_in_one_act_are_undone_together(carnet: Notebook, key: str) -> None:
    planned = [
        Planned(from_json(RECORD_TYPES["visit"], {**VISIT, "facts": word}), key)
        for word in ("Un.", "Deux.")
    ]
    carnet.write_all(planned, label="Import")

    carnet.undo()
    undone = facts(carnet, key)
    carnet.redo()

    assert (undone, facts(carnet, key)) == ("Le jardin.", "Deux.")


def test_a_creation_taken_back_goes_to_the_trash_with_its_private_note(carnet: Notebook) -> None:
    key = carnet.add("visit", {**VISIT, "private_note": "À moi"}).record.id

    carnet.undo()
    carnet.restore(key)

    assert dict(carnet.get(key))["private_note"] == "À moi"


def test_steps_tell_values_before_and_after() -> None:
    first = write(Verb.CREATE, facts="A", place="P")
    second = write(Verb.EDIT, (first,), clock=2, facts="B", mood=None)

    created, edited = steps([first, second])

    assert (created.before, created.after) == ({}, {"facts": "A", "place": "P"})
    assert (edited.before, edited.after) == ({"facts": "A"}, {"facts": "B", "mood": None})


def test_an_erased_save_keeps_its_place_and_tells_nothing() -> None:
    first = write(Verb.CREATE, facts="A")

    (step,) = steps([redact(first)])

    assert (step.number, dict(step.after)) == (1, {})


def test_values_at_any_moment_leave_the_empty_out() -> None:
    first = write(Verb.CREATE, facts="A", place="P", difficulties=["USURE"])
    second = write(Verb.EDIT, (first,), clock=2, place=None, difficulties=[])

    assert values_at("visit", [second, first]) == {"facts": "A"}


def test_the_rules_are_those_of_the_declarations() -> None:
    rules = rules_of("visit")

    assert (rules["facts"], rules["difficulties"], rules["verbatims"], rules["mood"]) == (
        Rule.TEXT,
        Rule.SET,
        Rule.ITEMS,
        Rule.LATEST,
    )


def test_taking_back_an_edit_gives_what_its_author_had_seen_whatever_the_clocks() -> None:
    first = write(Verb.CREATE, clock=900, facts="A")
    second = write(Verb.EDIT, (first,), clock=5, facts="B")

    back = reversal(second, Heads.collect([first, second]), [first, second])

    assert (back.verb, dict(back.values), back.skipped) == (Verb.EDIT, {"facts": "A"}, ())


def test_a_field_changed_again_since_is_left_and_named() -> None:
    first = write(Verb.CREATE, facts="A", place="P")
    second = write(Verb.EDIT, (first,), clock=2, facts="B", place="Q")
    third = write(Verb.EDIT, (second,), clock=3, facts="C")
    history = [first, second, third]

    back = reversal(second, Heads.collect(history), history)

    assert (dict(back.values), back.skipped) == ({"place": "P"}, ("facts",))


@pytest.mark.parametrize(
    ("verb", "contrary"),
    [
        (Verb.CREATE, Verb.DELETE),
        (Verb.DELETE, Verb.RESTORE),
        (Verb.RESTORE, Verb.DELETE),
    ],
)
def test_each_verb_has_its_contrary(verb: Verb, contrary: Verb) -> None:
    assert reversal(write(verb), Heads(), ()).verb is contrary
