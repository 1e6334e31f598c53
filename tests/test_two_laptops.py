"""Two notebooks and a real server process, as a team has them: nothing is lost, nothing silent."""

import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError

import orjson
import pytest

from desktop.services.carrying.bringing import apply
from desktop.services.carrying.making import ALL, create
from desktop.services.differences.asking import count, differences
from desktop.services.differences.resolving import resolve
from desktop.services.exchanging.declined import NoLongerKnown
from desktop.services.exchanging.exchange import exchange
from desktop.services.exchanging.joining import join
from desktop.services.exchanging.standing import standing
from desktop.services.exchanging.troubles import Trouble
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.keyslots import Argon2
from sync.operations.digest import digest_of

PHRASE = "une longue phrase de rue"


@dataclass
class Town:
    """The machine that holds the server: its command, and its process."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, *words: str) -> Any:
        """Type a command of the server and read its answer."""
        typed = [sys.executable, "-m", "sync.server", *words, "--data-dir", str(self.folder)]
        return orjson.loads(
            subprocess.run([*typed, "--json"], check=True, capture_output=True).stdout
        )

    def start(self) -> None:
        """Run the server, and wait until it answers."""
        words = ["run", "--port", str(self.port), "--data-dir", str(self.folder)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sync.server", *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while not self._answers():
            assert self.process.poll() is None

    def stop(self) -> None:
        """Stop the server as Ctrl+C does."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=30)
            self.process = None

    def welcome(self, notebook: Notebook, name: str, role: str = "agent") -> None:
        """Invite a person, who joins."""
        invited = self.ask("invite", "--space", "Aubiers", "--role", role, "--name", name)
        join(notebook, self.address, invited["code"], f"Portable de {name}")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/health", timeout=5) as answered:
                return bool(answered.status == 200)
        except URLError:
            return False


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """Return a server that runs until the end of the test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        made = Town(tmp_path / "server", int(free.getsockname()[1]))
    made.ask("init")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def laptops(town: Town, tmp_path: Path) -> Iterator[tuple[Notebook, Notebook]]:
    """Return the notebooks of an agent, who wrote before joining, and of a supervisor."""
    opening = Opening(cost=Argon2(memory_kib=64, iterations=1, lanes=1))
    made = [
        opening.create(tmp_path / name, name=name, passphrase=PHRASE).notebook
        for name in ("Jeanne", "Karim")
    ]
    jeanne, karim = made
    jeanne.add("organisation", {"name": "Jardins d’Éloi", "organisation_type": "ASSO_1901"})
    town.welcome(jeanne, "Jeanne")
    town.welcome(karim, "Karim", "supervisor")
    meet(jeanne, karim)
    yield jeanne, karim
    for notebook in made:
        notebook.close()


def meet(*notebooks: Notebook) -> None:
    """Exchange, each in turn, and the first ones again."""
    for notebook in (*notebooks, *notebooks):
        exchange(notebook, Ticket())


def held(notebook: Notebook) -> str:
    """Return the digest of all that a notebook holds of its space."""
    space = notebook.base.identity.space
    return digest_of(op.id for op in notebook.base.log.everything() if op.scope == space)


def only(notebook: Notebook, kind: str) -> str:
    """Return the id of the one record of a kind."""
    [choice] = notebook.choices((kind,), "", 5)
    return choice.id


def field(notebook: Notebook, record: str, name: str) -> object:
    """Return what a notebook shows of a field."""
    return getattr(notebook.get(record), name)


def test_what_was_written_before_joining_is_shared_and_lists_are_not_doubled(
    laptops: tuple[Notebook, Notebook],
) -> None:
    jeanne, karim = laptops

    assert field(karim, only(karim, "organisation"), "name") == "Jardins d’Éloi"
    assert held(jeanne) == held(karim)
    assert karim.count("list_entry") == jeanne.count("list_entry")
    assert standing(jeanne).all_sent


def test_two_edits_of_one_text_are_put_together(laptops: tuple[Notebook, Notebook]) -> None:
    jeanne, karim = laptops
    place = only(jeanne, "organisation")
    jeanne.edit(place, {"purpose": "Cultiver ensemble au pied des tours."})
    meet(jeanne, karim)

    jeanne.edit(place, {"purpose": "Cultiver et cuisiner ensemble au pied des tours."})
    karim.edit(place, {"purpose": "Cultiver ensemble au pied des tours du quartier."})
    meet(jeanne, karim)

    both = "Cultiver et cuisiner ensemble au pied des tours du quartier."
    assert [field(each, place, "purpose") for each in laptops] == [both, both]
    assert count(jeanne) == count(karim) == 0


def test_two_telephone_numbers_wait_for_a_person_and_the_choice_goes_to_all(
    laptops: tuple[Notebook, Notebook],
) -> None:
    jeanne, karim = laptops
    place = only(jeanne, "organisation")
    person = {"last_name": "Doe", "role": "PRESIDENCE", "organisation": place}
    contact = jeanne.add("contact", person | {"phone": "0639988993"}).record.id
    meet(jeanne, karim)

    jeanne.edit(contact, {"phone": "0639981024"})
    karim.edit(contact, {"phone": "0639981025"})
    meet(jeanne, karim)

    [asked] = differences(karim)
    versions = {str(version.value) for question in asked.questions for version in question.versions}
    assert versions == {"+33639981024", "+33639981025"}
    resolve(karim, asked, {"phone": "+33639981024"})
    meet(karim, jeanne)
    assert [str(field(each, contact, "phone")) for each in laptops] == ["+33639981024"] * 2
    assert count(jeanne) == count(karim) == 0
    assert held(jeanne) == held(karim)


def test_a_deletion_does_not_beat_an_edit_that_it_had_not_seen(
    laptops: tuple[Notebook, Notebook],
) -> None:
    jeanne, karim = laptops
    place = only(jeanne, "organisation")

    jeanne.delete(place)
    karim.edit(place, {"acronym": "JE"})
    meet(jeanne, karim)

    assert [each.get(place).deleted_at for each in laptops] == [None, None]
    assert [question.field for question in differences(jeanne)[0].questions] == ["deleted"]


def test_without_the_server_everything_waits_and_is_said(
    town: Town, laptops: tuple[Notebook, Notebook]
) -> None:
    jeanne, karim = laptops
    town.stop()
    jeanne.edit(only(jeanne, "organisation"), {"acronym": "JE"})

    with pytest.raises(Trouble) as told:
        exchange(jeanne, Ticket())

    assert told.value.sentence
    assert not standing(jeanne).all_sent
    town.start()
    meet(jeanne, karim)
    assert field(karim, only(karim, "organisation"), "acronym") == "JE"


def test_a_server_put_back_to_yesterday_gets_all_that_the_laptops_hold(
    town: Town, laptops: tuple[Notebook, Notebook], tmp_path: Path
) -> None:
    jeanne, karim = laptops
    yesterday = tmp_path / "yesterday.db"
    town.ask("backup", str(yesterday))
    jeanne.edit(only(jeanne, "organisation"), {"acronym": "JE"})
    karim.add("organisation", {"name": "Vélo-école", "organisation_type": "ASSO_1901"})
    meet(jeanne, karim)
    before = held(jeanne)

    town.stop()
    town.ask("restore", str(yesterday))
    town.start()
    meet(karim, jeanne)

    assert held(jeanne) == held(karim) == before
    assert town.ask("check")["sound"]
    assert [exchange(each, Ticket()).received for each in laptops] == [0, 0]


def test_a_usb_key_hands_over_and_the_carrier_brings_it_to_the_server(
    laptops: tuple[Notebook, Notebook], tmp_path: Path
) -> None:
    jeanne, karim = laptops
    jeanne.edit(only(jeanne, "organisation"), {"acronym": "JE"})
    key = tmp_path / "key.carnet-echange"

    create(jeanne, key)
    apply(karim, key)
    meet(karim)

    assert field(karim, only(karim, "organisation"), "acronym") == "JE"
    assert standing(karim).all_sent
    meet(jeanne)
    assert held(jeanne) == held(karim)


def test_work_that_came_through_the_server_goes_on_by_a_key(
    town: Town, laptops: tuple[Notebook, Notebook], tmp_path: Path
) -> None:
    jeanne, karim = laptops
    opening = Opening(cost=Argon2(memory_kib=64, iterations=1, lanes=1))
    place = only(jeanne, "organisation")
    key = tmp_path / "key.carnet-echange"
    with opening.create(tmp_path / "Chloe", name="Chloe", passphrase=PHRASE).notebook as chloe:
        town.welcome(chloe, "Chloe")
        jeanne.edit(place, {"acronym": "JE"})
        meet(jeanne, karim)
        town.stop()

        create(karim, key, since=ALL)
        apply(chloe, key)

        assert field(chloe, place, "acronym") == "JE"
        assert held(chloe) == held(karim)


def test_a_revoked_laptop_is_told_so_and_keeps_its_work(
    town: Town, laptops: tuple[Notebook, Notebook]
) -> None:
    jeanne, _karim = laptops
    known = town.ask("devices")["devices"]
    device = next(each["device"] for each in known if each["person_name"] == "Jeanne")
    jeanne.edit(only(jeanne, "organisation"), {"acronym": "JE"})

    town.ask("revoke", device)

    with pytest.raises(NoLongerKnown):
        exchange(jeanne, Ticket())
    assert field(jeanne, only(jeanne, "organisation"), "acronym") == "JE"
