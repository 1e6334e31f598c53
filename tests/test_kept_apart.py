"""Work that a server kept apart is let in: every laptop then holds the same, its author's too."""

from pathlib import Path

from desktop.services.exchanging.exchange import exchange
from desktop.services.exchanging.standing import standing
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from tests.test_two_laptops import Town, field, held, meet, only
from tests.test_two_laptops import laptops as laptops  # fixtures
from tests.test_two_laptops import town as town


def test_what_was_kept_apart_is_let_in_and_both_laptops_hold_the_same(
    town: Town, laptops: tuple[Notebook, Notebook]
) -> None:
    jeanne, karim = laptops
    place = only(jeanne, "organisation")
    town.ask("people", "role", "Jeanne", "reader")
    jeanne.edit(place, {"acronym": "JE"})
    person = jeanne.add("contact", {"last_name": "Doe", "role": "PRESIDENCE"}).record.id
    meet(jeanne, karim)
    apart = standing(jeanne).counts.parked
    karim.edit(place, {"purpose": "Cultiver ensemble."})
    meet(karim, jeanne)

    listed = town.ask("parked", "list")["parked"]
    done = town.ask("parked", "accept", "--person", "Jeanne")
    meet(jeanne, karim)

    assert apart == sum(len(each["operations"]) for each in listed) == done["entered"] >= 2
    assert {each["record"] for each in listed} == {place, person}
    assert standing(jeanne).counts.parked == 0
    assert held(jeanne) == held(karim)
    assert karim.get(person).author == "Jeanne"
    assert field(karim, place, "acronym") == field(jeanne, place, "acronym") == "JE"
    assert field(jeanne, place, "purpose") == "Cultiver ensemble."
    again = [exchange(each, Ticket()) for each in laptops]
    assert [(each.received, each.sent, each.repaired) for each in again] == [(0, 0, 0)] * 2
    assert town.ask("check")["sound"]


def test_what_was_kept_apart_is_offered_again_to_a_server_that_never_heard_of_it(
    town: Town, laptops: tuple[Notebook, Notebook], tmp_path: Path
) -> None:
    jeanne, karim = laptops
    place = only(jeanne, "organisation")
    town.ask("backup", str(tmp_path / "copy.db"))
    town.ask("people", "role", "Jeanne", "reader")
    jeanne.edit(place, {"acronym": "JE"})
    meet(jeanne)
    town.ask("people", "role", "Jeanne", "agent")
    jeanne.edit(place, {"purpose": "Cultiver ensemble."})
    meet(jeanne, karim)
    assert standing(jeanne).counts.parked > 0

    town.stop()
    town.ask("restore", str(tmp_path / "copy.db"))
    town.start()
    meet(jeanne, karim)

    # In that copy she never lost the right to write: all of it enters.
    assert (standing(jeanne).counts.parked, standing(jeanne).counts.operations) == (0, 0)
    assert held(jeanne) == held(karim)
    assert field(karim, place, "acronym") == "JE"
    assert town.ask("check")["sound"]
