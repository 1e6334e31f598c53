"""Write in a notebook until killed, telling on the standard output what is begun and what is done.

Run by `test_kill_during_writes.py` as a program of its own: folder, passphrase, seed.
"""

import json
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE"}
DRAFT = "the-draft"


def tell(phase: str, key: str, facts: str, trashed: bool) -> None:
    """Say a line that a killed program cannot take back."""
    line = {"phase": phase, "key": key, "facts": facts, "trashed": trashed}
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


@contextmanager
def told(key: str, facts: str, *, trashed: bool = False) -> Iterator[None]:
    """Tell what a record will be, and that it now is."""
    tell("begin", key, facts, trashed)
    yield
    tell("done", key, facts, trashed)


def write_on(notebook: Notebook, chance: random.Random, run: str) -> None:
    """Do one thing after another, for ever."""
    records: dict[str, tuple[str, bool]] = {}
    for step in range(1_000_000):
        text = f"Pas {run}-{step} " + "mot " * chance.randrange(60)
        with told(DRAFT, text):
            notebook.keep_draft(DRAFT, "visit", "", {"facts": text})
        if not records or chance.random() < 0.5:
            key = f"{run}-{step}"
            with told(key, text.strip()):
                notebook.add("visit", {**VISIT, "id": key, "facts": text, "private_note": text})
            records[key] = (text.strip(), False)
            continue
        key = chance.choice(sorted(records))
        records[key] = change(notebook, chance, key, (text.strip(), *records[key]))
        if chance.random() < 0.03:
            notebook.backups.make()


def change(
    notebook: Notebook, chance: random.Random, key: str, state: tuple[str, str, bool]
) -> tuple[str, bool]:
    """Edit, delete or take back a record; return what it then is."""
    text, facts, trashed = state
    if trashed:
        with told(key, facts):
            notebook.restore(key)
        return facts, False
    if chance.random() < 0.3:
        with told(key, facts, trashed=True):
            notebook.delete(key)
        return facts, True
    with told(key, text):
        notebook.edit(key, {"facts": text, "place": text[:40]})
    return text, False


def main(folder: str, passphrase: str, seed: str) -> None:
    """Open the notebook and write until killed."""
    with Opening().open(Path(folder), passphrase) as notebook:
        write_on(notebook, random.Random(int(seed)), seed)


if __name__ == "__main__":
    main(*sys.argv[1:])
