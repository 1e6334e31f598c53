"""The operation log on this computer."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.services.notebook import Notebook
from desktop.store.base import Base
from desktop.store.log import COLUMNS, operation_of, row_of
from sync.operations.chain import check_chain
from sync.operations.operation import Verb, canonical, seal, verify

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}
TEXTS = st.text(max_size=12)


@given(texts=st.lists(TEXTS, min_size=5, max_size=5), number=st.integers(0, 2**62))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_operation_comes_back_from_the_base_as_it_went_in(
    base: Base, texts: list[str], number: int
) -> None:
    operation = seal(
        device=texts[0],
        number=number,
        previous="",
        scope=texts[1],
        record=texts[2],
        kind="visit",
        verb=Verb.EDIT,
        fields=canonical({"facts": texts[3], texts[4] or "x": None}),
        parents=("b" * 32, "a" * 32),
        clock=number,
        author="",
        schema=1,
        reason="undo",
    )

    marks = ", ".join("?" * len(COLUMNS))
    row = base.db.execute(f"SELECT {marks}", list(row_of(1, 1, operation)[2:])).fetchone()

    assert operation_of(tuple(row)) == operation
    assert verify(operation_of(tuple(row)))


def test_each_save_is_one_operation_of_its_act(carnet: Notebook) -> None:
    log = carnet.base.log
    key = carnet.add("visit", VISIT).record.id
    carnet.edit(key, {"facts": "Le marché.", "place": "Salle"})
    carnet.delete(key)

    verbs = [op.verb for op in log.of_record(key)]
    act = carnet.next_undo()

    assert verbs == [Verb.CREATE, Verb.EDIT, Verb.DELETE]
    assert act is not None
    assert [op.verb for op in log.of_act(act.number)] == [Verb.DELETE]
    assert log.of_record(key)[1].values() == {"facts": "Le marché.", "place": "Salle"}


def test_an_operation_stands_on_the_last_ones_of_its_fields(carnet: Notebook) -> None:
    key = carnet.add("visit", VISIT).record.id
    carnet.edit(key, {"facts": "Le marché."})
    carnet.edit(key, {"place": "Salle"})
    carnet.edit(key, {"facts": "La place.", "place": "Cour"})

    creation, facts, place, both = carnet.base.log.of_record(key)

    assert facts.parents == (creation.id,)
    assert place.parents == (creation.id,)
    assert set(both.parents) == {facts.id, place.id}


def test_chains_are_dense_across_openings_and_verbs(carnet: Notebook) -> None:
    values: list[dict[str, Any]] = [{**VISIT, "private_note": "À moi"}, VISIT]
    with carnet.second() as second:
        for given_values in values:
            key = second.add("visit", given_values).record.id
            carnet.edit(key, {"facts": "Changé.", "private_note": "Toujours à moi"})
    carnet.undo()
    carnet.redo()

    operations = list(carnet.base.log.everything())

    device = carnet.base.identity.device
    own = [op for op in operations if op.device == device]
    numbers: dict[str, list[int]] = {}
    for op in own:
        numbers.setdefault(op.scope, []).append(op.number)
    assert check_chain(operations) == ()
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
    assert len(numbers) == 2


def test_a_log_cut_or_changed_shows(carnet: Notebook) -> None:
    for _ in range(3):
        carnet.add("visit", VISIT)
    operations = list(carnet.base.log.everything())

    without_one = [*operations[:-2], operations[-1]]

    assert check_chain(operations) == ()
    assert check_chain(without_one) != ()
