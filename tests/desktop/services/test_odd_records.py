"""No page falls over what a newer version wrote, over a hole, or over a link to nothing."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random

import pytest

from desktop.errors import BadInput
from desktop.services.attaching.gallery import gallery, of_record
from desktop.services.condition import condition
from desktop.services.desk.identity import identity
from desktop.services.desk.money import money
from desktop.services.desk.people import people
from desktop.services.desk.promises import promises
from desktop.services.desk.reach import reach
from desktop.services.desk.skills import skills
from desktop.services.desk.timeline import Timeline
from desktop.services.dossier import export_dossier
from desktop.services.ideas.board import asleep, board, echoes, facets
from desktop.services.ideas.path import path_of
from desktop.services.ideas.stages import give_reason, pass_to, stage_before, take_back
from desktop.services.note_follow_ups import begun, follow_ups, kinds_begun, ticked
from desktop.services.notebook import Notebook
from desktop.services.observing.follow_up import following
from desktop.services.observing.portrait import portrait
from desktop.services.observing.recurrences import recurring
from desktop.services.observing.territory_map import Question, territory_map
from desktop.services.refusals import Refused
from desktop.services.sharing.shareable import foreseen, shareable
from desktop.services.similar import whereabouts
from desktop.services.steering.actions import funded_action
from desktop.services.steering.agreements import agreement_told
from desktop.services.steering.alliances import alliance, level_noted
from desktop.services.steering.commitments import reviews_due, roadmap
from desktop.services.steering.decisions import decision_told
from desktop.services.steering.meetings import sitting
from desktop.services.steering.preparing import waiting
from desktop.services.steering.workshops import workshop_told
from desktop.services.today.glance import glance
from sync.records.attachment import Attachment
from sync.records.base import Record
from sync.records.idea import Idea
from sync.records.idea_items import IdeaStage
from sync.records.organisation import Organisation
from sync.records.partner import AllianceLevel
from tests.odd_records import odd_notebook

DAY = date(2026, 11, 23)
Reader = Callable[[Notebook, str], object]

_OF_EACH: Mapping[str, Reader] = {
    "action": lambda n, key: funded_action(n, key, DAY).sum_of("granted"),
    "agreement": lambda n, key: agreement_told(n, key, DAY).planned,
    "commitment": lambda n, key: roadmap(n, key, DAY).amount,
    "decision": lambda n, key: decision_told(n, key, DAY).open,
    "meeting": lambda n, key: (sitting(n, key, DAY).speaking_percent, waiting(n, key, DAY)),
    "observation": lambda n, key: following(n, key).waited(DAY),
    "partner": lambda n, key: (
        alliance(n, key).since,
        level_noted(n, key, AllianceLevel.INFORMED, DAY),
    ),
    "territory": lambda n, key: portrait(n, key, date(2026, 1, 1)),
    "workshop": lambda n, key: workshop_told(n, key).gained,
}


def all_pages(notebook: Notebook) -> None:
    """Read the pages that tell of everything."""
    glance(notebook, DAY)
    shown = board(notebook)
    cards = [card for column in (*shown.path.values(), shown.aside) for card in column]
    heard = echoes(notebook, cards)
    assert all(asleep(card, heard[card.id], DAY) >= 0 for card in cards)
    facets(notebook)
    territory_map(notebook, Question()).scopes()
    seen = recurring(notebook)
    assert all(one.first <= one.last for one in (*seen.recurrences, *seen.resources))
    reviews_due(notebook, DAY)
    condition(notebook, "1")


def desk(notebook: Notebook, record: Organisation, out: Path) -> None:
    """Read all that stands around an organisation, and take it out."""
    around = reach(notebook, record.id)
    timeline = Timeline(notebook, around)
    assert len([*timeline.entries()]) == timeline.total
    identity(record)
    whereabouts(notebook, [record.id])
    people(notebook, record.id)
    skills(notebook, record.id)
    for outside in (False, True):
        assert money(notebook, around, DAY, outside=outside).accounts is not None
        promises(notebook, around, DAY, outside=outside)
    with suppress(BadInput):  # a confidential one stays here
        export_dossier(notebook, record.id, out)


def idea(notebook: Notebook, record: Idea) -> None:
    """Follow an idea, and move it there and back."""
    path_of(notebook, record)
    stage_before(record)
    with suppress(Refused):  # what it lacks must be given first
        move = pass_to(notebook, record.id, IdeaStage.SUPPORTED, DAY)
        if move is not None:
            give_reason(notebook, move, "Parce que.")
            take_back(notebook, move)


def note(notebook: Notebook, record: Record) -> None:
    """Read what any record led to, and what may leave of it."""
    shareable(record, notebook)
    foreseen(record, notebook)
    gallery(notebook, record.id, DAY)
    for each in follow_ups(record, notebook):
        ticked(each, DAY)
    for kind in kinds_begun(record.kind):
        begun(kind, record, who="JD", today=DAY)


def read(notebook: Notebook, record: Record, out: Path) -> None:
    """Read all the pages about one record."""
    note(notebook, record)
    if record.kind in _OF_EACH:
        _OF_EACH[record.kind](notebook, record.id)
    match record:
        case Organisation():
            desk(notebook, record, out)
        case Idea():
            idea(notebook, record)
        case Attachment():
            of_record(notebook, record, DAY)


@pytest.mark.parametrize("seed", range(4))
def test_odd_records_are_read_without_a_fault(carnet: Notebook, tmp_path: Path, seed: int) -> None:
    ids = [key for keys in odd_notebook(carnet, Random(seed)).values() for key in keys]

    all_pages(carnet)
    for key in ids:
        read(carnet, carnet.get(key), tmp_path / "dossier.xlsx")

    assert carnet.check(full=True).sound
