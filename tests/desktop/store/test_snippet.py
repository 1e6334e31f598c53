"""The words around a match, as they were written."""

import unicodedata

from desktop.store.snippet import BEGIN, END, snippet
from sync.records import RECORD_TYPES
from sync.records.fields import FieldSpec, field_of

FACTS = field_of(RECORD_TYPES["visit"], "facts")
PURPOSE = field_of(RECORD_TYPES["visit"], "purpose")


def show(text: str, *words: str, field: FieldSpec = FACTS) -> str:
    """Return the snippet of one field, marks as square brackets."""
    found = snippet("Titre", [(field, text)], words)
    return found.replace(BEGIN, "[").replace(END, "]")


def test_the_match_is_marked_as_it_was_written() -> None:
    found = show("Le Cœur de l’Été.", "coeur", "ete")

    assert found == "Ce que j’ai vu et entendu\u00a0: Le [Cœur] de l’[Été]."


def test_decomposed_accents_do_not_move_the_marks() -> None:
    text = unicodedata.normalize("NFD", "Une œuvre d’été à l’école neuve.")

    found = show(text, "neuve")

    assert "[neuve]" in found


def test_a_word_inside_another_is_no_match() -> None:
    assert show("Un cerisier.", "ris") == ""


def test_the_beginning_of_a_word_is_a_match() -> None:
    assert show("Un jardin partagé.", "jar").endswith("Un [jar]din partagé.")


def test_a_long_text_is_cut_around_the_match_and_says_so() -> None:
    found = show("avant " * 100 + "cible" + " après" * 100, "cible")

    assert "\u00a0: … " in found
    assert "[cible]" in found
    assert found.endswith(" …")
    assert len(found) < 200


def test_lines_become_one() -> None:
    assert show("Premier\npoint\n\ncible", "cible").endswith("Premier point [cible]")


def test_the_first_field_that_matches_is_told_with_its_title() -> None:
    texts = [(PURPOSE, "Rien ici"), (FACTS, "Une cible")]

    found = snippet("Titre", texts, ["cible"])

    assert found.startswith(FACTS.title)


def test_a_match_that_is_the_heading_is_not_told_twice() -> None:
    assert snippet("Une cible", [(PURPOSE, "Une cible")], ["cible"]) == ""


def test_single_letters_are_marked_only_when_alone_in_the_query() -> None:
    assert show("La cible de l’été", "l", "cible").endswith("La [cible] de l’été")
    assert show("Option b", "b").endswith("Option [b]")


def test_a_word_repeated_many_times_stays_short() -> None:
    found = show("cible " * 5_000, "cible")

    assert len(found) < 250
