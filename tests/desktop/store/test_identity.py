"""Who writes here, and the clock of what is written."""

from pathlib import Path

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.identity import Identity, Person, last_clock, new_device, new_identity
from tests.conftest import PASSPHRASE, Clock

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}


def test_no_two_identities_are_alike() -> None:
    one, other = new_identity("Jeanne", "J"), new_identity("Jeanne", "J")

    assert one.person.name == other.person.name
    assert len({one.space, other.space, one.device, other.device, new_device()}) == 5
    assert one.person.id != other.person.id


def test_private_notes_have_a_scope_of_their_person() -> None:
    identity = Identity("space", "device", Person("abc", "Jeanne", "J"))

    assert identity.private_scope == "me:abc"


def test_a_setting_is_written_over_and_has_a_default(carnet: Notebook) -> None:
    settings = carnet.base.settings
    with carnet.base.writing():
        settings.put("colour", "blue")
        settings.put("colour", "green")

    assert settings.get("colour") == "green"
    assert settings.get("nothing", "grey") == "grey"


def test_the_notebook_knows_whose_it_is(doors: Opening, tmp_path: Path) -> None:
    doors.create(tmp_path / "c", name="  Élodie Le Goff ", passphrase=PASSPHRASE).notebook.close()

    with doors.open(tmp_path / "c", PASSPHRASE) as notebook:
        assert (notebook.person.name, notebook.person.initials) == ("Élodie Le Goff", "EG")
        assert notebook.base.identity.device
        assert notebook.base.identity.space != notebook.base.identity.device


def test_the_clock_never_goes_back_even_if_that_of_the_computer_does(
    carnet: Notebook, wall_clock: Clock
) -> None:
    key = carnet.add("visit", VISIT).record.id
    before = last_clock(carnet.base.db)

    wall_clock.wait(days=-3_000)
    carnet.edit(key, {"facts": "Le marché."})

    operations = carnet.base.log.of_record(key)
    assert last_clock(carnet.base.db) > before
    assert [op.verb.value for op in operations] == ["create", "edit"]
    assert dict(carnet.get(key))["facts"] == "Le marché."


def test_default_entries_written_late_do_not_turn_the_clock_back(
    carnet: Notebook, wall_clock: Clock
) -> None:
    key = carnet.add("visit", VISIT).record.id
    entry = carnet.get(carnet.base.log.of_act(1)[0].record)
    with carnet.base.act("Listes de départ", offered=False) as act:
        act.create(entry.revised(id="late", code=""), reason="seed", clock=0)

    wall_clock.wait(days=-3_000)
    carnet.edit(key, {"facts": "Le marché."})
    carnet.undo()

    assert dict(carnet.get(key))["facts"] == "Le jardin."
    assert [step.number for step in carnet.history(key) if step.reason == "undo"] == [3]
