"""The proxy that stands for bad networks does each of them, and the laptop names each."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from sync.client.address import Address, Credentials
from sync.client.backoff import Backoff
from sync.client.errors import Interrupted, Portal, ServerDown, SyncError
from sync.client.http import HttpRemote
from sync.protocol.messages import WipeState
from sync.protocol.signing import DeviceKey
from tests.fault_proxy import Fault, Mishap, between, by_chance
from tests.sync.client.station import Station, message, open_station


def _ask(station: Station, choose: Callable[[], Mishap], tries: int = 1) -> WipeState:
    port = urlsplit(station.address).port
    assert port is not None
    station.answers(message(WipeState(wipe=False)))
    backoff = Backoff(sleep=lambda _: None, chance=lambda: 0, tries=tries)
    with between("127.0.0.1", port, choose) as proxy:
        remote = HttpRemote(
            Address(proxy.address), Credentials(DeviceKey.new(), "dev_x"), backoff, lambda: 1
        )
        try:
            return remote.wipe_state()
        finally:
            remote.close()


@pytest.fixture(autouse=True)
def no_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.mark.parametrize(
    ("mishap", "asked"),
    [(Mishap(), 1), (Mishap(Fault.DELAY, 5), 1), (Mishap(Fault.TWICE), 2)],
    ids=lambda value: str(getattr(value, "fault", value)),
)
def test_what_harms_nothing_goes_through(mishap: Mishap, asked: int) -> None:
    with open_station() as station:
        given = _ask(station, lambda: mishap)

        assert given == WipeState(wipe=False)
        assert len(station.heard) == asked


@pytest.mark.parametrize(
    ("mishap", "expected", "asked"),
    [
        (Mishap(Fault.CUT_REQUEST, 20), Interrupted, 0),
        (Mishap(Fault.CUT_ANSWER, 0), Interrupted, 1),
        (Mishap(Fault.CUT_ANSWER, 40), Interrupted, 1),
        (Mishap(Fault.CUT_ANSWER, 10_000), Interrupted, 1),
        (Mishap(Fault.FAILED_AFTER), ServerDown, 1),
        (Mishap(Fault.PORTAL), Portal, 0),
    ],
    ids=lambda value: str(getattr(value, "fault", value)),
)
def test_each_fault_is_named(mishap: Mishap, expected: type[SyncError], asked: int) -> None:
    with open_station() as station:
        with pytest.raises(expected):
            _ask(station, lambda: mishap)

        assert len([each for each in station.heard if each.target]) == asked


def test_a_fault_that_passes_is_got_over() -> None:
    mishaps = [Mishap(Fault.CUT_ANSWER, 7), Mishap(Fault.FAILED_AFTER), Mishap()]

    with open_station() as station:
        given = _ask(station, lambda: mishaps.pop(0), tries=3)

    assert given == WipeState(wipe=False)
    assert mishaps == []


def test_the_same_seed_brings_the_same_mishaps() -> None:
    one, two = by_chance(3, 0.3), by_chance(3, 0.3)

    first, second = [one() for _ in range(500)], [two() for _ in range(500)]

    assert first == second
    assert 100 < sum(each.fault is not Fault.NONE for each in first) < 200
    assert {each.fault for each in first} == set(Fault)
