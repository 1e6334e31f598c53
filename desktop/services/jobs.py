"""What a long job is given, so that it can be followed and stopped; without Qt."""

import threading
from collections.abc import Callable
from dataclasses import dataclass


class Cancelled(Exception):  # noqa: N818 - not a failure: somebody asked for it
    """Leave a job that was asked to stop; nobody needs to hear about it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: `done` out of `total` (0 when unknown) of `what`, in French."""

    done: int
    total: int
    what: str


class Ticket:
    """The thread-safe link between a job and whoever started it."""

    def __init__(self, listener: Callable[[Progress], None] | None = None) -> None:
        self._listener = listener
        self._stopped = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Tell whether the job was asked to stop."""
        return self._stopped.is_set()

    def report(self, done: int, total: int, what: str) -> None:
        """Say how far the job is; a stopped job leaves here too."""
        self.check()
        if self._listener is not None:
            self._listener(Progress(done, total, what))

    def check(self) -> None:
        """Raise Cancelled when the job was asked to stop; call it between pages or rows."""
        if self._stopped.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the job to stop at its next check."""
        self._stopped.set()
