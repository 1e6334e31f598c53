"""Attached files to and from the server, chunk by chunk, each going on where it stopped."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sync.client.calls import Calls
from sync.client.errors import Interrupted, NotOurServer, Refused, ServerDown, SyncError
from sync.client.outcome import Phase
from sync.client.ports import FileToMove, Local, Remote, Watcher
from sync.protocol.codes import Refusal
from sync.protocol.limits import CHUNK_BYTES, FILE_BYTES, NAMED_IDS
from sync.protocol.messages import FileState

_IN_A_ROW: Final = 2
"""Cut connections after which the other files wait for the next round."""

_OF_ONE_FILE: Final = frozenset(
    {Refusal.NOT_FOUND, Refusal.TOO_LARGE, Refusal.MALFORMED, Refusal.FULL}
)


@dataclass(slots=True)
class FilesMoved:
    """What came of the files of a round."""

    sent: int = 0
    fetched: int = 0
    waiting: int = 0
    failed: int = 0
    trouble: SyncError | None = None


class Files:
    """Move the files of a round; what goes wrong with one does not stop the others."""

    def __init__(self, local: Local, remote: Remote, calls: Calls, scope: str) -> None:
        self._local = local
        self._remote = remote
        self._calls = calls
        self._scope = scope
        self._cuts = 0
        self._states: dict[tuple[str, str], FileState] = {}
        self.moved = FilesMoved()

    def move(self, watcher: Watcher, *, sends: bool) -> None:
        """Send the files that the server lacks, then fetch those that records name."""
        going = self._local.files_to_send() if sends else ()
        coming = self._local.files_to_fetch()
        try:
            self._ask((*going, *coming))
        except (Interrupted, ServerDown, NotOurServer) as problem:
            self.moved.failed = len(going) + len(coming)
            self.moved.trouble = problem
            return
        self._each(going, self._send, Phase.SEND_FILES, watcher)
        self._each(coming, self._fetch, Phase.FETCH_FILES, watcher)

    def _ask(self, files: Iterable[FileToMove]) -> None:
        """Learn in one request what the server has of several files; one alone is tried."""
        names: dict[str, list[str]] = {}
        for file in files:
            names.setdefault(file.scope or self._scope, []).append(file.sha256)
        for scope, all_of_it in names.items():
            for start in range(0, len(all_of_it), NAMED_IDS):
                self._learn(scope, all_of_it[start : start + NAMED_IDS])

    def _learn(self, scope: str, names: Sequence[str]) -> None:
        if len(names) == 1:
            return
        try:
            found = self._calls.now(self._remote.file_states, scope, names).states
        except Refused as problem:
            # A server that was not brought up to date yet: it is asked about each.
            if problem.code is not Refusal.NOT_FOUND:
                raise
            return
        self._states.update({(scope, name): found.get(name, FileState()) for name in names})

    def _each(
        self,
        files: Sequence[FileToMove],
        move: Callable[[FileToMove], None],
        phase: Phase,
        watcher: Watcher,
    ) -> None:
        for done, file in enumerate(files):
            if self._cuts >= _IN_A_ROW:
                self.moved.failed += len(files) - done
                return
            watcher.report(done, len(files), phase)
            try:
                move(file)
                self._cuts = 0
            except (Interrupted, ServerDown) as problem:
                self._cuts += 1
                self._fail(problem)
            except Refused as problem:
                if problem.code not in _OF_ONE_FILE:
                    raise
                self._fail(problem)
            except (NotOurServer, OSError):
                self.moved.failed += 1

    def _fail(self, problem: SyncError) -> None:
        self.moved.failed += 1
        self.moved.trouble = problem

    def _send(self, file: FileToMove) -> None:
        if file.size > FILE_BYTES:
            raise Refused(Refusal.TOO_LARGE)
        scope = file.scope or self._scope
        state = self._states.get((scope, file.sha256))
        if state is None or state.size != file.size:
            state = self._calls.now(self._remote.file, scope, file.sha256, file.size)
        for index in state.missing:
            content = self._local.read_chunk(file.sha256, index)
            state = self._calls.now(self._remote.put_chunk, scope, file.sha256, index, content)
        if not state.whole:
            raise NotOurServer("it has all the chunks of a file and not the file")
        self._local.file_sent(file.sha256)
        self.moved.sent += 1

    def _fetch(self, file: FileToMove) -> None:
        scope = file.scope or self._scope
        try:
            self._chunks(file, scope, self._size(file, scope))
        except Refused as problem:
            if problem.code is not Refusal.NOT_FOUND:
                raise
            self.moved.waiting += 1
            return
        if self._local.finish_file(file.sha256):
            self.moved.fetched += 1
        else:
            self.moved.failed += 1

    def _size(self, file: FileToMove, scope: str) -> int:
        state = self._states.get((scope, file.sha256))
        if state is None and file.size:
            return file.size
        if state is None:
            state = self._calls.now(self._remote.file, scope, file.sha256, 0)
        if not state.whole:
            raise Refused(Refusal.NOT_FOUND)
        return state.size

    def _chunks(self, file: FileToMove, scope: str, size: int) -> None:
        held = self._local.chunks_held(file.sha256)
        for index in range(-(-size // CHUNK_BYTES)):
            if index in held:
                continue
            content = self._calls.now(self._remote.chunk, scope, file.sha256, index)
            if len(content) != min(CHUNK_BYTES, size - index * CHUNK_BYTES):
                raise NotOurServer("a chunk has not its length")
            self._local.keep_chunk(file.sha256, index, content)
