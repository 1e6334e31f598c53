"""Requests made beside the caller's thread, so that the base works meanwhile and one can stop."""

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from types import TracebackType
from typing import Final, ParamSpec, Self, TypeVar

from sync.client.ports import Watcher

P = ParamSpec("P")
T = TypeVar("T")

_LOOK_UP_SECONDS: Final = 0.1


def one_thread() -> Executor:
    """Return what makes the requests of a round: one at a time."""
    return ThreadPoolExecutor(1, thread_name_prefix="exchange")


class Calls:
    """Make requests of which one may stop waiting at any moment.

    A request that nobody waits for any more ends on its own: it may be repeated without harm.
    """

    def __init__(self, executor: Executor, watcher: Watcher) -> None:
        self._executor = executor
        self._watcher = watcher

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._executor.shutdown(wait=False)

    def start(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Begin a request, unless the round is to stop."""
        self._watcher.check()
        return self._executor.submit(call, *args, **kwargs)

    def at_the_end(self, call: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Let go of something after the requests that were begun, even when the round stops."""
        self._executor.submit(call, *args, **kwargs)

    def result(self, future: Future[T]) -> T:
        """Wait for a request; raises what it raised, or what stops the round."""
        while not future.done():
            self._watcher.check()
            wait([future], timeout=_LOOK_UP_SECONDS)
        return future.result()

    def now(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Make a request and wait for it."""
        return self.result(self.start(call, *args, **kwargs))
