"""What a person does with records: add, correct, remove, undo, and find it all again."""

from typing import Any

import pytest

from desktop.services.notebook import Changed, Notebook, Planned
from desktop.services.refusals import NotFound, Refused
from desktop.store.query import Filter, ListQuery
from sync.operations.chain import check_chain
from sync.records import RECORD_TYPES
from sync.records.judgement import judge

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin s’ouvre."}


def visit(notebook: Notebook, **values: Any) -> str:
    """Add a visit and return its id."""
    return notebook.add("visit", {**VISIT, **values}).record.id


def test_a_saved_record_is_read_back_with_its_code_and_author(notebook: Notebook) -> None:
    saved = notebook.add("visit", VISIT)

    record = notebook.get(saved.record.id)

    assert record.code == "VIS-26-JD-0001"
    assert record.author == "Jeanne Dupont"
    assert record.version == 1
    assert dict(record)["facts"] == "Le jardin s’ouvre."


def test_codes_count_on_by_kind_and_year(notebook: Notebook) -> None:
    codes = [
        notebook.add("visit", {**VISIT, "visited_on": day}).record.code
        for day in ("2026-01-02", "2025-12-30", "2026-01-03")
    ]

    assert codes == ["VIS-26-JD-0001", "VIS-25-JD-0001", "VIS-26-JD-0002"]


def test_a_refused_record_says_which_field_and_saves_nothing(notebook: Notebook) -> None:
    with pytest.raises(Refused) as refused:
        notebook.add("visit", {"visited_on": "2026-11-13"})

    assert {finding.field for finding in refused.value.findings} >= {"visit_type", "facts"}
    assert notebook.count("visit") == 0
    assert notebook.next_undo() is None


def test_an_edit_writes_only_the_fields_that_changed(notebook: Notebook) -> None:
    key = visit(notebook)

    notebook.edit(key, {"duration_minutes": 45, "facts": VISIT["facts"]})

    last = notebook.history(key)[-1]
    assert [(field.name, field.before, field.after) for field in last.fields] == [
        ("duration_minutes", None, 45)
    ]


def test_saving_the_same_values_again_writes_nothing(notebook: Notebook) -> None:
    key = visit(notebook)

    notebook.edit(key, dict(VISIT))

    assert notebook.get(key).version == 1
    assert len(notebook.history(key)) == 1


def test_an_act_that_changed_nothing_is_not_offered_to_undo(notebook: Notebook) -> None:
    key = visit(notebook)

    notebook.edit(key, dict(VISIT))

    act = notebook.next_undo()
    assert act is not None
    assert act.label == "Visite VIS-26-JD-0001 ajoutée"


def test_none_empties_a_field(notebook: Notebook) -> None:
    key = visit(notebook, duration_minutes=30)

    notebook.edit(key, {"duration_minutes": None})

    assert dict(notebook.get(key))["duration_minutes"] is None


def test_undo_and_redo_cover_creation_edit_and_deletion(notebook: Notebook) -> None:
    key = visit(notebook)
    notebook.edit(key, {"facts": "Autre chose."})
    notebook.delete(key)

    notebook.undo()
    after_first = (notebook.get(key).deleted_at, dict(notebook.get(key))["facts"])
    notebook.undo()
    after_second = dict(notebook.get(key))["facts"]
    notebook.undo()
    after_third = notebook.get(key).deleted_at
    for _ in range(3):
        notebook.redo()

    assert after_first == (None, "Autre chose.")
    assert after_second == "Le jardin s’ouvre."
    assert after_third is not None
    assert notebook.get(key).deleted_at is not None
    assert dict(notebook.get(key))["facts"] == "Autre chose."


def test_undo_and_redo_can_alternate_for_ever(notebook: Notebook) -> None:
    key = visit(notebook)
    notebook.edit(key, {"facts": "Autre chose."})

    for _ in range(5):
        notebook.undo()
        assert dict(notebook.get(key))["facts"] == "Le jardin s’ouvre."
        notebook.redo()
        assert dict(notebook.get(key))["facts"] == "Autre chose."


def test_a_new_act_ends_what_could_be_redone(notebook: Notebook) -> None:
    key = visit(notebook)
    notebook.edit(key, {"facts": "Autre chose."})
    notebook.undo()

    visit(notebook)

    assert notebook.next_redo() is None


def test_with_nothing_to_undo_undo_does_nothing(notebook: Notebook) -> None:
    assert notebook.undo() is None
    assert notebook.redo() is None


def test_many_records_are_one_act(notebook: Notebook) -> None:
    records = [
        judge(RECORD_TYPES["visit"], {**VISIT, "id": f"v{number}"}).record for number in range(700)
    ]

    count = notebook.write_all(
        (Planned(record) for record in records if record), label="Import de 700 visites"
    )
    act = notebook.undo()

    assert count == 700
    assert act is not None
    assert act.label == "Import de 700 visites"
    assert notebook.count("visit") == 0
    assert notebook.count("visit", trashed=True) == 700


