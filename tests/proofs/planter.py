"""Use everything in a notebook, with a marker in each value, then go on until killed.

Run by `test_no_plaintext.py` as a program of its own. The standard input gives, as JSON, the
folder, the passphrases and the markers; the standard output says "ready" when all was done once,
with the number of markers left.
"""

import contextlib
import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image

from desktop.cli.__main__ import run
from desktop.errors import UserError
from desktop.services.attaching.files import Pasted, Piece, attach, read_sources
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook, Planned
from desktop.services.opening import Opening
from desktop.store.keyslots import Argon2
from desktop.store.purge import purge
from desktop.store.query import Filter, ListQuery
from sync.records import RECORD_TYPES
from sync.records.judgement import judge
from tests.records_of_each_kind import full_values

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE"}


@dataclass
class Planter:
    """Plant the markers one after another; each is used once, in one place."""

    folder: Path
    passphrase: str
    secret: Path
    markers: list[str]

    def next(self) -> str:
        """Return a marker that was not planted yet."""
        return self.markers.pop()

    def visit(self, **values: Any) -> dict[str, Any]:
        """Return a visit with a new marker in each text named with None."""
        filled = {name: self.next() if value is None else value for name, value in values.items()}
        return {**VISIT, "facts": "Rien.", **filled}

    def use(self, notebook: Notebook) -> None:
        """Do each thing that a person can do."""
        for kind in RECORD_TYPES:
            notebook.add(kind, full_values(kind, self.next()))
        self._change(notebook)
        self._ask(notebook)
        self._refuse(notebook)
        self._work_apart(notebook)
        self._attach(notebook)
        notebook.check(full=True)

    def _change(self, notebook: Notebook) -> None:
        key = notebook.add(
            "visit", self.visit(facts=None, private_note=None, weather=None)
        ).record.id
        notebook.edit(key, {"facts": self.next(), "private_note": self.next()})
        notebook.edit(key, {"verbatims": [{"id": "v1", "quote": self.next()}]})
        notebook.undo()
        notebook.edit(key, {"place": self.next()})
        notebook.undo()
        notebook.redo()
        notebook.restore_version(key, 1)
        notebook.delete(key)
        purge(notebook.base, notebook.base.now_ms() + 1)
        notebook.keep_draft("one", "visit", "", {"facts": self.next()})
        notebook.keep_draft("one", "visit", "", {"facts": self.next()})
        notebook.keep_draft("other", "visit", "", {self.next(): "x"})
        notebook.drop_draft("other")

    def _ask(self, notebook: Notebook) -> None:
        notebook.search(self.next())
        notebook.choices(["visit"], self.next())
        notebook.listing(ListQuery("visit", (Filter("facts", "contains", self.next()),)))
        notebook.listing(ListQuery("visit", text=self.next()))

    def _refuse(self, notebook: Notebook) -> None:
        with contextlib.suppress(UserError):
            notebook.add("visit", {"visited_on": self.next()})
        with contextlib.suppress(UserError):
            notebook.get(self.next())
        with contextlib.suppress(UserError):
            notebook.resolve(self.next())
        with contextlib.suppress(UserError):
            Opening().open(self.folder, self.next())

    def _work_apart(self, notebook: Notebook) -> None:
        with notebook.second() as second:
            second.add("visit", self.visit(facts=None))
        record = judge(RECORD_TYPES["visit"], self.visit(id="imported", facts=None)).record
        assert record is not None
        notebook.write_all([Planned(record)], label=f"Import de {self.next()}")

    def _attach(self, notebook: Notebook) -> None:
        """Attach a document that holds a marker on each page, and a photo that hides some."""
        document = "\n".join([self.next()] * 50_000).encode()
        exif, photo = Image.Exif(), io.BytesIO()
        exif[ExifTags.Base.Artist] = self.next()
        Image.new("RGB", (64, 48), "green").save(photo, "JPEG", exif=exif, comment=self.next())
        sources = [
            Pasted(f"{self.next()}.txt", lambda: document),
            Pasted(f"{self.next()}.jpg", photo.getvalue),
        ]
        ready = read_sources(sources, Ticket())
        attach(notebook, [Piece(file, "NON", self.next()) for file in ready.files])

    def command(self, *arguments: str, given: Any = None, answer: int = 0) -> None:
        """Run one command of the command line, what it says thrown away."""
        sys.stdin = io.TextIOWrapper(io.BytesIO(json.dumps(given).encode()), encoding="utf-8")
        answers = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        with contextlib.redirect_stdout(answers), contextlib.redirect_stderr(answers):
            options = ["--data-dir", str(self.folder), "--passphrase-file", str(self.secret)]
            code = run([*options, *arguments])
        if code != answer:
            raise RuntimeError(f"{arguments[0]} answered {code}")

    def use_the_command_line(self) -> None:
        """Write, look up and fail from the command line."""
        self.command("add", "visit", "--json", "-", given=self.visit(facts=None))
        self.command("add", "visit", "--json", "-", given={"visited_on": self.next()}, answer=2)
        self.command("search", self.next())
        self.command("get", self.next(), answer=2)
        self.command("list", "visit")
        given = self.secret.with_name(f"{self.next()}.txt")
        given.write_text(self.next(), encoding="utf-8")
        self.command("attach", str(given), "--people", "non", "--caption", self.next())
        self.command("backup", "create")
        self.command("check")


def main() -> None:
    """Use everything; after "ready", write and back up until killed."""
    given = json.load(sys.stdin)
    planter = Planter(
        Path(given["folder"]), given["passphrase"], Path(given["secret"]), given["markers"]
    )
    opening = Opening(cost=Argon2(memory_kib=64, iterations=1, lanes=1))
    made = opening.create(planter.folder, name=planter.next(), passphrase=given["first"])
    with made.notebook as notebook:
        planter.use(notebook)
        notebook.backups.make()
    with opening.open_with_recovery(
        planter.folder, made.recovery.printed, planter.passphrase
    ) as notebook:
        notebook.add("visit", planter.visit(facts=None))
    newest = opening.backups(planter.folder)[0]
    opening.restore(planter.folder, newest, planter.passphrase).notebook.close()
    planter.use_the_command_line()
    with opening.open(planter.folder, planter.passphrase) as notebook:
        planted = planter.visit(facts=None, private_note=None)
        sys.stdout.write(f"ready {len(planter.markers)}\n")
        sys.stdout.flush()
        while True:
            notebook.add("visit", planted)
            notebook.keep_draft("last", "visit", "", planted)
            notebook.backups.make()


if __name__ == "__main__":
    main()
