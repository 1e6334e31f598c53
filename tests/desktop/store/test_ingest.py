"""Operations made elsewhere: taken in once, in any order, and never on their word alone."""

import random
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.identity import Identity, Person, new_device
from desktop.store.ingest import Ingested, ingest
from desktop.store.query import ListQuery
from desktop.store.stored import Stored
from sync.operations.chain import check_chain
from sync.operations.operation import Operation, Verb, redact, seal
from sync.records.coding import to_json
from tests.conftest import PASSPHRASE, Clock

VISIT = {
    "visited_on": "2026-11-13",
    "visit_type": "ECOUTE",
    "facts": "Le jardin est ouvert. Il y a du monde.",
    "difficulties": ["LOCAUX"],
    "verbatims": [{"id": "v1", "quote": "Le premier mot"}],
}


@pytest.fixture
def key(carnet: Notebook) -> str:
    """Return a visit that both notebooks know."""
    return carnet.add("visit", VISIT).record.id


@pytest.fixture
def other(carnet: Notebook, key: str, doors: Opening, tmp_path: Path) -> Iterator[Notebook]:
    """Return the notebook of Bruno, who shares the space and knows all that Jeanne wrote."""
    assert key
    carnet.backups.make()
    shutil.copytree(tmp_path / "carnet", tmp_path / "other")
    with doors.open(tmp_path / "other", PASSPHRASE) as notebook:
        space = notebook.base.identity.space
        bruno = Identity(space, new_device(), Person(uuid4().hex, "Bruno Petit", "BP"))
        with notebook.base.writing():
            notebook.base.settings.put_identity(bruno)
        yield notebook


def operations(notebook: Notebook) -> list[Operation]:
    """Return all that a notebook knows."""
    return list(notebook.base.log.everything())


def take(notebook: Notebook, given: list[Operation]) -> Ingested:
    """Give operations to a notebook."""
    return ingest(notebook.base, given, "Réception")


def row(notebook: Notebook, key: str) -> Stored:
    """Return the row of a record, without its number, which each base gives."""
    stored = notebook.base.repository.find(key)
    assert stored is not None
    return replace(stored, seq=0)


def held(notebook: Notebook, key: str, names: Iterable[str]) -> dict[str, Any]:
    """Return what the row of a record holds of some fields."""
    values = row(notebook, key).values
    return {name: values.get(name) for name in names}


def forged(notebook: Notebook, key: str, **changes: Any) -> Operation:
    """Seal an operation that follows the rules of hashing but holds what nobody would write."""
    identity = notebook.base.identity
    values: dict[str, Any] = {
        "device": new_device(),
        "number": 1,
        "previous": "",
        "scope": identity.space,
        "record": key,
        "kind": "visit",
        "verb": Verb.EDIT,
        "fields": '{"facts":"Faux"}',
        "parents": (),
        "clock": 1,
        "author": identity.person.id,
        "schema": 1,
    }
    return seal(**{**values, **changes})


def test_a_record_made_elsewhere_is_read_listed_and_found(
    carnet: Notebook, other: Notebook
) -> None:
    made = other.add("visit", {**VISIT, "facts": "Une kermesse"}).record

    found = take(carnet, operations(other))

    assert found.added >= 1
    assert found.refused == 0
    assert to_json(carnet.get(made.id)) == to_json(made)
    assert [hit.id for hit in carnet.search("kermesse").hits] == [made.id]
    assert made.id in [r.id for r in carnet.rows("visit", carnet.listing(ListQuery("visit")))]
    assert made.code == "VIS-26-BP-0001"


def test_what_comes_twice_changes_nothing_more(carnet: Notebook, other: Notebook, key: str) -> None:
    other.edit(key, {"facts": "Autre chose."})
    given = operations(other)

    first = take(carnet, given)
    before = row(carnet, key)
    second = take(carnet, given)

    assert (first, second) == (Ingested(1, 0), Ingested(0, 0))
    assert row(carnet, key) == before


def test_the_same_operation_twice_in_one_delivery_is_one(
    carnet: Notebook, other: Notebook, key: str
) -> None:
    other.edit(key, {"facts": "Autre chose."})
    last = operations(other)[-1]

    assert take(carnet, [last, last, last]) == Ingested(1, 0)


def test_the_order_of_arrival_does_not_matter(
    carnet: Notebook, other: Notebook, key: str, doors: Opening, tmp_path: Path
) -> None:
    for number in range(6):
        other.edit(key, {"facts": f"Version {number}", "duration_minutes": number + 1})
        carnet.edit(key, {"place": f"Salle {number}"})
    other.delete(other.add("visit", VISIT).record.id)
    other.undo()
    given = operations(other)
    carnet.backups.make()
    shutil.copytree(tmp_path / "carnet", tmp_path / "third")
    random.Random(7).shuffle(given)

    take(carnet, operations(other))
    with doors.open(tmp_path / "third", PASSPHRASE) as third:
        for start in range(0, len(given), 5):
            take(third, given[start : start + 5])

        assert row(third, key) == row(carnet, key)
        assert third.count("visit") == carnet.count("visit")