def test_a_failed_bulk_write_leaves_nothing(notebook: Notebook) -> None:
    good = judge(RECORD_TYPES["visit"], {**VISIT, "id": "v1"}).record
    assert good is not None

    with pytest.raises(NotFound):
        notebook.write_all([Planned(good), Planned(good, record_id="nowhere")], label="Import")

    assert notebook.count("visit") == 0
    assert notebook.next_undo() is None
    assert notebook.add("visit", VISIT).record.code == "VIS-26-JD-0001"


def test_any_version_can_be_brought_back(notebook: Notebook) -> None:
    key = visit(notebook)
    notebook.edit(key, {"facts": "Deux.", "duration_minutes": 20})
    notebook.edit(key, {"facts": "Trois."})

    notebook.restore_version(key, 1)

    record = dict(notebook.get(key))
    assert (record["facts"], record["duration_minutes"]) == ("Le jardin s’ouvre.", None)
    assert dict(notebook.version(key, 2))["facts"] == "Deux."
    assert notebook.history(key)[-1].reason == "version"


def test_a_version_that_never_was_is_a_sentence(notebook: Notebook) -> None:
    key = visit(notebook)

    with pytest.raises(NotFound, match="version n’existe pas"):
        notebook.restore_version(key, 9)


def test_private_notes_stay_out_of_the_shared_operations(notebook: Notebook) -> None:
    key = visit(notebook, private_note="pour moi seule")
    notebook.edit(key, {"private_note": "encore pour moi", "facts": "Changé."})

    operations = notebook.base.log.of_record(key)
    space = notebook.base.identity.space

    assert all("pour moi" not in op.fields for op in operations if op.scope == space)
    assert {op.scope for op in operations} == {space, notebook.base.identity.private_scope}
    assert dict(notebook.get(key))["private_note"] == "encore pour moi"
    assert check_chain(notebook.base.log.everything()) == ()


def test_a_private_edit_is_undone_too(notebook: Notebook) -> None:
    key = visit(notebook, private_note="avant")
    notebook.edit(key, {"private_note": "après"})

    notebook.undo()

    assert dict(notebook.get(key))["private_note"] == "avant"


def test_fields_of_a_newer_version_survive_a_save(notebook: Notebook) -> None:
    key = visit(notebook, weather="orage")

    notebook.edit(key, {"facts": "Autre chose."})

    record = notebook.get(key)
    assert (record.model_extra or {})["weather"] == "orage"


def test_a_draft_is_kept_and_dropped_with_the_save_it_became(notebook: Notebook) -> None:
    draft = notebook.keep_draft("", "visit", "", {"facts": "Je commence à écr"})
    notebook.keep_draft(draft.id, "visit", "", {"facts": "Je commence à écrire"})
    kept = notebook.drafts()

    notebook.add("visit", VISIT, draft=draft.id)

    assert [dict(entry.values) for entry in kept] == [{"facts": "Je commence à écrire"}]
    assert notebook.drafts() == ()


def test_a_refused_save_keeps_the_draft(notebook: Notebook) -> None:
    draft = notebook.keep_draft("", "visit", "", {"facts": "à moitié"})

    with pytest.raises(Refused):
        notebook.add("visit", {"facts": "à moitié"}, draft=draft.id)

    assert [entry.id for entry in notebook.drafts()] == [draft.id]


def test_listeners_hear_once_per_verb(notebook: Notebook) -> None:
    heard: list[Changed] = []
    notebook.on_change(heard.append)

    key = visit(notebook)
    notebook.delete(key)

    assert [(change.kinds, change.ids) for change in heard] == [
        (frozenset({"visit"}), (key,)),
        (frozenset({"visit"}), (key,)),
    ]


def test_deleting_twice_is_deleting_once(notebook: Notebook) -> None:
    key = visit(notebook)

    notebook.delete(key)
    notebook.delete(key)

    assert len(notebook.history(key)) == 2


def test_an_id_already_taken_is_refused(notebook: Notebook) -> None:
    key = visit(notebook)

    with pytest.raises(Refused, match="déjà ce repère"):
        visit(notebook, id=key)


def test_a_background_thread_writes_through_its_own_connection(notebook: Notebook) -> None:
    with notebook.second() as own:
        key = visit(own)

    notebook.edit(key, {"facts": "Suite."})

    assert notebook.get(key).version == 2
    assert check_chain(notebook.base.log.everything()) == ()


def test_a_list_filters_orders_and_pages(notebook: Notebook) -> None:
    keys = [visit(notebook, visited_on=f"2026-01-{day:02}") for day in range(1, 11)]

    query = ListQuery("visit", (Filter("visited_on", ">=", "2026-01-04"),), limit=3, offset=1)
    rows = notebook.rows("visit", notebook.listing(query))

    assert [row.id for row in rows] == [keys[8], keys[7], keys[6]]


def test_what_a_second_notebook_wrote_is_told_to_the_listeners(notebook: Notebook) -> None:
    heard: list[Changed] = []
    notebook.on_change(heard.append)
    with notebook.second() as own:
        own.on_change(notebook.tell)
        own.add("task", {"what": "Appeler", "who": "Moi", "due_on": "2026-12-01"})

    assert [changed.kinds for changed in heard] == [frozenset({"task"})]
