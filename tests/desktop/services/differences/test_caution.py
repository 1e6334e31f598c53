"""Until somebody has decided, words go no further than the most careful person said."""

from datetime import date
from typing import Any

import pytest

from desktop.services.attaching.files import attachment_of
from desktop.services.attaching.gallery import Consent as Agreement
from desktop.services.attaching.gallery import gallery, of_record
from desktop.services.desk.people import people
from desktop.services.differences.asking import difference_of
from desktop.services.differences.caution import Caution
from desktop.services.differences.resolving import resolve
from desktop.services.ideas.path import path_of
from desktop.services.notebook import Notebook
from desktop.services.sharing.shareable import foreseen
from sync.records.idea import Idea
from tests.desktop.neighbour import meet

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin est ouvert."}
QUARTER = {"name": "Rome", "territory_type": "QPV", "territory_code": "QN05110I"}
PHOTO = {
    "file_name": "banc.jpg",
    "attachment_type": "PHOTO",
    "recognisable_people": "NON",
    "sha256": "0" * 64,
    "media_type": "image/jpeg",
}
WORDS = {"id": "v1", "quote": "On se sent bien ici.", "consent": "PARTENAIRES_ANONYME"}


def apart(
    one: Notebook, other: Notebook, record: str, changes: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    """Let two people write different things on a record, then meet."""
    meet(one, other)
    one.edit(record, changes[0])
    other.edit(record, changes[1])
    meet(one, other)


@pytest.mark.parametrize("sides", [("DIFFUSABLE", "CONFIDENTIEL"), ("CONFIDENTIEL", "DIFFUSABLE")])
def test_a_record_that_one_of_two_calls_confidential_does_not_leave(
    carnet: Notebook, other: Notebook, sides: tuple[str, str]
) -> None:
    visit = carnet.add("visit", VISIT).record.id
    apart(carnet, other, visit, ({"diffusion": sides[0]}, {"diffusion": sides[1]}))

    (whole,) = foreseen(carnet.get(visit), carnet).withheld

    assert whole.what == "Toute la fiche"
    assert Caution(carnet).of(carnet.get(visit)).diffusion == "CONFIDENTIEL"


def test_once_decided_the_choice_holds(carnet: Notebook, other: Notebook) -> None:
    visit = carnet.add("visit", VISIT).record.id
    apart(carnet, other, visit, ({"diffusion": "CONFIDENTIEL"}, {"diffusion": "DIFFUSABLE"}))

    resolve(carnet, difference_of(carnet, visit), {"diffusion": "DIFFUSABLE"})

    assert Caution(carnet).of(carnet.get(visit)).diffusion == "DIFFUSABLE"
    assert foreseen(carnet.get(visit), carnet).parts


@pytest.mark.parametrize("refusing", [0, 1])
def test_the_words_of_a_line_stay_when_one_side_noted_a_refusal(
    carnet: Notebook, other: Notebook, refusing: int
) -> None:
    visit = carnet.add("visit", {**VISIT, "verbatims": [WORDS]}).record.id
    open_words = {"verbatims": [{**WORDS, "consent": "PUBLIC_ANONYME"}]}
    closed = {"verbatims": [{**WORDS, "consent": "AUCUNE_DIFFUSION"}]}
    sides = (closed, open_words) if refusing == 0 else (open_words, closed)
    apart(carnet, other, visit, sides)

    shared = foreseen(carnet.get(visit), carnet)

    assert not any("On se sent bien" in part.text for part in shared.parts)


def test_whoever_may_not_want_to_be_contacted_is_not(
    carnet: Notebook, other: Notebook, key: str
) -> None:
    values = {"name": "Les Jardins", "organisation_type": "ASSO_1901"}
    organisation = carnet.add("organisation", values).record.id
    carnet.edit(key, {"organisation": organisation})
    meet(carnet, other)
    carnet.edit(key, {"do_not_contact": True})
    other.edit(key, {"do_not_contact": True})
    other.edit(key, {"do_not_contact": False})
    meet(carnet, other)

    (person,) = people(carnet, organisation)

    assert dict(carnet.get(key))["do_not_contact"] is False
    assert (person.asked_not, person.phone) == (True, "")


def test_a_record_on_which_all_agree_is_left_as_it_is(
    carnet: Notebook, other: Notebook, key: str
) -> None:
    apart(carnet, other, key, ({"phone": "0639981024"}, {"phone": "0639980000"}))
    record = carnet.get(key)

    assert Caution(carnet).of(record) == record


def test_the_path_of_an_idea_keeps_the_words_that_one_side_closed(
    carnet: Notebook, other: Notebook
) -> None:
    words = {**WORDS, "consent": "PUBLIC_ANONYME"}
    born = carnet.add("visit", {**VISIT, "verbatims": [words]}).record.id
    territory = carnet.add("territory", QUARTER).record.id
    said = {"title": "Un banc", "origin_of_idea": "HABITANT", "summary": "Un banc au soleil."}
    idea = carnet.add("idea", {**said, "territory": territory, "born_of": born}).record.id
    later = carnet.add("visit", {**VISIT, "idea": idea, "verbatims": [words]}).record.id
    for visit in (born, later):
        closed = {"verbatims": [{**words, "consent": "AUCUNE_DIFFUSION"}]}
        longer = {"verbatims": [{**words, "quote": "On se sent vraiment bien."}]}
        apart(carnet, other, visit, (closed, longer))

    found = carnet.get(idea)
    assert isinstance(found, Idea)
    quotes = [quote for step in path_of(carnet, found).steps for quote in step.quotes]

    assert [quote.guarded for quote in quotes] == [True, True]


@pytest.mark.parametrize("careful", [0, 1])
def test_the_gallery_veils_whoever_one_side_says_has_not_agreed(
    carnet: Notebook, other: Notebook, careful: int
) -> None:
    visit = carnet.add("visit", VISIT).record.id
    photo = carnet.add("attachment", {**PHOTO, "about": visit}).record.id
    sides = ({"recognisable_people": "OUI_SANS_AUTORISATION"}, {"recognisable_people": "NON"})
    before = {"recognisable_people": "OUI_AUTORISE"}
    carnet.edit(photo, before)
    apart(carnet, other, photo, sides if careful == 0 else sides[::-1])

    (shown,) = gallery(carnet, visit, date(2026, 11, 23)).files
    alone = of_record(carnet, attachment_of(carnet, photo), date(2026, 11, 23))

    assert shown.consent is alone.consent is Agreement.MISSING
    assert shown.exposes
