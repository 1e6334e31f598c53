"""How this computer reaches the server, kept in the encrypted base beside the enrolment."""

from dataclasses import dataclass
from typing import Final

from desktop.store.identity import Settings

_PROXY: Final = "server:proxy"
_AUTHORITY: Final = "server:authority"


@dataclass(frozen=True, slots=True)
class Network:
    """``proxy`` "" leaves it to the system, "none" takes none, else it is an address.

    ``authority`` holds the PEM certificates trusted besides those of the system, "" for none.
    """

    proxy: str = ""
    authority: str = ""


def network_of(settings: Settings) -> Network:
    """Return how the server is reached, with or without having joined one."""
    return Network(settings.get(_PROXY), settings.get(_AUTHORITY))


def put_network(settings: Settings, network: Network) -> None:
    """Write it, inside the transaction that is open."""
    settings.put(_PROXY, network.proxy)
    settings.put(_AUTHORITY, network.authority)
