"""What every field of every kind must declare, whatever its trade meaning."""

import re
from collections.abc import Iterable, Iterator

import pytest
from pydantic import BaseModel

from sync.operations.rules import Rule
from sync.records import RECORD_TYPES, record_type
from sync.records.base import Record
from sync.records.fields import CodeList, FieldSpec, Kind, Sensitivity, Shown, Stage, fields_of
from sync.records.kinds import KINDS, LIST_NAMES

PREFIXES = "TER CV ORG CTC PAR VIS IDE EVA OBS MAR BRI ATE ACT FIN CPO INS DEC ENG TAC PJ DRO LIS"
_UNFRENCH = re.compile(r"'|·|\.\.\.|\w[:;?!»](?:\s|$)| [:;?!»]|« |\"|!")
_BASE = frozenset(Record.model_fields)


every_kind = pytest.mark.parametrize("model", RECORD_TYPES.values(), ids=list(RECORD_TYPES))


def own_fields(model: type[Record]) -> list[FieldSpec]:
    return [field for field in fields_of(model) if field.name not in _BASE]


def every_field(model: type[BaseModel]) -> Iterator[FieldSpec]:
    """Yield the fields of a kind, and those of its lines."""
    for field in fields_of(model):
        yield field
        if field.item is not None:
            yield from every_field(field.item)


def _labels_of_lines(model: type[BaseModel]) -> list[str]:
    return [str(field.item.label) for field in fields_of(model) if field.item is not None]  # type: ignore[attr-defined]  # every item has one


def names(fields: Iterable[FieldSpec]) -> list[str]:
    return [field.name for field in fields]


ALL_FIELDS = [field for model in RECORD_TYPES.values() for field in every_field(model)]
ALL_LISTS = {field.codes.__name__: list(field.codes) for field in ALL_FIELDS if field.codes}


def test_the_registry_holds_each_kind_in_trade_order() -> None:
    kinds = tuple(RECORD_TYPES)

    assert kinds == KINDS
    assert record_type("visit").label == "Visite"


def test_an_unknown_kind_raises_key_error() -> None:
    unknown = "visite"

    with pytest.raises(KeyError):
        record_type(unknown)


def test_prefixes_are_those_of_the_readable_codes() -> None:
    prefixes = [model.prefix for model in RECORD_TYPES.values()]

    assert prefixes == PREFIXES.split()


@every_kind
def test_each_field_is_named_and_explained_in_french(model: type[Record]) -> None:
    words = {
        field.name: (field.title, field.help, field.about.section, field.about.unit)
        for field in every_field(model)
    }

    unexplained = names(
        field for field in every_field(model) if not (field.title and field.help.endswith("."))
    )
    unfrench = [name for name, texts in words.items() if any(map(_UNFRENCH.search, texts))]

    assert unexplained == []
    assert unfrench == []


@every_kind
def test_each_text_and_number_is_bounded(model: type[Record]) -> None:
    numeric = {Kind.INTEGER, Kind.NUMBER, Kind.MONEY}
    free = {Kind.YES_NO, Kind.DATE, Kind.TIME, Kind.MOMENT}

    boundless = names(
        field
        for field in every_field(model)
        if (field.kind in numeric and None in (field.minimum, field.maximum))
        or (field.kind not in numeric | free and not field.max_length and not field.codes)
    )

    assert boundless == []


@every_kind
def test_money_is_in_cents_of_euro_from_zero(model: type[Record]) -> None:
    amounts = [field for field in every_field(model) if field.kind is Kind.MONEY]

    odd = names(field for field in amounts if (field.minimum, field.about.unit) != (0, "€"))

    assert odd == []


@every_kind
def test_each_merge_rule_fits_its_kind(model: type[Record]) -> None:
    only_for = {
        Rule.TEXT: {Kind.TEXT, Kind.LONG_TEXT},
        Rule.SET: {Kind.CODES, Kind.LINKS},
        Rule.ITEMS: {Kind.ITEMS},
    }
    required = {
        Kind.LONG_TEXT: Rule.TEXT,
        Kind.CODES: Rule.SET,
        Kind.LINKS: Rule.SET,
        Kind.ITEMS: Rule.ITEMS,
        Kind.MONEY: Rule.PERSON,
    }

    misfits = names(
        field
        for field in every_field(model)
        if field.kind not in only_for.get(field.about.merge, set(Kind))
        or field.about.merge is not required.get(field.kind, field.about.merge)
    )

    assert misfits == []


@every_kind
def test_what_is_personal_or_private_does_not_travel(model: type[Record]) -> None:
    fields = [(field, field.about) for field in every_field(model)]

    exposed = names(
        field
        for field, about in fields
        if (about.personal and about.sensitivity is Sensitivity.PUBLIC)
        or (about.private and about.sensitivity is not Sensitivity.NEVER_EXPORTED)
    )

    assert exposed == []


