"""Notebooks of a given size, made by the generator of the demonstration."""

from collections.abc import Iterator
from pathlib import Path

from desktop.demo.generate import generate
from desktop.services.demo import codes_of, read_content
from desktop.services.notebook import Notebook, Planned
from desktop.services.opening import Opening
from desktop.store.keyslots import Argon2
from sync.records import RECORD_TYPES
from sync.records.base import Record
from sync.records.judgement import judge

PHRASE = "une longue phrase de rue"
QUICK = Argon2(memory_kib=64, iterations=1, lanes=1)


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
