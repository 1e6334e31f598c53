"""Safeguards taken away one at a time: for each, the search must find what it was there for."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pkgutil import resolve_name
from typing import Any, Final

import pytest

from desktop.store import arriving
from desktop.store.base import Base
from desktop.store.blobs import Blobs
from desktop.store.history import rules_of
from desktop.store.log import Draught
from desktop.store.outbox import Outbox
from sync.client.ports import Applied, Arrival
from sync.operations.operation import Operation
from sync.operations.rules import Rule, Settlement
from sync.protocol.codes import Reason
from sync.server.devices import Recognition
from sync.server.store.files import Files, KeptFile
from tests.simulation.falling import Trouble
from tests.simulation.histories import Deed

Patch = Callable[[pytest.MonkeyPatch], None]

_TALK: Final = (Deed.EDIT, Deed.EDIT, Deed.EDIT, Deed.ADD, *(Deed.SYNC,) * 3)
_LOSE: Final = (*_TALK, Deed.BACK_UP, Deed.GO_BACK, Deed.CLONE)
_KEY: Final = (*_TALK, Deed.USB, Deed.USB)
_FILES: Final = (Deed.ATTACH, Deed.ATTACH, Deed.SYNC)
_BACK: Final = (*(Deed.EDIT,) * 3, *(Deed.SYNC,) * 3)
_SERVER: Final = (*_TALK, Deed.COPY_SERVER, Deed.SERVER_GOES_BACK)


@dataclass(frozen=True)
class Mutant:
    """A safeguard taken away, and among which deeds and troubles that shows."""

    name: str
    take_away: Patch
    deeds: Sequence[Deed] = _TALK
    troubles: Sequence[Trouble] = tuple(Trouble)
    from_the_start: bool = False
    """Whether the server and the laptops were made without the safeguard too."""

    def __str__(self) -> str:
        """Return the name, as the report of the tests shows it."""
        return self.name


def _set(name: str, value: object) -> Patch:
    return lambda patch: patch.setattr(name, value)


def _both(*patches: Patch) -> Patch:
    def take_away(patch: pytest.MonkeyPatch) -> None:
        for each in patches:
            each(patch)

    return take_away


def _id_of_place(operation: Operation) -> str:
    place = f"{operation.device} {operation.scope} {operation.number}"
    return blake2b(place.encode(), digest_size=16).hexdigest()


def _cursor_first(base: Base, arrival: Arrival) -> Applied:
    with base.writing():
        outbox = Outbox(base.db)
        if arrival.cursor is not None:
            state = replace(outbox.state(arrival.scope), cursor=arrival.cursor, epoch=arrival.epoch)
            outbox.put(state)
    return arriving.apply(base, replace(arrival, cursor=None))


def _cleared_before_it_goes(patch: pytest.MonkeyPatch) -> None:
    send = resolve_name("sync.client.exchanging:Exchanging._send")

    def cleared(self: Any, sides: Any) -> object:
        for side in list(self._sides.values()):
            ids = side.page.operations
            if ids:
                self._local.acknowledge(side.state.scope, ids, ())
        return send(self, sides)

    patch.setattr("sync.client.exchanging.Exchanging._send", cleared)


def _latest_wins(kind: str) -> Mapping[str, Rule]:
    rules = rules_of(kind)
    return {name: Rule.LATEST if rule is Rule.PERSON else rule for name, rule in rules.items()}


def _fork_unseen(patch: pytest.MonkeyPatch) -> None:
    place: Callable[[Any, Operation], Reason | None] = resolve_name(
        "sync.server.receiving:Sorter._place"
    )

    def blind(self: Any, operation: Operation) -> Reason | None:
        reason = place(self, operation)
        if reason is not Reason.FORK:
            return reason
        self._held.known.add(operation.id)
        return None

    patch.setattr("sync.server.receiving.Sorter._place", blind)


def _without_parents(patch: pytest.MonkeyPatch) -> None:
    made: Callable[..., Draught] = resolve_name("desktop.store.transaction:_edit")

    def blind(*args: Any, **named: Any) -> Draught:
        return replace(made(*args, **named), parents=())

    patch.setattr("desktop.store.transaction._edit", blind)


def _newest_text(patch: pytest.MonkeyPatch) -> None:
    mergers = resolve_name("sync.operations.merge:_MERGERS")
    patch.setitem(mergers, Rule.TEXT, lambda _base, values: Settlement(values[-1]))


def _deletion_wins(patch: pytest.MonkeyPatch) -> None:
    told = resolve_name("sync.operations.merge:_deletion")
    patch.setattr("sync.operations.merge._deletion", lambda history: (any(told(history)), ()))


def _unread(files: Files, sha256: str, kept: KeptFile) -> KeptFile:
    files.finish(sha256)
    return KeptFile(kept.size, whole=True)


class _Believed(str):
    """A hash that any content has."""

    def __ne__(self, other: object) -> bool:
        return False

    __hash__ = str.__hash__


def _unproven(patch: pytest.MonkeyPatch) -> None:
    take = Blobs.take

    def believing(self: Blobs, digest: str, size: int, pieces: Iterable[bytes]) -> None:
        take(self, _Believed(digest), size, pieces)

    patch.setattr(Blobs, "take", believing)


def _known_for_ever(patch: pytest.MonkeyPatch) -> None:
    known = Recognition.known
    patch.setattr(Recognition, "known", lambda self, said, **_: known(self, said, revoked=True))


def _nothing(*_: Any, **__: Any) -> None:
    """Do nothing."""


def _yes(*_: Any, **__: Any) -> bool:
    return True


def _no(*_: Any, **__: Any) -> bool:
    return False


MUTANTS: Final = (
    Mutant(
        "an id tells the place, not the content",
        _set("sync.operations.operation._hash", _id_of_place),
        _LOSE,
        from_the_start=True,
    ),
    Mutant(
        "the epoch stays when the server goes back, and no digest is compared",
        _both(
            _set("sync.server.backups.change_epoch", _nothing),
            _set("sync.server.exchange.begin_anew", _nothing),
            _set("sync.client.exchanging.Exchanging._differs", _no),
        ),
        (*_BACK, Deed.SERVER_GOES_BACK),
        (),
    ),
    Mutant(
        "the cursor moves before the rows",
        _set("desktop.store.exchanging.apply", _cursor_first),
        troubles=(Trouble.LAPTOP_BEFORE, Trouble.LAPTOP_AFTER),
    ),
    Mutant("what goes out is taken for received", _cleared_before_it_goes),
    Mutant(
        "the latest wins where a person decides",
        _set("desktop.store.projecting.rules_of", _latest_wins),
    ),
    Mutant("the newest text wins", _newest_text),
    Mutant("the server sees no fork", _fork_unseen, _LOSE),
    Mutant(
        "a chain is never left", _set("desktop.store.exchanging.leave_chain", lambda *_: 0), _LOSE
    ),
    Mutant(
        "an operation may be written twice",
        _set("desktop.store.arriving._Arriving._fresh", lambda _self, given: list(given)),
        _KEY,
    ),
    Mutant(
        "no digest is compared",
        _set("sync.client.exchanging.Exchanging._differs", _no),
        (*_BACK, Deed.SERVER_LOSES),
        (),
    ),
    Mutant(
        "nobody is asked about removals",
        _set("sync.client.guard.RemovalGuard.admit", _nothing),
        (*_TALK, Deed.ADD, Deed.DELETE, Deed.DELETE),
    ),
    Mutant(
        "nobody has to vouch", _set("sync.server.receiving.is_attested", _yes), (*_TALK, Deed.FORGE)
    ),
    Mutant(
        "the notes for oneself are shared",
        _set("desktop.store.transaction._apart", lambda _model, values: (values, {})),
    ),
    Mutant(
        "what was erased comes back with a copy",
        _set("sync.server.erasing.Erasing.erase_again", lambda _: 0),
        (*_SERVER, Deed.ERASE),
    ),
    Mutant("no parent is named", _without_parents),
    Mutant("a deletion beats an edit", _deletion_wins, (*_TALK, Deed.DELETE)),
    Mutant(
        "what is acknowledged twice counts twice",
        _set("desktop.store.outbox.Outbox._with_state", lambda _self, ids, *_: list(ids)),
        _KEY,
    ),
    Mutant(
        "what stands on other heads is taken as it is",
        _set("sync.operations.heads.Heads._demand_sight", _nothing),
    ),
    Mutant(
        "the server keeps a file that came with another content",
        _set("sync.server.files._verified", _unread),
        _FILES,
        (Trouble.SPOILED,),
    ),
    Mutant(
        "a laptop keeps a file that came with another content",
        _unproven,
        _FILES,
        (Trouble.SPOILED,),
    ),
    Mutant("a laptop that was put out is let in", _known_for_ever, (*_TALK, Deed.REVOKE)),
    Mutant(
        "who was put out comes back with a copy",
        _set("sync.server.backups._carry_over", _nothing),
        (*_SERVER, Deed.REVOKE),
    ),
    Mutant(
        "an emptied laptop hands nothing over",
        _set("desktop.services.exchanging.handing_over._pages", lambda *_: iter(())),
        (*_TALK, Deed.WIPE),
    ),
)
