"""The laptop's side of an exchange: the engine's questions, answered by the encrypted base."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from desktop.store.arriving import apply, apply_all
from desktop.store.base import Base
from desktop.store.blobs import Blobs
from desktop.store.enrolment import Enrolment, enrolment_of
from desktop.store.erasing_here import ledger
from desktop.store.folder import NotebookFolder
from desktop.store.forking import leave_chain
from desktop.store.keys import DataKey
from desktop.store.learning import directory_version, learn
from desktop.store.outbox import Outbox
from desktop.store.reconciling import in_use, leaving
from desktop.store.transfers import Staging, Transfers
from sync.client.ports import Applied, Arrival, FileToMove, Outgoing, ScopeState
from sync.operations.operation import Operation
from sync.protocol.messages import ChainEnd, Directory, Policy, Verdict


class LocalBase:
    """Implement `sync.client.ports.Local` on a base that joined a server.

    Used by the thread that made the base's connection. Raises ValueError for a base without a
    server; what the disk refuses is raised as everywhere else.
    """

    def __init__(self, base: Base, transfers: Transfers, staging: Staging) -> None:
        self._base = base
        self._outbox = Outbox(base.db)
        self._transfers = transfers
        self._staging = staging
        enrolment = enrolment_of(base.settings)
        if enrolment is None:
            raise ValueError("this notebook has no server")
        self._enrolment: Enrolment = enrolment
        self._key = enrolment.key
        # The records that the pages asked about so far would send to the trash.
        self.leaving: tuple[str, ...] = ()

    @classmethod
    def of(cls, base: Base, folder: NotebookFolder, key: DataKey) -> "LocalBase":
        """Return the laptop's side for the base of a folder, which this key opens."""
        blobs = Blobs(folder, key)
        staging = Staging(folder, key, blobs)
        return cls(base, Transfers(base, blobs, staging), staging)

    @property
    def incarnation(self) -> str:
        """Return the chain that this base writes now."""
        return self._base.identity.device

    def scopes(self) -> tuple[ScopeState, ...]:
        """Return the shared space, then the person's own notes."""
        identity = self._base.identity
        return tuple(map(self._outbox.state, (identity.space, identity.private_scope)))

    def outgoing(self, scope: str, known: int = 0) -> Outgoing:
        """Return the next page that the server lacks, after the ``known`` first ones in flight."""
        return self._outbox.page(scope, known, self._key)

    def acknowledge(
        self, scope: str, operations: Iterable[Operation | str], verdicts: Iterable[Verdict]
    ) -> None:
        """Note that the server holds these, and which it keeps apart."""
        ids = [each if isinstance(each, str) else each.id for each in operations]
        judged = tuple(verdicts)
        with self._base.writing():
            self._outbox.acknowledge(scope, ids, judged)
            self._outbox.note_parked(judged, self._base.now_ms())

    def own_end(self, scope: str) -> ChainEnd:
        """Return where the present chain of this base ends."""
        return self._outbox.own_end(scope, self.incarnation)

    def leave_chain(self, scope: str, fork: ChainEnd) -> int:
        """Go on under a new incarnation from what the server knows; return how many were moved."""
        return leave_chain(self._base, scope, fork)

    def removals(self, operations: Iterable[Operation]) -> tuple[int, int]:
        """Return how many visible records these would send to the trash, and how many there are."""
        gone = leaving(self._base, operations)
        self.leaving = (*self.leaving, *gone)
        return len(gone), in_use(self._base)

    def apply(self, arrival: Arrival) -> Applied:
        """Write a page received, its cursor with the last of it; twice changes nothing."""
        return apply(self._base, arrival)

    def apply_all(self, scope: str, pages: Iterator[Arrival]) -> Applied:
        """Write the whole log of a scope, several pages in each transaction."""
        return apply_all(self._base, scope, pages)

    def held(self, scope: str) -> Mapping[int, str]:
        """Return the digest of each part of a scope that the server is believed to hold."""
        return self._outbox.held(scope)

    def held_ids(self, scope: str, buckets: Collection[int]) -> frozenset[str]:
        """Return the ids behind those digests, for some parts."""
        return self._outbox.held_ids(scope, buckets)

    def offer_again(self, scope: str, ids: Collection[str]) -> None:
        """Note that the server lacks operations it once had: they go out again, files too.

        A copy that was put back by hand, in the same epoch, lacks files as well.
        """
        with self._base.writing():
            self._outbox.release(scope, ids)
            self._outbox.release_apart(scope)
            self._transfers.offer_again()

    def believe(self, scope: str, ids: Collection[str]) -> None:
        """Note that the server holds operations that this base thought unsent."""
        with self._base.writing():
            self._outbox.hold(scope, ids)

    def synchronised(self, state: ScopeState) -> None:
        """Set cursor and epoch after both sides were compared.

        A restored server lacks files, and what it kept apart.
        """
        before = self._outbox.state(state.scope)
        with self._base.writing():
            if before.epoch not in ("", state.epoch):
                self._outbox.release_apart(state.scope)
                self._transfers.offer_again()
            self._outbox.adopt(state)

    def erased(self, scope: str) -> frozenset[str]:
        """Return the ids of the operations whose content is gone for everybody."""
        return ledger(self._base.db, scope)

    def learn(self, directory: Directory | None, role: str, policy: Policy, time_ms: int) -> None:
        """Keep who is in the space, what one may do there, and the server's time."""
        with self._base.writing():
            learn(self._base, directory, role, policy, time_ms)

    def directory(self) -> int:
        """Return the version of the directory that is known."""
        return directory_version(self._base.settings)

    def files_to_send(self) -> tuple[FileToMove, ...]:
        """Return the files that lie here and that the server may lack."""
        return self._transfers.to_send()

    def files_to_fetch(self) -> tuple[FileToMove, ...]:
        """Return the files that records name and that do not lie here."""
        return self._transfers.to_fetch()

    def read_chunk(self, sha256: str, index: int) -> bytes:
        """Return a chunk of a file that lies here."""
        return self._transfers.read(sha256, index)

    def keep_chunk(self, sha256: str, index: int, content: bytes) -> None:
        """Keep a chunk received, until the file is whole."""
        self._staging.keep(sha256, index, content)

    def chunks_held(self, sha256: str) -> frozenset[int]:
        """Return the chunks received so far."""
        return self._staging.held(sha256)

    def finish_file(self, sha256: str) -> bool:
        """Put the chunks together if their content is the one announced; else start again."""
        return self._transfers.finish(sha256)

    def file_sent(self, sha256: str) -> None:
        """Note that the server holds a file."""
        self._transfers.sent(sha256)
