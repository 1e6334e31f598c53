"""A database that went back in time by itself: one laptop proves it, all are told."""

from sqlalchemy import delete, select, update

from sync.protocol.codes import Role
from sync.server.auditing import Event, Line
from sync.server.store.audit import Audit
from sync.server.store.fence import EVERYBODY
from sync.server.store.schema import chain, operation, space
from tests.sync.server.laptops import Laptop, laptop
from tests.sync.server.office import Office

# The leap is drawn among 2^48: one test in four thousand million would fall short of this.
_MORE_THAN_CHANGES = 1 << 16


def go_back(office: Office) -> None:
    """Do to the database what a copy from before the first operation does."""
    with office.store.writing(EVERYBODY) as connection:
        connection.execute(delete(operation))
        connection.execute(delete(chain))
        connection.execute(update(space).values(version=0, digest="0" * 32, count=0))


def returns(office: Office) -> list[Line]:
    with office.store.reading(EVERYBODY) as connection:
        lines = list(Audit(connection).lines())
    return [line for line in lines if line.action == Event.WENT_BACK]


def directory_version(office: Office) -> int:
    with office.store.reading(EVERYBODY) as connection:
        return int(max(connection.execute(select(space.c.directory)).scalars()))


def ahead(office: Office) -> tuple[Laptop, Laptop]:
    """Return two laptops that have received more than there is."""
    jeanne, karim = laptop(office), laptop(office, "Karim Roe")
    jeanne.write()
    jeanne.push(jeanne.chain)
    karim.ask()
    go_back(office)
    return jeanne, karim


def test_a_laptop_that_received_more_than_there_is_has_the_epoch_changed_once(
    office: Office,
) -> None:
    jeanne, karim = ahead(office)

    first, second = karim.ask(), jeanne.ask()

    assert first.epoch == second.epoch != karim.joined.epoch
    assert first.scopes[0].runs == ()
    [line] = returns(office)
    assert (line.actor, line.detail) == (karim.joined.person, karim.joined.device)


def test_the_directory_leaps_to_a_version_that_no_laptop_can_know(office: Office) -> None:
    jeanne, _ = ahead(office)
    known = directory_version(office)

    jeanne.ask()

    assert directory_version(office) > known + _MORE_THAN_CHANGES


def test_what_such_a_laptop_brings_is_kept_all_the_same(office: Office) -> None:
    jeanne, _ = ahead(office)
    jeanne.write()

    reply = jeanne.push(jeanne.chain)

    assert (reply.version, reply.count) == (2, 2)
    assert len(returns(office)) == 1


def test_a_laptop_that_lies_makes_the_others_compare_now_and_then_only(office: Office) -> None:
    jeanne = laptop(office)
    for _ in range(3):
        jeanne.cursor = 1_000
        jeanne.joined = jeanne.joined.model_copy(update={"epoch": jeanne.ask().epoch})

    soon = len(returns(office))
    office.clock.now += 10 * 60 * 1000
    jeanne.cursor = 1_000
    jeanne.ask()

    assert (soon, len(returns(office))) == (1, 2)


def test_whoever_receives_nothing_proves_nothing(office: Office) -> None:
    ada = laptop(office, "Ada Poe", Role.ADMINISTRATOR)
    ada.cursor = 1_000

    ada.ask()

    assert not returns(office)
