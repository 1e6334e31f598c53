"""SIRET, SIREN, RNA and DAUPHIN numbers, on real ones."""

import csv
from pathlib import Path

import pytest

from sync.records.checks import (
    dauphin_reference,
    epci_code,
    repaired_siret,
    rna,
    siren,
    siret,
)
from sync.records.findings import Severity

REAL_SIRETS = ["81223113200026", "23350001600040", "20006812000019", "35600000000048"]
EMPLOYERS = Path(__file__).parents[5] / "shared" / "data" / "structures_employeuses_2025.csv"


@pytest.mark.parametrize("number", REAL_SIRETS)
def test_real_sirets_pass(number: str) -> None:
    finding = siret(number)

    assert finding is None


def test_an_office_of_la_poste_passes_by_its_sum_of_digits() -> None:
    office = "35600000009075"

    assert siret(office) is None
    assert siret("35600000009076") is not None


@pytest.mark.parametrize(
    "number",
    [
        "01234567890123",
        "81223113200027",
        "8122311320002",
        "",
        "812 231 132 00026",
        "８1223113200026",
    ],
)
def test_a_siret_with_a_wrong_key_or_length_blocks(number: str) -> None:
    finding = siret(number)

    assert finding is not None
    assert finding.blocking
    assert finding.field == ""


def test_a_siret_whose_siren_is_wrong_blocks() -> None:
    # The 14 digits pass the Luhn key, the first 9 do not.
    number = "81223113300025"

    assert siret(number) is not None
    assert siren(number[:9]) is not None


def test_every_siret_of_the_employers_file_passes() -> None:
    if not EMPLOYERS.exists():
        pytest.skip(f"{EMPLOYERS.name} is not there")
    with EMPLOYERS.open(encoding="utf-8-sig", newline="") as lines:
        numbers = [row["siret"] for row in csv.DictReader(lines, delimiter=";")]

    refused = [number for number in numbers if siret(number)]

    assert len(numbers) > 2_000
    assert refused == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("812 231 132 00026", "81223113200026"),
        ("812\u00a0231\u202f132\u00a000026", "81223113200026"),
        (" 812.231.132.00026 ", "81223113200026"),
        ("665008900037", "00665008900037"),
        ("665008900037.0", "00665008900037"),
        ("35600000009075", "35600000009075"),
    ],
)
def test_a_siret_is_read_through_separators_and_lost_zeros(text: str, number: str) -> None:
    found = repaired_siret(text)

    assert found == number


@pytest.mark.parametrize(
    "text", ["1.3E13", "8,12231E+13", "812231132", "81223113200027", "", "sans", "٨1223113200026"]
)
def test_a_text_that_lost_digits_is_no_siret(text: str) -> None:
    found = repaired_siret(text)

    assert found is None


def test_siren_and_intercommunal_codes_follow_luhn() -> None:
    sound, wrong = "200040350", "200040351"

    assert siren(sound) is None
    assert epci_code(sound) is None
    assert siren(wrong) is not None
    assert epci_code(wrong) is not None
    assert siren("２00040350") is not None


@pytest.mark.parametrize(
    ("number", "severity"),
    [
        ("W751234567", None),
        ("W2A1234567", None),
        ("WABCDEFGHI", Severity.WARNING),
        ("W75123456", Severity.ERROR),
        ("751234567W", Severity.ERROR),
        ("w751234567", Severity.ERROR),
    ],
)
def test_rna_letters_are_allowed_and_odd_forms_only_warn(
    number: str, severity: Severity | None
) -> None:
    finding = rna(number)

    assert (finding.severity if finding else None) == severity


@pytest.mark.parametrize("reference", ["DA01234567", "01234567", "DA01234567-2"])
def test_dauphin_references_pass_with_and_without_prefix(reference: str) -> None:
    finding = dauphin_reference(reference)

    assert finding is None


@pytest.mark.parametrize("reference", ["DA0123456", "DB01234567", "01234567-", ""])
def test_other_references_block(reference: str) -> None:
    finding = dauphin_reference(reference)

    assert finding is not None
    assert finding.blocking
