"""Notebooks of a given size, made by the generator of the demonstration."""

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from uuid import uuid4

from desktop.demo.generate import generate
from desktop.services.demo import codes_of, read_content
from desktop.services.notebook import Notebook, Planned
from desktop.services.opening import Opening
from desktop.store.keyslots import Argon2
from desktop.store.query import Filter, ListQuery
from sync.records import RECORD_TYPES
from sync.records.base import Record
from sync.records.judgement import judge

PHRASE = "une longue phrase de rue"
QUICK = Argon2(memory_kib=64, iterations=1, lanes=1)
CROWDED = "Maison de quartier du banc de mesure"
"""The organisation that has a long history: `crowd` adds it."""
# Kind of record, the field that names its organisation, how many: 500 entries on its desk.
_HISTORY = (
    ("visit", "organisation", 300),
    ("idea", "presumed_carrier", 60),
    ("evaluation", "about", 60),
    ("action", "organisation", 30),
    ("funding", "organisation", 50),
)


def empty(folder: Path, *, cost: Argon2 | None = QUICK) -> Notebook:
    """Return a new notebook."""
    return Opening(cost=cost).create(folder, name="Banc de mesure", passphrase=PHRASE).notebook


def records(notebook: Notebook, size: int) -> Iterator[Record]:
    """Yield judged records of every kind, as the demonstration has them."""
    for kind, values in generate(2026, size, codes_of(notebook), read_content()):
        record = judge(RECORD_TYPES[kind], values).record
        if record is not None:
            yield record


def fill(notebook: Notebook, size: int) -> None:
    """Write a notebook of `size` records."""
    notebook.write_all((Planned(record) for record in records(notebook, size)), label="Banc")


def crowd(notebook: Notebook) -> str:
    """Add an organisation with 500 entries in its timeline; return its id."""
    values = {"name": CROWDED}
    found = notebook.add("organisation", values).record.id
    made = (
        record
        for kind, field, count in _HISTORY
        for record in islice(_copies(notebook, kind, {field: found}), count)
    )
    notebook.write_all(map(Planned, made), label="Une longue histoire")
    return found


def crowded(notebook: Notebook) -> str:
    """Return the id of the organisation that `crowd` added."""
    query = ListQuery("organisation", (Filter("name", "=", CROWDED),))
    return notebook.pick(query, ("name",))[0].id


def _copies(notebook: Notebook, kind: str, values: Mapping[str, object]) -> Iterator[Record]:
    """Yield records like those there are, about something else."""
    model = RECORD_TYPES[kind]
    for record in notebook.records(ListQuery(kind)):
        before = record.model_dump(mode="json", exclude_none=True, exclude={"code"})
        copy = judge(model, {**before, **values, "id": uuid4().hex}).record
        if copy is not None:
            yield copy
