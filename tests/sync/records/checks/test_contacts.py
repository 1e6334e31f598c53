"""Phone numbers and e-mail addresses, without a network."""

import pytest

from sync.records.checks import (
    email_address,
    normalised_email,
    normalised_phone,
    phone,
    shown_phone,
)

FICTIONAL = "06 39 98 89 93"


@pytest.mark.parametrize(
    ("text", "stored", "shown"),
    [
        (FICTIONAL, "+33639988993", "06 39 98 89 93"),
        ("06.12.34.56.78", "+33612345678", "06 12 34 56 78"),
        ("+33 (0)6 12 34 56 78", "+33612345678", "06 12 34 56 78"),
        ("0692 12 34 56", "+262692123456", "0692 12 34 56"),
        ("0590 12 34 56", "+590590123456", "0590 12 34 56"),
        ("40 45 67 89", "+68940456789", "+689 40 45 67 89"),
        ("+32 2 512 34 56", "+3225123456", "+32 2 512 34 56"),
    ],
)
def test_a_phone_number_is_stored_with_its_prefix_and_shown_in_pairs(
    text: str, stored: str, shown: str
) -> None:
    found = normalised_phone(text)

    assert found == stored
    assert shown_phone(stored) == shown
    assert phone(text) is None
    assert phone(stored) is None


@pytest.mark.parametrize("text", ["01 23", "12345678", "0612345678 ou 0712345678", "ALLO", "", "+"])
def test_what_is_not_one_possible_number_blocks_and_is_shown_as_typed(text: str) -> None:
    finding = phone(text)

    assert finding is not None
    assert finding.blocking
    assert shown_phone(text) == text


def test_an_address_is_stored_with_its_domain_in_small_letters() -> None:
    found = normalised_email(" Accueil@Exemple.FR ")

    assert found == "Accueil@exemple.fr"
    assert email_address(found or "") is None


@pytest.mark.parametrize("text", ["accueil", "accueil@", "a b@exemple.fr", "a@b", "", "a@@b.fr"])
def test_what_cannot_be_an_address_blocks(text: str) -> None:
    finding = email_address(text)

    assert finding is not None
    assert finding.blocking
