"""The acts of the person, and which of them can be taken back."""

import pytest

from desktop.store.base import Base
from desktop.store.deeds import Act


def do(base: Base, label: str) -> int:
    """Do an act that writes nothing else; return its number."""
    with base.writing():
        return base.deeds.begin(label, 1_000)


def undo(base: Base) -> Act:
    """Take the last act back, in name only."""
    act = base.deeds.next_undo()
    assert act is not None
    with base.writing():
        base.deeds.begin_undo(act, 2_000)
    return act


def redo(base: Base) -> Act:
    """Do again what was taken back last, in name only."""
    act = base.deeds.next_redo()
    assert act is not None
    with base.writing():
        base.deeds.begin_redo(act, 3_000)
    return act


def labels(base: Base) -> tuple[str, str]:
    """Return what would be undone, and what would be redone."""
    undone, redone = base.deeds.next_undo(), base.deeds.next_redo()
    return undone.label if undone else "", redone.label if redone else ""


def test_acts_are_taken_back_from_the_last_and_done_again_from_the_first(base: Base) -> None:
    for label in "abc":
        do(base, label)

    seen = [labels(base)]
    for step in (undo, undo, redo, undo, undo, redo, redo, redo):
        step(base)
        seen.append(labels(base))

    assert seen == [
        ("c", ""),
        ("b", "c"),
        ("a", "b"),
        ("b", "c"),
        ("a", "b"),
        ("", "a"),
        ("a", "b"),
        ("b", "c"),
        ("c", ""),
    ]


def test_a_new_act_ends_what_could_be_done_again(base: Base) -> None:
    do(base, "a")
    do(base, "b")
    undo(base)

    do(base, "c")

    assert labels(base) == ("c", "")
    undo(base)
    assert labels(base) == ("a", "c")


def test_what_stands_for_an_act_follows_its_undos(base: Base) -> None:
    number = do(base, "a")

    first = undo(base).in_force
    second = redo(base).in_force
    third = undo(base).in_force

    assert first == number
    assert number < second < third


def test_a_settled_act_is_never_offered(base: Base) -> None:
    with base.writing():
        base.deeds.begin_settled("Listes de départ", 1_000)

    assert labels(base) == ("", "")


def test_an_act_is_named_when_it_ends(base: Base) -> None:
    number = do(base, "")
    with base.writing():
        base.deeds.relabel(number, "Visite ajoutée")

    assert labels(base) == ("Visite ajoutée", "")


def test_an_act_cut_short_leaves_nothing(base: Base) -> None:
    with pytest.raises(RuntimeError), base.act("a"):
        raise RuntimeError

    assert labels(base) == ("", "")
    assert not base.connection.in_transaction
