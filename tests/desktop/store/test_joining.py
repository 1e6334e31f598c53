"""A notebook that joins a space keeps its history, and can still take back what it did."""

from pathlib import Path

import pytest

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.enrolment import enrolment_from, enrolment_of
from desktop.store.identity import new_device
from desktop.store.joining import join
from desktop.store.purge import purge
from sync.operations.operation import Operation, Value
from sync.operations.seeds import is_seed
from sync.protocol.signing import DeviceKey
from tests.conftest import PASSPHRASE
from tests.desktop.laptops import Server, joined, reply_for

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin est ouvert."}


def told(notebook: Notebook) -> list[tuple[object, ...]]:
    """Return what the log says, without the places of its operations."""
    return [
        (each.record, each.kind, each.verb, without_code(each), each.clock, each.reason)
        for each in notebook.base.log.everything()
        if each.kind != "list_entry"
    ]


def without_code(operation: Operation) -> dict[str, Value]:
    return {name: value for name, value in operation.values().items() if name != "code"}


def test_history_undo_and_redo_go_on_after_joining(carnet: Notebook) -> None:
    visit = carnet.add("visit", {**VISIT, "private_note": "À moi"}).record.id
    carnet.edit(visit, {"facts": "Le jardin est fermé.", "private_note": "Rien qu’à moi"})
    other = carnet.add("visit", VISIT).record.id
    carnet.delete(other)
    before = told(carnet)

    joined(carnet, Server(), "Jeanne Dupont", "JDU")
    after = told(carnet)
    carnet.undo()
    carnet.undo()
    carnet.undo()
    stored = carnet.base.repository.find(visit)
    carnet.redo()
    redone = carnet.base.repository.find(visit)

    assert after == before
    assert stored is not None
    assert redone is not None
    assert stored.values["facts"] == "Le jardin est ouvert."
    assert stored.values["private_note"] == "À moi"
    assert redone.values["facts"] == "Le jardin est fermé."
    assert carnet.check().sound
    assert carnet.add("visit", VISIT).record.code == "VIS-26-JDU-0003"


def test_two_who_wrote_the_same_codes_before_joining_are_told_apart(
    carnet: Notebook, doors: Opening, tmp_path: Path
) -> None:
    server = Server()
    ours = carnet.add("visit", {**VISIT, "facts": "Chez Jeanne"}).record
    with doors.create(tmp_path / "jean", name="Jean Doe", passphrase=PASSPHRASE).notebook as jean:
        theirs = jean.add("visit", {**VISIT, "facts": "Chez Jean"}).record
        by_hand = jean.add("visit", {**VISIT, "code": "VIS-26-ZZ-0007"}).record
        laptops = joined(carnet, server, "Jeanne Dupont", "JD"), joined(jean, server, "Jean", "JDO")
        for each in (*laptops, *laptops):
            each.exchange()

        codes = {key: carnet.get(key).code for key in (ours.id, theirs.id, by_hand.id)}
        found = jean.search("VIS-26-JDO-0001").hits

        assert ours.code == theirs.code == "VIS-26-JD-0001"
        assert codes == {
            ours.id: "VIS-26-JD-0001",
            theirs.id: "VIS-26-JDO-0001",
            by_hand.id: "VIS-26-ZZ-0007",
        }
        assert {key: jean.get(key).code for key in codes} == codes
        assert [hit.id for hit in found] == [theirs.id]
        assert jean.add("visit", VISIT).record.code == "VIS-26-JDO-0002"
        assert jean.check().sound


def test_everything_goes_to_the_space_in_the_order_of_its_chains(carnet: Notebook) -> None:
    carnet.add("visit", {**VISIT, "private_note": "À moi"})
    server = Server()

    laptop = joined(carnet, server, "Jeanne Dupont", "JD")
    shared, private = (laptop.local.outgoing(scope).operations for scope in laptop.scopes)

    own = [each for each in shared if not is_seed(each)]
    assert {each.scope for each in shared} == {server.space}
    assert [each.number for each in own] == [*range(1, len(own) + 1)]
    assert {each.author for each in (*own, *private)} == {carnet.base.identity.person.id}
    assert [each.number for each in private] == [1]


def test_a_joining_that_is_stopped_changes_nothing(carnet: Notebook) -> None:
    carnet.add("visit", VISIT)
    before = (list(carnet.base.log.everything()), carnet.base.identity)
    reply, key = reply_for(Server(), "Jeanne Dupont", "JD"), DeviceKey.new()
    enrolment = enrolment_from("https://carnet.example", reply, key)

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        join(carnet.base, reply, enrolment, new_device(), stop)

    assert (list(carnet.base.log.everything()), carnet.base.identity) == before
    assert enrolment_of(carnet.base.settings) is None


def test_a_notebook_joins_once(carnet: Notebook) -> None:
    joined(carnet, Server(), "Jeanne Dupont", "JD")

    with pytest.raises(ValueError, match="already"):
        joined(carnet, Server(), "Jeanne Dupont", "JD")


def test_what_was_emptied_with_the_trash_is_not_brought_along(carnet: Notebook) -> None:
    kept = carnet.add("visit", VISIT).record.id
    gone = carnet.add("visit", VISIT).record.id
    carnet.delete(gone)
    purge(carnet.base, 2**60)

    joined(carnet, Server(), "Jeanne Dupont", "JD")

    records = {each.record for each in carnet.base.log.everything()}
    assert kept in records
    assert gone not in records
    assert carnet.check().sound
