"""What can be read of the notebook: names, lists, links, reference lists, the trash."""

from typing import Any

import pytest

from desktop.services.notebook import Notebook
from desktop.services.refusals import NotFound
from desktop.store.query import ListQuery
from sync.records import RECORD_TYPES
from sync.records.fields import field_of
from tests.conftest import Clock
from tests.records_of_each_kind import full_values

VISIT = {"visited_on": "2026-11-13", "visit_type": "MEDIATION", "facts": "Le jardin."}


def visit(notebook: Notebook, **values: Any) -> str:
    """Add a visit and return its id."""
    return notebook.add("visit", {**VISIT, **values}).record.id


def organisation(notebook: Notebook, name: str) -> str:
    """Add an organisation and return its id."""
    values = {"name": name, "organisation_type": "ASSO_1901"}
    return notebook.add("organisation", values).record.id


def cell(notebook: Notebook, kind: str, name: str) -> object:
    """Return a cell of the first line of a list."""
    fields = [field for field in RECORD_TYPES[kind].model_fields if _listed(kind, field)]
    row = notebook.rows(kind, notebook.listing(ListQuery(kind, limit=1)))[0]
    return row.cells[fields.index(name)]


def _listed(kind: str, name: str) -> bool:
    return field_of(RECORD_TYPES[kind], name).about.shown == "list"


def entry(notebook: Notebook, list_name: str, code: str) -> str:
    """Return the id of an entry of a list."""
    return notebook.by_natural_key("list_entry", [(list_name, "", code)])[list_name, "", code]


def test_a_record_that_is_not_there_is_a_sentence(notebook: Notebook) -> None:
    for ask in (notebook.get, notebook.history, notebook.resolve, notebook.delete):
        with pytest.raises(NotFound) as refused:
            ask("nowhere")
        assert refused.value.exit_code == 2
        assert "Rien n’a changé" in str(refused.value)


def test_a_text_designates_a_record_by_id_code_or_beginning(notebook: Notebook) -> None:
    key = visit(notebook)

    found = [notebook.resolve(text) for text in (key, key[:13], "vis-26-jd-0001 ", f" {key}")]

    assert found == [key] * 4
    with pytest.raises(NotFound, match="Aucune fiche"):
        notebook.resolve("VIS-26-JD-0001", "idea")


def test_a_text_that_designates_several_records_asks_for_more(notebook: Notebook) -> None:
    visit(notebook, id="same-beginning-1")
    visit(notebook, id="same-beginning-2")

    with pytest.raises(NotFound, match="Plusieurs fiches"):
        notebook.resolve("same-beginning")


def test_a_list_shows_links_as_headings_and_codes_as_labels(notebook: Notebook) -> None:
    visit(notebook, organisation=organisation(notebook, "Les Lilas"), mode="SUR_PLACE")

    assert cell(notebook, "visit", "organisation") == "Les Lilas"
    assert cell(notebook, "visit", "visit_type") == "Médiation"
    assert cell(notebook, "visit", "mode") == "Sur place"
    assert cell(notebook, "visit", "visited_on") == "2026-11-13"


def test_a_list_shows_many_links_as_many_headings(notebook: Notebook) -> None:
    partners = [
        notebook.add("partner", {"name": name, "echelon": "COMMUNE"}).record.id
        for name in ("Mairie", "Caf")
    ]
    territory = notebook.add("territory", _territory()).record.id
    values = {"title": "Ensemble", "partners": partners, "territory": territory}
    notebook.add("commitment", {**values, **_rest("commitment", values)})

    assert cell(notebook, "commitment", "partners") == "Mairie, Caf"


def _territory() -> dict[str, Any]:
    return {"name": "Croix-Rouge", **_rest("territory", {"name": ""})}


def _rest(kind: str, given: dict[str, Any]) -> dict[str, Any]:
    """Return values for the other required fields of a kind."""
    required = {
        name for name, info in RECORD_TYPES[kind].model_fields.items() if info.is_required()
    }
    values = full_values(kind)
    return {name: values[name] for name in required - given.keys() if name in values}


def test_a_link_to_nothing_known_shows_nothing(notebook: Notebook) -> None:
    visit(notebook, organisation="f" * 32)

    assert cell(notebook, "visit", "organisation") == ""


def test_a_code_that_no_list_knows_shows_as_it_is(notebook: Notebook) -> None:
    visit(notebook, visit_type="INCONNU")

    assert cell(notebook, "visit", "visit_type") == "INCONNU"


