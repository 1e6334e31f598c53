"""The commands about work kept apart, as whoever looks after a server types them."""

import json
from typing import Any

import pytest

from sync.protocol.codes import Reason, Role
from sync.server.__main__ import answer
from sync.server.cli.parking import WHY
from sync.server.members import Members
from tests.sync.server.laptops import Laptop, laptop
from tests.sync.server.office import Office
from tests.sync.server.store.test_migrating import options, place_of


class Desk:
    """A terminal beside a server, in either database."""

    def __init__(self, office: Office, capsys: pytest.CaptureFixture[str]) -> None:
        self._options = options(place_of(office.store))
        self._capsys = capsys

    def type(self, *words: str) -> tuple[int, str, str]:
        code = answer(["parked", *words, *self._options])
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def ask(self, *words: str) -> Any:
        code, out, err = self.type(*words, "--json")
        assert code == 0, err
        return json.loads(out)


@pytest.fixture
def desk(office: Office, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(office, capsys)


def put_out(office: Office, name: str, *purposes: str) -> Laptop:
    """Have somebody write after the right to write was taken away."""
    person = laptop(office, name)
    person.push([])
    members = Members(office.store, office.clock)
    found = next(one for one in members.listed() if one.name == name)
    members.set_role(found, Role.READER)
    for purpose in purposes:
        code = f"VIS-26-{len(person.chain) + 1}"
        person.write(visited_on="2026-03-02", purpose=purpose, code=code)
    person.push(person.chain)
    return person


def test_every_reason_that_parks_has_its_words() -> None:
    assert set(WHY) == {reason for reason in Reason if reason.parked}


def test_what_is_kept_apart_is_listed_in_words_and_let_in(office: Office, desk: Desk) -> None:
    jeanne = put_out(office, "Jeanne Doe", "Pied d’immeuble", "Jardin")
    first = jeanne.chain[0].record

    _, out, _ = desk.type("list")
    listed = desk.ask("list", "--space", "Nord")["parked"]
    one = desk.ask("accept", "--record", "VIS-26-1")
    _, rest, _ = desk.type("accept", "--person", "Jeanne Doe")
    _, none, _ = desk.type("accept", "--person", "Jeanne Doe")

    assert "Nord  Visite  VIS-26-1  02/03/2026 – Pied d’immeuble" in out
    assert first in out
    assert "1 modification de Jeanne Doe, sur «\u00a0Portable\u00a0»" in out
    assert WHY[Reason.FORBIDDEN] in out
    assert [each["record"] for each in listed] == [each.record for each in jeanne.chain]
    assert one == {"entered": 1, "refused": {}}
    assert "prises dans l’espace\u00a0: 1." in rest
    assert "Rien de tel n’est gardé à part" in none
    assert desk.ask("list") == {"parked": []}


def test_what_is_put_out_of_sight_is_listed_when_asked_and_can_come_back(
    office: Office, desk: Desk
) -> None:
    jeanne = put_out(office, "Jeanne Doe", "Jardin")
    person = jeanne.joined.person

    done = [desk.ask("discard", "--person", person) for _ in range(2)]

    assert done == [{"discarded": 1}, {"discarded": 0}]
    assert "Rien n’est gardé à part" in desk.type("list")[1]
    assert "Jardin" in desk.type("list", "--discarded")[1]
    assert desk.ask("accept", "--person", person)["entered"] == 0
    assert desk.ask("accept", "--person", person, "--discarded")["entered"] == 1


def test_what_may_not_enter_is_said_with_the_reason(office: Office, desk: Desk) -> None:
    jeanne = laptop(office)
    jeanne.push([jeanne.write(fields="[1]")])

    code, out, _ = desk.type("accept", "--person", "Jeanne Doe")

    assert code == 0
    assert f"Toujours à part\u00a0: 1, parce que {WHY[Reason.MALFORMED]}." in out


def test_without_a_choice_nothing_is_changed(office: Office, desk: Desk) -> None:
    put_out(office, "Jeanne Doe", "Jardin")
    put_out(office, "Karim Roe", "Jardin")

    said = [desk.type("accept"), desk.type("discard", "--person", "", "--space", "Nord")]

    assert [code for code, _, _ in said] == [2, 2]
    assert all("Indiquez une fiche" in err for _, _, err in said)
    assert len(desk.ask("list")["parked"]) == 2


def test_an_identifier_that_two_records_begin_with_changes_nothing(
    office: Office, desk: Desk
) -> None:
    jeanne = laptop(office)
    jeanne.push([jeanne.write("ab" + end * 30, fields="[1]") for end in "01"])

    code, _, err = desk.type("discard", "--record", "AB")

    assert code == 2
    assert "Plusieurs" in err
    assert len(desk.ask("list")["parked"]) == 2
