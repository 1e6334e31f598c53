"""Which versions of the protocol and of the records two programs can exchange."""

from typing import Final

PROTOCOL: Final = 1
"""1, 2026-11-23: one exchange for sending and receiving, runs, attestations, erasure ledger."""

OLDEST_PROTOCOL: Final = 1
"""The oldest protocol that is still answered."""

PREFIX: Final = f"/v{PROTOCOL}"
"""Where the routes of this protocol begin."""


def speaks(protocol: int) -> bool:
    """Tell whether this program can exchange with one that speaks this protocol."""
    return OLDEST_PROTOCOL <= protocol <= PROTOCOL
