"""A supervisor reads what others brought, validates it or sends it back; each can be undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.errors import BadInput
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.services.refusals import Refused
from desktop.services.reviewing.changes import changes_of
from desktop.services.reviewing.inbox import Inbox, Wanted, inbox
from desktop.services.reviewing.verdicts import looked, may_review, send, send_back, validate
from desktop.store.ingest import ingest
from sync.records.base import ReviewState
from tests.desktop.neighbour import neighbour, take

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin est ouvert."}


@pytest.fixture
def bruno(notebook: Notebook, opening: Opening, tmp_path: Path) -> Iterator[Notebook]:
    """Return the notebook of a colleague, whose work Jeanne reads again."""
    with neighbour(notebook, opening, tmp_path / "bruno") as other:
        yield other


def receive(notebook: Notebook, other: Notebook, way: str = "server") -> None:
    """Give a notebook the work of another one, as an exchange does."""
    first = notebook.base.log.next_place()
    take(notebook, other)
    with notebook.base.writing():
        notebook.base.db.execute(
            "INSERT INTO arrival(at, way, first_seq, last_seq) VALUES (?, ?, ?, ?)",
            [notebook.base.now_ms(), way, first, notebook.base.log.next_place() - 1],
        )


def ids(found: Inbox) -> list[str]:
    """Return the records of a page, in its order."""
    return [line.id for line in found.lines]


def state(notebook: Notebook, record: str) -> ReviewState:
    """Return where a record stands."""
    return notebook.get(record).review_state


def test_what_others_wrote_waits_and_my_own_drafts_do_not(
    notebook: Notebook, bruno: Notebook
) -> None:
    own = notebook.add("visit", VISIT).record.id
    brought = bruno.add("visit", VISIT).record.id

    receive(notebook, bruno)
    found = inbox(notebook, Wanted())

    assert own != brought
    assert ids(found) == [brought]
    assert (found.lines[0].author, found.lines[0].origin) == ("Bruno Petit", "serveur")
    assert [name for _, name in found.authors] == ["Bruno Petit"]


def test_the_device_and_the_way_are_told(notebook: Notebook, bruno: Notebook) -> None:
    bruno.add("visit", VISIT)
    with notebook.base.writing():
        db = notebook.base.db
        device = bruno.base.identity.device
        db.execute("INSERT INTO incarnation VALUES (?, 'd1')", [device])
        db.execute("INSERT INTO device VALUES ('d1', 'b', 'Portable de Bruno', '', 1)")

    receive(notebook, bruno, "usb")
    line = inbox(notebook, Wanted()).lines[0]

    assert (line.device, line.origin) == ("Portable de Bruno", "clé USB")


def test_the_list_can_be_narrowed_and_is_paged(notebook: Notebook, bruno: Notebook) -> None:
    visits = [bruno.add("visit", VISIT).record.id for _ in range(3)]
    task = bruno.add("task", {"what": "A", "who": "B", "due_on": "2026-11-30"}).record.id
    send(bruno, task)
    receive(notebook, bruno)

    assert ids(inbox(notebook, Wanted(kind="task"))) == [task]
    assert ids(inbox(notebook, Wanted(state=ReviewState.TO_SEND))) == [task]
    nobody = inbox(notebook, Wanted(author="nobody"))
    assert (ids(nobody), nobody.total, len(nobody.authors)) == ([], 0, 1)
    second = inbox(notebook, Wanted(kind="visit"), limit=2, offset=2)
    assert (ids(second), second.total) == (visits[:1], 3)


def test_what_was_seen_is_no_longer_new(notebook: Notebook, bruno: Notebook) -> None:
    first = bruno.add("visit", VISIT).record.id
    receive(notebook, bruno)
    seen = inbox(notebook, Wanted(since_last_look=True))

    looked(notebook, seen)
    second = bruno.add("visit", VISIT).record.id
    receive(notebook, bruno)

    assert ids(seen) == [first]
    assert ids(inbox(notebook, Wanted(since_last_look=True))) == [second]
    fresh = {line.id: line.fresh for line in inbox(notebook, Wanted()).lines}
    assert fresh == {first: False, second: True}


def test_validating_signs_and_is_undone_as_one_act(notebook: Notebook, bruno: Notebook) -> None:
    brought = [bruno.add("visit", VISIT).record.id for _ in range(2)]
    receive(notebook, bruno)

    count = validate(notebook, brought)
    after = notebook.get(brought[0])

    assert (count, after.review_state) == (2, ReviewState.VALIDATED)
    assert (after.reviewed_by, after.reviewed_on is not None) == ("Jeanne Dupont", True)
    assert inbox(notebook, Wanted()).total == 0
    undone = notebook.undo()
    assert undone is not None
    assert undone.label == "2\u00a0fiches validées"
    assert [state(notebook, each) for each in brought] == [ReviewState.DRAFT] * 2


def test_sending_back_wants_a_comment_that_the_author_then_reads(
    notebook: Notebook, bruno: Notebook
) -> None:
    key = bruno.add("visit", VISIT).record.id
    receive(notebook, bruno)

    with pytest.raises(BadInput):
        send_back(notebook, key, "  ")
    assert state(notebook, key) is ReviewState.DRAFT
    send_back(notebook, key, "Combien de personnes ?")
    ingest(bruno.base, list(notebook.base.log.everything()), "Réception")

    told = bruno.get(key)
    assert (told.review_state, told.review_comment) == (
        ReviewState.TO_COMPLETE,
        "Combien de personnes ?",
    )
    assert told.reviewed_by == "Jeanne Dupont"
    send(bruno, key)
    receive(notebook, bruno)
    assert ids(inbox(notebook, Wanted())) == [key]


def test_only_what_changed_since_the_last_verdict_is_read_again(
    notebook: Notebook, bruno: Notebook
) -> None:
    key = bruno.add("visit", VISIT).record.id
    receive(notebook, bruno)
    whole = changes_of(notebook, key)

    send_back(notebook, key, "Que s’est-il passé ?")
    ingest(bruno.base, list(notebook.base.log.everything()), "Réception")
    bruno.edit(key, {"facts": "Le jardin ouvre à midi."})
    receive(notebook, bruno)
    since = changes_of(notebook, key)

    assert whole.is_new
    assert "facts" in [field.name for field in whole.fields]
    assert not since.is_new
    assert [(f.name, f.before, f.after) for f in since.fields] == [
        ("facts", "Le jardin est ouvert.", "Le jardin ouvre à midi.")
    ]


def test_a_likely_twin_is_flagged(notebook: Notebook, bruno: Notebook) -> None:
    notebook.add("organisation", {"name": "Les Jardins d’Éloi"})
    bruno.add("organisation", {"name": "Jardins d'Eloi"})
    receive(notebook, bruno)

    line = inbox(notebook, Wanted()).lines[0]

    assert any("Doublon possible" in flag for flag in line.flags)


@pytest.mark.parametrize(("role", "allowed"), [("agent", False), ("supervisor", True)])
def test_in_a_space_only_a_supervisor_judges(notebook: Notebook, role: str, allowed: bool) -> None:
    key = notebook.add("visit", VISIT).record.id
    with notebook.base.writing():
        notebook.base.settings.put("server:url", "https://carnet.example")
        notebook.base.settings.put("server:role", role)

    assert may_review(notebook) is allowed
    if allowed:
        assert validate(notebook, [key]) == 1
    else:
        with pytest.raises(Refused):
            validate(notebook, [key])
        assert state(notebook, key) is ReviewState.DRAFT


def test_what_was_deleted_meanwhile_is_passed_over(notebook: Notebook) -> None:
    kept, deleted = (notebook.add("visit", VISIT).record.id for _ in range(2))
    notebook.delete(deleted)

    assert validate(notebook, [kept, deleted, kept]) == 1
    assert state(notebook, deleted) is ReviewState.DRAFT
