"""A window killed while one types loses at most what came after the last pause, and offers it."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.ui.tasks import Tasks
from tests.proofs.typist import NAME, window_on

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
# So many deaths write in one draft; then another one is begun.
_SHARING = 10


@dataclass
class Told:
    """What one killed window said: its texts before each pause, and those acknowledged."""

    typed: list[str] = field(default_factory=lambda: [""])
    kept: list[str] = field(default_factory=list)

    @staticmethod
    def hear(lines: bytes) -> "Told":
        """Take in what was said; the last line may be cut."""
        told = Told()
        for line in lines.split(b"\n")[:-1]:
            for what, text in json.loads(line).items():
                (told.kept if what == "kept" else told.typed).append(text)
        return told


def killed_while_typing(
    root: Path, folder: Path, passphrase: str, seed: int, sabotage: str = ""
) -> Told:
    """Let the typist type for a random moment, kill it, and return what it said."""
    said = folder.with_name("said")
    command = [sys.executable, "-m", "tests.proofs.typist", str(folder), passphrase, str(seed)]
    with said.open("wb") as out:
        program = subprocess.Popen(
            [*command, *([sabotage] if sabotage else [])],
            stdout=out,
            stderr=subprocess.DEVNULL,
            cwd=root,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
    try:
        while program.poll() is None and b'"kept"' not in said.read_bytes():
            time.sleep(0.005)
        time.sleep(random.Random(seed).uniform(0, 0.3))
        assert program.poll() is None, "the typist stopped by itself"
    finally:
        program.kill()
        program.wait()
    return Told.hear(said.read_bytes())


def losses(notebook: Notebook, told: Told, offered: str) -> list[str]:
    """Return a sentence for each thing that is not as it was acknowledged."""
    drafts = notebook.drafts()
    if len(drafts) != 1:
        return [f"there are {len(drafts)} drafts"]
    facts = str(drafts[0].values.get("facts", ""))
    lost = []
    if not facts.startswith(told.kept[-1]):
        lost.append(f"the draft holds {facts!r} instead of {told.kept[-1]!r}")
    if drafts[0].values.get("organisation") != {"typed": NAME}:
        lost.append(f"the half-typed name is {drafts[0].values.get('organisation')!r}")
    if "visite commencée" not in offered:
        lost.append(f"the bar offers {offered!r}")
    return lost


def offered_by_a_new_window(notebook: Notebook, tasks: Tasks) -> str:
    """Return what the resume bar of the next start says."""
    window = window_on(notebook, tasks)
    window.refresh_offers()
    text = window.drafts.text
    window.retire()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return text


def survive(
    root: Path, opening: Opening, folder: Path, passphrase: str, tasks: Tasks, kills: int
) -> int:
    """Kill the window again and again, comparing after each death; return how many pauses."""
    pauses = 0
    for seed in range(kills):
        told = killed_while_typing(root, folder, passphrase, seed)
        with opening.open(folder, passphrase) as notebook:
            assert losses(notebook, told, offered_by_a_new_window(notebook, tasks)) == []
            if seed % _SHARING == _SHARING - 1:
                notebook.drop_draft(notebook.drafts()[0].id)
        pauses += len(told.kept)
    return pauses


@pytest.fixture
def folder(notebook: Notebook) -> Path:
    """Return the folder of a closed notebook."""
    notebook.close()
    return notebook.folder.path


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:  # noqa: ARG001 - windows need an application
    """Return what runs the jobs of the windows, stopped after the test."""
    made = Tasks(lambda _error: None)
    yield made
    made.close()


def test_ten_kills_lose_at_most_the_last_pause(
    root: Path, opening: Opening, folder: Path, passphrase: str, tasks: Tasks
) -> None:
    pauses = survive(root, opening, folder, passphrase, tasks, 10)

    assert pauses >= 10


@pytest.mark.proof
def test_a_hundred_kills_lose_at_most_the_last_pause(
    root: Path, opening: Opening, folder: Path, passphrase: str, tasks: Tasks
) -> None:
    began = time.monotonic()
    pauses = survive(root, opening, folder, passphrase, tasks, 100)

    each = (time.monotonic() - began) / 100
    sys.stderr.write(f"\n100 kills, {pauses} acknowledged pauses, {each:.2f} s each\n")
    assert pauses >= 100


def test_a_window_that_keeps_nothing_is_found_out(
    root: Path, opening: Opening, folder: Path, passphrase: str, tasks: Tasks
) -> None:
    told = killed_while_typing(root, folder, passphrase, 0, sabotage="keeps nothing")

    with opening.open(folder, passphrase) as notebook:
        assert losses(notebook, told, offered_by_a_new_window(notebook, tasks)) != []


def test_a_draft_that_stopped_being_kept_is_found_out(
    root: Path, opening: Opening, folder: Path, passphrase: str, tasks: Tasks
) -> None:
    killed_while_typing(root, folder, passphrase, 0)
    told = killed_while_typing(root, folder, passphrase, 1, sabotage="keeps nothing")

    with opening.open(folder, passphrase) as notebook:
        assert losses(notebook, told, offered_by_a_new_window(notebook, tasks)) != []