@every_kind
def test_links_point_to_known_kinds(model: type[Record]) -> None:
    fields = list(every_field(model))

    lost = names(field for field in fields if not set(field.about.target) <= set(RECORD_TYPES))
    linked = names(field for field in fields if field.about.target)

    assert lost == []
    assert linked == names(field for field in fields if field.kind in {Kind.LINK, Kind.LINKS})


@every_kind
def test_a_choice_reads_either_a_closed_list_or_a_known_reference_list(
    model: type[Record],
) -> None:
    fields = list(every_field(model))

    unknown = names(field for field in fields if field.about.list_name not in LIST_NAMES | {""})
    ambiguous = names(
        field
        for field in fields
        if field.kind is Kind.CODE and bool(field.about.list_name) == bool(field.codes)
    )

    assert unknown == []
    assert ambiguous == []


def test_each_reference_list_is_read_by_some_field() -> None:
    read = {field.about.list_name for field in ALL_FIELDS} - {""}

    assert read == LIST_NAMES


@pytest.mark.parametrize("members", ALL_LISTS.values(), ids=list(ALL_LISTS))
def test_codes_are_labelled_apart_and_in_french(members: list[CodeList]) -> None:
    labels = [member.label for member in members]

    unfrench = [label for label in labels if _UNFRENCH.search(label)]

    assert len(members) > 1
    assert len(set(labels)) == len(labels)
    assert unfrench == []


@every_kind
def test_a_kind_is_named_in_french_and_explained(model: type[Record]) -> None:
    words = [model.label, model.label_plural, *_labels_of_lines(model)]

    unfrench = [word for word in words if not word or _UNFRENCH.search(word)]

    assert unfrench == []
    assert model.__doc__


@every_kind
def test_titles_are_unique_within_a_kind(model: type[Record]) -> None:
    titles = [field.title for field in fields_of(model)]

    assert len(set(titles)) == len(titles)


@every_kind
def test_every_field_has_a_section(model: type[Record]) -> None:
    nowhere = [field.name for field in fields_of(model) if not field.about.section]

    assert nowhere == []


@every_kind
def test_a_section_is_in_one_piece(model: type[Record]) -> None:
    sections = [
        field.about.section for field in own_fields(model) if field.about.shown is not Shown.SYSTEM
    ]
    changes = [
        name for name, before in zip(sections, ["", *sections], strict=False) if name != before
    ]

    assert len(changes) >= len(set(sections))


@every_kind
def test_a_kind_never_gives_another_meaning_to_a_field_of_the_base(model: type[Record]) -> None:
    changed = {
        field.name
        for field, base in zip(fields_of(model), fields_of(Record), strict=False)
        if field.title != base.title
    }

    assert changed == set()


@every_kind
def test_three_to_six_fields_are_listed(model: type[Record]) -> None:
    listed = [field.name for field in fields_of(model) if field.about.shown is Shown.LIST]

    assert 3 <= len(listed) <= 6


@every_kind
def test_few_fields_are_needed_to_save(model: type[Record]) -> None:
    needed = [field.name for field in own_fields(model) if field.stage is Stage.SAVE]

    assert 1 <= len(needed) <= 5


@every_kind
def test_the_names_a_kind_refers_to_exist(model: type[Record]) -> None:
    referred = {*model.heading_fields, *model.natural_key, model.order_by[0]}

    unknown = referred - set(model.model_fields)

    assert model.heading_fields
    assert unknown == set()


@every_kind
def test_a_condition_refers_to_a_field_and_to_its_codes(model: type[Record]) -> None:
    fields = {field.name: field for field in fields_of(model)}
    conditions = [field.about.when for field in fields.values() if field.about.when is not None]

    unmet = [
        condition
        for condition in conditions
        if not condition.values
        or not condition.values <= set(fields[condition.field].codes or condition.values)
    ]

    assert unmet == []


@every_kind
def test_a_check_is_never_lost_to_a_field_of_the_same_name(model: type[Record]) -> None:
    identifiers = {"siret", "rna", "contract_code", "dauphin_reference", "email", "phone", "sha256"}

    unchecked = [
        field.name
        for field in fields_of(model)
        if field.name in identifiers and not callable(field.about.check)
    ]

    assert unchecked == []


@every_kind
def test_notes_of_the_team_never_leave_it(model: type[Record]) -> None:
    notes = [field for field in fields_of(model) if field.name in {"internal_note", "private_note"}]

    leaving = [
        field.name for field in notes if field.about.sensitivity is not Sensitivity.NEVER_EXPORTED
    ]
    unsearched = [field.name for field in notes if not field.about.searched]

    assert leaving == []
    assert unsearched == []