def test_both_notebooks_end_with_the_same_rows(carnet: Notebook, other: Notebook, key: str) -> None:
    carnet.edit(key, {"facts": "Le jardin est fermé. Il y a du monde.", "mood": 2})
    other.edit(key, {"facts": "Le jardin est ouvert. Il n’y a personne.", "mood": 4})

    take(carnet, operations(other))
    take(other, operations(carnet))

    assert row(carnet, key) == row(other, key)


def test_edits_made_apart_come_together_by_the_rule_of_each_field(
    carnet: Notebook, other: Notebook, key: str, wall_clock: Clock
) -> None:
    one, two = {"id": "v2", "quote": "De Jeanne"}, {"id": "v3", "quote": "De Bruno"}
    carnet.edit(
        key,
        {
            "facts": "Le jardin est fermé. Il y a du monde.",
            "difficulties": ["LOCAUX", "USURE"],
            "verbatims": [*VISIT["verbatims"], one],
            "mood": 2,
        },
    )
    wall_clock.wait(minutes=1)
    other.edit(
        key,
        {
            "facts": "Le jardin est ouvert. Il n’y a personne.",
            "difficulties": ["SECURITE"],
            "verbatims": [*VISIT["verbatims"], two],
            "mood": 4,
            "visited_on": "2026-11-12",
        },
    )

    take(carnet, operations(other))

    values = to_json(carnet.get(key))
    verbatims = values["verbatims"]
    assert isinstance(verbatims, list)
    assert values["facts"] == "Le jardin est fermé. Il n’y a personne."
    assert set(values["difficulties"]) == {"USURE", "SECURITE"}  # type: ignore[arg-type]  # a list
    assert {line["id"] for line in verbatims if isinstance(line, dict)} == {"v1", "v2", "v3"}
    assert values["mood"] == 4
    assert values["visited_on"] == "2026-11-12"


def test_what_is_edited_elsewhere_while_it_is_deleted_stays_in_use(
    carnet: Notebook, other: Notebook, key: str
) -> None:
    carnet.delete(key)
    other.edit(key, {"facts": "Encore utile."})

    take(carnet, operations(other))

    assert carnet.get(key).deleted_at is None
    assert dict(carnet.get(key))["facts"] == "Encore utile."


def test_a_deletion_that_saw_everything_is_followed(
    carnet: Notebook, other: Notebook, key: str
) -> None:
    other.edit(key, {"facts": "Presque."})
    other.delete(key)

    take(carnet, operations(other))

    assert carnet.get(key).deleted_at == other.get(key).deleted_at is not None
    assert carnet.count("visit") == 0


def test_an_undo_leaves_what_came_from_elsewhere_since(
    carnet: Notebook, other: Notebook, key: str
) -> None:
    carnet.edit(key, {"mood": 2, "place": "Salle"})
    take(other, operations(carnet))
    other.edit(key, {"mood": 5})
    take(carnet, operations(other))

    carnet.undo()

    values = dict(carnet.get(key))
    assert (values["mood"], values["place"]) == (5, None)


def test_an_undo_of_an_edit_does_not_touch_what_was_deleted_elsewhere(
    carnet: Notebook, other: Notebook, key: str
) -> None:
    carnet.edit(key, {"mood": 2})
    take(other, operations(carnet))
    other.delete(key)
    take(carnet, operations(other))

    carnet.undo()
    before = row(carnet, key)
    take(carnet, [forged(carnet, "unrelated", verb=Verb.CREATE)])

    assert carnet.get(key).deleted_at is not None
    assert row(carnet, key) == before


def test_a_clock_far_ahead_elsewhere_does_not_spoil_an_undo(
    carnet: Notebook, other: Notebook, key: str, wall_clock: Clock
) -> None:
    wall_clock.wait(days=4_000)
    other.edit(key, {"facts": "Venu du futur."})
    wall_clock.wait(days=-4_000)
    take(carnet, operations(other))
    carnet.edit(key, {"facts": "Maintenant."})

    carnet.undo()

    assert dict(carnet.get(key))["facts"] == "Venu du futur."


