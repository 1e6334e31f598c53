"""What a file says: in clear, what opening it needs; sealed, everything else."""

from typing import Annotated, Final, Self

from pydantic import Field, StringConstraints, model_validator

from sync.protocol.limits import CHUNK_BYTES, FILE_BYTES, PAGE_OPERATIONS
from sync.protocol.messages import Attestation, Count, Id, IdOrNone, Message, Run, Sha256

MAGIC: Final = b"\x89CQECH\r\n"
"""The first bytes of the file; a transfer that rewrites line ends spoils them at once."""

FORMAT: Final = 1
"""1, 2026-11-23: a cover in clear, sealed parts one after another, a signature over all."""

ENDING: Final = ".carnet-echange"

COVER_BYTES: Final = 4_096
MOST_CHAINS: Final = 20_000
MOST_FILES: Final = 20_000
MOST_OPERATIONS: Final = 5_000_000

Salt = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{22,64}$")]


class Cover(Message):
    """Which space and which device; nothing of a person. ``created`` in ms since 1970.

    ``number`` counts the files that a device made.
    """

    space: Id
    sender: Id
    created: Count
    number: Count
    salt: Salt


class Carried(Message):
    """A chain, from its operation ``first`` to the one attested; ``owner`` is the device.

    ``previous`` is the id of the operation before the first.
    """

    owner: Id
    first: Annotated[int, Field(ge=1, lt=2**63)]
    previous: IdOrNone
    end: Attestation

    @model_validator(mode="after")
    def _follows(self) -> Self:
        if self.end.number < self.first or (self.first == 1) != (self.previous == ""):
            raise ValueError("the chain does not hold together")
        return self


class FileCard(Message):
    """An attached file that travels too; ``size`` in bytes."""

    sha256: Sha256
    size: Annotated[int, Field(ge=0, le=FILE_BYTES)]

    @property
    def chunks(self) -> int:
        """Return in how many parts it travels."""
        return -(-self.size // CHUNK_BYTES)


class Summary(Message):
    """What follows: chains, seeds (operations that need nobody's word), attached files."""

    operations: Annotated[int, Field(ge=0, le=MOST_OPERATIONS)]
    seeds: Annotated[int, Field(ge=0, le=MOST_CHAINS)] = 0
    since: Count = 0
    chains: Annotated[tuple[Carried, ...], Field(max_length=MOST_CHAINS)] = ()
    files: Annotated[tuple[FileCard, ...], Field(max_length=MOST_FILES)] = ()

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        devices = {chain.end.device for chain in self.chains}
        files = {file.sha256 for file in self.files}
        carried = sum(chain.end.number - chain.first + 1 for chain in self.chains)
        if len(devices) < len(self.chains) or len(files) < len(self.files):
            raise ValueError("something is named twice")
        if carried + self.seeds != self.operations:
            raise ValueError("the counts differ")
        return self


class Page(Message):
    """Operations, in an order in which each chain follows itself."""

    runs: Annotated[tuple[Run, ...], Field(min_length=1, max_length=PAGE_OPERATIONS)]
