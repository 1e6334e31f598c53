"""What this base knows of the devices of its space, by which it judges a file brought by one."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from desktop.store.base import Base
from desktop.store.vouching import vouch
from sync.client.bundle.contents import Carried
from sync.operations.chain import Link
from sync.operations.operation import Operation
from sync.protocol.messages import DeviceCard

DEVICE, PRIVATE_KEY, BUNDLE_KEY = "server:device", "server:private_key", "server:bundle_key"
"""The facts of the enrolment that a file needs, as joining a space leaves them."""

_CARD = (
    "SELECT d.device, d.person, d.name, d.public_key, d.active AND coalesce(m.active, 1)"
    " FROM device d LEFT JOIN member m ON m.person = d.person WHERE d.device = ?"
)
_ENDS = (
    "SELECT device, max(number), id FROM operation WHERE scope = ? AND author <> '' GROUP BY device"
)
"""SQLite gives the other columns of the row that holds the greatest number."""

_AT = "SELECT id FROM operation WHERE device = ? AND number = ? AND scope = ?"
_WAITING = (
    "SELECT content ->> '$.device', content ->> '$.number', id, content ->> '$.clock'"
    " FROM waiting_operation WHERE scope = ?"
)
"""What this version cannot take in lies here all the same."""


class Acquaintances:
    """The devices and chains known here, as they are when the first question is asked."""

    def __init__(self, base: Base) -> None:
        self._db = base.db
        self._base = base
        self._identity = base.identity

    @property
    def space(self) -> str:
        """Return the shared space of this notebook."""
        return self._identity.space

    @property
    def incarnation(self) -> str:
        """Return the chain that this base writes now."""
        return self._identity.device

    @property
    def device(self) -> str:
        """Return this laptop as the server knows it, "" before it joined."""
        return self._base.settings.get(DEVICE)

    @property
    def bundle_key(self) -> str:
        """Return the key that opens the files of this space, "" before it joined."""
        return self._base.settings.get(BUNDLE_KEY)

    def card(self, device: str) -> DeviceCard | None:
        """Return who a device is; None when nobody told us of it."""
        row = self._db.execute(_CARD, [device]).fetchone()
        if row is None:
            return None
        return DeviceCard(
            device=row[0], person=row[1], name=row[2], public_key=row[3], active=bool(row[4])
        )

    def owner(self, chain: str) -> str:
        """Return the device that writes a chain, "" when it is not known."""
        return self._owners.get(chain, "")

    def end(self, chain: str) -> Link:
        """Return the last operation of a chain that lies here."""
        return self._ends.get(chain, Link(0, ""))

    def at(self, chain: str, number: int) -> str:
        """Return the id of the operation held at a place, "" for none."""
        row = self._db.execute(_AT, [chain, number, self.space]).fetchone()
        return self._waiting.get((chain, number), "") if row is None else str(row[0])

    def clock(self, operation: str) -> int:
        """Return the clock of an operation that lies here."""
        row = self._db.execute("SELECT clock FROM operation WHERE id = ?", [operation]).fetchone()
        return int(row[0]) if row else self._clocks[operation]

    def lacks(self, operation: Operation) -> bool:
        """Tell whether an operation that was checked is not here yet."""
        if operation.author:
            return operation.number > self.end(operation.device).number
        row = self._db.execute("SELECT 1 FROM operation WHERE id = ?", [operation.id]).fetchone()
        return row is None

    def erased(self) -> frozenset[str]:
        """Return the operations whose erasure was told to this base."""
        rows = self._db.execute("SELECT operation FROM erased WHERE scope = ?", [self.space])
        return frozenset(str(row[0]) for row in rows)

    def person(self, person: str) -> str:
        """Return the name of a member, "" when it is not known."""
        row = self._db.execute("SELECT name FROM member WHERE person = ?", [person]).fetchone()
        return str(row[0]) if row else self._base.repository.people().get(person, "")

    def learn(self, chains: Iterable[Carried]) -> None:
        """Keep who vouches for chains that were taken in, so that they can be carried further.

        Inside the transaction that is open.
        """
        carried = tuple(chains)
        vouch(self._db, self.space, (chain.end for chain in carried))
        for chain in carried:
            self._db.execute(
                "INSERT OR IGNORE INTO incarnation(id, device) VALUES (?, ?)",
                [chain.end.device, chain.owner],
            )

    @cached_property
    def _owners(self) -> Mapping[str, str]:
        owners = dict(self._db.execute("SELECT id, device FROM incarnation").fetchall())
        # The table of chains holds those that were written here, before a restoration included.
        own = self._db.execute("SELECT device FROM chain WHERE scope = ?", [self.space])
        return {**owners, **{str(row[0]): self.device for row in own}}

    @cached_property
    def _ends(self) -> Mapping[str, Link]:
        rows = self._db.execute(_ENDS, [self.space])
        ends = {str(row[0]): Link(int(row[1]), str(row[2])) for row in rows}
        for (chain, number), key in self._waiting.items():
            if number > ends.get(chain, Link(0, "")).number:
                ends[chain] = Link(number, key)
        return ends

    @cached_property
    def _waiting(self) -> Mapping[tuple[str, int], str]:
        rows = self._db.execute(_WAITING, [self.space])
        return {(str(row[0]), int(row[1])): str(row[2]) for row in rows}

    @cached_property
    def _clocks(self) -> Mapping[str, int]:
        return {str(r[2]): int(r[3]) for r in self._db.execute(_WAITING, [self.space])}
