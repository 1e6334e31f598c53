"""Put the unsent work of emptied laptops where it belongs, judged like what a laptop brings."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from sync.protocol.codes import Reason, Role
from sync.protocol.encoding import Unreadable
from sync.protocol.limits import CHUNK_BYTES
from sync.protocol.messages import ExchangeRequest, ScopeRequest, Sealed
from sync.protocol.parcels import FileParcel, open_parcel
from sync.protocol.runs import NotWhole
from sync.protocol.sealing import NotOurs
from sync.protocol.signing import to_text
from sync.server.auditing import Event, Happening
from sync.server.caller import PRIVATE, Caller
from sync.server.files import Chunk, Coming, announce, put
from sync.server.rooms import Room
from sync.server.store.audit import Audit
from sync.server.store.chains import announce as announce_chain
from sync.server.store.chains import owner_of
from sync.server.store.devices import Devices
from sync.server.store.engine import Connection, Store
from sync.server.store.fence import EVERYBODY
from sync.server.store.people import People
from sync.server.store.records import RecordTraces
from sync.server.store.sealed import HANDED_OUT, TAKEN, SealedPiece, SealedWork
from sync.server.store.spaces import Spaces
from sync.server.taking_in import Asking, Pushed, take_in, unpacked

UNOPENED: Final = "unopened"
"""A piece that the server's key does not open, or that holds nothing of ours."""

UNNAMED: Final = "unnamed"
"""A file that no record names yet: its record is in another piece, or was kept apart."""

UNFINISHED: Final = "unfinished"
"""Forms that were not finished, as one reads them: no record will ever name this text."""

_BOUNDLESS: Final = Room(of_a_space=1 << 62, of_a_laptop=1 << 62, kept_free=0)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a piece: TAKEN or why not, and how many of its operations were kept apart."""

    device: str
    number: int
    outcome: str
    apart: int = 0


@dataclass(frozen=True, slots=True)
class Leftover:
    """A piece that belongs to a person, and to no record; ``text`` when it is to be read."""

    piece: SealedPiece
    device_name: str
    person_name: str
    content: bytes
    text: bool


@dataclass(frozen=True, slots=True)
class Unsealing:
    """Take pieces in; ``private`` is the server's key. Doing it again changes nothing more."""

    store: Store
    now_ms: Callable[[], int]
    private: str

    def take_in(self, device: str = "") -> tuple[Taken, ...]:
        """Take in what some laptops left, by the beginning of their ids: records, then files."""
        with self.store.reading(EVERYBODY) as connection:
            left = SealedWork(connection).waiting()
        waiting = [piece for piece in left if piece.device.startswith(device)]
        opened = [(piece, self._open(piece)) for piece in waiting]
        opened.sort(key=lambda each: isinstance(each[1], FileParcel))
        return tuple(self._taken(piece, parcel) for piece, parcel in opened)

    def leftovers(self, device: str = "") -> Iterator[Leftover]:
        """Yield what was taken in and that no record names, of some laptops."""
        with self.store.reading(EVERYBODY) as connection:
            left = SealedWork(connection).waiting()
            owners = {each.device.id: each for each in Devices(connection).listed()}
        for piece in left:
            owner = owners.get(piece.device)
            orphan = piece.outcome in (UNNAMED, UNFINISHED) and piece.device.startswith(device)
            parcel = self._open(piece) if owner and orphan else None
            if owner and isinstance(parcel, FileParcel):
                content = parcel.content
                named = (owner.device.name, owner.person_name)
                yield Leftover(piece, *named, content, text=_is_text(content))

    def handed_out(self, leftover: Leftover) -> None:
        """Note that a person has it; its content goes from here."""
        piece = leftover.piece
        with self.store.writing(EVERYBODY) as connection:
            SealedWork(connection).settle(piece, HANDED_OUT)
            told = f"{piece.number} {HANDED_OUT} 0"
            happening = Happening(Event.UNSEALED, subject=piece.device, detail=told)
            Audit(connection).add(self.now_ms(), happening)

    def _open(self, piece: SealedPiece) -> ExchangeRequest | FileParcel | None:
        try:
            return open_parcel(self.private, Sealed(content=to_text(piece.content)))
        except (NotOurs, Unreadable):
            return None

    def _taken(self, piece: SealedPiece, parcel: ExchangeRequest | FileParcel | None) -> Taken:
        return self.store.write(EVERYBODY, lambda c: self._settle(c, piece, parcel))

    def _settle(
        self,
        connection: Connection,
        piece: SealedPiece,
        parcel: ExchangeRequest | FileParcel | None,
    ) -> Taken:
        now, caller = self.now_ms(), _left_by(connection, piece)
        if caller is None or parcel is None:
            done = Taken(piece.device, piece.number, UNOPENED)
        elif isinstance(parcel, FileParcel):
            done = Taken(piece.device, piece.number, _keep_file(connection, caller, parcel, now))
        else:
            reasons = list(_judged(connection, caller, parcel, now))
            refused = [each for each in reasons if not each.parked]
            outcome = refused[0].value if refused else TAKEN
            done = Taken(piece.device, piece.number, outcome, len(reasons) - len(refused))
        SealedWork(connection).settle(piece, done.outcome)
        told = f"{piece.number} {done.outcome} {done.apart}"
        Audit(connection).add(now, Happening(Event.UNSEALED, subject=piece.device, detail=told))
        return done


def _left_by(connection: Connection, piece: SealedPiece) -> Caller | None:
    device = Devices(connection).get(piece.device)
    if device is None:
        return None
    return Caller(device.id, device.person, People(connection).memberships(device.person))


def _judged(
    connection: Connection, caller: Caller, request: ExchangeRequest, now: int
) -> Iterator[Reason]:
    """Take in a page of operations, and yield why some of them did not enter the log."""
    owner = owner_of(connection, request.incarnation)
    if not owner:
        announce_chain(connection, request.incarnation, caller.device)
    for scope in request.scopes:
        state = Spaces(connection).state(scope.scope)
        pushed = _unpacked(scope)
        if pushed is None or state is None or owner not in ("", caller.device):
            yield Reason.NOT_ATTESTED
            continue
        # Whoever was removed has no role left: what he wrote is kept apart for a supervisor.
        role = caller.role(scope.scope) or Role.READER
        asking = Asking(caller, request, scope, role, looked_at=True)
        given = take_in(connection, asking, pushed, state, now)
        yield from (Reason(verdict.reason) for verdict in given.verdicts)


def _unpacked(scope: ScopeRequest) -> Pushed | None:
    try:
        return unpacked(scope)
    except NotWhole:
        return None


def _keep_file(connection: Connection, caller: Caller, parcel: FileParcel, now: int) -> str:
    people, sha256, content = People(connection), parcel.sha256, parcel.content
    scopes = (people.shared_space_of(caller.person), PRIVATE + caller.person)
    naming = [each for each in scopes if RecordTraces(connection, each).names(sha256)]
    for scope in naming:
        coming = Coming(sha256, len(content), caller.device, now)
        for index in announce(connection, scope, coming, _BOUNDLESS).missing:
            piece = content[index * CHUNK_BYTES : (index + 1) * CHUNK_BYTES]
            put(connection, scope, sha256, Chunk(index, piece))
    if naming:
        return TAKEN
    return UNFINISHED if _is_text(content) else UNNAMED


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode()
    except UnicodeDecodeError:
        return False
