"""The laws of the merge, on desks that write and exchange at random.

What each desk held when it wrote is noted apart, and is the judge: heads, differences and
deletions are compared with what people had really seen, not with what the operations say of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.operations.chain import check_chain
from sync.operations.digest import digest_of
from sync.operations.heads import Heads, heads_of
from sync.operations.merge import project
from sync.operations.operation import DELETED, Operation, Value, Verb
from sync.operations.rules import Rule

if TYPE_CHECKING:
    from tests.sync.operations.conftest import Desk

    NewDesk: TypeAlias = Callable[[str], Desk]

RULES = {
    "name": Rule.PERSON,
    "status": Rule.LATEST,
    "note": Rule.TEXT,
    "tags": Rule.SET,
    "lines": Rule.ITEMS,
}
ACTIONS = ["edit", "edit", "edit", "edit both", "delete", "restore", "create", "clock"]
EXCHANGES = ["learn", "learn", "learn"]
STEP = st.tuples(
    st.integers(0, 3),
    st.sampled_from([*ACTIONS, *EXCHANGES]),
    st.sampled_from(sorted(RULES)),
    st.integers(0, 10**6),
)
PARTIAL = STEP | st.tuples(
    st.integers(0, 3), st.just("learn some"), st.just("name"), st.integers(0, 10**6)
)
STORIES = st.lists(STEP, min_size=4, max_size=30)
PARTIAL_STORIES = st.lists(PARTIAL, min_size=4, max_size=30)
Story: TypeAlias = list[tuple[int, str, str, int]]


@dataclass
class World:
    """Two to four desks, what they wrote and what each of their operations had seen."""

    desks: "list[Desk]"
    added: dict[str, str] = field(default_factory=dict)
    """What each edit of a note, of tags or of lines brought in, by operation."""

    def play(self, story: Story) -> "World":
        self.desks[0].create(name="", status="new", note="mot " * 6, tags=["a"], lines=[])
        for other in self.desks[1:-1]:
            other.learn(self.desks[0])
        for index, action, name, number in story:
            self._step(self.desks[index % len(self.desks)], action, name, number)
        return self

    def _step(self, desk: "Desk", action: str, name: str, number: int) -> None:
        if action == "clock":
            desk.now = number
        elif action.startswith("learn"):
            held = list(self.desks[number % len(self.desks)].held.values())
            some = [each for place, each in enumerate(held) if number >> (place % 16) & 1]
            desk.take(held if action == "learn" else some)
        elif action == "create":
            if not desk.held:
                desk.create(name=str(number), tags=["b"])
        elif action.startswith("edit"):
            self._edit(desk, {name} if action == "edit" else {name, "name"}, number)
        else:
            desk.write(Verb(action), {})

    def _edit(self, desk: "Desk", names: set[str], number: int) -> None:
        new = f"n{sum(len(each.written) for each in self.desks)}"
        values = desk.state().values
        edited = desk.edit(
            **{name: _changed(name, values.get(name), new, number) for name in names}
        )
        self.added[edited.id] = new

    @property
    def operations(self) -> dict[str, Operation]:
        return {each.id: each for desk in self.desks for each in desk.written}

    def seen(self) -> dict[str, set[str]]:
        """Return what had been seen, at first or second hand, by each author."""
        direct = {id: set(seen) for desk in self.desks for id, seen in desk.seen.items()}
        whole: dict[str, set[str]] = {}
        while len(whole) < len(direct):
            for operation, seen in direct.items():
                if operation not in whole and seen <= whole.keys():
                    whole[operation] = seen.union(*(whole[each] for each in seen))
        return whole

    def true_heads(self, name: str) -> set[str]:
        """Return the operations on a field that nobody who touched it later had seen."""
        touching = {each.id for each in self.operations.values() if _touches(each, name)}
        seen = self.seen()
        return touching - {old for each in touching for old in seen[each]}


def _touches(operation: Operation, name: str) -> bool:
    if name == DELETED:
        return operation.verb in (Verb.DELETE, Verb.RESTORE)
    return operation.verb is Verb.CREATE or name in operation.values()


def _changed(name: str, old: Value, new: str, number: int) -> Value:
    """Add something new to a value, and remove or change something old in it."""
    if name == "note":
        words = str(old or "").split(" ")
        place = number % (len(words) + 1)
        return " ".join([*words[:place], new, *words[place + number % 3 :]])
    if isinstance(old, list) or name in ("tags", "lines"):
        kept = list(old) if isinstance(old, list) else []
        if kept and number % 3:
            kept.pop(number % len(kept))
        added: Value = new if name == "tags" else {"id": new, "amount": number}
        return [*kept, added]
    return new if number % 4 else "same"


@pytest.fixture(scope="session")
def world(desk: "NewDesk") -> Callable[[Story], World]:
    def make(story: Story) -> World:
        count = 2 + story[0][3] % 3
        return World([desk(name) for name in ["anne", "bruno", "chloe", "david"][:count]]).play(
            story
        )

    return make


NewWorld: TypeAlias = Callable[[Story], World]


@given(PARTIAL_STORIES, st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_nor_batches_matter(
    world: NewWorld, story: Story, chance: Random
) -> None:
    operations = list(world(story).operations.values())
    shuffled = [*operations, *chance.choices(operations, k=5)]
    chance.shuffle(shuffled)
    cut = len(shuffled) // 2

    state = project(shuffled, RULES)

    assert state == project(operations, RULES)
    assert state == project([*shuffled[cut:], *shuffled[:cut]], RULES)
    assert state == project({each.id: each for each in shuffled}.values(), RULES)
    assert list(state.values) == sorted(state.values)


@given(PARTIAL_STORIES)
def test_desks_that_hold_the_same_operations_agree_and_have_equal_digests(
    world: NewWorld, story: Story
) -> None:
    desks = world(story).desks
    before = [(frozenset(desk.held), digest_of(desk.held)) for desk in desks]

    for desk in [*desks, *desks]:
        desk.learn(*desks)

    assert len({digest_of(desk.held) for desk in desks}) == 1
    assert all(desk.state() == desks[0].state() for desk in desks)
    assert all(digest == other for held, digest in before for same, other in before if held == same)


@given(STORIES)
def test_the_heads_are_what_nobody_had_seen(world: NewWorld, story: Story) -> None:
    played = world(story)

    heads = heads_of(played.operations.values())

    for name, ids in heads.items():
        if name != "*":
            assert set(ids) == played.true_heads(name)
    compact = Heads.collect(played.operations.values())
    assert all(compact.of(name) == ids for name, ids in heads.items())
    assert Heads.from_json(compact.to_json()) == compact


@given(PARTIAL_STORIES)
def test_no_unseen_value_is_lost(world: NewWorld, story: Story) -> None:
    played = world(story)
    state = project(played.operations.values(), RULES)
    told = {(each.field, id) for each in state.merged for id in each.operations}
    offered = {
        (each.field, id)
        for each in state.differences
        for one in each.choices
        for id in one.operations
    }

    for name, rule in RULES.items():
        for id in played.true_heads(name):
            values = played.operations[id].values()
            plain = rule in (Rule.SET, Rule.ITEMS)
            assert (
                name not in values
                or values[name] == state.values[name]
                or (name, id) in (offered if rule is Rule.PERSON else told)
                or (plain and _holds(state.values[name], values[name]))
            )


@given(PARTIAL_STORIES)
def test_what_an_unseen_edit_added_to_a_note_a_set_or_a_list_shows(
    world: NewWorld, story: Story
) -> None:
    played = world(story)
    state = project(played.operations.values(), RULES)

    for name in ("note", "tags", "lines"):
        for id in played.true_heads(name) & played.added.keys():
            assert played.added[id] in str(state.values[name])


@given(PARTIAL_STORIES)
def test_a_deletion_never_hides_an_edit_it_had_not_seen(world: NewWorld, story: Story) -> None:
    played = world(story)
    state = project(played.operations.values(), RULES)
    seen = played.seen()
    edits = {id for name in RULES for id in played.true_heads(name)}
    acts = played.true_heads(DELETED)
    deletions = {id for id in acts if played.operations[id].verb is Verb.DELETE}
    asked = DELETED in {difference.field for difference in state.differences}

    assert not state.deleted or any(edits <= seen[deletion] for deletion in deletions)
    assert not state.deleted or acts == deletions
    assert not deletions or state.deleted != asked


@given(STORIES)
def test_a_deletion_that_saw_every_edit_hides_the_record(world: NewWorld, story: Story) -> None:
    played = world(story)
    state = project(played.operations.values(), RULES)
    seen = played.seen()
    edits = {id for name in RULES for id in played.true_heads(name)}
    acts = played.true_heads(DELETED)

    hidden = all(played.operations[id].verb is Verb.DELETE for id in acts) and any(
        edits <= seen[deletion] for deletion in acts
    )
    assert state.deleted == hidden


@given(PARTIAL_STORIES, st.booleans())
def test_deciding_on_top_of_all_heads_leaves_nothing_open(
    world: NewWorld, story: Story, keep: bool
) -> None:
    desks = world(story).desks
    desk = desks[0].learn(*desks)
    decided: dict[str, Value] = {**desk.state().values, "name": "decided"}

    desk.edit(**decided)
    desk.write(Verb.RESTORE if keep else Verb.DELETE, {})

    state = desks[1].learn(desk).state()
    assert (state.differences, state.merged) == ((), ())
    assert state.values == decided
    assert state.deleted is not keep


@given(PARTIAL_STORIES)
def test_heads_kept_step_by_step_are_those_of_the_whole_set(world: NewWorld, story: Story) -> None:
    played = world(story)

    for desk in played.desks:
        for operation in desk.written:
            before = [played.operations[id] for id in desk.seen[operation.id]]
            after = Heads.collect(before).after(operation)
            assert after == Heads.collect([*before, operation])


@given(PARTIAL_STORIES)
def test_every_chain_holds_in_any_order(world: NewWorld, story: Story) -> None:
    operations = world(story).operations.values()

    assert check_chain(sorted(operations, key=lambda operation: operation.id)) == ()


def _holds(whole: Value, part: Value) -> bool:
    """Tell whether a list is whole in another: no removal took part in the merge."""
    return (
        isinstance(whole, list) and isinstance(part, list) and all(each in whole for each in part)
    )
