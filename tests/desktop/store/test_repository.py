"""Records read one by one, by page, by name, by key."""

from collections.abc import Callable
from typing import Any

import pytest

from desktop.services.notebook import Notebook
from desktop.store.database import PART
from desktop.store.query import ListQuery

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}


def visit(notebook: Notebook, **values: Any) -> str:
    """Add a visit and return its id."""
    return notebook.add("visit", {**VISIT, **values}).record.id


def named(notebook: Notebook, text: str, kind: str = "") -> list[str]:
    """Return the ids of the records that a text designates."""
    return [found.id for found in notebook.base.repository.named(text, kind)]


def test_a_record_that_is_not_there_is_none(carnet: Notebook) -> None:
    assert carnet.base.repository.find("nowhere") is None


def test_a_code_names_a_record_whatever_its_case(carnet: Notebook) -> None:
    key = visit(carnet)

    assert named(carnet, "VIS-26-JD-0001") == [key]
    assert named(carnet, "vis-26-jd-0001") == [key]
    assert named(carnet, "VIS-26-JD-0001", "idea") == []


def test_the_beginning_of_an_id_names_it_from_eight_signs_on(carnet: Notebook) -> None:
    visit(carnet, id="abcdefgh-1")
    other = visit(carnet, id="abcdefgh-2")

    assert len(named(carnet, "abcdefgh")) == 2
    assert named(carnet, "abcdefgh-2") == [other]
    assert named(carnet, "abcdefg") == []


def test_a_whole_id_wins_over_longer_ones(carnet: Notebook) -> None:
    short = visit(carnet, id="abcdefgh")
    visit(carnet, id="abcdefgh-1")

    assert named(carnet, "abcdefgh") == [short]


@pytest.mark.parametrize("text", ["%", "________", "' OR 1=1", "", "*", "\x00" * 9, "\ud83d" * 9])
def test_signs_of_sql_name_nothing(carnet: Notebook, text: str) -> None:
    visit(carnet)

    assert named(carnet, text) == []


def test_rows_come_in_the_order_asked_for(carnet: Notebook) -> None:
    for day in range(1, 4):
        visit(carnet, visited_on=f"2026-01-0{day}")
    numbers = list(carnet.listing(ListQuery("visit")))

    rows = carnet.base.repository.rows("visit", [numbers[2], numbers[0], 10**6])

    assert [row.number for row in rows] == [numbers[2], numbers[0]]


def test_more_ids_than_one_statement_holds_are_all_read(carnet: Notebook) -> None:
    ids = [entry.id for entry in carnet.records(ListQuery("list_entry"))]
    asked = [*ids, *(f"unknown-{number}" for number in range(PART * 2))]

    found = carnet.base.repository.by_ids(asked)

    assert found.keys() == set(ids)


def test_a_stream_gives_each_record_once_in_order(carnet: Notebook) -> None:
    expected = [
        row.id for row in carnet.rows("list_entry", carnet.listing(ListQuery("list_entry")))
    ]

    streamed = [record.id for record in carnet.records(ListQuery("list_entry"), batch=7)]

    assert streamed == expected
    assert len(set(streamed)) == len(streamed) > 100


def test_records_name_their_author_however_they_are_read(carnet: Notebook) -> None:
    key = visit(carnet)

    (streamed,) = carnet.records(ListQuery("visit"))

    assert streamed == carnet.get(key)
    assert streamed.author == "Jeanne Dupont"


def test_natural_keys_find_records_in_use(
    carnet: Notebook, kind: str, full: Callable[..., dict[str, Any]]
) -> None:
    record = carnet.add(kind, full(kind)).record
    names = record.natural_key
    key = tuple(str(dict(record)[name] or "") for name in names)

    found = carnet.by_natural_key(kind, [key, ("nothing",) * len(names)]) if names else {}
    carnet.delete(record.id)
    after = carnet.by_natural_key(kind, [key]) if names else {}

    assert found == ({key: record.id} if names else {})
    assert after == {}


def test_the_latest_used_come_first(carnet: Notebook) -> None:
    first, second = visit(carnet), visit(carnet)
    carnet.edit(first, {"facts": "Le marché."})

    latest = carnet.base.repository.latest(["visit"], 10)

    assert [found.id for found in latest] == [first, second]
    assert [found.id for found in carnet.base.repository.latest(["visit"], 1)] == [first]


def test_counts_tell_the_trash_apart(carnet: Notebook) -> None:
    visit(carnet)
    carnet.delete(visit(carnet))

    assert (carnet.count("visit"), carnet.count("visit", trashed=True)) == (1, 1)


def test_reading_by_code_uses_an_index(carnet: Notebook) -> None:
    asked: list[str] = []
    carnet.base.connection.set_trace_callback(asked.append)

    carnet.base.repository.named("VIS-26-JD-0001", "")

    carnet.base.connection.set_trace_callback(None)
    plan = carnet.base.db.execute(f"EXPLAIN QUERY PLAN {asked[0]}")
    assert not [row[3] for row in plan if str(row[3]).startswith("SCAN")]
