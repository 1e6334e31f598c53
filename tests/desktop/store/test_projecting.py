"""A row that followed what arrived is the row that the whole log makes."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.services.opening import Opening
from desktop.store.base import Base
from desktop.store.projecting import Projecting
from sync.client.ports import Arrival
from sync.operations.heads import Heads
from sync.operations.operation import Operation, Value, Verb, canonical, seal
from tests.desktop.laptops import Laptop, Server, laptop

VALUES: dict[str, dict[str, tuple[Value, ...]]] = {
    "visit": {
        "visited_on": ("2026-11-13", "2026-11-14", "bientôt"),
        "purpose": ("La fête", "Le  jardin", None, 5),
        "facts": ("Du monde", "Personne", ""),
        "duration_minutes": (30, 45, "longtemps", None),
        "people_present": ([{"id": "p1", "name": "Nadia"}], [], "deux"),
        "private_note": ("À moi", None),
        "next_step": ("Rappeler", "Revenir", None),
        "difficulties": ("Le bruit", "La pluie\nle vent"),
        "what_works": ("Le café", None),
        "mood": (1, 4, None),
        "weather": ({"sky": ["bleu"]}, None),
        "code": ("VIS-26-ZZ-0007", None),
    },
    "organisation": {
        "name": ("Les Lilas", "Le Compost", ["x"]),
        "acronym": ("LL", None),
        "volunteers": (3, 2**63),
        "purpose": ("Un local", "Des paniers", None),
        "internal_note": ("Oui", "Non"),
        "federation": ("Une", "Deux", None),
    },
    "funding": {"funder_type": ("ETAT", "?"), "year": (2026, 2027, "2028"), "status": ("VOTE", 1)},
}


@pytest.fixture
def bruno(doors: Opening, tmp_path: Path) -> Iterator[Laptop]:
    with laptop(doors, tmp_path / "bruno", Server(), ("Bruno Petit", "BP")) as made:
        yield made


class Writer:
    """A laptop that saves anything, mostly on what it saw last, sometimes on what was before."""

    def __init__(self, device: str, scope: str, chance: random.Random) -> None:
        self.device, self.scope, self.chance = device * 32, scope, chance
        self.seen: dict[str, list[Operation]] = {}
        self.chain: list[Operation] = []

    def write(self, clock: int) -> Operation:
        """Save something once more."""
        record = f"{self.device[0]}{len(self.seen):031d}"
        if self.seen and self.chance.random() < 0.8:
            record = self.chance.choice([*self.seen])
        known = self.seen.setdefault(record, [])
        kind = known[0].kind if known else self.chance.choice(sorted(VALUES))
        verb = self._verb() if known else Verb.CREATE
        names = self.chance.sample(sorted(VALUES[kind]), self.chance.randint(1, 2))
        values = {name: self.chance.choice(VALUES[kind][name]) for name in names}
        fields = values if verb in (Verb.CREATE, Verb.EDIT) else {}
        heads = Heads.collect(known)
        parents = heads.parents(verb, fields) if known else ()
        if parents and self.chance.random() < 0.05:
            parents = parents[:1] if len(parents) > 1 else (known[0].id,)
        end = self.chain[-1] if self.chain else None
        operation = seal(
            device=self.device,
            number=len(self.chain) + 1,
            previous=end.id if end else "",
            scope=self.scope,
            record=record,
            kind=kind,
            verb=verb,
            fields=canonical(fields),
            parents=parents,
            clock=(1_795_430_000_000 + clock) << 16,
            author=self.device,
            schema=1,
        )
        self.chain.append(operation)
        known.append(operation)
        return operation

    def _verb(self) -> Verb:
        return self.chance.choices((Verb.EDIT, Verb.DELETE, Verb.RESTORE), (96, 2, 2))[0]


def written(space: str, count: int, seed: int) -> list[Operation]:
    """Return what two laptops wrote, each sometimes having heard the other."""
    chance = random.Random(seed)
    writers = [Writer(name, space, chance) for name in "de"]
    log = []
    for clock in range(count):
        one, other = chance.sample(writers, 2)
        log.append(one.write(clock))
        if chance.random() < 0.5:
            for record, operations in one.seen.items():
                mine = other.seen.get(record, [])
                held = {each.id for each in mine}
                other.seen[record] = mine + [each for each in operations if each.id not in held]
    return log


def shown(base: Base) -> dict[str, tuple[object, ...]]:
    """Return all that the base shows of each record: its row, its name, the words it answers to."""
    found: dict[str, tuple[object, ...]] = {}
    for seq, record, heading, code in base.db.execute("SELECT seq, id, heading, code FROM record"):
        stored = base.repository.find(record)
        assert stored is not None
        cells = tuple(getattr(stored, name) for name in stored.__slots__ if name != "seq")
        indexed = [words(base, table, seq) for table in ("search", "organisation_name")]
        found[record] = (heading, code, cells, *indexed)
    return found


def words(base: Base, table: str, seq: int) -> frozenset[object]:
    """Return the words of an index that lead to a row."""
    vocabulary = f"vocabulary_{table}"
    base.db.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{vocabulary}"
        f" USING fts5vocab(main, {table}, instance)"
    )
    rows = base.db.execute(f"SELECT term, col, offset FROM {vocabulary} WHERE doc = ?", [seq])
    return frozenset(map(tuple, rows))


@pytest.mark.parametrize("seed", range(3))
def test_rows_that_followed_pages_are_those_of_the_whole_log(bruno: Laptop, seed: int) -> None:
    base, space = bruno.notebook.base, bruno.scopes[0]
    log = written(space, 400, seed)
    chance = random.Random(seed)

    while log:
        size = chance.choice((1, 2, 7, 30))
        bruno.local.apply(Arrival(space, tuple(log[:size]), way="usb"))
        log = log[size:]
    followed = shown(base)
    with base.writing():
        projecting = Projecting(base.db, base.identity, base.now_ms())
        for record in followed:
            projecting.whole(record)
        projecting.close()

    assert followed == shown(base)
    assert len(followed) > 40
