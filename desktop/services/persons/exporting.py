"""Hand a person what is held on them: one file to read, one for machines, and their files."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import orjson

from desktop.errors import BadInput
from desktop.export.person import PersonPage, Sheet, Told, person_html
from desktop.export.values import french_moment
from desktop.files import told, write_atomically
from desktop.services.attaching.files import name_of_copy
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.services.persons.links import Referring, referring
from desktop.services.persons.telling import Telling
from desktop.store.blobs import DamagedFile, MissingFile
from sync.records.attachment import Attachment
from sync.records.base import Record
from sync.records.coding import to_json
from sync.records.contact import Contact

PAGE: Final = "personne.html"
DATA: Final = "personne.json"
FILES: Final = "fichiers"

_MOST_MENTIONS: Final = 500
_OWN: Final = "C’est la fiche de la personne."
_ONCE: Final = "Cette fiche a nommé la personne dans une version passée."
_WRITTEN: Final = "Ce nom se lit dans un champ de cette fiche, ou dans une version passée."
NOT_COVERED: Final = (
    "Les textes libres qui parlent de la personne sans lien avec sa fiche\u00a0: les fiches où son "
    "nom se lit peut-être sont nommées plus haut, et une personne doit les relire. Un surnom, une "
    "faute dans le nom ou le contenu des photos et documents joints ne se retrouvent pas ainsi.",
    "Ce que d’autres ordinateurs de l’équipe n’ont pas encore envoyé.",
    "Les notes que d’autres membres de l’équipe gardent pour eux.",
    "Les sauvegardes de cet ordinateur, et les classeurs ou copies déjà sortis du carnet.",
    "Les fiches remises peuvent aussi parler d’autres personnes\u00a0: relisez-les avant de donner "
    "ce document.",
)


@dataclass(frozen=True, slots=True)
class Handed:
    """What was written: `records` told, `files` copied, `mentions` left to be read by somebody."""

    folder: Path
    records: int
    files: int
    mentions: int
    missing: tuple[str, ...]


def export_person(
    notebook: Notebook, contact: str, folder: Path, ticket: Ticket | None = None
) -> Handed:
    """Write all that refers to a contact into a new folder, in clear and out of the notebook.

    Source: RGPD, article 15. The page, written last, says what it does not cover. Raises NotFound,
    BadInput, NotWritten, DiskFull, Cancelled.
    """
    record = notebook.get(contact)
    if not isinstance(record, Contact):
        raise BadInput("Cette fiche n’est pas un contact. Rien n’a été écrit.", "contact")
    return _Handing(notebook, record, folder, ticket or Ticket()).write()


class _Handing:
    """The answer to one person."""

    def __init__(self, notebook: Notebook, contact: Contact, folder: Path, ticket: Ticket) -> None:
        self._notebook = notebook
        self._contact = contact
        self._folder = folder
        self._ticket = ticket
        self._telling = Telling(notebook)
        self._missing: list[str] = []

    def write(self) -> Handed:
        with self._notebook.base.at_one_moment():
            name = self._contact.last_name
            found = referring(self._notebook, self._contact.id, name, self._ticket)
            records = tuple(self._records(found))
            mentions = self._mentions({record.id for record, _ in records}, found.written)
            sheets = tuple(self._sheets(records))
        self._make_folder()
        files = tuple(self._copy([record for record, _ in records]))
        self._write_pages(records, sheets, files, mentions)
        return Handed(self._folder, len(records), len(files), len(mentions), tuple(self._missing))

    def _records(self, found: Referring) -> Iterator[tuple[Record, str]]:
        yield self._contact, _OWN
        for key, titles in found.now.items():
            named = ", ".join(dict.fromkeys(titles))
            yield self._notebook.get(key), f"Cette fiche nomme la personne\u00a0: {named}."
        for key in found.once:
            if self._notebook.base.repository.find(key) is not None:
                yield self._notebook.get(key), _ONCE

    def _sheets(self, records: Sequence[tuple[Record, str]]) -> Iterator[Sheet]:
        for done, (record, reason) in enumerate(records):
            self._ticket.report(done, len(records), "Lecture des fiches")
            yield self._telling.sheet(record, reason)

    def _mentions(self, known: set[str], written: Sequence[str]) -> tuple[Told, ...]:
        """Search the name, then the family name alone, then every text: each record once."""
        names = (self._contact.last_name, self._contact.first_name or "")
        found: dict[str, Told] = {}
        for words in dict.fromkeys((" ".join(names).strip(), self._contact.last_name)):
            for hit in self._notebook.search(words, limit=_MOST_MENTIONS).hits:
                if hit.id not in known:
                    snippet = hit.snippet.replace("\x02", "").replace("\x03", "")
                    title = " – ".join(filter(None, (hit.code, hit.heading)))
                    found.setdefault(hit.id, Told(title, snippet))
        for key in written:
            if key not in found and self._notebook.base.repository.find(key) is not None:
                found[key] = Told(self._telling.title(self._notebook.get(key)), _WRITTEN)
        return tuple(found.values())

    def _make_folder(self) -> None:
        with told(self._folder):
            if self._folder.exists() and any(self._folder.iterdir()):
                raise BadInput(
                    "Ce dossier contient déjà quelque chose. Rien n’a été écrit\u00a0: choisissez "
                    "un dossier vide ou nouveau.",
                    "out",
                )
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def _copy(self, records: Sequence[Record]) -> Iterator[str]:
        for done, record in enumerate(records):
            if not isinstance(record, Attachment) or not record.sha256:
                continue
            self._ticket.report(done, len(records), "Copie des fichiers")
            name = f"{done:03}-{name_of_copy(record)}"
            try:
                with told(self._folder / FILES):
                    (self._folder / FILES).mkdir(mode=0o700, exist_ok=True)
                self._notebook.contents.copy_to(record.sha256, self._folder / FILES / name)
            except (MissingFile, DamagedFile):
                self._missing.append(self._telling.title(record))
            else:
                yield f"{FILES}/{name}"

    def _write_pages(
        self,
        records: Sequence[tuple[Record, str]],
        sheets: tuple[Sheet, ...],
        files: tuple[str, ...],
        mentions: tuple[Told, ...],
    ) -> None:
        now = datetime.now(UTC)
        lost = tuple(
            f"Le fichier de «\u00a0{name}\u00a0», qui manque ici." for name in self._missing
        )
        not_covered = (*NOT_COVERED, *lost)
        title = f"Données détenues sur {self._contact.heading()}"
        page = PersonPage(title, french_moment(now), sheets, files, mentions, not_covered)
        data = {
            "made_at": now,
            "person": self._contact.id,
            "records": [
                {"id": record.id, "kind": record.kind, "code": record.code, "reason": reason}
                | {"values": to_json(record)}
                | {"history": [asdict(change) for change in self._notebook.history(record.id)]}
                for record, reason in records
            ],
            "files": files,
            "mentions": [asdict(each) for each in mentions],
            "not_covered": not_covered,
        }
        write_atomically(self._folder / DATA, orjson.dumps(data, option=orjson.OPT_INDENT_2))
        write_atomically(self._folder / PAGE, person_html(page).encode())
