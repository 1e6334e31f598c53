"""The base as migrations make it is the one that the declarations ask for."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from desktop.services.notebook import Notebook
from desktop.store.base import Base
from desktop.store.schema import (
    COLUMN_TYPES,
    cells_of,
    columns,
    indexed,
    listed_fields,
    searched_fields,
    stored_fields,
    value_of,
    values_of,
)
from desktop.store.to_review import KINDS
from sync.operations.operation import Value
from sync.records import RECORD_TYPES
from sync.records.base import KEPT_BY_THE_STORE
from sync.records.coding import to_json
from sync.records.fields import Kind
from sync.records.judgement import judge

VISIT = RECORD_TYPES["visit"]


def test_every_kind_of_field_has_a_column_type() -> None:
    assert COLUMN_TYPES.keys() == set(Kind)


def test_the_migrated_columns_are_those_declared(base: Base, kind: str) -> None:
    rows = base.db.execute(f'PRAGMA table_info("{kind}")')

    assert {row[1]: row[2] for row in rows} == dict(columns(RECORD_TYPES[kind]))


def test_the_migrated_columns_are_in_the_declared_order(base: Base, kind: str) -> None:
    rows = base.db.execute(f'PRAGMA table_info("{kind}")')

    assert [row[1] for row in rows] == list(columns(RECORD_TYPES[kind]))


def test_the_migrated_indexes_are_those_declared(base: Base, kind: str) -> None:
    names = [row[1] for row in base.db.execute(f'PRAGMA index_list("{kind}")')]

    found = {
        tuple(row[2] for row in base.db.execute(f'PRAGMA index_info("{name}")')) for name in names
    }

    waiting = {("review_state",)} if kind in KINDS else set()
    assert found == {("trashed", name) for name in indexed(RECORD_TYPES[kind])} | waiting


def test_no_table_is_left_of_a_kind_that_is_none(base: Base) -> None:
    rows = base.db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%trashed% INTEGER%'"
    )

    assert {row[0] for row in rows} == set(RECORD_TYPES)


def test_what_the_store_keeps_is_no_column_of_a_kind(kind: str) -> None:
    model = RECORD_TYPES[kind]

    assert KEPT_BY_THE_STORE.isdisjoint(columns(model))
    assert [field.name for field in stored_fields(model)] == list(columns(model))[2:-1]


def test_every_kind_has_a_list_to_show_and_something_to_find(kind: str) -> None:
    assert listed_fields(RECORD_TYPES[kind])
    assert searched_fields(RECORD_TYPES[kind])


def test_a_full_record_comes_back_from_its_cells(
    kind: str, full: Callable[..., dict[str, Any]]
) -> None:
    model = RECORD_TYPES[kind]
    record = judge(model, {"id": "x", **full(kind)}).record
    assert record is not None
    values = to_json(record)

    cells = cells_of(model, values)

    assert values_of(model, cells) == values
    assert cells[-1] is None


@pytest.mark.parametrize(
    "values",
    [
        {"mood": "bonne"},
        {"mood": 2**64 - 1},
        {"mood": True},
        {"mood": 2.5},
        {"facts": 5},
        {"facts": ["a"]},
        {"facts": {"a": None}},
        {"difficulties": "LOCAUX"},
        {"difficulties": {"a": 1}},
        {"weather": "orage"},
        {"weather": [1, {"deep": None}], "seq": 4, "extra": "x", "trashed": True},
    ],
)
def test_a_value_that_its_column_would_alter_comes_back_unaltered(
    base: Base, values: dict[str, Value]
) -> None:
    cells = cells_of(VISIT, values)

    marks = ", ".join("?" * len(cells))
    read = base.db.execute(f"SELECT {marks}", list(cells)).fetchone()

    assert json.dumps(values_of(VISIT, read), sort_keys=True) == json.dumps(values, sort_keys=True)


def test_an_empty_list_is_an_empty_cell() -> None:
    assert set(cells_of(VISIT, {"difficulties": []})) == {None}


def test_an_empty_cell_has_no_value_whatever_its_kind() -> None:
    assert {value_of(kind, None) for kind in Kind} == {None}


def test_a_yes_or_no_is_read_as_such(carnet: Notebook) -> None:
    entry = {"list_name": "theme", "entry_code": "X", "entry_label": "X", "active": False}
    key = carnet.add("list_entry", entry).record.id

    stored = carnet.base.repository.find(key)

    assert stored is not None
    assert stored.values["active"] is False
