"""What this base can give others on a USB key: chains that the devices which wrote them attest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import orjson

from desktop.store.acquaintances import PRIVATE_KEY, Acquaintances
from desktop.store.base import Base
from desktop.store.database import marks, parts
from desktop.store.log import COLUMNS, operation_of
from desktop.store.waiting import Waiting
from sync.client.bundle.contents import Carried, Summary
from sync.client.bundle.writing import Sender
from sync.operations.operation import Operation
from sync.operations.seeds import is_seed
from sync.protocol.messages import Attestation
from sync.protocol.signing import DeviceKey

EVERYTHING: Final = 0
"""The moment to carry from, to carry all that lies here."""

_NUMBER: Final = "bundle:number"

_WAITING = " FROM waiting_operation WHERE scope = ?1 AND content ->> '$.author' <> ''"
_CHAINS = (
    "SELECT device, min(number), max(number), min(CASE WHEN unsent OR clock >= ?2 THEN number END),"
    " max(CASE WHEN redacted AND id NOT IN (SELECT operation FROM erased) THEN number END)"
    " FROM (SELECT device, number, server_version IS NULL AS unsent, clock, redacted, id"
    " FROM operation WHERE scope = ?1 AND author <> ''"
    " UNION ALL SELECT content ->> '$.device', content ->> '$.number', held = 0,"
    f" content ->> '$.clock', content ->> '$.redacted', id{_WAITING}) GROUP BY device"
)
_PLACES = (
    "SELECT seq, device, number FROM operation WHERE scope = ?1 AND author <> ''"
    f" UNION ALL SELECT id, content ->> '$.device', content ->> '$.number'{_WAITING}"
    " ORDER BY device, number"
)
_UNSENT = (
    "SELECT device, number, record FROM operation"
    " WHERE server_version IS NULL AND scope = ?1 AND author <> ''"
    " UNION ALL SELECT content ->> '$.device', content ->> '$.number', content ->> '$.record'"
    f"{_WAITING} AND held = 0"
)
_OWN_NOTES = (
    "SELECT count(DISTINCT record) FROM operation WHERE server_version IS NULL AND scope = ?"
)
_OWN_FILES = (
    'SELECT k.sha256 FROM "attachment" k JOIN record r ON r.seq = k.seq'
    " LEFT JOIN file_transfer t ON t.digest = k.sha256"
    " WHERE k.trashed = 0 AND r.author = ? AND t.digest IS NULL AND k.sha256 != ''"
    " AND r.private_heads NOT LIKE '%\"sha256\"%'"
)
"""Files whose record went and whose content did not."""

_SEEDS = "SELECT seq FROM operation WHERE scope = ? AND author = ''"
_READ = f"SELECT seq, {', '.join(COLUMNS)} FROM operation WHERE seq IN"


@dataclass(frozen=True, slots=True)
class Choice:
    """The operations to carry: the chains, and where each of them lies.

    A place is a number of the log, or the id of an operation that waits beside it.
    """

    chains: tuple[Carried, ...]
    seeds: tuple[int, ...]
    places: tuple[int | str, ...]

    def summary(self, since: int = EVERYTHING) -> Summary:
        """Announce them; the files are to add."""
        count, seeds = len(self.seeds) + len(self.places), len(self.seeds)
        return Summary(operations=count, seeds=seeds, since=since, chains=self.chains)


class Carrying:
    """Choose and read what a file is to hold."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._db = base.db
        self._waiting = Waiting(base.db)
        self._known = Acquaintances(base)

    def sender(self) -> Sender | None:
        """Return who makes a file here; None before this laptop joined a space."""
        known, private = self._known, self._base.settings.get(PRIVATE_KEY)
        if not (known.device and known.bundle_key and private):
            return None
        number = int(self._base.settings.get(_NUMBER, "0")) + 1
        return Sender(known.space, known.device, DeviceKey.parse(private), known.bundle_key, number)

    def count(self, number: int) -> None:
        """Note that a file was made, inside the transaction that is open."""
        self._base.settings.put(_NUMBER, str(number))

    def choose(self, key: DeviceKey, since: int | None) -> Choice:
        """Choose what the server is not known to hold, or all that was written since a moment.

        ``since`` is a hybrid clock, EVERYTHING for all. Only what somebody vouches for is carried.
        """
        wanted = 2**63 - 1 if since is None else since
        chains = {
            carried.end.device: carried
            for row in self._db.execute(_CHAINS, [self._known.space, wanted]).fetchall()
            if (carried := self._carried(key, row)) is not None
        }
        places = self._places(chains)
        whole = {d: c for d, c in chains.items() if len(places[d]) == c.end.number - c.first + 1}
        seeds = self._seeds(unsent=since is None)
        return Choice(
            tuple(whole.values()), seeds, tuple(seq for chain in whole for seq in places[chain])
        )

    def operations(self, choice: Choice) -> Iterator[Operation]:
        """Read them, a few hundred at a time, each chain in its order."""
        places: tuple[int | str, ...] = choice.seeds + choice.places
        for part in parts(places):
            logged = [place for place in part if isinstance(place, int)]
            rows = self._db.execute(f"{_READ} ({marks(logged)})", logged)
            found: dict[int | str, Operation] = {r[0]: operation_of(tuple(r[1:])) for r in rows}
            waiting = [place for place in part if isinstance(place, str)]
            found |= {each.id: each for each in self._waiting.read(waiting)}
            yield from (found[place] for place in part)

    def files(self, choice: Choice) -> tuple[str, ...]:
        """Return the prints of the files that these operations name."""
        found: dict[str, None] = {}
        for operation in self.operations(choice):
            if operation.kind == "attachment" and not operation.redacted:
                digest = orjson.loads(operation.fields).get("sha256")
                if isinstance(digest, str):
                    found[digest] = None
        unsent = self._db.execute(_OWN_FILES, [self._base.identity.person.id])
        return tuple(found | dict.fromkeys(str(row[0]) for row in unsent))

    def uncarried(self, key: DeviceKey) -> int:
        """Count the records of which something unsent is in no file that one could make here."""
        ends = {each.end.device: each.end.number for each in self.choose(key, None).chains}
        rows = self._db.execute(_UNSENT, [self._known.space])
        return len({record for device, number, record in rows if number > ends.get(device, 0)})

    def own_unsent(self) -> int:
        """Count the records whose notes for oneself alone the server lacks."""
        row = self._db.execute(_OWN_NOTES, [self._base.identity.private_scope]).fetchone()
        return int(row[0])

    def _carried(self, key: DeviceKey, row: tuple[object, ...]) -> Carried | None:
        chain, least, greatest = str(row[0]), int(str(row[1])), int(str(row[2]))
        if row[3] is None:
            return None
        end = self._end(key, chain, greatest)
        owner = self._known.owner(chain)
        first = max(least, int(str(row[3])))
        if owner != self._known.device and row[4] is not None:
            # What was emptied here is not ours to give in the name of somebody else.
            first = max(first, int(str(row[4])) + 1)
        if end is None or first > end.number:
            return None
        previous = self._known.at(chain, first - 1) if first > 1 else ""
        if first > 1 and not previous:
            return None
        return Carried(owner=owner, first=first, previous=previous, end=end)

    def _end(self, key: DeviceKey, chain: str, greatest: int) -> Attestation | None:
        """Vouch for a chain of this laptop; for another, find up to where its laptop does."""
        owner = self._known.owner(chain)
        if owner == self._known.device:
            return key.attest(self._known.space, chain, greatest, self._known.end(chain).id)
        card = self._known.card(owner)
        row = self._db.execute(
            "SELECT number, id, signature FROM attestation WHERE scope = ? AND device = ?",
            [self._known.space, chain],
        ).fetchone()
        if card is None or not card.active or row is None:
            return None
        if self._known.at(chain, int(row[0])) != row[1]:
            return None
        return Attestation(device=chain, number=row[0], id=row[1], signature=row[2])

    def _places(self, chains: Mapping[str, Carried]) -> dict[str, list[int | str]]:
        found: dict[str, list[int | str]] = {chain: [] for chain in chains}
        for seq, device, number in self._db.execute(_PLACES, [self._known.space]):
            carried = chains.get(device)
            if carried is not None and carried.first <= number <= carried.end.number:
                found[device].append(seq)
        return found

    def _seeds(self, *, unsent: bool) -> tuple[int, ...]:
        narrowed = " AND server_version IS NULL" if unsent else ""
        rows = self._db.execute(_SEEDS + narrowed, [self._known.space])
        places = tuple(int(row[0]) for row in rows)
        read = self.operations(Choice((), places, ()))
        return tuple(p for p, each in zip(places, read, strict=True) if is_seed(each))
