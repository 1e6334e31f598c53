"""What is erased for everybody is nowhere in the base any more, in no table and no index."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.drafts import Draft
from desktop.store.purge import purge
from sync.client.ports import Arrival
from tests.conftest import Clock
from tests.desktop.laptops import Laptop, Server, joined, laptop

WORD = "zenaidemarqueur"
CONTACT = {"last_name": "Martin", "first_name": WORD, "phone": "0102030405", "role": "DIRECTION"}


@pytest.fixture
def pair(carnet: Notebook, doors: Opening, tmp_path: Path) -> Iterator[tuple[Laptop, Laptop]]:
    """Return two laptops that know the same person."""
    server = Server()
    one = joined(carnet, server, "Jeanne Dupont", "JD")
    with laptop(doors, tmp_path / "bruno", server, ("Bruno Petit", "BP")) as other:
        yield one, other


def meet(*laptops: Laptop) -> None:
    for each in (*laptops, *laptops):
        each.exchange()


def everything(notebook: Notebook) -> bytes:
    """Return every cell of every table, those behind the indexes included."""
    db = notebook.base.db
    names = [str(r[0]) for r in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    cells = [
        cell if isinstance(cell, bytes) else str(cell).encode()
        for name in names
        for row in db.execute(f'SELECT * FROM "{name}"').fetchall()
        for cell in row
    ]
    return b"\n".join(cells).lower()


def told_of(one: Laptop, other: Laptop) -> str:
    """Write of a person everywhere one can: two versions, a note put together, a draft, a quote."""
    key = one.notebook.add("contact", {**CONTACT, "notes": f"{WORD} un deux"}).record.id
    meet(one, other)
    one.notebook.edit(key, {"phone": "0639981024", "notes": f"{WORD} zéro un deux"})
    other.notebook.edit(key, {"phone": "0639981025", "notes": f"{WORD} un deux trois"})
    meet(one, other)
    base = one.notebook.base
    now = base.now_ms()
    draft = Draft("", "contact", key, {"first_name": WORD}, one.notebook.session.now())
    with base.writing():
        base.drafts.keep(draft)
        base.db.execute(
            "INSERT OR IGNORE INTO automatic_merge(record, kind, field, operations, overlap, at)"
            " VALUES (?, 'contact', 'notes', 'a b', 0, ?)",
            [key, now],
        )
    return key


def traces(notebook: Notebook, key: str) -> int:
    """Count what the base still says is to decide or to look at again on a record."""
    sql = (
        "SELECT (SELECT count(*) FROM difference WHERE record = ?1)"
        " + (SELECT count(*) FROM automatic_merge WHERE record = ?1)"
        " + (SELECT count(*) FROM draft WHERE record = ?1)"
    )
    return int(notebook.base.db.execute(sql, [key]).fetchone()[0])


def test_an_erasure_from_the_server_leaves_the_words_in_no_table(
    pair: tuple[Laptop, Laptop],
) -> None:
    one, other = pair
    key = told_of(one, other)
    before = everything(one.notebook)
    gone = tuple(each.id for each in one.notebook.base.log.of_record(key))

    one.local.apply(Arrival(one.scopes[0], (), erased=gone, erasures=1))

    assert WORD.encode() in before
    assert WORD.encode() not in everything(one.notebook)
    assert traces(one.notebook, key) == 0
    assert one.notebook.check().sound


def test_what_the_trash_erased_leaves_nothing_to_decide(
    pair: tuple[Laptop, Laptop], wall_clock: Clock
) -> None:
    one, other = pair
    key = told_of(one, other)
    one.notebook.delete(key)
    wall_clock.wait(days=31)

    purge(one.notebook.base, one.notebook.base.now_ms())

    assert traces(one.notebook, key) == 0
    assert one.notebook.base.repository.find(key) is None


def test_a_record_of_which_a_part_was_erased_is_found_by_what_is_left(
    pair: tuple[Laptop, Laptop],
) -> None:
    one, _ = pair
    key = one.notebook.add("contact", {**CONTACT, "first_name": "Nadia"}).record.id
    one.notebook.edit(key, {"notes": WORD})
    gone = one.notebook.base.log.of_record(key)[-1].id

    one.local.apply(Arrival(one.scopes[0], (), erased=(gone,), erasures=1))

    assert WORD.encode() not in everything(one.notebook)
    assert [each.id for each in one.notebook.search("Nadia").hits] == [key]
    assert one.notebook.check().sound
