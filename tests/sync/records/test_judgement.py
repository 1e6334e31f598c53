"""The verdict on hand-typed values: everything is answered by sentences, never by an exception."""

import json
from datetime import UTC
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.operations.operation import canonical
from sync.records import RECORD_TYPES
from sync.records.base import Record
from sync.records.coding import to_json
from sync.records.fields import FieldSpec, Kind, fields_of
from sync.records.judgement import judge

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=20)
    | st.sampled_from(
        ["2026-03-01", "9999-12-31", "0001-01-01", "14:30", "SUR_PLACE", "81223113200026", "1e999"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


def _likely(field: FieldSpec) -> st.SearchStrategy[Any]:
    """Return values that often pass, so that suggestions and cross checks are reached too."""
    if field.codes is not None:
        code: st.SearchStrategy[Any] = st.sampled_from([code.value for code in field.codes])
        return st.lists(code, max_size=3) if field.kind is Kind.CODES else code
    if field.item is not None:
        item = {inner.name: _likely(inner) for inner in fields_of(field.item)}
        return st.lists(st.fixed_dictionaries({}, optional=item), max_size=3)
    return _LIKELY.get(field.kind, st.just("x"))


_DAYS = st.dates().map(str) | st.sampled_from(["2100-12-31", "1900-01-01", "2024-02-29"])
_LIKELY: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.INTEGER: st.integers(-1, 2_101),
    Kind.MONEY: st.integers(-1, 10**6),
    Kind.NUMBER: st.floats(0, 100),
    Kind.YES_NO: st.booleans(),
    Kind.DATE: _DAYS,
    Kind.TIME: st.times().map(str),
    Kind.MOMENT: st.datetimes(timezones=st.just(UTC)).map(str),
    Kind.CODES: st.lists(st.sampled_from(["2024:3.1", "x"]), max_size=3),
    Kind.LINKS: st.lists(st.sampled_from(["a", "b"]), max_size=3),
}


def _fields(findings: Any) -> list[str]:
    return [finding.field for finding in findings]


def test_sound_values_give_a_record_and_no_remark(
    sample: type[Record], sound: dict[str, Any]
) -> None:
    judgement = judge(sample, sound)

    assert judgement.findings == ()
    assert judgement.record is not None
    assert judgement.record.code == "EXE-26-JD-0001"


def test_a_record_judged_before_it_has_a_code_carries_none(
    sample: type[Record], sound: dict[str, Any]
) -> None:
    del sound["id"], sound["code"]

    judgement = judge(sample, sound)

    assert judgement.record is not None
    assert (judgement.record.id, judgement.record.code) == ("", "")


def test_absent_values_are_suggested_even_required_ones(sample: type[Record]) -> None:
    judgement = judge(sample, {"date": "2026-03-01"})

    assert judgement.record is not None
    assert to_json(judgement.record)["year"] == 2026
    assert to_json(judgement.record)["due"] == "2026-05-30"


def test_a_given_value_is_never_replaced_by_a_suggestion(sample: type[Record]) -> None:
    judgement = judge(sample, {"date": "2026-03-01", "year": 2025})

    assert judgement.record is not None
    assert to_json(judgement.record)["year"] == 2025


def test_a_refused_date_suggests_nothing(sample: type[Record]) -> None:
    judgement = judge(sample, {"date": "9999-12-31", "year": 2026})

    assert judgement.record is None
    assert _fields(judgement.errors) == ["date"]


def test_what_is_missing_to_save_blocks(sample: type[Record]) -> None:
    judgement = judge(sample, {})

    assert judgement.record is None
    assert _fields(judgement.errors) == ["date", "year"]


def test_warnings_do_not_block(sample: type[Record]) -> None:
    judgement = judge(sample, {"date": "1999-03-01", "year": 2026})

    assert judgement.record is not None
    assert _fields(judgement.warnings) == ["date"]


def test_checks_reach_single_values_lists_and_lines(
    sample: type[Record], sound: dict[str, Any]
) -> None:
    sound |= {
        "siret": "81223113200027",
        "communes": ["51649", "Reims"],
        "budget": [{"account": "SUR_PLACE"}, {"account": "SUR_PLACE", "phone": "12"}],
    }

    judgement = judge(sample, sound)

    assert judgement.record is None
    assert _fields(judgement.errors) == ["siret", "communes", "budget[1].phone"]
    assert "«\u00a0Reims\u00a0»" in judgement.errors[1].sentence
    assert judgement.errors[2].sentence.startswith("Budget, ligne\u00a02\u00a0: ")


def test_checks_still_run_when_another_value_is_refused(sample: type[Record]) -> None:
    judgement = judge(sample, {"date": "demain", "year": 2026, "siret": "12"})

    assert _fields(judgement.errors) == ["date", "siret"]


def test_slips_of_typing_are_put_right(sample: type[Record], sound: dict[str, Any]) -> None:
    sound |= {
        "siret": "812 231 132 00026",
        "communes": ["1053", "", None],
        "budget": [{"account": "SUR_PLACE", "phone": "06 39 98 89 93"}],
    }

    judgement = judge(sample, sound)

    assert judgement.record is not None
    values: Any = to_json(judgement.record)
    assert values["siret"] == "81223113200026"
    assert values["communes"] == ["01053"]
    assert values["budget"][0]["phone"] == "+33639988993"


def test_a_misspelt_name_is_kept_and_the_nearest_one_told(
    sample: type[Record], sound: dict[str, Any]
) -> None:
    sound |= {"purpos": "Écouter", "budget": [{"account": "SUR_PLACE", "plannd": 3}]}

    judgement = judge(sample, sound)

    assert judgement.record is not None
    assert to_json(judgement.record)["purpos"] == "Écouter"
    assert sorted(_fields(judgement.warnings)) == ["budget[0].plannd", "purpos"]
    assert any("«\u00a0purpose\u00a0»" in found.sentence for found in judgement.warnings)


def test_names_already_kept_from_a_newer_version_raise_no_remark(
    sample: type[Record], sound: dict[str, Any]
) -> None:
    sound["mood"] = 4

    judgement = judge(sample, sound, known={"mood"})

    assert judgement.findings == ()
    assert judgement.record is not None
    assert to_json(judgement.record)["mood"] == 4


def test_an_amount_with_a_comma_is_told_to_be_in_cents(sample: type[Record]) -> None:
    sentences = [
        judge(sample, {"date": "2026-03-01", "granted": amount}).errors[0].sentence
        for amount in ("12,50", 12.5)
    ]

    assert all("centimes" in sentence for sentence in sentences)


def test_numbers_are_not_taken_for_dates_nor_yes_for_one(sample: type[Record]) -> None:
    values = {"date": 1_767_225_600, "due": "20260301", "hour": 1430, "year": True, "share": False}

    judgement = judge(sample, values)

    assert set(_fields(judgement.errors)) == set(values)


def test_a_value_that_no_operation_can_hold_blocks(
    sample: type[Record], sound: dict[str, Any]
) -> None:
    deep: Any = 1
    for _ in range(2_000):
        deep = [deep]
    unheld = {"share": float("nan"), "huge": 10**30, "endless": float("inf"), "deep": deep}

    judgement = judge(sample, sound | unheld)

    assert judgement.record is None
    assert set(_fields(judgement.errors)) == set(unheld)


def test_what_is_no_set_of_fields_is_told() -> None:
    values: Any = ["date", "2026-03-01"]

    judgement = judge(Record, values)

    assert judgement.record is None
    assert len(judgement.errors) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_json_for_any_field_gives_sentences_or_a_record_that_can_be_saved(
    sample: type[Record], sound: dict[str, Any], data: st.DataObject
) -> None:
    names = st.sampled_from([field.name for field in fields_of(sample)]) | st.text(max_size=8)
    changes = data.draw(st.dictionaries(names, JSON, max_size=4))

    judgement = judge(sample, sound | changes)

    assert (judgement.record is None) == bool(judgement.errors)
    assert all(finding.sentence for finding in judgement.findings)
    if judgement.record is not None:
        assert json.loads(canonical(to_json(judgement.record))) == to_json(judgement.record)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_json_for_any_field_of_any_kind_raises_nothing(data: st.DataObject) -> None:
    model = data.draw(st.sampled_from(list(RECORD_TYPES.values())))
    likely = {field.name: _likely(field) | JSON for field in fields_of(model)}
    values = data.draw(st.fixed_dictionaries({}, optional=likely))

    judgement = judge(model, values)

    assert (judgement.record is None) == bool(judgement.errors)
    if judgement.record is not None:
        assert canonical(to_json(judgement.record))
