"""What a person is asked: in French, with who wrote it, where and when."""

import pytest

from desktop.services.differences.asking import count, difference_of, differences
from desktop.services.notebook import Notebook
from desktop.services.refusals import NotFound
from tests.desktop.neighbour import meet


def test_each_version_is_said_in_french_with_its_author(
    carnet: Notebook, other: Notebook, key: str
) -> None:
    carnet.edit(key, {"phone": "0639981024", "informed_on": "2026-11-02"})
    other.edit(key, {"phone": "0639980000", "informed_on": "2026-11-03"})
    meet(carnet, other)

    (asked,) = differences(carnet)

    assert (asked.label, asked.heading, count(carnet)) == ("Contact", "Diallo – Présidence", 1)
    phone, informed = asked.questions
    assert (phone.title, informed.title) == ("Téléphone professionnel", "Informée le")
    assert [(each.shown, each.author, each.mine) for each in phone.versions] == [
        ("06 39 98 10 24", "Jeanne Dupont", True),
        ("06 39 98 00 00", "Bruno Petit", False),
    ]
    assert [each.shown for each in informed.versions] == ["02/11/2026", "03/11/2026"]


def test_the_computer_is_named_once_the_server_has_told_it(
    carnet: Notebook, other: Notebook, key: str
) -> None:
    carnet.edit(key, {"phone": "0639981024"})
    other.edit(key, {"phone": "0639980000"})
    meet(carnet, other)
    with carnet.base.writing():
        db, device = carnet.base.db, other.base.identity.device
        db.execute("INSERT INTO incarnation VALUES (?, 'd1')", [device])
        db.execute("INSERT INTO device VALUES ('d1', 'p', 'Portable de Bruno', '', 1)")

    (question,) = difference_of(carnet, key).questions

    assert [each.computer for each in question.versions] == ["", "Portable de Bruno"]


def test_an_emptied_box_is_a_version_too(carnet: Notebook, other: Notebook, key: str) -> None:
    carnet.edit(key, {"phone": None})
    other.edit(key, {"phone": "0639980000"})
    meet(carnet, other)

    (question,) = difference_of(carnet, key).questions

    assert [each.value for each in question.versions] == [None, "+33639980000"]
    assert question.versions[0].shown == "(vide)"


def test_a_deletion_is_asked_as_keep_or_send_to_the_trash(
    carnet: Notebook, other: Notebook, key: str
) -> None:
    carnet.delete(key)
    other.edit(key, {"phone": "0639980000"})
    meet(carnet, other)

    (question,) = difference_of(other, key).questions

    said = {each.shown: (each.value, each.author) for each in question.versions}
    assert said == {
        "Mettre à la corbeille": (True, "Jeanne Dupont"),
        "Garder la fiche": (False, "Bruno Petit"),
    }
    assert question.versions[question.proposed].value is False


def test_amounts_and_codes_are_in_words(carnet: Notebook, other: Notebook) -> None:
    action = carnet.add("action", {"title": "Jardin", "year": 2026}).record.id
    meet(carnet, other)
    carnet.edit(action, {"planned_cost": 123_450, "diffusion": "DIFFUSABLE"})
    other.edit(action, {"planned_cost": 200_000, "diffusion": "CONFIDENTIEL"})
    meet(carnet, other)

    said = {
        each.field: [version.shown for version in each.versions]
        for each in difference_of(carnet, action).questions
    }

    assert said["planned_cost"] == ["1\u202f234,50\u00a0€", "2\u202f000,00\u00a0€"]
    assert said["diffusion"] == ["Diffusable", "Confidentiel"]


def test_a_record_that_waits_for_nothing_is_not_found(carnet: Notebook, key: str) -> None:
    with pytest.raises(NotFound):
        difference_of(carnet, key)