def test_an_operation_whose_content_was_changed_is_refused(
    carnet: Notebook, other: Notebook, key: str
) -> None:
    other.edit(key, {"facts": "Vrai."})
    last = operations(other)[-1]

    found = take(carnet, [replace(last, fields='{"facts":"Faux."}'), redact(last)])

    assert found == Ingested(0, 2)
    assert dict(carnet.get(key))["facts"] == VISIT["facts"]


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "unknown"},
        {"fields": "[]"},
        {"fields": "not json"},
        {"fields": '{"duration_minutes":1e999}'},
        {"scope": "me:somebody-else"},
        {"scope": "another space"},
        {"clock": -(2**62)},
        {"clock": 2**63},
        {"number": 2**63},
        {"kind": "idea"},
    ],
)
def test_an_operation_that_nobody_would_write_is_refused_alone(
    carnet: Notebook, other: Notebook, key: str, changes: dict[str, Any]
) -> None:
    other.edit(key, {"place": "Salle"})
    before = row(carnet, key)

    found = take(carnet, [forged(carnet, key, **changes), *operations(other)])

    assert found == Ingested(1, 1)
    assert dict(carnet.get(key))["place"] == "Salle"
    assert row(carnet, key).created_at == before.created_at


@pytest.mark.parametrize(
    "fields",
    [
        '{"duration_minutes":"douze","mood":[1],"facts":{"a":1},"place":7}',
        '{"duration_minutes":18446744073709551615}',
        '{"difficulties":"LOCAUX","verbatims":"non","visited_on":false}',
        '{"code":null}',
        '{"code":5,"trashed":1,"seq":9,"extra":"y","deleted":true}',
    ],
)
def test_values_of_a_newer_version_are_kept_as_they_are(
    carnet: Notebook, key: str, fields: str
) -> None:
    known = operations(carnet)
    creation = next(op for op in known if op.record == key)
    newer = forged(carnet, key, fields=fields, parents=(creation.id,), clock=creation.clock + 1)

    take(carnet, [newer])

    expected = {
        name: value
        for name, value in newer.values().items()
        if value is not None and name != "deleted"
    }
    assert held(carnet, key, expected) == expected
    assert carnet.get(key).id == key
    carnet.edit(key, {"support_needs": ["LOCAL"]})
    assert held(carnet, key, expected) == expected
    assert carnet.rows("visit", carnet.listing(ListQuery("visit")))


def test_a_record_that_lost_what_it_needs_can_still_be_read_and_completed(
    carnet: Notebook, key: str
) -> None:
    creation = next(op for op in operations(carnet) if op.record == key)
    fields = '{"facts":null,"visited_on":null,"visit_type":null}'

    take(carnet, [forged(carnet, key, fields=fields, parents=(creation.id,))])

    assert dict(carnet.get(key))["facts"] is None
    assert len(carnet.rows("visit", carnet.listing(ListQuery("visit")))) == 1
    carnet.edit(key, {name: VISIT[name] for name in ("facts", "visited_on", "visit_type")})
    assert dict(carnet.get(key))["facts"] == VISIT["facts"]


def test_private_notes_of_the_same_person_follow_her(carnet: Notebook, key: str) -> None:
    carnet.edit(key, {"private_note": "Pour moi"})
    scope = carnet.base.identity.private_scope
    mine = next(op for op in operations(carnet) if op.scope == scope)
    second = forged(
        carnet, key, scope=scope, fields='{"private_note":"Encore"}', parents=(mine.id,),
        clock=mine.clock + 1,
    )  # fmt: skip

    take(carnet, [second])

    assert dict(carnet.get(key))["private_note"] == "Encore"
    assert dict(carnet.get(key))["facts"] == VISIT["facts"]


def test_codes_made_elsewhere_are_not_made_again(
    carnet: Notebook, key: str, doors: Opening, tmp_path: Path
) -> None:
    carnet.backups.make()
    shutil.copytree(tmp_path / "carnet", tmp_path / "copy")
    with doors.open(tmp_path / "copy", PASSPHRASE) as copy:
        made = copy.add("visit", VISIT).record.code
        take(carnet, operations(copy))

    assert (carnet.get(key).code, made) == ("VIS-26-JD-0001", "VIS-26-JD-0002")
    assert carnet.add("visit", VISIT).record.code == "VIS-26-JD-0003"


def test_the_row_made_by_each_save_is_the_one_that_all_operations_make(
    carnet: Notebook, key: str, doors: Opening, tmp_path: Path
) -> None:
    carnet.edit(key, {"private_note": "Pour moi", "mood": 3})
    carnet.edit(key, {"facts": "Autre chose.", "place": None})
    carnet.delete(key)
    carnet.undo()
    carnet.edit(key, {"private_note": None})
    made = doors.create(tmp_path / "empty", name="Jeanne Dupont", passphrase=PASSPHRASE)

    with made.notebook as empty:
        with empty.base.writing():
            empty.base.settings.put_identity(carnet.base.identity)
        take(empty, operations(carnet))

        assert row(empty, key) == row(carnet, key)
        assert check_chain(operations(carnet)) == ()
