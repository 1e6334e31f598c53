"""One round of exchange between this base and the server: all that goes, all that comes."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import replace

from sync.client.calls import Calls, one_thread
from sync.client.exchanging import Exchanging
from sync.client.files import Files
from sync.client.outcome import Outcome
from sync.client.ports import Local, Remote, Watcher
from sync.protocol.codes import Role


class Round:
    """Make a base and the server hold the same.

    The base is called from the thread of the caller only; requests are made in a thread of
    ``executor``. Stopped anywhere, by the watcher or a crash, a round leaves nothing half done:
    the next one goes on from there.
    """

    def __init__(
        self,
        local: Local,
        remote: Remote,
        watcher: Watcher,
        *,
        schema_version: int,
        executor: Callable[[], Executor] = one_thread,
    ) -> None:
        self._local = local
        self._remote = remote
        self._watcher = watcher
        self._schema_version = schema_version
        self._executor = executor

    def run(self, *, agreed_removals: int = 0, files: bool = True) -> Outcome:
        """Exchange, then move the attached files; raises SyncError when it could not.

        Raises RemovalsToConfirm when more records would go to the trash than ``agreed_removals``,
        or than usual.
        """
        with Calls(self._executor(), self._watcher) as calls:
            exchanging = Exchanging(
                self._local,
                self._remote,
                calls,
                agreed=agreed_removals,
                schema_version=self._schema_version,
            )
            exchanging.run(self._watcher)
            outcome = exchanging.tally.outcome()
            return self._with_files(outcome, calls) if files else outcome

    def _with_files(self, outcome: Outcome, calls: Calls) -> Outcome:
        scopes = self._local.scopes()
        if not scopes or outcome.role == Role.ADMINISTRATOR:
            return outcome
        files = Files(self._local, self._remote, calls, scopes[0].scope)
        files.move(self._watcher, sends=outcome.role != Role.READER)
        return replace(
            outcome,
            files_sent=files.moved.sent,
            files_fetched=files.moved.fetched,
            files_waiting=files.moved.waiting,
            files_failed=files.moved.failed,
            trouble=files.moved.trouble,
        )
