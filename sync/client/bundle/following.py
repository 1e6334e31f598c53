"""Follow the chains of a file as its operations come, against what the base holds."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Protocol

import orjson

from sync.client.bundle.contents import Carried, Summary
from sync.client.bundle.refusals import Changed, Forked, Gap, NotAttested
from sync.operations.chain import Link
from sync.operations.operation import Operation
from sync.operations.seeds import is_seed
from sync.protocol.limits import OPERATION_BYTES
from sync.protocol.messages import DeviceCard
from sync.protocol.signing import is_attested


class Acquaintances(Protocol):
    """What the base of the reader knows of the space, of its devices and of their chains."""

    @property
    def space(self) -> str:
        """Return the shared space of this notebook."""

    @property
    def incarnation(self) -> str:
        """Return the chain that this base writes now."""

    @property
    def bundle_key(self) -> str:
        """Return the key that opens the files of this space."""

    def card(self, device: str) -> DeviceCard | None:
        """Return who a device is, None when nobody told us of it."""

    def owner(self, chain: str) -> str:
        """Return the device that writes a chain, "" when it is not known."""

    def end(self, chain: str) -> Link:
        """Return the last operation of a chain that lies here."""

    def at(self, chain: str, number: int) -> str:
        """Return the id of the operation held at a place, "" for none."""

    def clock(self, operation: str) -> int:
        """Return the clock of an operation that lies here."""

    def erased(self) -> Collection[str]:
        """Return the operations whose erasure was told to this base."""


@dataclass
class Followed:
    """One chain on its way: its last operation, what the base holds of it, who wrote it."""

    carried: Carried
    person: str
    held: Link
    last: Link = field(init=False)

    def __post_init__(self) -> None:
        self.last = Link(self.carried.first - 1, self.carried.previous)

    @property
    def added(self) -> int:
        """Return how many operations the base does not hold yet."""
        return max(0, self.carried.end.number - max(self.held.number, self.carried.first - 1))


class Following:
    """Check that the operations of a file are those that its summary announces."""

    def __init__(self, summary: Summary, known: Acquaintances) -> None:
        self._summary = summary
        self._known = known
        self._chains = {each.end.device: self._vouched(each) for each in summary.chains}
        self._seeds: set[str] = set()

    @property
    def added(self) -> int:
        """Return how many operations are new here, default lists left out."""
        return sum(chain.added for chain in self._chains.values())

    def take(self, operation: Operation) -> None:
        """Follow one more operation; raises Changed, NotAttested, Forked or Gap."""
        if not _is_sound(operation):
            raise Changed
        chain = self._chains.get(operation.device)
        if chain is None:
            self._take_seed(operation)
            return
        if (operation.number - 1, operation.previous) != (chain.last.number, chain.last.id):
            raise Changed
        if operation.author != chain.person:
            raise NotAttested
        if operation.number == chain.carried.first:
            self._join(chain, operation)
        if operation.number == chain.held.number and operation.id != chain.held.id:
            raise Forked
        chain.last = Link(operation.number, operation.id)

    def end(self) -> None:
        """Make sure that every chain reached its attested end."""
        for chain in self._chains.values():
            end = chain.carried.end
            if (chain.last.number, chain.last.id) != (end.number, end.id):
                raise Changed
            if end.number < chain.held.number and self._known.at(end.device, end.number) != end.id:
                raise Forked
        if len(self._seeds) != self._summary.seeds:
            raise Changed

    def _take_seed(self, operation: Operation) -> None:
        if not is_seed(operation):
            raise NotAttested
        if operation.id in self._seeds:
            raise Changed
        self._seeds.add(operation.id)

    def _vouched(self, carried: Carried) -> Followed:
        """Find whose key attests a chain: that of the device which we know, or which it names."""
        chain = carried.end.device
        owner = self._known.owner(chain) or carried.owner
        card = self._known.card(owner)
        if card is None or not card.active or owner != carried.owner:
            raise NotAttested
        if not is_attested(card.public_key, self._known.space, carried.end):
            raise NotAttested
        followed = Followed(carried, card.person, self._known.end(chain))
        if chain == self._known.incarnation and followed.added:
            # Somebody holds more of our own chain than we do: this base was copied or put back.
            raise Forked
        return followed

    def _join(self, chain: Followed, first: Operation) -> None:
        """Make sure that the file goes on from what the base holds."""
        carried = chain.carried
        if carried.first - 1 > chain.held.number:
            held = self._known.clock(chain.held.id) if chain.held.number else 0
            raise Gap(chain.person, held, first.clock)
        if carried.first > 1 and self._known.at(first.device, carried.first - 1) != first.previous:
            raise Forked


def _is_sound(operation: Operation) -> bool:
    """Tell whether the content can be read at all, which its hash does not say."""
    if len(operation.fields) > OPERATION_BYTES:
        return False
    try:
        return isinstance(orjson.loads(operation.fields), dict)
    except orjson.JSONDecodeError:
        return False
