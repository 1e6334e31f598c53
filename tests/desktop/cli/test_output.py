"""Text that cannot play tricks on a terminal."""

import pytest

from desktop.cli.output import counted, safe


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("École d’été, 12\u00a0€ 👩\u200d🌾", "École d’été, 12\u00a0€ 👩\u200d🌾"),
        ("\x1b[31mrouge", "\\x1b[31mrouge"),
        ("a\rb\x07\x9b", "a\\x0db\\x07\\x9b"),
        ("droite \u202e gauche \u2066", "droite \\u202e gauche \\u2066"),
        ("une\u2028deux\u2029", "une\\u2028deux\\u2029"),
        ("zéro\ufeff\u200blargeur", "zéro\\ufeff\\u200blargeur"),
        ("une\ndeux", "une\\x0adeux"),
        ("\ud800", "\\ud800"),
        (None, "None"),
    ],
)
def test_signs_that_command_a_terminal_are_escaped(text: object, shown: str) -> None:
    assert safe(text) == shown


def test_lines_are_kept_where_they_belong() -> None:
    assert safe("une\ndeux\t", lines=True) == "une\ndeux\\x09"


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0\u00a0fiche"), (1, "1\u00a0fiche"), (2_238, "2\u202f238\u00a0fiches")],
)
def test_a_count_agrees_with_its_noun(number: int, said: str) -> None:
    assert counted(number, "fiche", "fiches") == said
