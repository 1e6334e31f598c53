"""Kinds of records as JSON Schema."""

import json
import re
from typing import Any

import pytest

from sync.records import RECORD_TYPES
from sync.records.base import Record
from sync.records.fields import Kind, fields_of
from sync.records.json_schema import DRAFT, json_schema

every_kind = pytest.mark.parametrize("model", RECORD_TYPES.values(), ids=RECORD_TYPES.keys())


def test_a_schema_says_what_each_kind_of_field_holds(sample: type[Record]) -> None:
    schema = json_schema(sample)

    shown = schema["properties"]
    assert schema["$schema"] == DRAFT
    assert schema["required"] == ["date", "year"]
    assert (shown["date"]["type"], shown["date"]["format"]) == ("string", "date")
    assert (shown["year"]["minimum"], shown["year"]["maximum"]) == (2000, 2100)
    assert shown["purpose"]["maxLength"] == 10
    assert shown["urgent"]["type"] == "boolean"
    assert re.fullmatch(shown["hour"]["pattern"], "14:30:00")
    assert shown["sent_at"]["format"] == "date-time"
    assert shown["minutes"]["x-unit"] == "minutes"
    assert shown["granted"]["x-unit"] == "centime d’euro"
    assert shown["organisation"]["x-target"] == ["organisation"]
    assert shown["urgent_reason"]["x-when"] == {"field": "urgent", "values": ["true"]}


def test_closed_codes_come_with_their_labels(sample: type[Record]) -> None:
    shown = json_schema(sample)["properties"]

    choices = [
        {"const": "SUR_PLACE", "title": "Sur place"},
        {"const": "TELEPHONE", "title": "Au téléphone"},
    ]
    assert shown["mode"]["oneOf"] == choices
    assert shown["modes"]["items"]["oneOf"] == choices
    assert shown["modes"]["maxItems"] == 3
    assert shown["review_state"]["default"] == "BROUILLON"


def test_lines_are_described_apart(sample: type[Record]) -> None:
    schema = json_schema(sample)

    line = schema["$defs"]["Line"]
    assert schema["properties"]["budget"]["items"] == {"$ref": "#/$defs/Line"}
    assert line["title"] == "Ligne"
    assert line["required"] == ["account"]
    assert line["properties"]["planned"]["maximum"] == 100_000
    assert line["properties"]["id"]["readOnly"] is True


def test_what_the_notebook_keeps_is_read_only(sample: type[Record]) -> None:
    shown = json_schema(sample)["properties"]

    read_only = {name for name, schema in shown.items() if schema.get("readOnly")}

    assert {"id", "code", "author", "created_at", "version"} <= read_only
    assert "purpose" not in read_only


@every_kind
def test_every_field_is_described_in_french_for_every_kind(model: type[Record]) -> None:
    schema: Any = json.loads(json.dumps(json_schema(model)))

    assert schema["title"] == model.label
    assert list(schema["properties"]) == [field.name for field in fields_of(model)]
    for field in fields_of(model):
        shown = schema["properties"][field.name]
        assert shown["title"]
        assert shown["description"]
        assert shown["x-sensitivity"] == field.about.sensitivity
        assert shown["x-merge"] == field.about.merge
        assert "type" in shown


@every_kind
def test_every_reference_is_defined(model: type[Record]) -> None:
    schema = json_schema(model)

    used = {
        field.item.__name__
        for field in fields_of(model)
        if field.kind is Kind.ITEMS and field.item is not None
    }
    assert set(schema.get("$defs", {})) == used
