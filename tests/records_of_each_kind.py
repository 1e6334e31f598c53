"""Make a full, sound record of any kind from its declaration alone, for the tests of the store."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from sync.records import RECORD_TYPES
from sync.records.base import KEPT_BY_THE_STORE
from sync.records.fields import FieldSpec, Kind, fields_of

_CHECKED: Mapping[str, str] = {
    "insee_code": "51649",
    "epci_code": "200067213",
    "contract_code": "CN05103I",
    "place_code": "51649",
    "siret": "81223113200026",
    "rna": "W751234567",
    "dauphin_reference": "DA01234567",
    "email_address": "accueil@exemple.fr",
    "phone": "+33639981234",
    "sensible_date": "2026-03-01",
    "digest": "ab" * 32,
    "media_format": "image/jpeg",
    "known_list": "theme",
}
"""A sound value for each check, by the name of the check."""

_NAMED: Mapping[str, Any] = {
    "diffusion": "CONFIDENTIEL",
    "first_share": 40,
    "second_share": 35,
    "third_share": 25,
    "budget_final": False,
}
"""What fields that answer to one another need."""

_PLAIN: Mapping[Kind, Any] = {
    Kind.YES_NO: True,
    Kind.DATE: "2026-03-01",
    Kind.TIME: "14:30:00",
    Kind.MOMENT: "2026-03-01T14:30:00Z",
    Kind.LINK: "0" * 32,
    Kind.LINKS: ["0" * 32, "1" * 32],
}


def full_values(kind: str, words: str = "Été à l’œuvre") -> dict[str, Any]:
    """Return JSON values for every field that a person may fill; texts hold `words`."""
    return {
        field.name: _value(field, words)
        for field in fields_of(RECORD_TYPES[kind])
        if field.name not in KEPT_BY_THE_STORE | {"code"}
    }


def _value(field: FieldSpec, words: str) -> Any:
    if field.name in _NAMED:
        return _NAMED[field.name]
    if field.item is not None:
        return [_line(field.item, words, row) for row in range(2)]
    value = _alone(field, words)
    return [value] if field.kind is Kind.CODES else value


def _line(item: type[BaseModel], words: str, row: int) -> dict[str, Any]:
    values = {part.name: _value(part, words) for part in fields_of(item) if part.name != "id"}
    return {"id": f"{row}" * 32, **values}


def _alone(field: FieldSpec, words: str) -> Any:
    if field.about.check is not None:
        return _CHECKED[field.about.check.__name__]
    if field.codes is not None:
        return [*field.codes][-1].value
    if field.kind in _PLAIN:
        return _PLAIN[field.kind]
    if field.kind in (Kind.INTEGER, Kind.NUMBER, Kind.MONEY):
        return _number(field)
    if field.about.list_name:
        return "AUTRE"
    return f"{field.title} {words}"[: field.max_length].strip()


def _number(field: FieldSpec) -> float:
    lowest = 0 if field.minimum is None else field.minimum
    number = 2026 if 1900 <= lowest <= 2026 else lowest + 1
    return number + 0.5 if field.kind is Kind.NUMBER else int(number)
