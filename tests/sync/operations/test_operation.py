"""Operations: canonical text, sealing, checking and erasing."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.operations.operation import (
    Operation,
    Value,
    Verb,
    canonical,
    canonical_bytes,
    redact,
    seal,
    verify,
)

if TYPE_CHECKING:
    from tests.sync.operations.conftest import Desk

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]))
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES = st.recursive(
    SCALARS, lambda parts: st.lists(parts) | st.dictionaries(TEXTS, parts), max_leaves=8
)


@given(st.dictionaries(TEXTS, VALUES))
def test_canonical_text_does_not_depend_on_the_order_of_keys(values: dict[str, Value]) -> None:
    backwards = dict(reversed(values.items()))

    text = canonical(backwards)

    assert text == canonical(values)
    assert orjson.loads(text) == values


def test_canonical_text_is_compact_sorted_and_keeps_accents() -> None:
    values: dict[str, Value] = {"ville": "Saint-Étienne", "actions": [1, None]}

    text = canonical(values)

    assert text == '{"actions":[1,null],"ville":"Saint-Étienne"}'


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_canonical_refuses_a_number_that_is_not_finite_at_any_depth(number: float) -> None:
    values: dict[str, Value] = {"empty": None, "lines": [{"amount": number}]}

    with pytest.raises(ValueError, match="not finite"):
        canonical(values)


@pytest.mark.parametrize("values", [{1: "a"}, {"a": {2: "b"}}, {"a": object()}, {"a": 2**64}])
def test_canonical_refuses_what_json_cannot_hold(values: dict[str, Value]) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical(values)


def test_the_id_is_128_bits_and_parents_are_sorted() -> None:
    operation = _sealed(parents=("b" * 32, "a" * 32))

    assert len(bytes.fromhex(operation.id)) == 16
    assert operation.parents == ("a" * 32, "b" * 32)
    assert verify(operation)


def test_the_canonical_form_never_changes() -> None:
    operation = _sealed(parents=())

    body = canonical_bytes(operation)

    # Every log already written depends on these bytes.
    assert body == (
        b'[1,"device",2,"before","space","visit-1","visit","edit",'
        b'"{\\"name\\":\\"A\\"}",[],65536,"anne",1,""]'
    )
    assert operation.id == "c11f0a2e885ce9a396d227ae8dea7482"


CHANGES: dict[str, object] = {
    "id": "0" * 32,
    "device": "other",
    "number": 3,
    "previous": "after",
    "scope": "elsewhere",
    "record": "visit-2",
    "kind": "action",
    "verb": Verb.CREATE,
    "fields": '{"name":"B"}',
    "parents": ("c" * 32,),
    "clock": 65537,
    "author": "bruno",
    "schema": 2,
    "reason": "undo",
    "redacted": True,
}


@pytest.mark.parametrize("part", Operation.__dataclass_fields__)
def test_changing_any_part_of_an_operation_is_noticed(part: str) -> None:
    operation = _sealed(parents=("a" * 32,))

    changed = replace(operation, **{part: CHANGES[part]})  # type: ignore[arg-type]  # any part

    assert not verify(changed)


def test_text_moved_from_one_part_to_the_next_is_noticed() -> None:
    operation = _sealed(parents=())

    moved = replace(operation, scope="spac", record="evisit-1")

    assert not verify(moved)


def test_text_that_cannot_be_encoded_is_no_operation() -> None:
    broken = replace(_sealed(parents=()), author="\ud800")

    assert not verify(broken)


def test_an_erased_operation_is_vouched_for_by_the_ledger_alone() -> None:
    operation = _sealed(parents=())

    erased = redact(operation)

    assert not verify(erased)
    assert not verify(erased, {"0" * 32})
    assert verify(erased, {operation.id})


def test_erasing_removes_the_values_but_neither_the_names_nor_the_place() -> None:
    operation = _sealed(parents=("a" * 32,))

    erased = redact(operation)

    assert erased.values() == {}
    assert erased.names() == ("name",)
    assert "A" not in erased.fields
    assert replace(erased, fields=operation.fields, redacted=False) == operation


@pytest.mark.parametrize("changes", [{"verb": Verb("split")}, {"fields": "[1]"}, {"fields": "{"}])
def test_what_cannot_be_read_is_emptied_all_the_same(changes: dict[str, str]) -> None:
    unread = replace(_sealed(parents=()), **changes)  # type: ignore[arg-type]  # one text or another

    erased = redact(unread)

    with pytest.raises(ValueError, match=r"does not know|not an object|JSON|unexpected"):
        unread.values()
    assert erased.redacted
    assert "A" not in erased.fields
    assert (erased.id, erased.verb) == (unread.id, unread.verb)


def test_a_verb_is_a_text_in_every_version() -> None:
    assert Verb("edit") is Verb.EDIT
    assert Verb("split") not in set(Verb)
    with pytest.raises(ValueError, match="not a valid Verb"):
        Verb(1)  # type: ignore[arg-type]  # as a file may hold


def test_fields_that_are_not_an_object_are_refused() -> None:
    operation = replace(_sealed(parents=()), fields="[1]")

    with pytest.raises(ValueError, match="not an object"):
        operation.values()


def test_pseudo_fields_are_not_names(desk: "Callable[[str], Desk]") -> None:
    fields: dict[str, Value] = {"name": "A", "deleted": True, "*": 1}

    operation = desk("anne").create(**fields)

    assert operation.names() == ("name",)


def _sealed(parents: tuple[str, ...]) -> Operation:
    return seal(
        device="device",
        number=2,
        previous="before",
        scope="space",
        record="visit-1",
        kind="visit",
        verb=Verb.EDIT,
        fields='{"name":"A"}',
        parents=parents,
        clock=65536,
        author="anne",
        schema=1,
    )
