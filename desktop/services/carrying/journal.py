"""A line of the journal of the exchanges for each key that was written or taken in."""

from typing import Final

from desktop.store.base import Base
from desktop.store.exchange_facts import DONE, ExchangeFacts, JournalLine

WAY: Final = "usb"


def note_key(base: Base, began: int, *, sent: int = 0, received: int = 0) -> None:
    """Write it down, inside the transaction that is open; ``began`` in ms since 1970."""
    took = max(0, base.now_ms() - began)
    ExchangeFacts(base.db).note(JournalLine(began, WAY, took, sent, received, DONE))
