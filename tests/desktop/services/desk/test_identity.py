"""Who an organisation is, its numbers as people read them, and who can be reached."""

from desktop.services.desk.identity import identity
from desktop.services.desk.people import people
from desktop.services.notebook import Notebook
from sync.records.organisation import Organisation


def made(**values: object) -> Organisation:
    """Return an organisation, unchecked."""
    return Organisation(id="x", name="Les Jardins d’Éloi").revised(**values)


def test_a_sound_siret_is_grouped_and_told_as_checked() -> None:
    known = identity(made(siret="73282932000074"))

    assert known.numbers[0].sentence == "SIRET\u00a0732\u00a0829\u00a0320\u00a000074 ✔\u00a0vérifié"


def test_a_number_that_fails_its_check_is_to_be_checked_in_words() -> None:
    known = identity(made(siret="73282932000075", rna="W75AAAAAAA"))

    assert [number.sound for number in known.numbers] == [False, False]
    assert "à vérifier" in known.numbers[0].sentence


def test_the_territory_is_known_when_the_organisation_acts_in_one_alone() -> None:
    assert identity(made(intervention_territories=("a",))).territory == "a"
    assert identity(made(intervention_territories=("a", "b"))).territory == ""


def test_those_who_speak_for_the_organisation_come_first(
    carnet: Notebook, organisation: str
) -> None:
    for role, name in (("BENEVOLE", "Zola"), ("PRESIDENCE", "Diallo")):
        values = {"last_name": name, "role": role, "organisation": organisation}
        carnet.add("contact", values | {"phone": "+33639989893"})

    told = people(carnet, organisation)

    assert [(person.role, person.name) for person in told] == [
        ("Présidence", "Diallo"),
        ("Bénévole", "Zola"),
    ]
    assert told[0].phone == "06 39 98 98 93"


def test_nobody_who_asked_not_to_be_contacted_can_be_reached(
    carnet: Notebook, organisation: str
) -> None:
    values = {"last_name": "Zola", "role": "BENEVOLE", "organisation": organisation}
    carnet.add("contact", values | {"phone": "0639989893", "do_not_contact": True})

    (person,) = people(carnet, organisation)

    assert (person.asked_not, person.phone, person.email) == (True, "", "")
