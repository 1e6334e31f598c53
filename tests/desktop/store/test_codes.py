"""Readable codes: counted, per kind and year, and never given twice."""

from typing import Any

from desktop.services.notebook import Notebook, Planned
from sync.records import RECORD_TYPES
from sync.records.judgement import judge
from tests.conftest import Clock

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}


def code(notebook: Notebook, kind: str = "visit", **values: Any) -> str:
    """Add a record and return its code."""
    return notebook.add(kind, {**VISIT, **values}).record.code


def test_each_year_counts_apart_by_the_date_of_the_record(carnet: Notebook) -> None:
    codes = [code(carnet, visited_on=day) for day in ("2026-01-01", "2024-05-01", "2026-02-01")]

    assert codes == ["VIS-26-JD-0001", "VIS-24-JD-0001", "VIS-26-JD-0002"]


def test_a_kind_without_a_date_takes_the_present_year(carnet: Notebook, wall_clock: Clock) -> None:
    first = carnet.add("organisation", {"name": "A", "organisation_type": "ASSO_1901"})
    wall_clock.wait(days=60)
    second = carnet.add("organisation", {"name": "B", "organisation_type": "ASSO_1901"})

    assert [first.record.code, second.record.code] == ["ORG-26-JD-0001", "ORG-27-JD-0001"]


def test_a_code_is_not_given_again_after_a_deletion_or_an_undo(carnet: Notebook) -> None:
    carnet.delete(carnet.add("visit", VISIT).record.id)
    code(carnet)
    carnet.undo()

    assert code(carnet) == "VIS-26-JD-0003"


def test_a_code_given_by_hand_is_kept_and_never_made_again(carnet: Notebook) -> None:
    given = code(carnet, code="VIS-26-JD-0002")
    foreign = code(carnet, code="Dossier 7")

    codes = [code(carnet), code(carnet)]

    assert (given, foreign) == ("VIS-26-JD-0002", "Dossier 7")
    assert len({given, *codes}) == 3


def test_a_code_corrected_by_hand_is_never_made_again(carnet: Notebook) -> None:
    key = carnet.add("visit", VISIT).record.id
    carnet.edit(key, {"code": "VIS-26-JD-0002"})

    assert code(carnet) == "VIS-26-JD-0003"


def test_two_centuries_do_not_share_a_code(carnet: Notebook) -> None:
    codes = {code(carnet, visited_on=day) for day in ("1926-01-02", "2026-01-02")}

    assert codes == {"VIS-26-JD-0001", "VIS-26-JD-0002"}


def test_a_promise_for_another_year_is_coded_under_the_present_one(carnet: Notebook) -> None:
    task = {"what": "Rappeler", "who": "J", "due_on": "2028-01-15"}

    assert carnet.add("task", task).record.code == "TAC-26-JD-0001"


def test_a_record_written_anew_keeps_its_code(carnet: Notebook) -> None:
    key = carnet.add("visit", VISIT).record.id
    anew = judge(RECORD_TYPES["visit"], {**VISIT, "facts": "Le marché.", "id": key}).record
    assert anew is not None

    carnet.write_all([Planned(anew, key)], label="Reprise")

    assert carnet.get(key).code == "VIS-26-JD-0001"


def test_many_records_of_one_act_have_codes_that_follow(carnet: Notebook) -> None:
    records = [judge(RECORD_TYPES["visit"], {**VISIT, "id": f"v{n}"}).record for n in range(1_100)]

    carnet.write_all((Planned(record) for record in records if record), label="Import")

    assert carnet.get("v1099").code == "VIS-26-JD-1100"
    assert code(carnet) == "VIS-26-JD-1101"


def test_a_code_survives_every_edit_even_one_that_empties_it(carnet: Notebook) -> None:
    key = carnet.add("visit", VISIT).record.id

    carnet.edit(key, {"code": None, "facts": "Le marché."})

    assert carnet.get(key).code == "VIS-26-JD-0001"
