"""A program killed while it attaches files loses none that it had acknowledged."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop.services.attaching.files import attachment_of
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening

ATTACHER = Path(__file__).with_name("attacher.py")


def killed_while_attaching(folder: Path, passphrase: str, seed: int) -> dict[str, bytes]:
    """Let the program attach for a moment, kill it, and return what it acknowledged."""
    said = folder.with_name("said")
    with said.open("wb") as out:
        program = subprocess.Popen(
            [sys.executable, str(ATTACHER), str(folder), passphrase, str(seed)],
            stdout=out,
            stderr=subprocess.PIPE,
        )
    try:
        while program.poll() is None and not said.stat().st_size:
            time.sleep(0.002)
        time.sleep(random.Random(seed).uniform(0, 0.2))
    finally:
        program.kill()
        complaint = program.communicate()[1]
    assert complaint == b""
    lines = said.read_bytes().split(b"\n")[:-1]
    return {key.decode(): start for key, _, start in (line.partition(b" ") for line in lines)}


def losses(notebook: Notebook, acknowledged: dict[str, bytes]) -> list[str]:
    """Return a line for each file that is not as it was acknowledged."""
    lost = []
    for key, start in acknowledged.items():
        content = notebook.contents.whole(attachment_of(notebook, key).sha256)
        if content[:18] != start or len(content) != attachment_of(notebook, key).size_bytes:
            lost.append(key)
    report = notebook.check(full=True)
    return lost + ([] if report.sound else [*report.sentences])


def survive(opening: Opening, notebook: Notebook, passphrase: str, kills: int) -> int:
    """Kill the program again and again; return how many files were compared."""
    folder, acknowledged = notebook.folder.path, dict[str, bytes]()
    notebook.close()
    for seed in range(kills):
        acknowledged |= killed_while_attaching(folder, passphrase, seed)
        with opening.open(folder, passphrase) as again:
            assert losses(again, acknowledged) == []
    return len(acknowledged)


def test_five_kills_lose_no_file(opening: Opening, notebook: Notebook, passphrase: str) -> None:
    assert survive(opening, notebook, passphrase, 5) >= 5


@pytest.mark.proof
def test_a_hundred_kills_lose_no_file(
    opening: Opening, notebook: Notebook, passphrase: str
) -> None:
    assert survive(opening, notebook, passphrase, 100) >= 100


def test_the_comparison_sees_a_lost_file(
    opening: Opening, notebook: Notebook, passphrase: str
) -> None:
    folder = notebook.folder.path
    notebook.close()
    acknowledged = killed_while_attaching(folder, passphrase, 1)
    with opening.open(folder, passphrase) as again:
        key = next(iter(acknowledged))
        again.edit(key, {"size_bytes": 1})

        assert losses(again, acknowledged) == [key]
