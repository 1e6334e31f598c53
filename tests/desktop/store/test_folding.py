"""Text as the search compares it."""

import unicodedata

import pytest

from desktop.store.folding import folded, folded_with_places, indexable, words_of


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Été À Noël", "ete a noel"),
        ("CŒUR de l’Œuvre", "coeur de l’oeuvre"),
        ("ex æquo", "ex aequo"),
        ("Straße", "strasse"),
        ("ﬁnancement", "financement"),
        ("12 m²", "12 m2"),
        ("ŁÓDŹ", "łodz"),
    ],
)
def test_accents_case_and_ligatures_are_folded(written: str, plain: str) -> None:
    assert folded(written) == plain


def test_decomposed_text_folds_like_composed_text() -> None:
    composed = "Élan d’été à Nîmes"

    assert folded(unicodedata.normalize("NFD", composed)) == folded(composed)


def test_words_are_letters_and_digits_only() -> None:
    assert words_of("l’Élan (n° 3), « d'été »!") == ["l", "elan", "n", "3", "d", "ete"]
    assert words_of(" … !? ") == []


def test_what_is_indexed_holds_no_ligature() -> None:
    assert indexable("Le cœur, ex æquo") == "Le coeur, ex aequo"


@pytest.mark.parametrize(
    "text",
    ["Le cœur de l’été", unicodedata.normalize("NFD", "œuvre d’été"), "ﬁn", "œe\u0301", "abc", ""],
)
def test_each_folded_sign_knows_where_it_was(text: str) -> None:
    plain, places = folded_with_places(text)

    assert len(places) == len(plain)
    assert all(sign in folded(text[place]) for sign, place in zip(plain, places, strict=True))
    assert list(places) == sorted(places)
