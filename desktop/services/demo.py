"""Make a notebook of demonstration: everything in it is invented, but the names of the places."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby
from pathlib import Path
from typing import Final

from desktop.demo.content import Content
from desktop.demo.generate import Written, chronicle, generate
from desktop.demo.season import Lists
from desktop.files import write_atomically
from desktop.paths import resources_dir
from desktop.photos.scenes import SUBJECTS, scene
from desktop.photos.specimen import specimen
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook, Planned
from desktop.services.opening import Opening, wall_clock_ms
from desktop.services.reading import Reading
from desktop.store.query import Filter, ListQuery
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


@dataclass(slots=True)
class _Clock:
    """The clock of the demonstration: it goes through the year that is told, and stops today."""

    at: int

    def __call__(self) -> int:
        return self.at

    def go_to(self, day: date) -> None:
        """Go on to the end of a day of work, or to now when that has not come yet."""
        end = datetime.combine(day, time(16), UTC)
        self.at = max(self.at, min(int(end.timestamp() * 1000), wall_clock_ms()))


def make_demo(
    folder: Path,
    *,
    size: int | None = None,
    seed: int = _SEED,
    today: date | None = None,
    ticket: Ticket | None = None,
) -> DemoMade:
    """Make a notebook with one invented season that ends today, or exactly `size` records.

    The season is written as it would have been, day after day; `today` is that of this computer
    unless it is given. The passphrase and the recovery key are left in the folder: nothing in it
    is secret. Raises what creating a notebook raises.
    """
    last = today or datetime.now().astimezone().date()
    clock = _Clock(0)
    clock.go_to(date(last.year - 1, 1, 2) if size is None else last)
    created = Opening(now_ms=clock).create(folder, name=TEAM, passphrase=PASSPHRASE, initials="DE")
    with created.notebook as notebook:
        write_atomically(folder / PHRASE_FILE, f"{PASSPHRASE}\n".encode())
        write_atomically(folder / RECOVERY_FILE, f"{created.recovery.printed}\n".encode())
        counts: Counter[str] = Counter()
        story = _story(notebook, seed, size, last)
        for (year, _), part in groupby(story, lambda each: (each.on.year, each.again)):
            clock.go_to(date(year, 1, 2))
            planned = _planned(notebook, part, clock, counts)
            notebook.write_all(planned, label=_LABEL, ticket=ticket)
        if size is None:
            clock.go_to(last)
            _begin_drafts(notebook, last)
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
        for name, kind, *_ in content.instances.files
    }


def _kept(notebook: Notebook, kind: AttachmentType, name: str) -> Mapping[str, str | int]:
    subject = name.rpartition(" ")[0]
    made = scene(subject, name) if subject in SUBJECTS else specimen(kind, name)
    return {"sha256": notebook.contents.keep(made), "size_bytes": len(made)}


def _story(notebook: Notebook, seed: int, size: int | None, today: date) -> Iterator[Written]:
    """Return what is written, day after day for a season, all of it today for a size.

    The files are put away first, before the base is busy with the records.
    """
    content, lists = read_content(), codes_of(notebook)
    specimens = keep_specimens(notebook, content)
    written: Iterable[Written] = (
        chronicle(seed, lists, content, today)
        if size is None
        else (Written(today, *made) for made in generate(seed, size, lists, content, today))
    )
    return _with_files(written, specimens)


def _with_files(written: Iterable[Written], specimens: Specimens) -> Iterator[Written]:
    """Give each attachment one of the files that were put away."""
    for place, each in enumerate(written):
        if each.kind == "attachment":
            name = str(each.values["file_name"]).rsplit("-", 2)[0]
            each.values.update(specimens[name][place % _VARIANTS])
        yield each


def _planned(
    notebook: Notebook, story: Iterable[Written], clock: _Clock, counts: Counter[str]
) -> Iterator[Planned]:
    for written in story:
        judgement = judge(RECORD_TYPES[written.kind], written.values)
        record = judgement.record
        if record is None:
            sentences = [finding.sentence for finding in judgement.findings]
            raise BrokenDemoError(written.kind, sentences)
        clock.go_to(written.on)
        counts[written.kind] += not written.again
        if written.again:
            yield Planned(record.revised(code=notebook.get(record.id).code), record.id)
        else:
            yield Planned(record)


def _begin_drafts(notebook: Notebook, today: date) -> None:
    """Leave two forms that somebody began to fill in and did not finish."""
    until = Filter("visited_on", "<=", today.isoformat())
    query = ListQuery("visit", (until,), order="visited_on", descending=True, limit=1)
    latest = next(notebook.records(query))
    place = dict(latest)["territory"]
    visit = {
        "visited_on": today.isoformat(),
        "organisation": dict(latest)["organisation"],
        "visit_type": "ECOUTE",
        "facts": "Arrivée pendant le goûter. Deux mamans parlent de la rentrée, à reprendre",
        "territory": place,
    }
    seen = {"observed_on": today.isoformat(), "nature": "BESOIN", "territory": place}
    notebook.keep_draft("", "visit", "", visit)
    notebook.keep_draft("", "observation", "", seen | {"facts": "Bancs retirés près de l’arrêt"})
