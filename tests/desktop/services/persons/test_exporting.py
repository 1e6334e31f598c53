"""A person receives all that refers to them, and is told what was not looked at."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
import pytest
from pydantic import BaseModel

from desktop.errors import BadInput
from desktop.photos.prepare import prepare
from desktop.services.attaching.files import Piece, attach
from desktop.services.notebook import Notebook
from desktop.services.persons.exporting import DATA, FILES, PAGE, export_person
from desktop.services.persons.links import Path as LinkPath
from desktop.services.persons.links import paths
from desktop.services.refusals import Refused
from sync.records import RECORD_TYPES
from sync.records.fields import Kind, fields_of
from tests.records_of_each_kind import full_values

LAST_NAME = "Vasseur-Tilleul"
TASK = {"what": "Rappeler", "who": "Jeanne", "due_on": "2026-12-01"}


@pytest.fixture
def contact(notebook: Notebook) -> str:
    """Return the id of a contact."""
    values = {"last_name": LAST_NAME, "first_name": "Inès", "role": "BENEVOLE"}
    return notebook.add("contact", values).record.id


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "remise"


def told(out: Path) -> Any:
    return orjson.loads((out / DATA).read_bytes())


def linking(path: LinkPath, contact: str) -> dict[str, Any]:
    """Return the values of a record that names the contact by one path and no other."""
    values = full_values(path.kind, "Mots")
    for other in paths():
        if other.kind == path.kind and len(other.names) == 1:
            values.pop(other.names[0], None)
    inner: Any = contact
    for name in reversed(path.names[1:]):
        inner = [{name: inner}]
    many = fields_of(RECORD_TYPES[path.kind])
    kinds = {each.name: each.kind for each in many}
    if kinds[path.names[0]] is Kind.LINKS:
        inner = [contact]
    return {**values, path.names[0]: inner}


def declared(model: type[BaseModel]) -> int:
    """Count the fields that may name a contact, by reading the annotations alone."""
    about = [
        entry
        for info in model.model_fields.values()
        for entry in info.metadata
        if "contact" in getattr(entry, "target", ())
    ]
    inside = [each.item for each in fields_of(model) if each.item is not None]
    return len(about) + sum(map(declared, inside))


def test_every_declared_link_to_a_contact_is_a_path() -> None:
    assert len(paths()) == sum(map(declared, RECORD_TYPES.values())) > 0


@pytest.mark.parametrize("path", paths(), ids=lambda path: ".".join((path.kind, *path.names)))
def test_a_record_that_names_the_person_is_in(
    notebook: Notebook, contact: str, out: Path, path: LinkPath
) -> None:
    key = notebook.add(path.kind, linking(path, contact)).record.id

    export_person(notebook, contact, out)

    assert {each["id"] for each in told(out)["records"]} == {contact, key}


def test_the_trash_and_the_past_are_in(notebook: Notebook, contact: str, out: Path) -> None:
    task = {**TASK, "about": contact}
    trashed, past = (notebook.add("task", task).record.id for _ in range(2))
    notebook.delete(trashed)
    notebook.edit(past, {"about": None})

    export_person(notebook, contact, out)

    found = {each["id"]: each["reason"] for each in told(out)["records"]}
    assert found.keys() == {contact, trashed, past}
    assert "passée" in found[past]


def test_who_changed_what_is_told(notebook: Notebook, contact: str, out: Path) -> None:
    notebook.edit(contact, {"job_title": "Trésorière"})

    export_person(notebook, contact, out)

    save = told(out)["records"][0]["history"][1]
    assert save["author"] == "Jeanne Dupont"
    assert save["fields"][0]["after"] == "Trésorière"
    assert "Jeanne Dupont" in (out / PAGE).read_text("utf-8")


def test_the_page_shows_words_and_no_markup_of_a_record(
    notebook: Notebook, contact: str, out: Path
) -> None:
    notebook.edit(contact, {"job_title": "<script>alert(1)</script>"})

    export_person(notebook, contact, out)

    page = (out / PAGE).read_text("utf-8")
    assert "<script" not in page
    assert "Bénévole" in page


def test_nothing_is_hidden_from_the_person(notebook: Notebook, contact: str, out: Path) -> None:
    notebook.add(
        "rights_request",
        {"request_type": "ACCES", "received_on": "2026-11-20", "contact": contact}
        | {"details": "Je veux tout lire"},
    )

    export_person(notebook, contact, out)

    assert "Je veux tout lire" in (out / PAGE).read_text("utf-8")


def test_their_files_are_copied(notebook: Notebook, contact: str, out: Path) -> None:
    file = prepare(b"Attestation", "attestation.txt")
    attach(notebook, [Piece(file, "NON")], contact)

    handed = export_person(notebook, contact, out)

    (copy,) = (out / FILES).iterdir()
    assert copy.read_bytes() == file.content
    assert handed.files == 1


def test_a_missing_file_is_told(notebook: Notebook, contact: str, out: Path) -> None:
    values = full_values("attachment") | {"about": contact}
    notebook.add("attachment", values)

    handed = export_person(notebook, contact, out)

    assert len(handed.missing) == 1
    assert "qui manque ici" in (out / PAGE).read_text("utf-8")


def test_mentions_in_free_text_are_left_to_be_read(
    notebook: Notebook, contact: str, out: Path
) -> None:
    values = {"visited_on": "2026-11-20", "visit_type": "PROXIMITE", "facts": f"Vu {LAST_NAME}"}
    notebook.add("visit", values)

    handed = export_person(notebook, contact, out)

    assert handed.mentions == 1
    assert [each["kind"] for each in told(out)["records"]] == ["contact"]
    assert "relire" in (out / PAGE).read_text("utf-8")


def test_a_folder_that_holds_something_is_left_alone(
    notebook: Notebook, contact: str, out: Path
) -> None:
    out.mkdir()
    (out / "autre.txt").write_text("là", encoding="utf-8")

    with pytest.raises(BadInput):
        export_person(notebook, contact, out)

    assert [path.name for path in out.iterdir()] == ["autre.txt"]


def test_only_a_contact_is_a_person(notebook: Notebook, out: Path) -> None:
    key = notebook.add("task", TASK).record.id

    with pytest.raises(BadInput):
        export_person(notebook, key, out)


def with_name(kind: str) -> Iterator[dict[str, Any]]:
    """Yield values of records that have the family name in one text, and in no other."""
    said = f"Vu\n{LAST_NAME.upper()}, hier."
    for each in fields_of(RECORD_TYPES[kind]):
        whole = full_values(kind, "Mots")
        if each.kind in (Kind.TEXT, Kind.LONG_TEXT) and each.name in whole:
            yield {**whole, each.name: said}
        for part in fields_of(each.item) if each.item is not None else ():
            if part.kind in (Kind.TEXT, Kind.LONG_TEXT) and whole.get(each.name):
                (line, *_) = whole[each.name]
                yield {**whole, each.name: [{**line, part.name: said}]}


@pytest.mark.parametrize("kind", sorted(RECORD_TYPES))
def test_every_text_of_every_kind_is_looked_through(
    notebook: Notebook, contact: str, out: Path, kind: str
) -> None:
    written = 0
    for values in with_name(kind):
        for path in paths():
            if path.kind == kind and len(path.names) == 1:
                values.pop(path.names[0], None)
        # Some texts have a form of their own (an address, a number) and cannot hold a name.
        with suppress(Refused):
            notebook.add(kind, values)
            written += 1

    handed = export_person(notebook, contact, out)

    assert written > 0
    assert handed.mentions == written


def test_a_name_that_was_written_once_is_told(notebook: Notebook, contact: str, out: Path) -> None:
    key = notebook.add("task", {**TASK, "what": f"Rappeler {LAST_NAME}"}).record.id
    notebook.edit(key, {"what": "Rappeler"})

    assert export_person(notebook, contact, out).mentions == 1
