"""Records that a newer version, another program or a hole in the base could leave behind."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any, Final

from desktop.services.notebook import Notebook, Planned
from sync.records import RECORD_TYPES
from sync.records.coding import from_json
from sync.records.fields import FieldSpec, Kind, fields_of
from sync.records.record_id import new_id
from tests.records_of_each_kind import full_values

Ids = Mapping[str, list[str]]
_NOWHERE: Final = ("f" * 32, "0" * 32)
_ODD: Final[Mapping[Kind, Sequence[Any]]] = {
    Kind.CODE: ("INCONNU_V9", "", "0"),
    Kind.CODES: (["INCONNU_V9"], []),
    Kind.DATE: ("0001-01-01", "9999-12-31", "2027-05-05", "2024-02-29"),
    Kind.INTEGER: (0, -1, 2**40),
    Kind.MONEY: (0, -5, 2**53),
    Kind.NUMBER: (0.0, -1.5, 1e300),
    Kind.TEXT: ("", " ", "\u202e", "a" * 5_000),
    Kind.LONG_TEXT: ("", "\n\n", "x\u2028y"),
}
_WRONG: Final[Sequence[Any]] = (
    12, "texte", ["a"], {"a": 1}, True, 1.5, "2026-13-45", [], [None], [{"x": 1}, 3, "y"], "",
)  # fmt: skip


def odd_notebook(notebook: Notebook, chance: Random) -> Ids:
    """Write some odd records of every kind, a few in the trash, tied at random; return the ids."""
    ids: dict[str, list[str]] = {kind: [] for kind in RECORD_TYPES if kind != "list_entry"}
    for kind in [*ids, *ids] * 2:
        record = from_json(RECORD_TYPES[kind], _values(notebook, kind, chance, ids))
        notebook.write_all([Planned(record)], label="Venue d’ailleurs")
        ids[kind].append(record.id)
        if chance.random() < 0.1:
            notebook.delete(record.id)
    return ids


def _values(notebook: Notebook, kind: str, chance: Random, ids: Ids) -> dict[str, Any]:
    values: dict[str, Any] = {"champ_de_la_version_9": {"a": [1]}}
    full = full_values(kind)
    for field in (each for each in fields_of(RECORD_TYPES[kind]) if each.name in full):
        value = _linked(field, chance, ids) if field.about.target else full[field.name]
        value = _bent(value, _ODD.get(field.kind, (None,)), chance)
        values[field.name] = _bent_lines(value, chance) if field.item is not None else value
    given = {name: value for name, value in values.items() if value is not None}
    return {**given, "id": new_id(notebook.base.now_ms())}


def _bent(value: Any, odd: Sequence[Any], chance: Random) -> Any:
    turn = chance.random()
    if turn < 0.25:
        return None
    if turn < 0.4:
        return chance.choice(odd)
    return chance.choice(_WRONG) if turn < 0.47 else value


def _bent_lines(value: Any, chance: Random) -> Any:
    if not isinstance(value, list):
        return value
    odd = ("INCONNU_V9", 0, -1, "", "2027-05-05")
    return [
        {name: _bent(part, odd, chance) for name, part in line.items()} | {"champ_v9": "?"}
        if isinstance(line, dict)
        else line
        for line in value
    ]


def _linked(field: FieldSpec, chance: Random, ids: Ids) -> Any:
    """Return a link to a record of the right kind, of another, or to none."""
    right = [key for kind in field.about.target for key in ids.get(kind, ())]
    link = chance.choice([*right * 5, *(key for keys in ids.values() for key in keys), *_NOWHERE])
    return [link, chance.choice(_NOWHERE)] if field.kind is Kind.LINKS else link
