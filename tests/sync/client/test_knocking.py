"""Knocking at the server: it is there, or one hears what is there in its place."""

from collections.abc import Iterator

import pytest

from sync.client.address import DIRECT, Address
from sync.client.errors import NoNetwork, Portal, ProxyRefused, ServerDown, SyncError
from sync.client.knocking import knock
from tests.sync.client.station import Said, Station, open_station

HEALTHY = Said(200, b"ok\n", "text/plain; charset=utf-8")


@pytest.fixture(autouse=True)
def no_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def station() -> Iterator[Station]:
    with open_station() as opened:
        yield opened


def test_a_server_of_ours_is_recognised(station: Station) -> None:
    station.answers(HEALTHY)

    knock(Address(station.address))

    assert [(each.method, each.target) for each in station.heard] == [("GET", "/health")]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (Said(200, b"<html>Bienvenue</html>", "text/html"), Portal),
        (Said(302, b"", "text/html", {"location": "http://wifi"}), Portal),
        (Said(407, b"", "text/html"), ProxyRefused),
        (Said(503, b"", "text/html"), ServerDown),
    ],
)
def test_something_else_is_told_apart(station: Station, said: Said, kind: type[SyncError]) -> None:
    station.answers(said)

    with pytest.raises(kind):
        knock(Address(station.address))


def test_a_name_that_is_not_found_is_no_network() -> None:
    with pytest.raises(NoNetwork):
        knock(Address("https://carnet.invalid"))


def test_no_proxy_is_taken_when_none_is_wanted(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    station.answers(HEALTHY)
    with open_station() as proxy:
        proxy.answers(Said(407))
        monkeypatch.setenv("http_proxy", proxy.address)

        with pytest.raises(ProxyRefused):
            knock(Address(station.address))
        knock(Address(station.address, proxy=DIRECT))

        assert len(proxy.heard) == 1
