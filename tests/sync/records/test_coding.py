"""Records to stored values and back: nothing lost, nothing refused on reading."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.operations.operation import canonical
from sync.records import RECORD_TYPES
from sync.records.base import KEPT_BY_THE_STORE, Record
from sync.records.coding import from_json, heading_of, to_json, typed
from sync.records.fields import fields_of

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8) | st.sampled_from(["SUR_PLACE", "2026-03-01"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["account", "planned", "id", "new"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


def test_sound_values_come_back_as_they_were(sample: type[Record], sound: dict[str, Any]) -> None:
    record = from_json(sample, sound)

    values = to_json(record)

    expected = {name: value for name, value in sound.items() if name not in KEPT_BY_THE_STORE}
    defaults = {"review_state": "BROUILLON", "diffusion": "INTERNE", "origin": "AGENT"}
    assert values == expected | defaults


def test_values_are_plain_json_types(sample: type[Record], sound: dict[str, Any]) -> None:
    values: Any = to_json(from_json(sample, sound))

    assert type(values["mode"]) is str
    assert [type(code) for code in values["modes"]] == [str, str]
    assert type(values["budget"][0]["account"]) is str
    assert values["urgent"] is False


def test_empty_values_and_those_of_the_store_are_left_out(
    sample: type[Record], sound: dict[str, Any]
) -> None:
    stored = sound | {"purpose": None, "modes": [], "version": 3, "author": "Jeanne Dupont"}

    values: Any = to_json(from_json(sample, stored))

    assert {"purpose", "modes", "version", "author", "id"}.isdisjoint(values)
    assert "phone" not in values["budget"][0]


def test_fields_of_a_newer_version_survive_a_save(
    sample: type[Record], sound: dict[str, Any]
) -> None:
    newer: dict[str, Any] = {"mood": {"level": 4}, "deleted": True, "*": 1}
    line = sound["budget"][0] | {"vat": 20}

    record = from_json(sample, sound | newer | {"budget": [line]})

    values: Any = to_json(record.revised(purpose="Autre"))
    assert record.model_extra is not None
    assert record.model_extra["mood"] == {"level": 4}
    assert values["mood"] == {"level": 4}
    assert values["budget"][0]["vat"] == 20
    assert {"deleted", "*"}.isdisjoint(values)


def test_codes_of_a_newer_version_are_read_and_kept(
    sample: type[Record], sound: dict[str, Any]
) -> None:
    stored = sound | {
        "mode": "DRONE",
        "modes": ["SUR_PLACE", "DRONE"],
        "date": "printemps",
        "budget": [
            {"id": "1", "account": "DRONE", "planned": 5},
            {"id": "2", "account": "TELEPHONE"},
        ],
    }

    record: Any = from_json(sample, stored)

    assert record.mode == "DRONE"
    assert record.modes[0].label == "Sur place"
    assert record.budget[0].planned == 5
    assert record.budget[1].account.label == "Au téléphone"
    values = to_json(record)
    assert {name: values[name] for name in stored if name != "id"} == {
        name: value for name, value in stored.items() if name != "id"
    } | {"sent_at": "2026-03-01T14:30:00Z"}


def test_a_record_without_its_required_fields_is_still_read(sample: type[Record]) -> None:
    record: Any = from_json(sample, {"id": "1", "purpose": "Écouter"})

    assert record.date is None
    assert record.purpose == "Écouter"
    assert record.modes == ()
    assert record.heading() == "Écouter"


def test_typed_tells_sound_values_from_refused_ones(sample: type[Record]) -> None:
    sound, refused = typed(sample, {"date": "2026-03-01", "minutes": -4, "purpose": "", "new": 1})

    assert list(sound) == ["date"]
    assert refused == {"minutes"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_stored_is_read_and_written_back_the_same(
    sample: type[Record], sound: dict[str, Any], data: st.DataObject
) -> None:
    names = st.sampled_from([field.name for field in fields_of(sample)] + ["new", "_fields_set"])
    stored = sound | data.draw(st.dictionaries(names, ANYTHING, max_size=3))

    once = to_json(from_json(sample, stored))

    again = to_json(from_json(sample, once | {"id": "a"}))
    assert canonical(again) == canonical(once)


HEADING = (
    st.none()
    | st.booleans()
    | st.integers(-5, 3000)
    | st.text(max_size=6)
    | st.sampled_from(["2026-03-01", "2026-03-01T00:00:00", " a\u00a0 b\n", "x" * 5000, "ENVISAGE"])
    | st.lists(st.text(max_size=2), max_size=2)
)


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), kind=st.sampled_from(sorted(RECORD_TYPES)))
def test_a_heading_alone_is_that_of_the_record(data: st.DataObject, kind: str) -> None:
    model = RECORD_TYPES[kind]
    codes = [code for field in fields_of(model) if field.codes for code in field.codes]
    value = HEADING | st.sampled_from([str(code) for code in codes])
    values = data.draw(
        st.fixed_dictionaries({}, optional=dict.fromkeys(model.heading_fields, value))
    )

    heading = heading_of(model, values)

    assert heading == from_json(model, {**values, "id": "a"}).heading()
