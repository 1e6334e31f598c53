"""One cell into one field: what is understood, repaired or refused."""

from datetime import date
from typing import Any

import pytest

from desktop.importing.cells import Codes, is_blank, read_cell
from desktop.importing.lines import codes_of
from desktop.importing.table import Cell
from sync.records import RECORD_TYPES
from sync.records.fields import FieldSpec, Kind, field_of, fields_of


def _field(kind: str, name: str) -> FieldSpec:
    return field_of(RECORD_TYPES[kind], name)


def _value(kind: str, name: str, cell: Cell, codes: Codes | None = None) -> Any:
    field = _field(kind, name)
    reading = read_cell(field, cell, codes_of(field, lambda _: ()) if codes is None else codes)
    assert not reading.refused
    return reading.value


@pytest.mark.parametrize(
    ("kind", "name", "cell", "value", "repaired"),
    [
        ("organisation", "siret", "665008900037", "00665008900037", True),
        ("organisation", "siret", 665008900037.0, "00665008900037", True),
        ("organisation", "siret", "812 231 132\u00a000026", "81223113200026", False),
        ("organisation", "siret", "81223113200026.0", "81223113200026", False),
        ("organisation", "commune_code", "1053", "01053", True),
        ("organisation", "commune_code", 1053, "01053", True),
        ("organisation", "departement", 1, "01", True),
        ("organisation", "postal_code", "1000", "01000", True),
        ("contract", "geo_code", "1053", "01053", True),
        ("contract", "geo_code", 200040350, "200040350", False),
        ("territory", "commune_codes", "1053|2691", ["01053", "02691"], True),
    ],
)
def test_zeros_lost_by_a_spreadsheet_come_back(
    kind: str, name: str, cell: Cell, value: object, repaired: bool
) -> None:
    field = _field(kind, name)

    reading = read_cell(field, cell, {})

    assert reading.value == value
    assert bool(reading.repaired) is repaired


def test_a_number_that_a_spreadsheet_rounded_is_refused() -> None:
    reading = read_cell(_field("organisation", "siret"), "1,30016E+13", {})

    assert "arrondi" in reading.refused


@pytest.mark.parametrize("cell", [None, "", "  ", "NA", "n/a", "NULL", "#N/A", "-"])
def test_the_usual_ways_of_saying_nothing_say_nothing(cell: Cell) -> None:
    assert is_blank(cell)


@pytest.mark.parametrize("cell", ["#REF!", "#VALEUR!", "#DIV/0!", "#NOM?"])
def test_a_formula_without_result_is_refused(cell: str) -> None:
    assert read_cell(_field("organisation", "name"), cell, {}).refused


@pytest.mark.parametrize(
    "cell", ["QPV", "qpv", "Quartier prioritaire (QPV)", "QUARTIER PRIORITAIRE QPV"]
)
def test_a_code_is_given_by_its_code_or_its_label(cell: str) -> None:
    assert _value("territory", "territory_type", cell) == "QPV"


def test_a_code_that_is_not_in_the_list_is_refused_with_the_list() -> None:
    field = _field("territory", "territory_type")

    reading = read_cell(field, "ZUS", codes_of(field, lambda _: ()))

    assert "ZUS" in reading.refused
    assert "Quartier prioritaire (QPV)" in reading.refused
    assert "…" not in reading.refused


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("CN97614I|CV412|CV428", ["CN97614I", "CV412", "CV428"]),
        ("CN97614I ; CV412", ["CN97614I", "CV412"]),
        ("CN97614I|CN97614I||", ["CN97614I"]),
        ("CN97614I\nCV412", ["CN97614I", "CV412"]),
    ],
)
def test_a_cell_may_list_several_values(cell: str, values: list[str]) -> None:
    assert _value("organisation", "contract_codes", cell) == values


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Les  Invités\u00a0du\nHamois ", "Les Invités du Hamois"),
        (13.0, "13"),
        (True, "oui"),
        (date(2025, 12, 31), "31/12/2025"),
        ("'=1+1", "=1+1"),
        ("'Les Invités'", "'Les Invités'"),
    ],
)
def test_a_text_is_what_a_person_would_have_typed(cell: Cell, text: str) -> None:
    assert _value("organisation", "name", cell) == text


def test_lines_of_a_long_text_are_kept() -> None:
    assert _value("organisation", "purpose", "Une\u00a0ligne\ndeux lignes") == (
        "Une\u00a0ligne\ndeux lignes"
    )


@pytest.mark.parametrize(
    ("cell", "value"), [("Oui", True), ("x", True), (0, False), ("NON", False)]
)
def test_yes_and_no(cell: Cell, value: bool) -> None:
    assert _value("organisation", "public_interest", cell) is value


@pytest.mark.parametrize(
    ("kind", "name", "cell"),
    [
        ("organisation", "public_interest", "peut-être"),
        ("organisation", "volunteers", "beaucoup"),
        ("action", "planned_cost", "12,345"),
        ("visit", "visited_on", "demain"),
        ("visit", "time", "tôt"),
        ("territory", "latitude", "nord"),
    ],
)
def test_what_cannot_be_read_is_refused_with_an_example(kind: str, name: str, cell: Cell) -> None:
    reading = read_cell(_field(kind, name), cell, {})

    assert reading.value is None
    assert str(cell) in reading.refused


def test_every_kind_of_field_has_a_reading() -> None:
    fields = {field.kind: field for model in RECORD_TYPES.values() for field in fields_of(model)}

    readings = {kind: read_cell(field, "12", {}) for kind, field in fields.items()}

    assert set(readings) <= set(Kind)
    assert len(readings) >= len(Kind) - 1  # no field holds a bare moment outside the system's own
