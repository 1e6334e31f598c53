"""Where the server is, and how this computer reaches and trusts it."""

import ipaddress
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from sync.client.errors import AddressRefused
from sync.protocol.signing import DeviceKey

DIRECT: Final = "none"
"""The proxy of an address that is reached without any, whatever the system says."""

PEM: Final = "-----BEGIN CERTIFICATE-----"


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server is and how to reach it.

    ``proxy`` "" leaves it to the settings of the system, DIRECT takes none; ``authority`` is, or
    names a file of, PEM certificates trusted besides the system's; ``in_clear`` allows http beyond
    this computer; ``timeout`` is in seconds of silence.
    """

    server: str
    proxy: str = ""
    authority: str = ""
    in_clear: bool = False
    timeout: float = 30

    def checked(self) -> str:
        """Return the address without a slash at its end; raises AddressRefused."""
        try:
            parts = urlsplit(self.server.strip())
            named = parts.hostname and parts.port != 0
        except ValueError as problem:
            raise AddressRefused("no address") from problem
        if parts.scheme not in ("http", "https") or not named:
            raise AddressRefused("no address of a server")
        if parts.username is not None or parts.query or parts.fragment:
            raise AddressRefused("more than the address of a server")
        if parts.scheme == "http" and not (self.in_clear or _is_here(parts.hostname or "")):
            raise AddressRefused("not https")
        return parts.geturl().rstrip("/")


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a laptop proves itself with; neither is ever written to a log."""

    key: DeviceKey = field(repr=False)
    token: str = field(repr=False)


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
