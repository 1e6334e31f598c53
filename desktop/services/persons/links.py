"""Find every record that refers to a person, by what the kinds of records declare."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from pydantic import BaseModel

from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.store.folding import folded
from desktop.store.query import ListQuery
from sync.operations.operation import Operation, Value
from sync.records import RECORD_TYPES
from sync.records.fields import fields_of

CONTACT = "contact"

_EVERY = 2_000


@dataclass(frozen=True, slots=True)
class Path:
    """A field that may name a contact: its place in a record, lines inside lines included."""

    kind: str
    names: tuple[str, ...]
    title: str


@dataclass(slots=True)
class Referring:
    """The records that name the contact now, with the titles of the fields, and those that did.

    ``written`` have the family name in the words of a field, now or in a former version.
    """

    now: dict[str, list[str]] = field(default_factory=dict)
    once: tuple[str, ...] = ()
    written: tuple[str, ...] = ()


@cache
def paths() -> tuple[Path, ...]:
    """Return every declared field that may name a contact, in any kind of record."""
    return tuple(
        Path(kind, names, title)
        for kind, model in RECORD_TYPES.items()
        for names, title in _linking(model)
    )


def referring(notebook: Notebook, contact: str, name: str, ticket: Ticket) -> Referring:
    """Find the records that name a contact, the trash included; and those that once did.

    ``name`` is looked for in every text of every version, also where the search does not look.
    """
    found = Referring(_now(notebook, contact, ticket))
    past: dict[str, None] = {}
    written: dict[str, None] = {}
    family = _Family(name)
    for done, operation in enumerate(notebook.base.log.everything()):
        if done % _EVERY == 0:
            ticket.report(done, 0, "Recherche dans l’historique")
        if contact in operation.fields:
            past[operation.record] = None
        elif family.is_in(operation):
            written[operation.record] = None
    known = {*found.now, contact}
    found.once = tuple(each for each in past if each not in known)
    found.written = tuple(each for each in written if each not in known and each not in past)
    return found


def _now(notebook: Notebook, contact: str, ticket: Ticket) -> dict[str, list[str]]:
    """Return the records that name a contact, with the titles of the fields."""
    found: dict[str, list[str]] = {}
    for path in paths():
        ticket.check()
        for trashed in (False, True):
            query = ListQuery(path.kind, trashed=trashed)
            for picked in notebook.pick(query, path.names[:1]):
                if _names(picked.values[0], path.names[1:], contact):
                    found.setdefault(picked.id, []).append(path.title)
    found.pop(contact, None)
    return found


class _Family:
    """A family name, recognised whatever its accents and capitals, as whole words."""

    def __init__(self, name: str) -> None:
        self._name = folded(name).strip()
        self._whole = re.compile(rf"(?<!\w){re.escape(self._name)}(?!\w)")

    def is_in(self, operation: Operation) -> bool:
        """Tell whether a save has the name in its words."""
        if not self._name or self._name not in folded(operation.fields):
            return False
        return any(self._whole.search(folded(text)) for text in _texts(operation.values()))


def _texts(value: Value) -> Iterator[str]:
    """Yield every text, lines inside lines included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _linking(model: type[BaseModel]) -> Iterator[tuple[tuple[str, ...], str]]:
    for each in fields_of(model):
        if CONTACT in each.about.target:
            yield (each.name,), each.title
        if each.item is not None:
            for names, title in _linking(each.item):
                yield (each.name, *names), f"{each.title}, {title}"


def _names(value: Value, inside: tuple[str, ...], contact: str) -> bool:
    if isinstance(value, list):
        return any(_names(part, inside, contact) for part in value)
    if isinstance(value, dict):
        return bool(inside) and _names(value.get(inside[0]), inside[1:], contact)
    return value == contact
