"""The word of a laptop comes with its work, and lets another laptop carry it further."""

import pytest

from desktop.services.notebook import Notebook
from desktop.store.acquaintances import BUNDLE_KEY
from desktop.store.carried import EVERYTHING, Carrying
from desktop.store.learning import learn
from sync.client.ports import Arrival
from sync.operations.operation import Operation, Verb, seal
from sync.protocol.messages import DeviceCard, Directory, Member, Policy
from sync.protocol.signing import DeviceKey, to_text
from tests.desktop.laptops import EPOCH, Laptop, Server, joined

CHAIN = "c" * 32


@pytest.fixture
def bruno(carnet: Notebook) -> Laptop:
    """Return a laptop that knows the one of a colleague."""
    made = joined(carnet, Server(), "Bruno Petit", "BP")
    base = carnet.base
    with base.writing():
        base.settings.put(BUNDLE_KEY, to_text(bytes(range(32))))
    return made


@pytest.fixture
def key(bruno: Laptop) -> DeviceKey:
    """Return the key of the colleague's laptop."""
    made = DeviceKey.new()
    card = DeviceCard(
        device="d" * 32, person="a" * 32, name="Portable", public_key=made.public,
        incarnations=(CHAIN,),
    )  # fmt: skip
    people = (Member(person="a" * 32, name="Jeanne Doe", role="agent"),)
    directory = Directory(version=2, space_name="Nord", members=people, devices=(card,))
    with bruno.notebook.base.writing():
        learn(bruno.notebook.base, directory, "agent", Policy(), 0)
    return made


def written(scope: str, count: int) -> list[Operation]:
    """Return the chain of the colleague."""
    chain: list[Operation] = []
    for number in range(1, count + 1):
        chain.append(
            seal(
                device=CHAIN,
                number=number,
                previous=chain[-1].id if chain else "",
                scope=scope,
                record=f"{number:032x}",
                kind="visit",
                verb=Verb.CREATE,
                fields='{"facts":"Vu"}',
                parents=(),
                clock=number << 20,
                author="a" * 32,
                schema=1,
            )
        )
    return chain


def carried(bruno: Laptop) -> dict[str, int]:
    """Return up to where each chain of others could be carried."""
    carrying = Carrying(bruno.notebook.base)
    sender = carrying.sender()
    assert sender is not None
    chains = carrying.choose(sender.key, EVERYTHING).chains
    return {each.end.device: each.end.number for each in chains if each.owner == "d" * 32}


def test_what_came_from_the_server_can_be_carried_with_its_word(
    bruno: Laptop, key: DeviceKey
) -> None:
    scope = bruno.scopes[0]
    chain = written(scope, 3)
    word = key.attest(scope, CHAIN, 3, chain[2].id)

    bruno.local.apply(Arrival(scope, tuple(chain), epoch=EPOCH, cursor=3, attestations=(word,)))

    assert carried(bruno) == {CHAIN: 3}


def test_without_its_word_it_is_not_carried(bruno: Laptop, key: DeviceKey) -> None:
    scope = bruno.scopes[0]

    bruno.local.apply(Arrival(scope, tuple(written(scope, 3)), epoch=EPOCH, cursor=3))

    assert key.public
    assert carried(bruno) == {}


def test_a_former_word_that_comes_late_does_not_replace_a_further_one(
    bruno: Laptop, key: DeviceKey
) -> None:
    scope = bruno.scopes[0]
    chain = written(scope, 3)
    early, late = (key.attest(scope, CHAIN, n, chain[n - 1].id) for n in (1, 3))

    pages = [
        Arrival(scope, tuple(chain), epoch=EPOCH, cursor=3, attestations=(late,)),
        Arrival(scope, (), epoch=EPOCH, cursor=3, attestations=(early,)),
    ]
    bruno.local.apply_all(scope, iter(pages))

    assert carried(bruno) == {CHAIN: 3}
