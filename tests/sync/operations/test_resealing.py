"""A new place for operations that nobody else has."""

from dataclasses import fields
from typing import Any

import pytest

from sync.operations.chain import check_chain
from sync.operations.merge import project
from sync.operations.operation import Operation, Verb, canonical, seal
from sync.operations.resealing import Place, reseal
from sync.operations.seeds import is_seed, seed

PLACE = Place(scope="9" * 32, device="8" * 32, number=4, previous="7" * 32, author="6" * 32)


def written(record: str, number: int, parents: tuple[str, ...] = (), **values: str) -> Operation:
    """Return an operation of a notebook that lived alone."""
    return seal(
        device="1" * 32,
        number=number,
        previous="",
        scope="2" * 32,
        record=record,
        kind="visit",
        verb=Verb.EDIT if parents else Verb.CREATE,
        fields=canonical(values),
        parents=parents,
        clock=number << 16,
        author="3" * 32,
        schema=1,
    )


def test_resealed_operations_form_one_chain_in_their_new_place() -> None:
    first = written("r", 1, facts="a")
    operations = [first, written("r", 2, (first.id,), facts="b"), written("s", 3, facts="c")]

    moved = [operation for _, operation in reseal(operations, PLACE)]

    assert [operation.number for operation in moved] == [5, 6, 7]
    assert moved[0].previous == PLACE.previous
    assert {(each.scope, each.device, each.author) for each in moved} == {
        (PLACE.scope, PLACE.device, PLACE.author)
    }
    assert not [fault for fault in check_chain(moved) if fault.operation_id != moved[0].id]


def test_records_say_the_same_after_resealing() -> None:
    first = written("r", 1, facts="a")
    operations = [
        first,
        written("r", 2, (first.id,), facts="b"),
        written("r", 3, (first.id,), mood="c"),
    ]

    moved = [operation for _, operation in reseal(operations, PLACE)]

    assert project(moved, {}).values == project(operations, {}).values
    assert len(project(moved, {}).heads.all()) == len(project(operations, {}).heads.all())


def test_parents_come_before_children_whatever_the_order_given() -> None:
    first = written("r", 1, facts="a")
    second = written("r", 2, (first.id,), facts="b")
    third = written("r", 3, (second.id,), facts="c")

    renamed = dict(reseal([third, second, first], PLACE))

    assert list(renamed) == [first.id, second.id, third.id]
    assert renamed[third.id].parents == (renamed[second.id].id,)


def test_a_long_history_is_resealed_without_recursion() -> None:
    history = [written("r", 1, facts="0")]
    for number in range(2, 3_000):
        history.append(written("r", number, (history[-1].id,), facts=str(number)))

    assert len(dict(reseal(history[::-1], PLACE))) == len(history)


def test_parents_from_elsewhere_keep_their_id_or_take_the_one_given() -> None:
    known, unknown = "a" * 32, "b" * 32
    edit = written("r", 2, (known, unknown), facts="b")

    [(_, moved)] = reseal([edit], PLACE, {known: "c" * 32})

    assert moved.parents == tuple(sorted(("c" * 32, unknown)))


def test_an_author_is_kept_when_none_is_given() -> None:
    place = Place(scope="9" * 32, device="8" * 32)

    [(_, moved)] = reseal([written("r", 1, facts="a")], place)

    assert moved.author == "3" * 32


def planted(**changes: str) -> Operation:
    """Return an operation that every laptop writes alike."""
    given = {"scope": "9" * 32, "record": "list:1", "kind": "list_entry", "fields": "{}"} | changes
    return seed(**given, schema=1)


def test_a_seed_is_the_same_operation_wherever_it_is_made() -> None:
    assert planted() == planted()
    assert is_seed(planted())
    assert len({planted().id, planted(record="list:2").id, planted(fields='{"a":1}').id}) == 3


def test_two_versions_that_write_the_same_seed_do_not_write_in_one_place() -> None:
    later = seed(scope="9" * 32, record="list:1", kind="list_entry", fields="{}", schema=2)

    assert is_seed(later)
    assert later.device != planted().device


@pytest.mark.parametrize(
    "changes",
    [
        {"device": "1" * 32},
        {"parents": ("1" * 32,)},
        {"previous": "1" * 32},
        {"kind": "organisation"},
        {"verb": Verb.DELETE},
        {"clock": 1 << 60},
        {"author": "3" * 32},
        {"reason": ""},
    ],
)
def test_nothing_else_passes_for_a_seed(changes: dict[str, Any]) -> None:
    parts = {each.name: getattr(planted(), each.name) for each in fields(Operation)}
    del parts["id"], parts["redacted"]

    forged = seal(**{**parts, **changes})

    assert not is_seed(forged)
