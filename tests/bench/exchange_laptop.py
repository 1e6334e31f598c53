"""A laptop whose base is in memory: what remains of a round is protocol, transport and server."""

from collections.abc import Sequence

from sync.client.http import HttpRemote
from sync.client.outcome import Outcome
from sync.client.round import Round
from sync.operations.operation import Operation
from sync.protocol.messages import ChainEnd
from sync.protocol.signing import DeviceKey
from tests.bench.exchange_crowd import Content, chain
from tests.bench.exchange_town import Enrolled
from tests.sync.client.memory import SCHEMA, Base, Watch


class Shelf(Base):
    """The base of one laptop, with its chain."""

    def __init__(self, laptop: Enrolled, contents: Sequence[Content] = ()) -> None:
        super().__init__("", scopes=(laptop.joined.space,))
        self.laptop = laptop
        self.key = DeviceKey.parse(laptop.key)
        self.incarnations = [laptop.incarnation]
        self._own: list[Operation] = []
        self.add(contents)

    def add(self, contents: Sequence[Content]) -> None:
        """Write operations, unsent."""
        self._own = chain(self.laptop, contents, self._own)
        self.parts[self.laptop.joined.space].log |= {each.id: each for each in self._own}

    def own_end(self, scope: str) -> ChainEnd:  # noqa: ARG002 - a port
        """Return the end of the chain without looking through all."""
        last = self._own[-1] if self._own else None
        number, end = (last.number, last.id) if last else (0, "")
        return ChainEnd(device=self.incarnation, number=number, id=end)

    def directory(self) -> int:
        """Return the version that was learnt last."""
        known = [learnt.version for learnt, _ in self.learnt if learnt is not None]
        return known[-1] if known else 0

    def meet(self, remote: HttpRemote) -> Outcome:
        """Make one round, as a laptop does."""
        return Round(self, remote, Watch(), schema_version=SCHEMA).run(files=False)
