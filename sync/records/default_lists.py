"""The first content of the editable reference lists, read from the files that ship with us."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict

from sync.records.kinds import LIST_NAMES

# Every notebook makes the same ids, so that two laptops never hold the same entry twice.
_NAMESPACE = UUID("5d7f1c1e-6f0b-4c55-9f3b-2c1f6f5f0a47")


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    vintage: str
    code: str
    label: str
    parent: str
    position: int


class DefaultList(BaseModel):
    """One file: a list as people read it, a note on its source, and its entries."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    list: str
    title: str
    help: str
    note: str
    entries: tuple[_Line, ...]


@dataclass(frozen=True, slots=True)
class DefaultEntry:
    """The stable id and the values of one `ListEntry` record."""

    id: str
    values: dict[str, Any]


def default_lists(folder: Path) -> tuple[DefaultList, ...]:
    """Return the lists of a folder, by name; raise OSError or ValueError when one is unreadable."""
    return tuple(
        DefaultList.model_validate_json(path.read_bytes())
        for path in sorted(folder.glob("*.json"))
        if path.stem in LIST_NAMES
    )


def default_entries(folder: Path) -> Iterator[DefaultEntry]:
    """Yield every entry of the lists of a folder, ready to be judged as a record."""
    for listed in default_lists(folder):
        for line in listed.entries:
            yield DefaultEntry(
                entry_id(listed.list, line.vintage, line.code),
                {
                    "list_name": listed.list,
                    "vintage": line.vintage or None,
                    "entry_code": line.code,
                    "entry_label": line.label,
                    "parent": line.parent or None,
                    "position": line.position,
                    "active": True,
                },
            )


def entry_id(list_name: str, vintage: str, code: str) -> str:
    """Return the id that an entry has in every notebook."""
    return str(uuid5(_NAMESPACE, f"{list_name}|{vintage}|{code}"))
