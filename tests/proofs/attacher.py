"""Attach files to nothing until killed, telling on the standard output which ones are safe.

Run by `test_kill_during_attach.py` as a program of its own: folder, passphrase, seed.
"""

import random
import sys
from functools import partial
from pathlib import Path

from desktop.services.attaching.files import Pasted, Piece, attach, read_sources
from desktop.services.jobs import Ticket
from desktop.services.opening import Opening


def main(folder: str, passphrase: str, seed: str) -> None:
    """Open the notebook and attach until killed."""
    chance = random.Random(int(seed))
    with Opening().open(Path(folder), passphrase) as notebook:
        while True:
            text = f"{chance.random()} ".encode() * chance.choice((1, 1_000, 120_000))
            ready = read_sources([Pasted("note.txt", partial(bytes, text))], Ticket())
            attached = attach(notebook, [Piece(ready.files[0], "NON", text[:18].decode())])
            sys.stdout.write(f"{attached.ids[0]} {text[:18].decode()}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
