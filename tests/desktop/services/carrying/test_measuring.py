"""What a file would hold is said before it is written, and it is what is then written."""

from pathlib import Path

import pytest

from desktop.photos.prepare import prepare
from desktop.services.attaching.files import Piece, attach
from desktop.services.carrying.making import ALL, create
from desktop.services.carrying.measuring import measure, since_days, size_said
from desktop.services.carrying.sentences import Alone
from desktop.services.jobs import Cancelled, Ticket
from desktop.services.notebook import Notebook
from tests.keys import Agent


def test_what_is_measured_is_what_is_written(jeanne: Agent, usb: Path) -> None:
    jeanne.notebook.edit(jeanne.visit(), {"facts": "Encore"})
    jeanne.visit()

    told = measure(jeanne.notebook, None, with_files=True)
    made = create(jeanne.notebook, usb)

    assert (told.changes, told.records) == (3, 2)
    assert made.operations == told.changes
    assert "2\u00a0fiches (3\u00a0modifications)" in told.sentence


def test_attached_files_are_counted_apart_and_may_be_left(jeanne: Agent) -> None:
    attach(jeanne.notebook, [Piece(prepare(b"Texte", "note.txt"), "NON")])

    told = measure(jeanne.notebook, None, with_files=True)
    without = measure(jeanne.notebook, None, with_files=False)

    assert (told.photos, told.others) == (0, 1)
    assert "1\u00a0autre fichier" in told.sentence
    assert (without.photos, without.others) == (0, 0)


def test_nothing_to_carry_is_said(jeanne: Agent) -> None:
    told = measure(jeanne.notebook, None, with_files=True)

    assert told.sentence.startswith("Rien à emporter")


def test_what_is_older_is_left_out(jeanne: Agent) -> None:
    jeanne.visit()

    everything = measure(jeanne.notebook, ALL, with_files=True)
    lately = measure(jeanne.notebook, since_days(jeanne.notebook, 7), with_files=True)

    assert everything.changes == lately.changes == 1


def test_a_notebook_alone_has_nobody_to_carry_for(notebook: Notebook) -> None:
    with pytest.raises(Alone):
        measure(notebook, None, with_files=True)


def test_measuring_stops_when_it_is_asked_to(jeanne: Agent) -> None:
    jeanne.visit()
    ticket = Ticket()
    ticket.cancel()

    with pytest.raises(Cancelled):
        measure(jeanne.notebook, None, with_files=True, ticket=ticket)


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "0,1\u00a0Mo"), (3_240_000, "3,2\u00a0Mo"), (7_800_000_000, "7,8\u00a0Go")],
)
def test_a_size_is_said_in_the_unit_that_suits_it(size: int, said: str) -> None:
    assert size_said(size) == said
