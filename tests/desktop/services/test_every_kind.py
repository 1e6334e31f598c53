"""Every kind of record goes through every verb, from its declaration alone."""

from collections.abc import Callable
from typing import Any

import pytest

from desktop.services.notebook import Notebook
from desktop.store.history import values_at
from desktop.store.query import ListQuery
from sync.operations.chain import check_chain
from sync.records import RECORD_TYPES
from sync.records.coding import to_json
from sync.records.fields import Kind, fields_of

Full = Callable[..., dict[str, Any]]


@pytest.fixture
def notebook(carnet: Notebook) -> Notebook:
    """Return a new notebook, made faster than one by one."""
    return carnet


def values(notebook: Notebook, key: str) -> dict[str, Any]:
    """Return the stored values of a record, its code apart."""
    held = to_json(notebook.get(key))
    held.pop("code")
    return held


def a_text_of(kind: str) -> str:
    """Return the first text that a person types in a kind, and that the search reads."""
    return next(
        field.name
        for field in fields_of(RECORD_TYPES[kind])
        if field.kind in (Kind.TEXT, Kind.LONG_TEXT)
        and field.about.check is None
        and field.about.searched
        and field.name != "code"
    )


def test_a_full_record_is_read_back_as_it_was_given(
    notebook: Notebook, kind: str, full: Full
) -> None:
    given = full(kind)

    saved = notebook.add(kind, given)

    assert values(notebook, saved.record.id) == given
    assert saved.record == notebook.get(saved.record.id)
    assert not [finding for finding in saved.findings if finding.blocking]


def test_saving_what_was_read_writes_nothing(notebook: Notebook, kind: str, full: Full) -> None:
    record = notebook.add(kind, full(kind)).record

    saved = notebook.edit(record.id, to_json(record))

    assert saved.record == record
    assert len(notebook.history(record.id)) == record.version


def test_an_edit_is_read_back_listed_and_found(notebook: Notebook, kind: str, full: Full) -> None:
    record = notebook.add(kind, full(kind)).record
    name = a_text_of(kind)

    notebook.edit(record.id, {name: "Zébulon"})

    found = notebook.search("zebulon").hits
    numbers = notebook.listing(ListQuery(kind))
    assert values(notebook, record.id) == {**full(kind), name: "Zébulon"}
    assert [hit.id for hit in found] == [record.id]
    assert record.id in [row.id for row in notebook.rows(kind, numbers)]
    assert [hit.id for hit in notebook.search("zebulon", kinds=[kind]).hits] == [record.id]


def test_every_text_that_is_declared_searched_is_found(
    notebook: Notebook, kind: str, full: Full
) -> None:
    given = full(kind)
    key = notebook.add(kind, given).record.id
    model = RECORD_TYPES[kind]
    texts = [
        given[field.name]
        for field in fields_of(model)
        if field.about.searched and field.name in given
    ]
    lines = [(field.item, given[field.name][0]) for field in fields_of(model) if field.item]
    parts = [
        line[part.name] for item, line in lines for part in fields_of(item) if part.about.searched
    ]

    lost = [
        text
        for text in [*texts, *parts]
        if isinstance(text, str)
        and key not in [hit.id for hit in notebook.search(text, limit=200).hits]
    ]

    assert texts
    assert lost == []


def test_a_record_is_emptied_of_all_but_what_is_required(
    notebook: Notebook, kind: str, full: Full
) -> None:
    key = notebook.add(kind, full(kind)).record.id
    optional = [
        field.name
        for field in fields_of(RECORD_TYPES[kind])
        if field.name in full(kind)
        and not field.required
        and RECORD_TYPES[kind].model_fields[field.name].default in (None, ())
    ]
    nothing: dict[str, None] = dict.fromkeys(optional)

    notebook.edit(key, nothing)
    emptied = values(notebook, key)
    notebook.undo()

    kept = {name: value for name, value in emptied.items() if name not in optional}
    suggested = RECORD_TYPES[kind].suggestions(kept)
    assert emptied.keys().isdisjoint(set(optional) - suggested.keys())
    assert values(notebook, key) == full(kind)


def test_every_verb_can_be_taken_back_and_done_again(
    notebook: Notebook, kind: str, full: Full
) -> None:
    key = notebook.add(kind, full(kind)).record.id
    name = a_text_of(kind)
    edited = {**full(kind), name: "Zébulon"}
    notebook.edit(key, {name: "Zébulon"})
    notebook.delete(key)

    states = []
    for turn in (notebook.undo, notebook.undo, notebook.undo, notebook.redo, notebook.redo):
        turn()
        states.append((values(notebook, key), notebook.get(key).deleted_at is None))
    notebook.redo()

    assert states == [
        (edited, True),
        (full(kind), True),
        (full(kind), False),
        (full(kind), True),
        (edited, True),
    ]
    assert notebook.get(key).deleted_at is not None
    assert check_chain(notebook.base.log.everything()) == ()


def test_the_trash_gives_back_what_it_took(notebook: Notebook, kind: str, full: Full) -> None:
    before = notebook.count(kind)
    key = notebook.add(kind, full(kind)).record.id

    notebook.delete(key)
    in_trash = [entry.id for entry in notebook.trash()]
    in_use = notebook.count(kind)
    notebook.restore(key)

    assert in_trash == [key]
    assert in_use == before
    assert notebook.trash() == ()
    assert notebook.count(kind) == before + 1
    assert values(notebook, key) == full(kind)


def test_the_first_version_comes_back(notebook: Notebook, kind: str, full: Full) -> None:
    key = notebook.add(kind, full(kind)).record.id
    first = len(notebook.history(key))
    notebook.edit(key, {a_text_of(kind): "Zébulon"})

    notebook.restore_version(key, first)

    assert values(notebook, key) == full(kind)


def test_the_row_is_what_the_operations_say(notebook: Notebook, kind: str, full: Full) -> None:
    key = notebook.add(kind, full(kind)).record.id
    notebook.edit(key, {a_text_of(kind): "Zébulon"})
    notebook.undo()

    stored = notebook.base.repository.find(key)

    assert stored is not None
    assert dict(stored.values) == values_at(kind, notebook.base.log.of_record(key))


def test_a_list_shows_words_and_never_stored_forms(
    notebook: Notebook, kind: str, full: Full
) -> None:
    key = notebook.add(kind, full(kind)).record.id

    row = next(
        row
        for row in notebook.rows(kind, notebook.listing(ListQuery(kind)))
        if row.id == key
    )  # fmt: skip

    assert not [cell for cell in row.cells if str(cell).startswith(("[", "{"))]
    assert "0" * 32 not in row.cells
