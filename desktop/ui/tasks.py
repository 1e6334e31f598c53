"""Long jobs on their own threads, their results back on the thread of the windows.

One lane, a one-thread executor, per resource: a slow export never delays a backup. A job is a
plain function of a ticket, testable without Qt; only this module knows both worlds.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.services.jobs import Cancelled, Progress, Ticket

T = TypeVar("T")
Failed = Callable[[BaseException], None]


@dataclass(eq=False, slots=True)
class _Running(Generic[T]):
    """One job under way and whom to tell."""

    owner: QObject
    done: Callable[[T], None]
    failed: Failed
    stopped: Callable[[], object]
    reported: Callable[[Progress], object]
    ticket: Ticket = field(default_factory=Ticket)

    @property
    def heard(self) -> bool:
        return not self.ticket.cancelled and shiboken6.isValid(self.owner)


class Tasks(QObject):
    """Runs jobs; tells `progressed` and `idle` to the status bar."""

    progressed = Signal(object)
    idle = Signal()
    _finished = Signal(object, object)
    _reported = Signal(object, object)

    def __init__(self, failed: Failed, parent: QObject | None = None) -> None:
        """Send the failures that no page handles to `failed`."""
        super().__init__(parent)
        self._failed = failed
        self._lanes: dict[str, ThreadPoolExecutor] = {}
        self._running: set[_Running[Any]] = set()
        # Queued even from this thread: a job that is already over must not answer inside run().
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)
        self._reported.connect(self._on_reported, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        job: Callable[[Ticket], T],
        *,
        lane: str,
        owner: QObject,
        done: Callable[[T], None],
        failed: Failed | None = None,
        stopped: Callable[[], object] = lambda: None,
        reported: Callable[[Progress], object] = lambda _progress: None,
    ) -> Ticket:
        """Start a job; call `done` here with its result, unless `owner` is gone.

        A job that was asked to stop ends in `stopped` instead, whatever it had done by then.
        """
        running: _Running[T] = _Running(owner, done, failed or self._failed, stopped, reported)
        running.ticket = Ticket(lambda progress: self._reported.emit(running, progress))
        self._running.add(running)
        future = self._lane(lane).submit(job, running.ticket)
        future.add_done_callback(lambda over: self._finished.emit(running, over))
        return running.ticket

    @property
    def busy(self) -> bool:
        """Tell whether a job is under way."""
        return bool(self._running)

    def cancel_all(self) -> None:
        """Ask every job to stop."""
        for running in self._running:
            running.ticket.cancel()

    def close(self) -> None:
        """Stop every job and wait for its thread; nobody hears of them any more."""
        self.cancel_all()
        for lane in self._lanes.values():
            lane.shutdown(wait=True, cancel_futures=True)
        self._running.clear()
        self._lanes.clear()

    def _lane(self, name: str) -> ThreadPoolExecutor:
        if name not in self._lanes:
            self._lanes[name] = ThreadPoolExecutor(1, thread_name_prefix=f"carnet-{name}")
        return self._lanes[name]

    @Slot(object, object)
    def _on_reported(self, running: _Running[Any], progress: Progress) -> None:
        if running in self._running and running.heard:
            running.reported(progress)
            self.progressed.emit(progress)

    @Slot(object, object)
    def _on_finished(self, running: _Running[Any], future: Future[Any]) -> None:
        self._running.discard(running)
        if not self._running:
            self.idle.emit()
        if running.ticket.cancelled and shiboken6.isValid(running.owner):
            running.stopped()
        if future.cancelled() or not running.heard:
            return
        error = future.exception()
        if error is None:
            running.done(future.result())
        elif not isinstance(error, Cancelled):
            running.failed(error)
