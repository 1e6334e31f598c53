"""What a list asks for: conditions, order, pages, and names that are never trusted."""

from collections.abc import Callable
from typing import Any

import pytest

from desktop.errors import BadInput
from desktop.services.notebook import Notebook
from desktop.store.query import Filter, ListQuery, numbers_of
from desktop.store.schema import columns
from sync.records import RECORD_TYPES
from sync.records.fields import field_of

HOSTILE = [
    'facts" --',
    "facts; DROP TABLE visit",
    "1=1",
    "",
    "seq",
    "trashed",
    "extra",
    "rowid",
    "sqlite_master",
    'facts" OR "1"="1',
    "FACTS",
    "\x00",
]


@pytest.fixture
def visits(carnet: Notebook) -> dict[str, str]:
    """Write three visits and return their names by id."""
    values: dict[str, dict[str, Any]] = {
        "a": {"visited_on": "2026-01-01", "facts": "L’été", "duration_minutes": 30, "mood": 3},
        "b": {"visited_on": "2026-01-02", "facts": "100 %", "duration_minutes": 60},
        "c": {
            "visited_on": "2026-01-03",
            "facts": 'O’Neil\'s "quote"; --',
            "difficulties": ["LOCAUX", "USURE"],
            "support_needs": ["LOCAL"],
        },
    }
    return {
        carnet.add("visit", {"visit_type": "ECOUTE", **given}).record.id: name
        for name, given in values.items()
    }


@pytest.fixture
def listed(carnet: Notebook, visits: dict[str, str]) -> Callable[..., str]:
    """Return what lists visits and gives their names in order."""

    def names(*filters: Filter, **query: Any) -> str:
        numbers = carnet.listing(ListQuery("visit", filters, **query))
        return "".join(visits[row.id] for row in carnet.rows("visit", numbers))

    return names


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Filter("visited_on", "=", "2026-01-02"), "b"),
        (Filter("visited_on", "!=", "2026-01-02"), "ca"),
        (Filter("visited_on", "<", "2026-01-02"), "a"),
        (Filter("visited_on", "<=", "2026-01-02"), "ba"),
        (Filter("visited_on", ">", "2026-01-02"), "c"),
        (Filter("visited_on", ">=", "2026-01-02"), "cb"),
        (Filter("duration_minutes", "=", 60), "b"),
        (Filter("duration_minutes", "=", "60"), "b"),
        (Filter("duration_minutes", "!=", 60), "ca"),
        (Filter("duration_minutes", "<", 100), "ba"),
        (Filter("duration_minutes", "empty"), "c"),
        (Filter("duration_minutes", "filled"), "ba"),
        (Filter("duration_minutes", "=", None), "c"),
        (Filter("duration_minutes", "!=", None), "ba"),
        (Filter("facts", "contains", "%"), "b"),
        (Filter("facts", "contains", '\'s "quote"; --'), "c"),
        (Filter("facts", "contains", "été"), "a"),
        (Filter("facts", "contains", "LETE"), ""),
        (Filter("facts", "contains", "l'ete"), "a"),
        (Filter("difficulties", "=", "LOCAUX"), "c"),
        (Filter("difficulties", "contains", "USURE"), "c"),
        (Filter("difficulties", "!=", "LOCAUX"), "ba"),
        (Filter("difficulties", "empty"), "ba"),
        (Filter("difficulties", "filled"), "c"),
        (Filter("support_needs", "=", "LOCA"), ""),
        (Filter("support_needs", "contains", "LOCA"), ""),
        (Filter("version", ">", 1), ""),
        (Filter("modified_at", ">=", "2026-11-23"), "cba"),
        (Filter("created_at", "<", "2026-11-23"), ""),
        (Filter("created_at", "<", "2026-11-30T12:00:00+00:00"), "cba"),
    ],
)
def test_each_condition_keeps_what_it_says(
    listed: Callable[..., str], condition: Filter, expected: str
) -> None:
    assert listed(condition) == expected


