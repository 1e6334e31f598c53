"""A notebook of demonstration opens, holds its season, and hides nothing but what it should."""

from pathlib import Path

import pytest

from desktop.errors import BadInput
from desktop.services.demo import PHRASE_FILE, RECOVERY_FILE, make_demo
from desktop.services.jobs import Cancelled, Ticket
from desktop.services.opening import Opening
from desktop.store.query import ListQuery


def test_the_demonstration_opens_with_the_phrase_left_beside_it(tmp_path: Path) -> None:
    made = make_demo(tmp_path / "demo")

    phrase = (tmp_path / "demo" / PHRASE_FILE).read_text(encoding="utf-8").strip()
    with Opening().open(made.path, phrase) as notebook:
        assert notebook.person.name == "Équipe de démonstration"
        assert notebook.count("visit") == made.counts["visit"] == 300
        assert notebook.search("jardin").hits
        visit = next(notebook.records(ListQuery("visit")))
        assert visit.code.startswith("VIS-2")


def test_its_photos_and_documents_can_be_looked_at(tmp_path: Path) -> None:
    made = make_demo(tmp_path / "demo")

    with Opening().open(made.path, made.passphrase) as notebook:
        found = notebook.pick(ListQuery("attachment"), ("sha256", "size_bytes"))
        sizes = [len(notebook.contents.whole(str(picked.values[0]))) for picked in found]
        report = notebook.check(full=True)

    assert sizes == [picked.values[1] for picked in found] != []
    assert report.sound
    assert len(report.sentences) == 2


def test_its_recovery_key_opens_it_too(tmp_path: Path) -> None:
    made = make_demo(tmp_path / "demo", size=50)
    recovery = (tmp_path / "demo" / RECOVERY_FILE).read_text(encoding="utf-8").strip()

    with Opening().open_with_recovery(made.path, recovery, "une autre longue phrase") as notebook:
        assert sum(made.counts.values()) == 50
        assert notebook.count("organisation") == made.counts.get("organisation", 0)


def test_a_folder_that_holds_a_notebook_is_left_alone(tmp_path: Path) -> None:
    make_demo(tmp_path / "demo", size=5)
    before = (tmp_path / "demo" / "carnet.db").read_bytes()

    with pytest.raises(BadInput):
        make_demo(tmp_path / "demo", size=5)

    assert (tmp_path / "demo" / "carnet.db").read_bytes() == before


def test_a_cancelled_demonstration_writes_no_record(tmp_path: Path) -> None:
    ticket = Ticket()
    ticket.cancel()

    with pytest.raises(Cancelled):
        make_demo(tmp_path / "demo", size=1_000, ticket=ticket)

    phrase = (tmp_path / "demo" / PHRASE_FILE).read_text(encoding="utf-8").strip()
    with Opening().open(tmp_path / "demo", phrase) as notebook:
        assert notebook.count("visit") == 0
