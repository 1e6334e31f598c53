"""Let go of whoever opens a connection and does not come to say what they want."""

import asyncio
from typing import Any, Final

from uvicorn.protocols.http.auto import AutoHTTPProtocol

HEAD_BYTES: Final = 64 << 10


class Patient(AutoHTTPProtocol):  # type: ignore[valid-type, misc]  # chosen by the platform
    """HTTP, whose heads come within some seconds and have a largest size.

    Without it, connections that send a head byte by byte, or without end, take all that a process
    may open, or its memory, before anybody is asked who they are.
    """

    head_seconds = 30.0

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._late: asyncio.TimerHandle | None = None
        self._heard = 0

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Begin to wait for a head."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Go on with a head, or with what follows it."""
        super().data_received(data)
        self._heard = self._heard + len(data) if self._in_a_head() else 0
        if self._heard > HEAD_BYTES:
            self._leave()
        else:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _in_a_head(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _wait(self) -> None:
        if not self._in_a_head():
            self._stop_waiting()
        elif self._late is None:
            self._late = self.loop.call_later(self.head_seconds, self._leave)

    def _stop_waiting(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _leave(self) -> None:
        self._stop_waiting()
        if self._in_a_head() and not self.transport.is_closing():
            self.transport.abort()
