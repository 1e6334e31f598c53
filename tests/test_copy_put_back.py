"""A server whose file somebody replaced by yesterday's, without a word: noticed, and made good."""

from pathlib import Path

from desktop.services.exchanging.exchange import exchange
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from tests.test_two_laptops import Town, field, held, meet, only
from tests.test_two_laptops import laptops as laptops  # fixtures
from tests.test_two_laptops import town as town


def test_a_copy_put_back_by_hand_is_noticed_and_the_laptops_bring_back_what_it_lacks(
    town: Town, laptops: tuple[Notebook, Notebook], tmp_path: Path
) -> None:
    jeanne, karim = laptops
    yesterday = tmp_path / "yesterday.db"
    town.ask("backup", str(yesterday))
    epoch = town.ask("init")["epoch"]
    jeanne.edit(only(jeanne, "organisation"), {"acronym": "JE"})
    karim.add("contact", {"last_name": "Doe", "role": "PRESIDENCE"})
    meet(jeanne, karim)
    before = held(jeanne)

    town.stop()
    (town.folder / "server.db").write_bytes(yesterday.read_bytes())
    town.start()
    jeanne.edit(only(jeanne, "organisation"), {"purpose": "Cultiver ensemble."})
    meet(karim, jeanne)

    assert held(jeanne) == held(karim) != before
    assert field(karim, only(karim, "organisation"), "acronym") == "JE"
    assert town.ask("init")["epoch"] != epoch
    assert [exchange(each, Ticket()).received for each in laptops] == [0, 0]


def test_a_copy_put_back_by_hand_brings_nothing_back_that_was_erased(
    town: Town, laptops: tuple[Notebook, Notebook], tmp_path: Path
) -> None:
    jeanne, _ = laptops
    person = jeanne.add("contact", {"last_name": "Zwxyq", "role": "PRESIDENCE"}).record.id
    exchange(jeanne, Ticket())
    yesterday = tmp_path / "yesterday.db"
    town.ask("backup", str(yesterday))
    erased = town.ask("erase", "--space", "Aubiers", "--record", person)

    town.stop()
    (town.folder / "server.db").write_bytes(yesterday.read_bytes())
    town.start()
    town.stop()

    assert erased["operations"] > 0
    assert b"Zwxyq" in yesterday.read_bytes()
    assert not [file for file in town.folder.iterdir() if b"Zwxyq" in file.read_bytes()]


def test_what_was_kept_apart_since_the_copy_stops_nothing_of_what_follows_it(
    town: Town, laptops: tuple[Notebook, Notebook], tmp_path: Path
) -> None:
    jeanne, karim = laptops
    meet(jeanne, karim)
    yesterday = tmp_path / "yesterday.db"
    town.ask("backup", str(yesterday))
    jeanne.edit(only(jeanne, "organisation"), {"review_state": "VALIDE"})
    apart = exchange(jeanne, Ticket()).parked
    jeanne.edit(only(jeanne, "organisation"), {"acronym": "JE"})
    meet(jeanne, karim)

    town.stop()
    town.ask("restore", str(yesterday))
    town.start()
    jeanne.edit(only(jeanne, "organisation"), {"purpose": "Cultiver ensemble."})
    meet(jeanne, karim)

    assert [each.reason for each in apart] == ["forbidden"]
    assert field(karim, only(karim, "organisation"), "purpose") == "Cultiver ensemble."
    assert field(karim, only(karim, "organisation"), "acronym") == "JE"
    assert [exchange(each, Ticket()).left for each in laptops] == [0, 0]
