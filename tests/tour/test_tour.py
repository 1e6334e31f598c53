"""A whole day's work is done with the keyboard alone, and is in the notebook as it was typed."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from sync.records.base import Record
from tests.tour import tour

_SCREEN = ("xvfb-run", "-a", "-s", "-screen 0 1366x768x24")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder where the tour was taken."""
    return tmp_path_factory.mktemp("tour")


@pytest.fixture(scope="module")
def told(folder: Path, root: Path) -> Mapping[str, Any]:
    """Take the tour on an X server, or without a screen where there is none; return what it told.

    The number of keys of each part is printed.
    """
    screen = _SCREEN if shutil.which("xvfb-run") else ()
    done = subprocess.run(
        [*screen, sys.executable, "-m", "tests.tour", str(folder)],
        cwd=root,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb" if screen else "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: Mapping[str, Any] = json.loads(done.stdout.splitlines()[-1])
    for part, keys in answer["keys"].items():
        sys.stdout.write(f"{part}: {keys} keys, {answer['signs'][part]} signs typed\n")
    return answer


@pytest.fixture
def kept(told: Mapping[str, Any], folder: Path, opening: Opening) -> Iterator[Notebook]:
    """Return the notebook that the tour has left."""
    assert told["found"]
    with opening.open(folder / "carnet", tour.PASSPHRASE) as notebook:
        yield notebook


def only(notebook: Notebook, kind: str, words: str = "") -> Record:
    """Return the one record of a kind that answers to words."""
    found = [hit.id for hit in notebook.search(words, kinds=(kind,)).hits]
    assert len(found) == 1, found
    return notebook.get(found[0])


def heading(notebook: Notebook, record_id: str) -> str:
    """Return the heading of a linked record."""
    return notebook.headings([record_id])[record_id]


def values(record: Record) -> dict[str, Any]:
    """Return what a record holds."""
    return record.model_dump()


def test_everything_typed_is_found_again(told: Mapping[str, Any]) -> None:
    assert told["found"] == list(tour.FINDABLE.values())


def test_a_visit_of_the_one_minute_form_takes_twelve_interactions(
    told: Mapping[str, Any],
) -> None:
    assert told["keys"]["visit"] <= 12


def test_the_visit_and_what_comes_next_are_kept(kept: Notebook) -> None:
    visit = values(only(kept, "visit", "fete atelier"))
    task = values(only(kept, "task", "rappeler"))

    assert visit["facts"] == tour.FACTS
    assert heading(kept, visit["organisation"]) == "Les Jardins d’Éloi"
    assert visit["visit_type"] == "ECOUTE"
    assert visit["next_step"] == task["what"] == "Rappeler la présidente"
    assert visit["next_visit_on"] == visit["visited_on"] + timedelta(days=1)


def test_the_words_heard_are_kept_with_who_said_them_and_their_agreement(kept: Notebook) -> None:
    heard = values(only(kept, "visit", "permanence reprend"))["verbatims"]

    assert tuple(one["quote"] for one in heard) == tour.HEARD
    assert {(one["by_role"], one["consent"]) for one in heard} == {("HABITANT", "PUBLIC_ANONYME")}


def test_the_idea_is_kept(kept: Notebook) -> None:
    idea = values(only(kept, "idea", "four a pain"))

    assert (idea["title"], idea["need"]) == (tour.IDEA, tour.NEED)
    assert heading(kept, idea["territory"]) == "Les Érables"


def test_the_two_voices_are_kept_and_the_one_deleted_is_in_the_trash(kept: Notebook) -> None:
    left = values(only(kept, "evaluation", "palier"))
    trashed = kept.get(kept.trash()[0].id)

    assert (left["title"], left["quote"]) == (tour.TITLES[1], tour.QUOTES[1])
    assert (left["form"], left["by_role"]) == ("VERBATIM", "HABITANT")
    assert tuple(one["quote"] for one in left["verbatims"]) == tour.MORE
    assert len(kept.trash()) == 1
    assert values(trashed)["quote"] == tour.QUOTES[0]
    assert [change.verb for change in kept.history(trashed.id)] == ["create", "delete"]


def test_the_photo_is_on_its_note_with_its_legend_and_nobody_recognisable(kept: Notebook) -> None:
    photo = values(only(kept, "attachment", "fresque"))

    assert photo["caption"] == tour.CAPTION
    assert photo["recognisable_people"] == "NON"
    assert photo["about"] == only(kept, "evaluation", "palier").id
    assert b"".join(kept.contents.read(photo["sha256"])).startswith(b"\x89PNG")


def test_the_commitment_taken_back_is_whole_and_its_history_tells(kept: Notebook) -> None:
    record = only(kept, "commitment", "accueil")
    commitment = values(record)

    assert (commitment["title"], commitment["shared_stake"]) == (tour.COMMITMENT, tour.STAKE)
    partners = [heading(kept, partner) for partner in commitment["partners"]]
    assert partners == ["Caisse d’allocations de l’Est", "Ville d’Orée"]
    assert [change.verb for change in kept.history(record.id)] == ["create", "delete", "restore"]
    assert kept.history(record.id)[-1].reason == "undo"


def test_nothing_is_left_half_written(kept: Notebook) -> None:
    assert kept.drafts() == ()
