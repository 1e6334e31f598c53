"""A notebook of demonstration opens, holds its season, and hides nothing but what it should."""

from datetime import date
from pathlib import Path

import pytest

from desktop.errors import BadInput
from desktop.services.demo import PHRASE_FILE, RECOVERY_FILE, make_demo
from desktop.services.desk.skills import skills
from desktop.services.jobs import Cancelled, Ticket
from desktop.services.opening import Opening
from desktop.services.today.glance import glance
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


def test_its_year_ends_on_the_day_it_is_made(tmp_path: Path) -> None:
    made = make_demo(tmp_path / "demo", today=date(2026, 3, 18))

    with Opening().open(made.path, made.passphrase) as notebook:
        page = glance(notebook, date(2026, 3, 18))
        oldest = notebook.pick(ListQuery("visit", order="visited_on", descending=False), ())[0]

    assert len(page.unfinished.shown) == 2
    assert page.appointments.shown[0].on <= date(2026, 3, 20)
    assert page.silences.total == 5
    assert page.week[2].total > 0
    assert oldest.code.startswith("VIS-25-")


def test_what_changed_on_the_way_is_in_the_history(tmp_path: Path) -> None:
    made = make_demo(tmp_path / "demo", today=date(2026, 3, 18))

    with Opening().open(made.path, made.passphrase) as notebook:
        bodies = notebook.pick(ListQuery("organisation"), ())
        saves = [change.at.date() for body in bodies for change in notebook.history(body.id)]
        progress = [skills(notebook, body.id).snapshots for body in bodies]

    assert all(body.code.startswith("ORG-") for body in bodies)
    assert len(saves) > len(bodies)
    assert min(saves).year == 2025
    assert max(saves) <= date(2026, 3, 18)
    assert sum(len(snapshots) > 1 for snapshots in progress) > 5


def test_what_was_counted_is_what_the_notebook_holds(tmp_path: Path) -> None:
    made = make_demo(tmp_path / "demo", today=date(2026, 3, 18))

    with Opening().open(made.path, made.passphrase) as notebook:
        counts = {kind: notebook.count(kind) for kind in made.counts}

    assert counts == dict(made.counts)
