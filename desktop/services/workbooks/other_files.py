"""Remember the files that are none of the six workbooks: all the data, a filled template."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from desktop.services.notebook import Notebook
from desktop.services.workbooks.choice import Format, scope_to_json
from desktop.services.workbooks.register import Sent, digest_of
from desktop.services.workbooks.scope import Period, Scope
from desktop.store.sent_workbooks import SentRow, SentWorkbooks, SheetRow
from desktop.store.stored import moment_of

DATA: Final = "DONNEES"
_ALWAYS: Final = Scope(Period.always())


@dataclass(frozen=True, slots=True)
class OtherFile:
    """A file that was written: what it is, under which name its versions are counted.

    `rows` counts those of each of its sheets, or what stands for them.
    """

    code: str
    title: str
    stem: str
    rows: Mapping[str, int]
    scope: Scope = _ALWAYS


class Readers(Enum):
    """For whom a file of the data was made: what it is called, and the word of its versions."""

    OUTSIDE = ("Données à transmettre", "transmises")
    TEAM = ("Toutes les données, pour l’équipe", "equipe")
    TEAM_WITH_PERSONAL = ("Toutes les données, personnelles comprises", "personnelles")

    def __init__(self, title: str, word: str) -> None:
        self.title = title
        self.word = word

    @property
    def stem(self) -> str:
        """Return what the versions of these files are counted by, and what tells them apart."""
        return f"{DATA}_{self.word}"


def register_data(notebook: Notebook, path: Path, rows: Mapping[str, int], readers: Readers) -> int:
    """Enter a file of the data in the registry, and return its number."""
    file = OtherFile(DATA, readers.title, readers.stem, rows)
    return register_file(notebook, path, file)


def readers_of(sent: Sent) -> Readers | None:
    """Return for whom a file of the data was made; None for any other file."""
    return next((each for each in Readers if each.stem == sent.stem), None)


def register_file(notebook: Notebook, path: Path, file: OtherFile) -> int:
    """Enter a file in the registry, and return its number; nothing of what it says is kept."""
    base = notebook.base
    digest = digest_of(path)
    with base.writing():
        registry, now = SentWorkbooks(base.db), base.now_ms()
        sent = SentRow(
            id=0,
            at=now,
            code=file.code,
            title=file.title,
            stem=file.stem,
            version=registry.last_version(file.stem) + 1,
            preset="",
            scope=scope_to_json(file.scope),
            recipient=file.scope.recipient.name if file.scope.recipient else "",
            day=moment_of(now).astimezone().date().isoformat(),
            file_name=path.name,
            format=Format.XLSX.value,
            digest=digest,
            key="",
            facts=json.dumps({"figures": []}),
        )
        sheets = (SheetRow(name, "[]", count, b"") for name, count in file.rows.items())
        return registry.add(sent, sheets)
