"""Something is erased after a laptop's work was judged, before it has its numbers."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest

from sync.operations.operation import Operation, redact
from sync.server.store.engine import CameBetween
from sync.server.store.erasures import Erasures
from sync.server.store.fence import EVERYBODY
from sync.server.store.operations import Operations
from sync.server.store.spaces import Spaces
from tests.sync.server.laptops import Laptop, laptop
from tests.sync.server.office import Office


def _erase(office: Office, scope: str, *ids: str) -> None:
    with office.store.writing(EVERYBODY) as connection:
        Erasures(connection, scope).add(ids)


def _kept(office: Office, jeanne: Laptop) -> list[Operation]:
    with office.store.reading(EVERYBODY) as connection:
        return [each for _, each in Operations(connection, jeanne.scope).after(0, 100)]


def test_numbers_are_not_given_to_what_was_judged_by_an_older_ledger(office: Office) -> None:
    jeanne = laptop(office)
    with office.store.reading(EVERYBODY) as connection:
        seen = Spaces(connection).state(jeanne.scope)
    assert seen is not None

    _erase(office, jeanne.scope, "a" * 64)

    with office.store.writing(EVERYBODY) as connection, pytest.raises(CameBetween):
        Spaces(connection).take_numbers(jeanne.scope, seen, ["b" * 64])


def test_numbers_follow_those_that_another_took_meanwhile(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin")
    with office.store.reading(EVERYBODY) as connection:
        seen = Spaces(connection).state(jeanne.scope)
    assert seen is not None
    paul.write()
    paul.push(paul.chain)

    with office.store.writing(EVERYBODY) as connection:
        taken = Spaces(connection).take_numbers(jeanne.scope, seen, ["b" * 64])
        here = Spaces(connection).state(jeanne.scope)

    assert (taken.version, taken.count) == (2, 2)
    assert here == taken


def test_what_is_erased_while_it_arrives_is_kept_without_its_content(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    if office.store.is_sqlite:
        pytest.skip("there, whoever erases waits for whoever pushes")
    jeanne = laptop(office)
    jeanne.ask()
    told = [jeanne.write(title="Visite chez Mme Diallo"), jeanne.write()]
    judged, erased, take = Event(), Event(), Spaces.take_numbers

    def held(self: Spaces, *given: Any) -> Any:
        """Wait, judged and without numbers, until the erasure is committed."""
        judged.set()
        assert erased.wait(60)
        return take(self, *given)

    monkeypatch.setattr(Spaces, "take_numbers", held)

    with ThreadPoolExecutor(1) as pool:
        pushing = pool.submit(jeanne.push, jeanne.chain, want=0)
        assert judged.wait(60)
        _erase(office, jeanne.scope, told[0].id)
        erased.set()
        reply = pushing.result()

    assert (reply.version, reply.count, reply.verdicts) == (2, 2, ())
    assert _kept(office, jeanne) == [redact(told[0]), told[1]]
