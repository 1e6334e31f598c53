"""Laptops that know one another and make files for a USB key, without any base."""

import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from sync.client.bundle.contents import Carried, FileCard, Summary
from sync.client.bundle.writing import Load, Sender, write_bundle
from sync.operations.chain import Link
from sync.operations.operation import Operation, Verb, canonical, seal
from sync.operations.seeds import seed
from sync.protocol.limits import CHUNK_BYTES
from sync.protocol.messages import DeviceCard
from sync.protocol.signing import DeviceKey, to_text

SPACE = "5" * 32
BUNDLE_KEY = to_text(bytes(range(32)))
CREATED = 1_795_430_000_000


@dataclass
class Laptop:
    """A device, its key, and the chain that it writes."""

    digit: str
    key: DeviceKey = field(default_factory=DeviceKey.new)
    written: list[Operation] = field(default_factory=list)

    @property
    def device(self) -> str:
        return self.digit * 31 + "d"

    @property
    def person(self) -> str:
        return self.digit * 31 + "b"

    @property
    def chain(self) -> str:
        return self.digit * 31 + "c"

    @property
    def card(self) -> DeviceCard:
        """What the others know of it."""
        return DeviceCard(
            device=self.device,
            person=self.person,
            name="Portable",
            public_key=self.key.public,
            incarnations=(self.chain,),
        )

    def write(self, count: int, text: str = "Une visite", author: str = "") -> None:
        """Write creations."""
        for _ in range(count):
            number = len(self.written) + 1
            self.written.append(
                seal(
                    device=self.chain,
                    number=number,
                    previous=self.written[-1].id if self.written else "",
                    scope=SPACE,
                    record=f"{self.digit}-{number}",
                    kind="visit",
                    verb=Verb.CREATE,
                    fields=canonical({"facts": f"{text} {number}"}),
                    parents=(),
                    clock=number << 16,
                    author=author or self.person,
                    schema=1,
                )
            )

    def carried(self, first: int = 1, last: int = 0) -> Carried:
        """Return what a file says of a part of the chain."""
        end = self.written[(last or len(self.written)) - 1]
        return Carried(
            owner=self.device,
            first=first,
            previous=self.written[first - 2].id if first > 1 else "",
            end=self.key.attest(SPACE, self.chain, end.number, end.id),
        )

    def sender(self, **other: object) -> Sender:
        """Return the maker of files."""
        made = Sender(SPACE, self.device, self.key, BUNDLE_KEY)
        return replace(made, **other)  # type: ignore[arg-type]  # each test names real parts


@dataclass
class Known:
    """What a reader knows: devices by id, chains by id, what lies here."""

    laptops: Sequence[Laptop]
    held: Sequence[Operation] = ()
    revoked: Collection[str] = ()
    space: str = SPACE
    bundle_key: str = BUNDLE_KEY
    incarnation: str = "e" * 32
    ledger: Collection[str] = ()

    def card(self, device: str) -> DeviceCard | None:
        cards = {laptop.device: laptop.card for laptop in self.laptops}
        found = cards.get(device)
        return found and found.model_copy(update={"active": device not in self.revoked})

    def owner(self, chain: str) -> str:
        return {laptop.chain: laptop.device for laptop in self.laptops}.get(chain, "")

    def end(self, chain: str) -> Link:
        held = [operation for operation in self.held if operation.device == chain]
        return Link(held[-1].number, held[-1].id) if held else Link(0, "")

    def at(self, chain: str, number: int) -> str:
        found = [o.id for o in self.held if (o.device, o.number) == (chain, number)]
        return found[0] if found else ""

    def clock(self, operation: str) -> int:
        return next(each.clock for each in self.held if each.id == operation)

    def erased(self) -> Collection[str]:
        return self.ledger


def a_seed() -> Operation:
    """Return an operation that needs nobody's word."""
    fields = canonical({"label": "Santé"})
    return seed(scope=SPACE, record="list-1", kind="list_entry", fields=fields, schema=1)


def load(
    *parts: tuple[Laptop, int, int],
    seeds: Sequence[Operation] = (),
    files: Sequence[bytes] = (),
) -> Load:
    """Return what a file holds: parts of chains from a number to another, seeds, files."""
    chains = tuple(laptop.carried(first, last) for laptop, first, last in parts)
    operations = [
        operation
        for laptop, first, last in parts
        for operation in laptop.written[first - 1 : last or None]
    ]
    cards = [FileCard(sha256=sha256(each).hexdigest(), size=len(each)) for each in files]
    summary = Summary(
        operations=len(operations) + len(seeds), seeds=len(seeds), chains=chains, files=tuple(cards)
    )
    contents = [(card, _chunks(each)) for card, each in zip(cards, files, strict=True)]
    return Load(summary, [*seeds, *operations], contents)


def bundle(sender: Sender, what: Load) -> bytes:
    """Return the bytes of a file."""
    file = io.BytesIO()
    write_bundle(file, sender, what, CREATED)
    return file.getvalue()


def _chunks(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), CHUNK_BYTES):
        yield content[start : start + CHUNK_BYTES]