def test_conditions_add_up(listed: Callable[..., str]) -> None:
    found = listed(Filter("visited_on", ">", "2026-01-01"), Filter("duration_minutes", "filled"))

    assert found == "b"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, "cba"),
        ({"descending": False}, "abc"),
        ({"order": "visited_on"}, "abc"),
        ({"order": "visited_on", "descending": True}, "cba"),
        ({"order": "duration_minutes"}, "cab"),
        ({"order": "modified_at", "descending": True}, "cba"),
        ({"limit": 1}, "c"),
        ({"limit": 1, "offset": 1}, "b"),
        ({"limit": 0}, ""),
        ({"limit": 5, "offset": 5}, ""),
        ({"text": "ete"}, "a"),
        ({"text": "quote", "order": "visited_on", "limit": 1}, "c"),
        ({"text": "xyz"}, ""),
        ({"trashed": True}, ""),
    ],
)
def test_a_list_is_ordered_and_paged(
    listed: Callable[..., str], query: dict[str, Any], expected: str
) -> None:
    assert listed(**query) == expected


@pytest.mark.parametrize("name", HOSTILE)
def test_a_field_that_the_kind_does_not_have_is_a_sentence(
    listed: Callable[..., str], name: str
) -> None:
    with pytest.raises(BadInput, match="n’existe pas pour ce type de fiche"):
        listed(Filter(name, "=", "x"))
    if name:
        with pytest.raises(BadInput, match="n’existe pas pour ce type de fiche"):
            listed(order=name)


def test_an_operator_that_is_none_is_a_sentence(listed: Callable[..., str]) -> None:
    forged: Any = "= 1 OR 1 ="

    with pytest.raises(BadInput, match="n’est pas une comparaison"):
        listed(Filter("facts", forged, "x"))


HOSTILE_VALUES = ["' OR 1=1 --", '"; DROP TABLE visit; --', "x' UNION SELECT 1", "x \ud83d"]


@pytest.mark.parametrize("value", HOSTILE_VALUES)
def test_a_hostile_value_is_only_a_value(listed: Callable[..., str], value: str) -> None:
    for operator in ("=", "<", "contains"):
        listed(Filter("facts", operator, value))
        listed(Filter("difficulties", operator, value))

    assert listed(Filter("facts", "=", value)) == ""
    assert listed() == "cba"


def test_a_moment_that_is_none_is_a_sentence(listed: Callable[..., str]) -> None:
    with pytest.raises(BadInput, match="date"):
        listed(Filter("modified_at", ">", "hier"))


def test_every_column_can_be_a_condition_and_an_order(carnet: Notebook, kind: str) -> None:
    names = [*columns(RECORD_TYPES[kind])][2:-1]
    expected = carnet.count(kind)

    for name in names:
        given = carnet.listing(ListQuery(kind, (Filter(name, "filled"),), order=name))
        lacking = carnet.listing(ListQuery(kind, (Filter(name, "empty"),), order=name))
        assert len(given) + len(lacking) == expected


def test_the_usual_order_reads_an_index(carnet: Notebook, kind: str) -> None:
    statement = numbers_of(ListQuery(kind))

    plan = carnet.base.db.execute(f"EXPLAIN QUERY PLAN {statement.sql}", statement.parameters)
    steps = " ".join(str(row[3]) for row in plan)

    own = RECORD_TYPES[kind].order_by[0]
    sorted_as_read = own == "modified_at" or field_of(RECORD_TYPES[kind], own).is_free_text
    assert sorted_as_read or "TEMP B-TREE" not in steps


def test_a_list_of_what_one_link_points_at_reads_indexes_alone(carnet: Notebook) -> None:
    statement = numbers_of(ListQuery("visit", (Filter("territory", "=", "q1"),)))

    plan = carnet.base.db.execute(f"EXPLAIN QUERY PLAN {statement.sql}", statement.parameters)
    steps = [str(row[3]) for row in plan if str(row[3]).startswith(("SEARCH", "SCAN"))]

    assert ["COVERING INDEX" in step for step in steps] == [True, True]


def test_what_one_link_points_at_before_a_day_is_found_by_the_link(carnet: Notebook) -> None:
    filters = (Filter("organisation", "=", "o1"), Filter("visited_on", "<=", "2026-11-23"))
    statement = numbers_of(ListQuery("visit", filters))

    plan = carnet.base.db.execute(f"EXPLAIN QUERY PLAN {statement.sql}", statement.parameters)

    assert "visit_by_organisation" in " ".join(str(row[3]) for row in plan)


def test_texts_are_in_the_order_of_a_reader(carnet: Notebook) -> None:
    for name in ("Zumba", "École", "atelier", "Épicerie"):
        carnet.add("organisation", {"name": name})

    numbers = carnet.listing(ListQuery("organisation", order="name"))
    names = [row.cells[0] for row in carnet.rows("organisation", numbers)]

    assert names == ["atelier", "École", "Épicerie", "Zumba"]
