"""A chunk of a photo goes once over a bad network, not once for each answer that is lost."""

import pytest

from sync.client.address import Address, Credentials
from sync.client.backoff import Backoff
from sync.client.http import HttpRemote
from sync.protocol.messages import FileState
from sync.protocol.signing import DeviceKey
from tests.sync.client.station import Said, Station, message, open_station

SCOPE, FILE, CHUNK = "a" * 32, "f" * 64, b"photo" * 1_000
CUT, WHOLE = Said(content=b"{", cut=0), message(FileState(whole=True, size=len(CHUNK)))


@pytest.fixture(autouse=True)
def no_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def _put(station: Station) -> FileState:
    backoff = Backoff(sleep=lambda _: None, chance=lambda: 0)
    remote = HttpRemote(
        Address(station.address), Credentials(DeviceKey.new(), "dev_x"), backoff, lambda: 1
    )
    try:
        return remote.put_chunk(SCOPE, FILE, 0, CHUNK)
    finally:
        remote.close()


def test_a_chunk_whose_answer_was_lost_is_asked_about_and_not_sent_again() -> None:
    with open_station() as station:
        station.answers(CUT, WHOLE)

        state = _put(station)

        assert state.whole
        assert [each.method for each in station.heard] == ["PUT", "GET"]


@pytest.mark.parametrize(
    "known", [FileState(missing=(0,), size=len(CHUNK)), FileState()], ids=["lacks it", "forgot it"]
)
def test_a_chunk_that_did_not_arrive_is_sent_again(known: FileState) -> None:
    with open_station() as station:
        station.answers(CUT, message(known), WHOLE)

        state = _put(station)

        assert state.whole
        assert [each.method for each in station.heard] == ["PUT", "GET", "PUT"]
        assert station.heard[2].body == CHUNK