def test_a_link_to_the_trash_still_has_its_name(notebook: Notebook) -> None:
    key = organisation(notebook, "Les Lilas")
    visit(notebook, organisation=key)

    notebook.delete(key)

    assert cell(notebook, "visit", "organisation") == "Les Lilas"


def test_headings_of_unknown_records_are_left_out(notebook: Notebook) -> None:
    key = organisation(notebook, "Les Lilas")

    assert notebook.headings([key, "nowhere"]) == {key: "Les Lilas"}
    assert notebook.headings([]) == {}


def test_choices_are_the_latest_used_or_those_found(notebook: Notebook) -> None:
    first, second = organisation(notebook, "Les Lilas"), organisation(notebook, "Les Roses")
    trashed = organisation(notebook, "Les Tulipes")
    notebook.delete(trashed)

    assert [choice.id for choice in notebook.choices(["organisation"], "")] == [second, first]
    assert [choice.id for choice in notebook.choices(["organisation"], "lil")] == [first]
    assert [choice.id for choice in notebook.choices(["organisation"], "tulipe")] == []
    assert [choice.id for choice in notebook.choices(["organisation"], "", 1)] == [second]
    assert notebook.choices(["visit"], "") == ()


def test_the_trash_tells_the_latest_first(notebook: Notebook, clock: Clock) -> None:
    keys = [visit(notebook) for _ in range(3)]
    for key in keys:
        clock.wait(minutes=1)
        notebook.delete(key)

    trash = notebook.trash()

    assert [thrown.id for thrown in trash] == keys[::-1]
    assert {(thrown.kind, (thrown.expires_on - thrown.deleted_at).days) for thrown in trash} == {
        ("visit", 30)
    }
    assert trash[0].code == "VIS-26-JD-0003"


def test_a_reference_list_comes_in_its_order(notebook: Notebook) -> None:
    entries = notebook.entries("age_band")

    assert [listed.code for listed in entries[:2]] == ["0-5", "6-11"]
    assert all(listed.active for listed in entries)
    assert notebook.entries("no such list") == ()


def test_entries_with_a_vintage_are_coded_with_it(notebook: Notebook) -> None:
    themes = notebook.entries("theme")

    assert themes
    assert all(listed.code.startswith(f"{listed.vintage}:") for listed in themes if listed.vintage)
    assert len({listed.code for listed in themes}) == len(themes)


def test_a_retired_entry_comes_last_and_keeps_its_label(notebook: Notebook) -> None:
    visit(notebook)
    notebook.edit(entry(notebook, "visit_type", "MEDIATION"), {"active": False})

    entries = notebook.entries("visit_type")

    assert (entries[-1].code, entries[-1].active) == ("MEDIATION", False)
    assert cell(notebook, "visit", "visit_type") == "Médiation"


def test_a_corrected_label_shows_at_once_whoever_corrected_it(notebook: Notebook) -> None:
    visit(notebook)
    field = field_of(RECORD_TYPES["visit"], "visit_type")
    key = entry(notebook, "visit_type", "MEDIATION")
    seen = [notebook.label_of(field, "MEDIATION")]

    notebook.edit(key, {"entry_label": "Nouvelles"})
    seen.append(notebook.label_of(field, "MEDIATION"))
    with notebook.second() as second:
        second.edit(key, {"entry_label": "Revoir"})
    seen.append(notebook.label_of(field, "MEDIATION"))
    notebook.undo()

    assert seen == ["Médiation", "Nouvelles", "Revoir"]
    assert cell(notebook, "visit", "visit_type") == "Nouvelles"


def test_a_trashed_entry_is_no_longer_offered(notebook: Notebook) -> None:
    notebook.delete(entry(notebook, "visit_type", "MEDIATION"))

    assert "MEDIATION" not in [listed.code for listed in notebook.entries("visit_type")]


def test_a_closed_code_has_the_label_of_its_declaration(notebook: Notebook) -> None:
    field = field_of(RECORD_TYPES["visit"], "alert")

    assert notebook.label_of(field, "URGENT") == "Urgent"
    assert notebook.label_of(field, "INCONNU") == "INCONNU"


def test_records_stream_while_others_are_written(notebook: Notebook) -> None:
    for _ in range(5):
        visit(notebook)

    seen = []
    for record in notebook.records(ListQuery("visit"), batch=2):
        seen.append(record.id)
        notebook.edit(record.id, {"mood": 3})

    assert len(seen) == len(set(seen)) == 5
