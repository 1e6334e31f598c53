"""Make a notebook of demonstration: everything in it is invented, but the names of the places."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop.demo.content import Content
from desktop.demo.generate import generate
from desktop.demo.season import Lists
from desktop.files import write_atomically
from desktop.paths import resources_dir
from desktop.services.jobs import Ticket
from desktop.services.notebook import Planned
from desktop.services.opening import Opening
from desktop.services.reading import Reading
from sync.records import RECORD_TYPES
from sync.records.judgement import judge
from sync.records.kinds import LIST_NAMES

TEAM: Final = "Équipe de démonstration"
PASSPHRASE: Final = "carnet de demonstration sans secret"
PHRASE_FILE: Final = "phrase.txt"
RECOVERY_FILE: Final = "cle-de-secours.txt"
_SEED: Final = 2026
_LABEL: Final = "Contenu de démonstration"


@dataclass(frozen=True, slots=True)
class DemoMade:
    """A notebook of demonstration: how to open it, where it is, how many records by kind."""

    passphrase: str
    counts: Mapping[str, int]
    path: Path


class BrokenDemoError(Exception):
    """Tell the developer that the demonstration no longer follows the declarations."""


def make_demo(
    folder: Path, *, size: int | None = None, seed: int = _SEED, ticket: Ticket | None = None
) -> DemoMade:
    """Make a notebook with one invented season, or exactly `size` records.

    Its passphrase and its recovery key are left in the folder: nothing in it is secret. Raises
    what creating a notebook raises.
    """
    created = Opening().create(folder, name=TEAM, passphrase=PASSPHRASE, initials="DE")
    with created.notebook as notebook:
        write_atomically(folder / PHRASE_FILE, f"{PASSPHRASE}\n".encode())
        write_atomically(folder / RECOVERY_FILE, f"{created.recovery.printed}\n".encode())
        counts: Counter[str] = Counter()
        planned = _planned(seed, size, codes_of(notebook), counts)
        notebook.write_all(planned, label=_LABEL, ticket=ticket)
    return DemoMade(PASSPHRASE, dict(counts), folder)


def read_content(folder: Path | None = None) -> Content:
    """Read the words of the demonstration, those of the program by default."""
    files = sorted((folder or resources_dir() / "demo").glob("*.json"))
    return Content(**{file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files})


def codes_of(notebook: Reading) -> Lists:
    """Return the codes that can be chosen in each reference list, without those of headings."""
    lists = {}
    for name in sorted(LIST_NAMES):
        entries = [entry for entry in notebook.entries(name) if entry.active]
        above = {(entry.vintage, entry.parent) for entry in entries}
        lists[name] = [
            entry.code
            for entry in entries
            if (entry.vintage, entry.code.rpartition(":")[2]) not in above
        ]
    return lists


def _planned(seed: int, size: int | None, lists: Lists, counts: Counter[str]) -> Iterator[Planned]:
    for kind, values in generate(seed, size, lists, read_content()):
        judgement = judge(RECORD_TYPES[kind], values)
        if judgement.record is None:
            raise BrokenDemoError(kind, [finding.sentence for finding in judgement.findings])
        counts[kind] += 1
        yield Planned(judgement.record)
