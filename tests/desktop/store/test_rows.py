"""The visible rows: one line in the directory, one in the table of the kind, one in the index."""

from typing import Any

from desktop.services.notebook import Notebook, Planned
from sync.records import RECORD_TYPES
from sync.records.judgement import judge

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}


def one(notebook: Notebook, sql: str, *values: object) -> Any:
    """Return the only cell of the only row."""
    return notebook.base.db.execute(sql, values).fetchone()[0]


def test_each_record_has_one_line_everywhere(carnet: Notebook) -> None:
    for number in range(3):
        carnet.add("visit", {**VISIT, "facts": f"Jardin {number}"})
    carnet.delete(carnet.add("visit", VISIT).record.id)

    directory = one(carnet, "SELECT count(*) FROM record WHERE kind = 'visit'")
    kind = one(carnet, "SELECT count(*) FROM visit")
    index = one(carnet, "SELECT count(*) FROM search WHERE search MATCH 'kind: kindvisit'")

    assert (directory, kind, index) == (4, 4, 4)
    assert one(carnet, "SELECT sum(trashed) FROM visit") == 1


def test_the_directory_follows_the_heading_and_the_code(carnet: Notebook) -> None:
    key = carnet.add("visit", VISIT).record.id

    carnet.edit(key, {"purpose": "La fête", "code": "VIS-26-JD-0099"})

    row = carnet.base.db.execute("SELECT heading, code FROM record WHERE id = ?", [key]).fetchone()
    assert tuple(row) == ("13/11/2026 – La fête", "VIS-26-JD-0099")
    assert carnet.headings([key]) == {key: "13/11/2026 – La fête"}


def test_row_numbers_are_never_given_twice(carnet: Notebook) -> None:
    keys = [carnet.add("visit", VISIT).record.id for _ in range(3)]
    records = [judge(RECORD_TYPES["visit"], {**VISIT, "id": f"v{n}"}).record for n in range(600)]
    carnet.write_all((Planned(record) for record in records if record), label="Import")
    carnet.edit(keys[0], {"facts": "Le marché."})

    numbers = [row[0] for row in carnet.base.db.execute("SELECT seq FROM record")]

    assert len(numbers) == len(set(numbers))
    assert one(carnet, "SELECT count(*) FROM record r JOIN visit v USING (seq)") == 603


def test_a_record_goes_to_the_trash_and_back_without_its_content_moving(carnet: Notebook) -> None:
    key = carnet.add("visit", VISIT).record.id
    before = carnet.get(key)

    carnet.delete(key)
    trashed = carnet.get(key)
    carnet.restore(key)

    assert trashed.deleted_at == trashed.modified_at
    assert carnet.get(key).deleted_at is None
    assert carnet.get(key).version == before.version + 2
    assert dict(carnet.get(key))["facts"] == dict(before)["facts"]


def test_an_unknown_field_of_a_newer_version_is_kept_in_the_row(carnet: Notebook) -> None:
    key = carnet.add("visit", {**VISIT, "weather": {"sky": ["bleu"]}}).record.id

    carnet.edit(key, {"facts": "Le marché."})

    assert one(carnet, "SELECT extra FROM visit") == '{"weather":{"sky":["bleu"]}}'
    assert (carnet.get(key).model_extra or {})["weather"] == {"sky": ["bleu"]}
