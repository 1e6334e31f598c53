"""Make a notebook of demonstration: everything in it is invented, but the names of the places."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop.demo.content import Content
from desktop.demo.generate import generate
from desktop.demo.season import Entries, Lists
from desktop.files import write_atomically
from desktop.paths import resources_dir
from desktop.photos.specimen import specimen
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook, Planned
from desktop.services.opening import Opening
from desktop.services.reading import Reading
from sync.records import RECORD_TYPES
from sync.records.attachment import AttachmentType
from sync.records.judgement import judge
from sync.records.kinds import LIST_NAMES

TEAM: Final = "Équipe de démonstration"
PASSPHRASE: Final = "carnet de demonstration sans secret"
PHRASE_FILE: Final = "phrase.txt"
RECOVERY_FILE: Final = "cle-de-secours.txt"
_SEED: Final = 2026
_LABEL: Final = "Contenu de démonstration"
_VARIANTS: Final = 5
Specimens = Mapping[str, Sequence[Mapping[str, str | int]]]


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
        content = read_content()
        specimens = keep_specimens(notebook, content)
        seasons = generate(seed, size, codes_of(notebook), content)
        planned = _planned(_with_files(seasons, specimens), counts)
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


def keep_specimens(notebook: Notebook, content: Content) -> Specimens:
    """Put the invented files away; return what a record says of them, by the start of its name."""
    kinds = {kind.value: kind for kind in AttachmentType}
    return {
        name: [_kept(notebook, kinds[kind], f"{name} {turn}") for turn in range(_VARIANTS)]
        for name, kind, _caption in content.instances.files
    }


def _kept(notebook: Notebook, kind: AttachmentType, name: str) -> Mapping[str, str | int]:
    made = specimen(kind, name)
    return {"sha256": notebook.contents.keep(made), "size_bytes": len(made)}


def _with_files(entries: Entries, specimens: Specimens) -> Entries:
    """Give each attachment one of the files that were put away."""
    for place, (kind, values) in enumerate(entries):
        if kind == "attachment":
            name = str(values["file_name"]).rsplit("-", 2)[0]
            values.update(specimens[name][place % _VARIANTS])
        yield kind, values


def _planned(entries: Entries, counts: Counter[str]) -> Iterator[Planned]:
    for kind, values in entries:
        judgement = judge(RECORD_TYPES[kind], values)
        if judgement.record is None:
            raise BrokenDemoError(kind, [finding.sentence for finding in judgement.findings])
        counts[kind] += 1
        yield Planned(judgement.record)
