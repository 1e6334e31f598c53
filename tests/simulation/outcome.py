"""What a history came to, told so that two databases can be compared."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.store.stored import Stored
from tests.simulation.deeds import Play
from tests.simulation.laptop import Laptop
from tests.simulation.losses import kept_apart, server_log


@dataclass(frozen=True)
class Result:
    """The operations of each scope, what is kept apart, and what each laptop shows."""

    scopes: Mapping[str, frozenset[str]]
    apart: frozenset[str]
    shown: tuple[Mapping[str, Stored], ...]
    verdicts: tuple[tuple[str, str], ...]


def result_of(world: Play) -> Result:
    """Tell what a world came to."""
    scopes: dict[str, set[str]] = defaultdict(set)
    for each in server_log(world.town.store):
        scopes[each.scope].add(each.id)
    return Result(
        {scope: frozenset(ids) for scope, ids in scopes.items()},
        frozenset(each.id for each in kept_apart(world.town.store)),
        tuple(map(_shown, world.live)),
        tuple(world.verdicts),
    )


def _shown(laptop: Laptop) -> dict[str, Stored]:
    base = laptop.notebook.base
    ids = [str(row[0]) for row in base.db.execute("SELECT id FROM record ORDER BY id")]
    found = {each: base.repository.find(each) for each in ids}
    return {each: stored for each, stored in found.items() if stored is not None}
