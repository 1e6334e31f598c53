"""What a newer version wrote waits here: counted, passed on, and taken in after the upgrade."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.services.carrying.bringing import apply as bring
from desktop.services.carrying.making import create
from desktop.services.exchanging.standing import standing
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.differences import of_record
from desktop.store.log import Chain, Draught, row_of
from desktop.store.outbox import Outbox
from desktop.store.projecting import show_extras
from desktop.store.waiting import Waiting
from sync.client.ports import Arrival
from sync.operations.clock import HybridClock
from sync.operations.operation import Operation, Verb, seal
from sync.protocol.messages import Verdict
from tests.conftest import PASSPHRASE
from tests.desktop.laptops import Laptop, Server, joined
from tests.keys import Agent, agents

VISIT = '{"facts":"Vu de loin","visit_type":"ECOUTE","visited_on":"2026-11-01"}'


@pytest.fixture
def bruno(carnet: Notebook) -> Laptop:
    return joined(carnet, Server(), "Bruno Petit", "BP")


@pytest.fixture
def chain(bruno: Laptop) -> tuple[Operation, ...]:
    """Return what a newer laptop wrote: a visit, something unknown, then the visit again."""
    scope = bruno.scopes[0]
    first = written(scope, "1" * 32, fields=VISIT)
    second = written(scope, "2" * 32, kind="hologram", after=first)
    third = written(
        scope, "1" * 32, '{"facts":"Vu de près"}', verb=Verb.EDIT, after=second, sees=(first.id,)
    )
    return first, second, third


def written(
    scope: str,
    record: str,
    fields: str = '{"depth":3,"note":"Zénaïde"}',
    *,
    kind: str = "visit",
    verb: Verb = Verb.CREATE,
    after: Operation | None = None,
    sees: tuple[str, ...] = (),
) -> Operation:
    """Return an operation of a laptop that runs a newer version."""
    number = 1 if after is None else after.number + 1
    return seal(
        device="d" * 32,
        number=number,
        previous="" if after is None else after.id,
        scope=scope,
        record=record,
        kind=kind,
        verb=verb,
        fields=fields,
        parents=sees,
        clock=(1 << 60) + number,
        author="a" * 32,
        schema=2,
    )


def test_what_an_older_version_kept_aside_is_taken_in_at_the_next_opening(
    carnet: Notebook, doors: Opening, bruno: Laptop, chain: tuple[Operation, ...]
) -> None:
    first, _, third = chain
    scope = bruno.scopes[0]
    with carnet.base.writing():
        # As the version before left them, which knew no visits.
        Waiting(carnet.base.db).keep([(third, "kind"), (first, "kind")], 0)
    place = carnet.folder.path
    carnet.close()

    with doors.open(place, PASSPHRASE) as again:
        shown = again.get(first.record).model_dump()
        out = Laptop(again, bruno.server).local.outgoing(scope).operations

        assert shown["facts"] == "Vu de près"
        assert [each for each in out if each.author == "a" * 32] == [first, third]
        assert not Waiting(again.base.db).any(scope)
        assert of_record(again.base.db, first.record) == ()
        assert again.check().sound


def test_taking_in_what_waited_leaves_the_account_with_the_server_as_it_was(
    carnet: Notebook, doors: Opening, bruno: Laptop, chain: tuple[Operation, ...]
) -> None:
    scope, local = bruno.scopes[0], bruno.local
    before = local.scopes()[0]
    with carnet.base.writing():
        Waiting(carnet.base.db).keep([(chain[0], "kind")], 1)
        Outbox(carnet.base.db).count_in(scope, [chain[0].id])
    held = local.scopes()[0]
    place = carnet.folder.path
    carnet.close()

    with doors.open(place, PASSPHRASE) as opened:
        after = Laptop(opened, bruno.server).local

        assert after.scopes()[0] == held
        assert held.count == before.count + 1
        assert chain[0].id in after.held_ids(scope, range(256))


def test_what_waits_goes_out_between_its_neighbours(
    bruno: Laptop, chain: tuple[Operation, ...]
) -> None:
    scope, local = bruno.scopes[0], bruno.local
    local.apply(Arrival(scope, chain, way="usb"))

    out = local.outgoing(scope).operations
    local.acknowledge(scope, out, ())

    assert [each for each in out if each.device == "d" * 32] == list(chain)
    assert local.outgoing(scope).operations == ()
    assert {each.id for each in chain} <= local.held_ids(scope, range(256))


def test_pages_in_the_air_are_not_read_again_when_something_waits(
    bruno: Laptop, chain: tuple[Operation, ...]
) -> None:
    scope, local = bruno.scopes[0], bruno.local
    local.apply(Arrival(scope, chain, way="usb"))
    whole = local.outgoing(scope).operations

    rest = local.outgoing(scope, len(whole) - 1).operations
    local.acknowledge(scope, whole[:-1], ())

    assert rest == whole[-1:] == local.outgoing(scope).operations


def test_what_waits_and_the_server_keeps_apart_goes_out_no_more(
    bruno: Laptop, chain: tuple[Operation, ...]
) -> None:
    scope, local = bruno.scopes[0], bruno.local
    local.apply(Arrival(scope, chain, way="usb"))
    out = local.outgoing(scope).operations
    strange = chain[1]
    entered = [each for each in out if each.id != strange.id]

    local.acknowledge(scope, entered, [Verdict(operation=strange.id, reason="malformed")])

    assert local.outgoing(scope).operations == ()
    assert strange.id not in local.held_ids(scope, range(256))


def test_what_waits_is_counted_in_records_and_to_send(
    bruno: Laptop, chain: tuple[Operation, ...]
) -> None:
    scope, local = bruno.scopes[0], bruno.local
    local.acknowledge(scope, local.outgoing(scope).operations, ())
    twice = written(scope, chain[1].record, kind="hologram", verb=Verb.EDIT, after=chain[2])

    local.apply(Arrival(scope, (chain[0], chain[1], chain[2], twice), way="usb"))
    told = standing(bruno.notebook)

    assert (told.counts.operations, told.counts.records, told.counts.waiting) == (4, 2, 1)
    assert (
        "1\u00a0fiche vient d’une version plus récente du logiciel et se lira après la mise à jour."
        in told.remarks
    )


def test_what_waits_and_is_erased_keeps_its_place_and_nothing_else(
    bruno: Laptop, chain: tuple[Operation, ...]
) -> None:
    scope, local = bruno.scopes[0], bruno.local
    local.apply(Arrival(scope, chain, way="usb"))

    local.apply(Arrival(scope, (), erased=(chain[1].id,)))
    out = [each for each in local.outgoing(scope).operations if each.device == "d" * 32]

    assert [each.id for each in out] == [each.id for each in chain]
    assert out[1].redacted
    assert "Zénaïde" not in out[1].fields


@pytest.fixture
def three(doors: Opening, tmp_path: Path) -> Iterator[list[Agent]]:
    with agents(doors, tmp_path / "trois", "5" * 32, "Jeanne", "Bruno", "Chloe") as made:
        yield made


def write_strange(agent: Agent) -> Operation:
    """Write, as a newer version would, what ours does not know."""
    base = agent.base
    with base.writing():
        chain = Chain(base.db, base.identity, HybridClock(base.now_ms))
        draught = Draught("7" * 32, "hologram", Verb.CREATE, {"depth": 3}, ())
        strange = chain.seal(draught)
        base.log.append([row_of(base.log.next_place(), 1, strange)])
        chain.close()
    return strange


def test_what_waits_is_carried_on_a_key_from_laptop_to_laptop(
    three: list[Agent], tmp_path: Path
) -> None:
    jeanne, bruno, chloe = three
    jeanne.visit("Avant")
    strange = write_strange(jeanne)
    after = jeanne.visit("Après")
    keys = [tmp_path / f"{number}.carnet-echange" for number in (1, 2)]

    create(jeanne.notebook, keys[0])
    bring(bruno.notebook, keys[0])
    create(bruno.notebook, keys[1])
    brought = bring(chloe.notebook, keys[1])

    assert (brought.applied.added, brought.applied.refused) == (2, 1)
    assert chloe.notebook.get(after).model_dump()["facts"] == "Après"
    assert list(Waiting(chloe.base.db).read([strange.id])) == [strange]


def test_a_duplicate_on_a_second_key_changes_nothing(three: list[Agent], tmp_path: Path) -> None:
    jeanne, bruno, _ = three
    write_strange(jeanne)
    key = tmp_path / "1.carnet-echange"
    create(jeanne.notebook, key)
    bring(bruno.notebook, key)

    again = bring(bruno.notebook, key)

    assert (again.applied.added, again.applied.refused) == (0, 0)


def test_a_field_that_the_version_before_did_not_know_is_shown_after_the_upgrade(
    carnet: Notebook,
) -> None:
    key = carnet.add("visit", {"visited_on": "2026-11-20", "visit_type": "ECOUTE", "facts": "Su"})
    base = carnet.base
    with base.writing():
        # As the version before left its row: the operation was whole, the column was not there.
        base.db.execute('UPDATE visit SET facts = NULL, extra = \'{"facts":"Su"}\'')

    with base.writing():
        show_extras(base.db, base.identity, base.now_ms())

    assert base.db.execute("SELECT facts, extra FROM visit").fetchone() == ("Su", None)
    assert carnet.get(key.record.id).model_dump()["facts"] == "Su"
