"""A program killed while it writes loses nothing that it had acknowledged."""

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.history import values_at
from desktop.store.query import ListQuery

WRITER = Path(__file__).with_name("writer.py")
DRAFT = "the-draft"

State = tuple[str, bool]


@dataclass
class Told:
    """What the killed programs said: of each record, what it was acknowledged to be, and the
    state that was on its way when the program died."""

    acknowledged: dict[str, State] = field(default_factory=dict)
    begun: dict[str, State] = field(default_factory=dict)
    drafts: set[str] = field(default_factory=set)
    steps: int = 0

    def hear(self, lines: bytes) -> None:
        """Take in what one program said; its last line may be cut."""
        self.begun = {}
        for line in lines.split(b"\n")[:-1]:
            said = json.loads(line)
            key, state = said["key"], (said["facts"], said["trashed"])
            done = said["phase"] == "done"
            self.steps += done
            if key == DRAFT:
                self.drafts = {state[0]} if done else self.drafts | {state[0]}
            elif done:
                self.acknowledged[key] = state
                self.begun.pop(key, None)
            else:
                self.begun[key] = state

    def settle(self, notebook: Notebook) -> None:
        """Note how what was on its way ended, once it was compared."""
        for key, state in self.begun.items():
            if held(notebook).get(key) == state:
                self.acknowledged[key] = state
        self.begun = {}


def held(notebook: Notebook) -> dict[str, State]:
    """Return what the notebook holds."""
    found: dict[str, State] = {}
    for trashed in (False, True):
        for record in notebook.records(ListQuery("visit", trashed=trashed)):
            found[record.id] = (str(dict(record)["facts"]), trashed)
    return found


def losses(notebook: Notebook, told: Told) -> list[str]:
    """Return a sentence for each thing that is not as it was acknowledged."""
    present = held(notebook)
    lost = [
        f"{key} is {present.get(key)} instead of {state}"
        for key, state in told.acknowledged.items()
        if present.get(key) not in (state, told.begun.get(key, state))
    ]
    lost += [f"{key} was never asked for" for key in present.keys() - _asked_for(told)]
    lost += [
        f"{key} is not what its operations say"
        for key in present
        if dict(_stored(notebook, key)) != values_at("visit", notebook.base.log.of_record(key))
    ]
    drafts = {str(draft.values["facts"]) for draft in notebook.drafts()}
    if told.drafts and not drafts <= told.drafts:
        lost.append(f"the draft is {drafts} instead of {told.drafts}")
    report = notebook.check(full=True)
    return lost + ([] if report.sound else [*report.sentences])


def _asked_for(told: Told) -> set[str]:
    return told.acknowledged.keys() | told.begun.keys()


def _stored(notebook: Notebook, key: str) -> dict[str, object]:
    stored = notebook.base.repository.find(key)
    return {} if stored is None else dict(stored.values)


@contextmanager
def writing(folder: Path, passphrase: str, seed: int, said: Path) -> Iterator[None]:
    """Run the writer until the end of the block, then kill it; it never outlives the test.

    It speaks into a file: in a pipe that nobody reads it would wait, and be killed while idle.
    """
    command = [sys.executable, str(WRITER), str(folder), passphrase, str(seed)]
    with said.open("wb") as out:
        program = subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE)
    try:
        while program.poll() is None and not said.stat().st_size:
            time.sleep(0.002)
        yield
    finally:
        program.kill()
        complaint = program.communicate()[1]
    assert complaint == b""


def killed_while_writing(folder: Path, passphrase: str, seed: int) -> bytes:
    """Let the writer write for a random moment, kill it, and return what it said."""
    said = folder.with_name("said")
    with writing(folder, passphrase, seed, said):
        time.sleep(random.Random(seed).uniform(0, 0.25))
    return said.read_bytes()


def survive(opening: Opening, folder: Path, passphrase: str, kills: int) -> Told:
    """Kill the writer again and again; compare after each death."""
    told = Told()
    for seed in range(kills):
        told.hear(killed_while_writing(folder, passphrase, seed))
        with opening.open(folder, passphrase) as notebook:
            assert losses(notebook, told) == []
            told.settle(notebook)
    return told


@pytest.fixture
def folder(notebook: Notebook) -> Path:
    """Return the folder of a closed notebook."""
    notebook.close()
    return notebook.folder.path


def test_twenty_kills_lose_nothing_acknowledged(
    opening: Opening, folder: Path, passphrase: str
) -> None:
    told = survive(opening, folder, passphrase, 20)

    assert told.steps > 100


@pytest.mark.proof
def test_two_hundred_kills_lose_nothing_acknowledged(
    opening: Opening, folder: Path, passphrase: str
) -> None:
    told = survive(opening, folder, passphrase, 200)

    sys.stderr.write(f"\n200 kills, {told.steps} acknowledged, {len(told.acknowledged)} records\n")
    assert told.steps > 1_000


@pytest.mark.parametrize(
    "sabotage",
    [
        "DELETE FROM operation WHERE seq = (SELECT max(seq) FROM operation)",
        "DELETE FROM operation WHERE seq = (SELECT max(seq) - 1 FROM operation)",
        "DELETE FROM record WHERE seq = (SELECT max(seq) FROM record)",
        "UPDATE visit SET facts = 'Autre' WHERE seq = (SELECT max(seq) FROM visit)",
        "UPDATE visit SET trashed = 1 - trashed WHERE seq = (SELECT max(seq) FROM visit)",
        'UPDATE draft SET input = \'{"facts":"Autre"}\'',
    ],
)
def test_the_comparison_sees_what_is_taken_away(
    opening: Opening, folder: Path, passphrase: str, sabotage: str
) -> None:
    told = survive(opening, folder, passphrase, 1)
    with opening.open(folder, passphrase) as notebook:
        with notebook.base.writing():
            notebook.base.db.execute(sabotage)

        assert losses(notebook, told) != []
