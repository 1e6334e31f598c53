"""Know which files a base speaks of, now or in its past, and which lie beside it unused."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import orjson

from desktop.store.database import Database


@dataclass(frozen=True, slots=True)
class Spoken:
    """A file as its record tells it: the print of its content, and how a person calls it."""

    digest: str
    caption: str
    file_name: str

    @property
    def title(self) -> str:
        """Return the caption or, failing that, the name."""
        return self.caption or self.file_name


_RECORDS = 'SELECT sha256, caption, file_name FROM "attachment" ORDER BY seq'
_PAST = "SELECT fields FROM operation WHERE kind = 'attachment' AND redacted = 0"
_DRAFTS = "SELECT input FROM draft WHERE kind = 'attachment'"


class KeptFiles:
    """Read and write the table of the files that lie beside the base."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def use(self, name: str) -> None:
        """Note that a file was written or is wanted again, inside the open transaction."""
        self._db.execute(
            "INSERT INTO kept_file(name, unused_since) VALUES (?, NULL)"
            " ON CONFLICT(name) DO UPDATE SET unused_since = NULL",
            [name],
        )

    def use_all(self) -> None:
        """Count anew since when files are unused: the base was copied or restored."""
        self._db.execute("UPDATE kept_file SET unused_since = NULL")

    def names(self) -> frozenset[str]:
        """Return the names of the files that were written here."""
        return frozenset(str(row[0]) for row in self._db.execute("SELECT name FROM kept_file"))

    def mark_unused(self, names: Collection[str], now: int) -> Mapping[str, int]:
        """Write which files nothing speaks of, inside the open transaction; return since when."""
        known = dict(self._db.execute("SELECT name, unused_since FROM kept_file").fetchall())
        for name in (each for each in known.keys() - names if known[each] is not None):
            self._db.execute("UPDATE kept_file SET unused_since = NULL WHERE name = ?", [name])
        for name in names:
            if known.get(name) is None:
                self._db.execute("INSERT OR REPLACE INTO kept_file VALUES (?, ?)", [name, now])
        return {name: known.get(name) or now for name in names}

    def forget(self, names: Collection[str]) -> None:
        """Note that files were erased, inside the open transaction."""
        for name in names:
            self._db.execute("DELETE FROM kept_file WHERE name = ?", [name])

    def spoken(self) -> Iterator[Spoken]:
        """Yield what the records tell of their files, those of the trash included."""
        for digest, caption, file_name in self._db.execute(_RECORDS):
            yield Spoken(str(digest or ""), str(caption or ""), str(file_name or ""))

    def digests(self) -> frozenset[str]:
        """Return every content that a record, its past or a draft names."""
        found = {each.digest for each in self.spoken()}
        for question in (_PAST, _DRAFTS):
            for row in self._db.execute(question):
                found.add(str(orjson.loads(row[0]).get("sha256") or ""))
        return frozenset(found)
