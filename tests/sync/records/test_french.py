"""Articles, quotes and numbers as France writes them."""

import pytest

from sync.records.french import euros, named, number, quoted


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Date de la visite", "la date de la visite"),
        ("Nom", "le nom"),
        ("Objectifs", "les objectifs"),
        ("Échéance", "l’échéance"),
        ("SIRET", "une réponse à «\u00a0SIRET\u00a0»"),
        ("Ce que j’ai vu", "une réponse à «\u00a0Ce que j’ai vu\u00a0»"),
        ("", "une réponse"),
    ],
)
def test_a_title_takes_its_article_or_quotes(title: str, words: str) -> None:
    found = named(title)

    assert found == words


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (5_000, "5\u202f000"), (-1_234_567, "-1\u202f234\u202f567"), (0.5, "0,5"),
     (1_234.25, "1\u202f234,25"), (1e13, "10\u202f000\u202f000\u202f000\u202f000")],
)  # fmt: skip
def test_numbers_have_apart_thousands_and_a_comma(value: float, text: str) -> None:
    found = number(value)

    assert found == text


def test_quotes_hold_their_text_tight() -> None:
    found = quoted("oui")

    assert found == "«\u00a0oui\u00a0»"


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (0, "0,00\u00a0€"),
        (-150, "−1,50\u00a0€"),
        (5, "0,05\u00a0€"),
        (123_456_789, "1\u202f234\u202f567,89\u00a0€"),
    ],
)
def test_an_amount_is_written_as_in_france(cents: int, text: str) -> None:
    written = euros(cents)

    assert written == text
