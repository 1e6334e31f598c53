"""Laptops that exchange: whatever the order, they end with the same records and lose nothing."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store import differences
from desktop.store.enrolment import enrolment_of
from desktop.store.exchanging import LocalBase
from desktop.store.outbox import Outbox
from desktop.store.query import ListQuery
from desktop.store.stored import Stored
from sync.client.ports import Applied, Arrival, ScopeState
from sync.operations.digest import digest_of
from sync.operations.operation import Operation, Verb, redact, seal
from sync.protocol.messages import Directory, Member, Policy, Verdict
from sync.protocol.signing import is_attested
from tests.conftest import PASSPHRASE
from tests.desktop.laptops import EPOCH, Laptop, Server, joined, laptop

VISIT = {
    "visited_on": "2026-11-13",
    "visit_type": "ECOUTE",
    "facts": "Le jardin est ouvert. Il y a du monde.",
}
CONTACT = {"last_name": "Martin", "first_name": "Nadia", "phone": "0102030405", "role": "DIRECTION"}


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def jeanne(carnet: Notebook, server: Server) -> Laptop:
    """Return a laptop that kept a notebook before it joined."""
    carnet.add("visit", VISIT)
    return joined(carnet, server, "Jeanne Dupont", "JD")


@pytest.fixture
def bruno(doors: Opening, server: Server, tmp_path: Path) -> Iterator[Laptop]:
    with laptop(doors, tmp_path / "bruno", server, ("Bruno Petit", "BP")) as made:
        yield made


@pytest.fixture
def pair(jeanne: Laptop, bruno: Laptop) -> tuple[Laptop, Laptop]:
    """Return two laptops that hold the same."""
    meet(jeanne, bruno)
    return jeanne, bruno


def meet(*laptops: Laptop) -> None:
    """Let laptops exchange until all hold the same."""
    for each in (*laptops, *laptops):
        each.exchange()


def rows(laptop: Laptop) -> dict[str, Stored]:
    """Return the rows of a laptop by record, without their numbers and the private notes."""
    base = laptop.notebook.base
    ids = [row[0] for row in base.db.execute("SELECT id FROM record ORDER BY id")]
    found = ((each, base.repository.find(each)) for each in ids)
    return {each: replace(stored, seq=0) for each, stored in found if stored is not None}


def visit_of(laptop: Laptop) -> str:
    """Return the only visit."""
    (number,) = laptop.notebook.base.repository.numbers(ListQuery("visit"))
    sql = "SELECT id FROM record WHERE seq = ?"
    return str(laptop.notebook.base.db.execute(sql, [number]).fetchone()[0])


def edit(laptop: Laptop, record: str, **values: Any) -> None:
    """Save new values of a record."""
    base = laptop.notebook.base
    stored = base.repository.find(record)
    assert stored is not None
    with base.act("Modification") as act:
        act.change(stored, values)


def value(laptop: Laptop, record: str, name: str) -> object:
    stored = laptop.notebook.base.repository.find(record)
    assert stored is not None
    return stored.values.get(name)


def state(laptop: Laptop) -> ScopeState:
    return laptop.local.scopes()[0]


def log(laptop: Laptop) -> list[Operation]:
    return list(laptop.notebook.base.log.everything())


def test_two_notebooks_that_meet_hold_the_same_records_and_one_copy_of_the_lists(
    pair: tuple[Laptop, Laptop],
) -> None:
    jeanne, bruno = pair

    entries = [each for each in log(jeanne) if each.kind == "list_entry"]

    assert rows(jeanne) == rows(bruno)
    assert len({each.record for each in entries}) == len(entries) > 100
    assert jeanne.notebook.check().sound
    assert bruno.notebook.check().sound


def test_the_account_with_the_server_is_that_of_the_server(pair: tuple[Laptop, Laptop]) -> None:
    for each in pair:
        held = each.server.log(each.scopes[0])

        assert state(each).count == len(held)
        assert state(each).digest == digest_of(held)
        assert each.local.held_ids(each.scopes[0], range(256)) == frozenset(held)
        assert each.local.outgoing(each.scopes[0]).operations == ()


def test_edits_of_two_fields_at_once_are_both_kept(pair: tuple[Laptop, Laptop]) -> None:
    jeanne, bruno = pair
    visit = visit_of(jeanne)

    edit(jeanne, visit, next_step="Rappeler")
    edit(bruno, visit, visited_on="2026-11-14")
    meet(jeanne, bruno)

    assert value(jeanne, visit, "next_step") == "Rappeler"
    assert value(jeanne, visit, "visited_on") == "2026-11-14"
    assert rows(jeanne) == rows(bruno)


def test_words_written_apart_in_one_text_are_put_together(pair: tuple[Laptop, Laptop]) -> None:
    jeanne, bruno = pair
    visit = visit_of(jeanne)

    edit(jeanne, visit, facts="Le jardin est fermé. Il y a du monde.")
    edit(bruno, visit, facts="Le jardin est ouvert. Il y a du monde dehors.")
    meet(jeanne, bruno)

    assert value(jeanne, visit, "facts") == "Le jardin est fermé. Il y a du monde dehors."
    assert rows(jeanne) == rows(bruno)
    assert len(differences.unseen(jeanne.notebook.base.db)) == 1


def test_two_telephone_numbers_are_for_a_person_to_decide(pair: tuple[Laptop, Laptop]) -> None:
    jeanne, bruno = pair
    contact = jeanne.notebook.add("contact", CONTACT).record.id
    meet(jeanne, bruno)

    edit(jeanne, contact, phone="0611111111")
    edit(bruno, contact, phone="0622222222")
    meet(jeanne, bruno)
    pending = [differences.of_record(each.notebook.base.db, contact) for each in pair]
    edit(jeanne, contact, phone="0611111111")
    meet(jeanne, bruno)

    assert pending == [("phone",), ("phone",)]
    assert value(bruno, contact, "phone") == "0611111111"
    assert [differences.count(each.notebook.base.db) for each in pair] == [0, 0]


def test_a_deletion_does_not_beat_an_edit_it_had_not_seen(pair: tuple[Laptop, Laptop]) -> None:
    jeanne, bruno = pair
    visit = visit_of(jeanne)

    jeanne.notebook.delete(visit)
    edit(bruno, visit, next_step="Y retourner")
    meet(jeanne, bruno)

    assert rows(jeanne) == rows(bruno)
    assert rows(jeanne)[visit].deleted_at is None
    assert differences.of_record(jeanne.notebook.base.db, visit) == ("deleted",)


def test_a_deletion_that_saw_everything_arrives_as_one(pair: tuple[Laptop, Laptop]) -> None:
    jeanne, bruno = pair
    visit = visit_of(jeanne)

    jeanne.notebook.delete(visit)
    jeanne.send()
    coming = bruno.arrival(bruno.scopes[0], state(bruno).cursor)
    counted = bruno.local.removals(coming.operations)
    bruno.local.apply(coming)

    assert counted[0] == 1
    assert rows(bruno)[visit].deleted_at is not None
    assert rows(jeanne) == rows(bruno)


def test_neither_order_nor_repetition_matters(
    pair: tuple[Laptop, Laptop], doors: Opening, server: Server, tmp_path: Path
) -> None:
    jeanne, bruno = pair
    visit = visit_of(jeanne)
    edit(jeanne, visit, facts="Le jardin est fermé.", next_step="Un")
    edit(bruno, visit, facts="Le jardin est ouvert.", next_step="Deux")
    meet(jeanne, bruno)
    operations = [*server.log(server.space).values()] * 2
    random.Random(4).shuffle(operations)

    with laptop(doors, tmp_path / "third", server, ("Chloé Roy", "CR")) as chloe:
        for start in range(0, len(operations), 37):
            page = tuple(operations[start : start + 37])
            chloe.local.apply(Arrival(server.space, page))
        shown = rows(chloe)

        assert shown == rows(jeanne)
        assert state(chloe).digest == state(jeanne).digest


def test_a_page_applied_twice_changes_nothing(pair: tuple[Laptop, Laptop]) -> None:
    jeanne, bruno = pair
    edit(jeanne, visit_of(jeanne), next_step="Un")
    jeanne.send()
    coming = bruno.arrival(bruno.scopes[0])

    first = bruno.local.apply(coming)
    before = (rows(bruno), log(bruno), state(bruno))
    second = bruno.local.apply(coming)

    assert first.added == 1
    assert second == Applied()
    assert (rows(bruno), log(bruno), state(bruno)) == before


def test_a_page_cut_short_leaves_all_as_it_was(
    pair: tuple[Laptop, Laptop], monkeypatch: pytest.MonkeyPatch
) -> None:
    jeanne, bruno = pair
    edit(jeanne, visit_of(jeanne), next_step="Un")
    jeanne.send()
    before = (rows(bruno), log(bruno), state(bruno))

    with monkeypatch.context() as patch:
        patch.setattr(Outbox, "put", _cut)
        with pytest.raises(KeyboardInterrupt):
            bruno.receive()
    after = (rows(bruno), log(bruno), state(bruno))
    bruno.receive()

    assert after == before
    assert rows(bruno) == rows(jeanne)


def _cut(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_this_version_does_not_know_waits_and_still_counts(
    pair: tuple[Laptop, Laptop],
) -> None:
    _, bruno = pair
    scope = bruno.scopes[0]
    strange = stranger(scope, "hologram")

    applied = bruno.local.apply(Arrival(scope, (strange,)))
    again = bruno.local.apply(Arrival(scope, (strange,)))

    assert (applied.added, applied.refused, again.refused) == (0, 1, 0)
    assert strange.id in bruno.local.held_ids(scope, range(256))
    assert state(bruno).count == len(bruno.server.log(scope)) + 1
    assert bruno.notebook.check().sound


def stranger(scope: str, kind: str = "visit", number: int = 1) -> Operation:
    """Return what a laptop that nobody knows here wrote."""
    return seal(
        device="d" * 32,
        number=number,
        previous="",
        scope=scope,
        record=uuid4().hex,
        kind=kind,
        verb=Verb.CREATE,
        fields='{"facts":"Vu de loin","visited_on":"2026-11-01"}',
        parents=(),
        clock=1 << 70 >> 10,
        author="a" * 32,
        schema=1,
    )


def test_what_came_by_a_key_goes_on_to_the_server(pair: tuple[Laptop, Laptop]) -> None:
    _, bruno = pair
    scope = bruno.scopes[0]
    carried = stranger(scope)

    bruno.local.apply(Arrival(scope, (carried,), way="usb"))
    out = bruno.local.outgoing(scope).operations
    bruno.local.apply(Arrival(scope, (carried,)))

    assert out == (carried,)
    assert carried.id in bruno.local.held_ids(scope, [int(carried.id[:2], 16)])
    assert bruno.local.outgoing(scope).operations == ()


def test_each_page_vouches_for_the_end_of_its_own_chain(jeanne: Laptop) -> None:
    scope = jeanne.scopes[0]

    page = jeanne.local.outgoing(scope)

    (attestation,) = page.attestations
    enrolment = enrolment_of(jeanne.notebook.base.settings)
    assert enrolment is not None
    assert is_attested(enrolment.key.public, scope, attestation)
    assert attestation.device == jeanne.local.incarnation
    assert attestation.id == page.operations[-1].id


def test_what_the_server_keeps_apart_goes_out_no_more_and_is_not_counted(jeanne: Laptop) -> None:
    scope = jeanne.scopes[0]
    page = jeanne.local.outgoing(scope).operations
    apart = Verdict(operation=page[-1].id, reason="forbidden")

    jeanne.local.acknowledge(scope, page[:-1], [apart])
    jeanne.local.acknowledge(scope, page[:-1], [apart])

    assert jeanne.local.outgoing(scope).operations == ()
    assert state(jeanne).count == len(page) - 1
    assert apart.operation not in jeanne.local.held_ids(scope, range(256))


def test_what_a_restored_server_lacks_goes_out_again(pair: tuple[Laptop, Laptop]) -> None:
    jeanne, _ = pair
    scope = jeanne.scopes[0]
    own = [each for each in log(jeanne) if each.kind == "visit"]

    jeanne.local.offer_again(scope, [each.id for each in own])
    offered = jeanne.local.outgoing(scope).operations
    lacking = state(jeanne)
    jeanne.local.believe(scope, [each.id for each in own])
    jeanne.local.synchronised(ScopeState(scope, 7, "f" * 32))

    assert [*offered] == own
    assert lacking.digest != state(jeanne).digest == digest_of(jeanne.server.log(scope))
    assert (state(jeanne).cursor, state(jeanne).epoch) == (7, "f" * 32)


def test_the_parts_of_a_scope_are_compared_by_their_first_byte(pair: tuple[Laptop, Laptop]) -> None:
    jeanne, bruno = pair

    parts = jeanne.local.held(jeanne.scopes[0])

    assert parts == bruno.local.held(bruno.scopes[0])
    for part, digest in parts.items():
        assert digest_of(jeanne.local.held_ids(jeanne.scopes[0], [part])) == digest


def test_an_erasure_empties_the_record_here_and_it_does_not_come_back(
    pair: tuple[Laptop, Laptop],
) -> None:
    _, bruno = pair
    scope = bruno.scopes[0]
    visit = visit_of(bruno)
    gone = [each for each in log(bruno) if each.record == visit]
    erasure = Arrival(scope, (), erased=tuple(each.id for each in gone), erasures=1)

    bruno.local.apply(erasure)
    bruno.local.apply(Arrival(scope, tuple(gone)))

    assert visit not in rows(bruno)
    assert [each for each in log(bruno) if each.record == visit] == [*map(redact, gone)]
    assert bruno.local.erased(scope) == {each.id for each in gone}
    assert state(bruno).erasures == 1
    assert bruno.notebook.check().sound


def test_the_whole_log_arrives_in_bulk_like_page_by_page(
    jeanne: Laptop, doors: Opening, server: Server, tmp_path: Path
) -> None:
    edit(jeanne, visit_of(jeanne), next_step="Un")
    jeanne.send()
    everything = tuple(server.log(server.space).values())
    pages = [
        Arrival(server.space, everything[i : i + 50], EPOCH, min(i + 50, len(everything)))
        for i in range(0, len(everything), 50)
    ]

    with laptop(doors, tmp_path / "third", server, ("Chloé Roy", "CR")) as chloe:
        applied = chloe.local.apply_all(server.space, iter(pages))
        shown = rows(chloe)

        assert applied.added == 2
        assert shown == rows(jeanne)
        assert state(chloe).cursor == len(everything)


def test_the_people_of_the_space_are_known_by_name(pair: tuple[Laptop, Laptop]) -> None:
    jeanne, bruno = pair
    person = bruno.notebook.base.identity.person
    known = Directory(
        version=3,
        space_name="Les Tilleuls",
        members=(Member(person=person.id, name=person.name, role="agent"),),
    )

    jeanne.local.learn(known, "reader", Policy(lock_after_days=9), 5)

    assert jeanne.notebook.base.repository.people()[person.id] == "Bruno Petit"
    assert jeanne.local.directory() == 3
    assert jeanne.notebook.base.settings.get("server:role") == "reader"


def test_a_copied_base_leaves_the_chain_of_its_twin_without_loss(
    pair: tuple[Laptop, Laptop], doors: Opening, server: Server, tmp_path: Path
) -> None:
    jeanne, bruno = pair
    visit = visit_of(jeanne)
    jeanne.notebook.backups.make()
    shutil.copytree(tmp_path / "carnet", tmp_path / "twin")
    with doors.open(tmp_path / "twin", PASSPHRASE) as notebook:
        twin = Laptop(notebook, server)
        fork = jeanne.local.own_end(server.space)
        with notebook.base.writing():
            notebook.base.settings.put("device", fork.device)
        edit(jeanne, visit, next_step="Un", private_note="À moi")
        edit(twin, visit, visited_on="2026-11-15", private_note="Aussi")

        moved = twin.local.leave_chain(server.space, fork)
        meet(jeanne, twin, bruno)

        assert moved == 2
        assert twin.local.incarnation != fork.device
        assert rows(twin) == rows(jeanne)
        assert value(bruno, visit, "next_step") == "Un"
        assert value(bruno, visit, "visited_on") == "2026-11-15"
        assert notebook.check().sound
        assert jeanne.notebook.check().sound


def test_a_base_without_a_server_does_not_exchange(carnet: Notebook) -> None:
    key = carnet.folder.keys.load().unlock(PASSPHRASE)

    with pytest.raises(ValueError, match="no server"):
        LocalBase.of(carnet.base, carnet.folder, key)
