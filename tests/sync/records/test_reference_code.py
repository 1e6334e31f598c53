"""Readable codes made without any network."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.records.reference_code import ReferenceCode, initials_of, make_code, parse_code


@pytest.mark.parametrize(
    ("number", "code"), [(42, "VIS-26-JD-0042"), (12_345, "VIS-26-JD-12345"), (0, "VIS-26-JD-0000")]
)
def test_a_code_holds_kind_year_initials_and_number(number: int, code: str) -> None:
    found = make_code("VIS", 2026, "JD", number)

    assert found == code


@pytest.mark.parametrize("text", ["", "VIS", "VIS-2026-JD-0042", "VIS-26-JD-42", "V-26-JD-0042"])
def test_other_texts_are_no_codes(text: str) -> None:
    found = parse_code(text)

    assert found is None


def test_a_code_is_read_in_small_letters_too() -> None:
    found = parse_code(" vis-26-jd-0042 ")

    assert found == ReferenceCode("VIS", 2026, "JD", 42)


@given(
    st.from_regex(r"[A-Z]{2,5}", fullmatch=True),
    st.integers(2000, 2099),
    st.text(max_size=30).map(initials_of),
    st.integers(0, 999_999),
)
def test_every_code_made_is_read_back(prefix: str, year: int, initials: str, number: int) -> None:
    code = ReferenceCode(prefix, year, initials, number)

    assert parse_code(str(code)) == code
    assert len(str(code)) <= 32


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Jeanne Dupont", "JD"),
        ("Élodie Çağlar", "EC"),
        ("Jean-Yves Le Roy", "JYR"),
        ("Marie de la Tour", "MT"),
        ("Anne d’Ornano", "AO"),
        ("Œdipe Ångström", "OA"),
        ("Jeanne", "JE"),
        ("J", "JX"),
        ("Anne Marie Sophie Rose", "AMS"),
        ("Le", "LE"),
        ("Ольга", "XX"),
        ("  ", "XX"),
        ("42", "XX"),
    ],
)
def test_initials_fold_accents_and_skip_particles(name: str, initials: str) -> None:
    found = initials_of(name)

    assert found == initials
