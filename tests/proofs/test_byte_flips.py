"""A byte changed on the disk is seen at opening or by a check, or harms nothing."""

import random
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import Damaged
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.query import ListQuery
from sync.records import RECORD_TYPES
from sync.records.coding import to_json
from tests.records_of_each_kind import full_values


def everything(notebook: Notebook) -> dict[str, Any]:
    """Return all that a person can read: records of every kind, histories, drafts, the trash."""
    records = [
        record
        for kind in RECORD_TYPES
        for trashed in (False, True)
        for record in notebook.records(ListQuery(kind, trashed=trashed))
    ]
    return {
        "records": {record.id: to_json(record) for record in records},
        "histories": {r.id: notebook.history(r.id) for r in records if r.kind != "list_entry"},
        "drafts": notebook.drafts(),
        "trash": notebook.trash(),
        "found": notebook.search("oeuvre", limit=500),
    }


@dataclass(frozen=True)
class Closed:
    """A closed notebook: its folder, the bytes of its base, and all that it held."""

    folder: Path
    whole: bytes
    content: dict[str, Any]

    def outcome(self, opening: Opening, passphrase: str, chance: random.Random) -> str:
        """Change one byte and tell how that ended: "refused", "found", "harmless" or "unseen"."""
        place = chance.randrange(len(self.whole))
        changed = bytearray(self.whole)
        changed[place] ^= chance.randrange(1, 256)
        self._put(bytes(changed))
        try:
            with opening.open(self.folder, passphrase) as notebook:
                if not notebook.check(full=True).sound:
                    return "found"
                return "harmless" if everything(notebook) == self.content else "unseen"
        except Damaged:
            return "refused"
        finally:
            self._put(self.whole)

    def _put(self, content: bytes) -> None:
        for left in self.folder.glob("carnet.db-*"):
            left.unlink()
        # In place: another file would be taken for a copy, and written to at once.
        with (self.folder / "carnet.db").open("r+b") as base:
            base.write(content)
            base.truncate()


@pytest.fixture
def closed(notebook: Notebook, opening: Opening, passphrase: str) -> Closed:
    """Return a closed notebook with full records of every kind, edited, trashed and undone."""
    for kind in RECORD_TYPES:
        for number in range(4):
            key = notebook.add(kind, full_values(kind)).record.id
            notebook.edit(key, {"review_comment": f"Relu {number} fois. " * 20})
        notebook.delete(key)
        notebook.undo()
    notebook.delete(key)
    notebook.keep_draft("", "visit", "", {"facts": "À moitié"})
    notebook.close()
    folder = notebook.folder.path
    with opening.open(folder, passphrase) as again:
        content = everything(again)
    return Closed(folder, (folder / "carnet.db").read_bytes(), content)


def outcomes(closed: Closed, opening: Opening, passphrase: str, count: int) -> Counter[str]:
    """Change one byte, `count` times."""
    chance = random.Random(count)
    return Counter(closed.outcome(opening, passphrase, chance) for _ in range(count))


def test_sixty_changed_bytes_are_seen_or_harmless(
    closed: Closed, opening: Opening, passphrase: str
) -> None:
    found = outcomes(closed, opening, passphrase, 60)

    assert found["unseen"] == 0
    assert found["refused"] + found["found"] > 0


@pytest.mark.proof
def test_three_hundred_changed_bytes_are_seen_or_harmless(
    closed: Closed, opening: Opening, passphrase: str
) -> None:
    found = outcomes(closed, opening, passphrase, 300)

    sys.stderr.write(f"\n300 changed bytes of {len(closed.whole)}: {dict(found)}\n")
    assert found["unseen"] == 0


def test_an_untouched_base_is_found_whole(
    closed: Closed, opening: Opening, passphrase: str
) -> None:
    with opening.open(closed.folder, passphrase) as notebook:
        assert notebook.check(full=True).sound
        assert everything(notebook) == closed.content


@pytest.mark.parametrize("cut", [1, 4096, 100_000])
def test_a_base_cut_short_is_seen(
    closed: Closed, opening: Opening, passphrase: str, cut: int
) -> None:
    (closed.folder / "carnet.db").write_bytes(closed.whole[:-cut])

    try:
        with opening.open(closed.folder, passphrase) as notebook:
            sound = notebook.check(full=True).sound
    except Damaged:
        sound = False

    assert not sound


def test_the_comparison_sees_one_changed_value(
    closed: Closed, opening: Opening, passphrase: str
) -> None:
    with opening.open(closed.folder, passphrase) as notebook:
        with notebook.base.writing():
            notebook.base.db.execute("UPDATE visit SET mood = 1 + coalesce(mood, 0)")

        assert everything(notebook) != closed.content
