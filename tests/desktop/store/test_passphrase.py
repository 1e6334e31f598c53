"""A passphrase is judged on what makes it hard to guess, and taken whole."""

import pytest

from desktop.errors import BadInput
from desktop.store.passphrase import accept_passphrase, passphrase_bytes


@pytest.mark.parametrize(
    "weak",
    [
        "court",
        "onze lettre",
        "aaaaaaaaaaaa",
        "abababababab",
        "Mot de passe 2026",
        "motdepasse123456",
        "Azertyuiop123!",
        "123456789012",
        "password2026",
        "Politique de la Ville",
        "é" * 12,
        "x y" * 400,
    ],
)
def test_what_is_easily_guessed_is_refused_with_a_reason(weak: str) -> None:
    with pytest.raises(BadInput) as caught:
        accept_passphrase(weak)

    assert caught.value.field == "passphrase"
    assert caught.value.sentence.endswith(".")
    assert weak not in caught.value.sentence


@pytest.mark.parametrize(
    "good",
    ["cheval agrafe batterie", "douze lettre", "四つの無関係な言葉を並べる鍵", "tr1t0n & Cie."],
)
def test_no_composition_is_imposed(good: str) -> None:
    assert accept_passphrase(good)


def test_a_long_passphrase_is_taken_whole() -> None:
    start = "une phrase de plus de soixante-quatre signes que personne ne coupe, "

    assert accept_passphrase(start + "fin A") != accept_passphrase(start + "fin B")


def test_composed_and_decomposed_accents_are_the_same_passphrase() -> None:
    assert passphrase_bytes("été à Évry-les-bains") == passphrase_bytes(
        "e\u0301te\u0301 a\u0300 E\u0301vry-les-bains"
    )


def test_undecodable_input_is_a_passphrase_like_another() -> None:
    assert accept_passphrase("douze \udce9\udce8 lettres")
