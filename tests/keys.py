"""Two notebooks of one space that never saw a server, each knowing the other's laptop."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.acquaintances import BUNDLE_KEY, DEVICE, PRIVATE_KEY
from desktop.store.base import Base
from desktop.store.identity import Identity
from sync.protocol.signing import DeviceKey, to_text
from tests.conftest import PASSPHRASE

KEY = to_text(bytes(range(32)))


@dataclass
class Agent:
    """A person, a notebook, and the laptop it is on."""

    notebook: Notebook
    device: str
    key: DeviceKey

    @property
    def base(self) -> Base:
        return self.notebook.base

    @property
    def identity(self) -> Identity:
        return self.base.identity

    def visit(self, what: str = "Passage") -> str:
        """Note a visit."""
        values = {"visited_on": "2026-11-20", "visit_type": "PROXIMITE", "facts": what}
        return self.notebook.add("visit", values).record.id


@contextmanager
def agents(doors: Opening, place: Path, space: str, *names: str) -> Iterator[list[Agent]]:
    """Open a notebook for each person; all share a space and know one another's laptops."""
    made = []
    for number, name in enumerate(names):
        notebook = doors.create(place / name, name=name, passphrase=PASSPHRASE).notebook
        agent = Agent(notebook, f"{number + 1:032x}", DeviceKey.new())
        join(agent, space)
        made.append(agent)
    for agent in made:
        for other in made:
            introduce(agent, other)
    try:
        yield made
    finally:
        for agent in made:
            agent.notebook.close()


def join(agent: Agent, space: str) -> None:
    """Write what joining a space leaves; the default lists written alone are left behind."""
    base = agent.base
    with base.writing():
        for table in ("operation", "record", "list_entry", "chain"):
            base.db.execute(f"DELETE FROM {table}")
        base.settings.put_identity(replace(base.identity, space=space))
        base.settings.put(DEVICE, agent.device)
        base.settings.put(PRIVATE_KEY, agent.key.reveal())
        base.settings.put(BUNDLE_KEY, KEY)


def introduce(agent: Agent, other: Agent, *, active: bool = True) -> None:
    """Write what the directory tells of another laptop."""
    base, identity = agent.base, other.identity
    with base.writing():
        base.db.execute(
            "INSERT OR REPLACE INTO member VALUES (?, ?, 'agent', 1)",
            [identity.person.id, identity.person.name],
        )
        base.db.execute(
            "INSERT OR REPLACE INTO device VALUES (?, ?, 'Portable', ?, ?)",
            [other.device, identity.person.id, other.key.public, int(active)],
        )
        base.db.execute(
            "INSERT OR REPLACE INTO incarnation VALUES (?, ?)", [identity.device, other.device]
        )


def content_of(base: Base) -> str:
    """Return a hash of every row of the base."""
    digest = hashlib.sha256()
    names = base.db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    for (name,) in names:
        for row in sorted(map(repr, base.db.execute(f'SELECT * FROM "{name}"'))):
            digest.update(f"{name} {row}".encode())
    return digest.hexdigest()
