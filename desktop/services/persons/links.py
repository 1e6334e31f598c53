"""Find every record that refers to a person, by what the kinds of records declare."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from pydantic import BaseModel

from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.store.query import ListQuery
from sync.operations.operation import Value
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
    """The records that name the contact now, with the titles of the fields, and those that did."""

    now: dict[str, list[str]] = field(default_factory=dict)
    once: tuple[str, ...] = ()


@cache
def paths() -> tuple[Path, ...]:
    """Return every declared field that may name a contact, in any kind of record."""
    return tuple(
        Path(kind, names, title)
        for kind, model in RECORD_TYPES.items()
        for names, title in _linking(model)
    )


def referring(notebook: Notebook, contact: str, ticket: Ticket) -> Referring:
    """Find the records that name a contact, the trash included; and those that once did."""
    found = Referring()
    for path in paths():
        ticket.check()
        for trashed in (False, True):
            query = ListQuery(path.kind, trashed=trashed)
            for picked in notebook.pick(query, path.names[:1]):
                if _names(picked.values[0], path.names[1:], contact):
                    found.now.setdefault(picked.id, []).append(path.title)
    found.now.pop(contact, None)
    past = dict.fromkeys(_mentioned(notebook, contact, ticket))
    found.once = tuple(each for each in past if each not in found.now and each != contact)
    return found


def _mentioned(notebook: Notebook, contact: str, ticket: Ticket) -> Iterator[str]:
    """Yield the records of which any save ever named the contact, in whatever field."""
    for done, operation in enumerate(notebook.base.log.everything()):
        if done % _EVERY == 0:
            ticket.report(done, 0, "Recherche dans l’historique")
        if contact in operation.fields:
            yield operation.record


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
