"""What may tell too much is pointed out with its reason; places and plain words are left alone."""

from itertools import pairwise

import pytest

from desktop.paths import resources_dir
from desktop.privacy.concerns import Concern
from desktop.privacy.reader import PrivacyReader, privacy_reader


@pytest.fixture(scope="module")
def reader() -> PrivacyReader:
    """Return the reader of the program."""
    return privacy_reader(resources_dir() / "privacy")


def found(reader: PrivacyReader, text: str) -> list[tuple[Concern, str]]:
    """Return what is pointed out in a text."""
    return [(remark.concern, remark.found) for remark in reader.read(text)]


@pytest.mark.parametrize(
    ("text", "concern", "passage"),
    [
        ("Rappeler Karim demain.", Concern.NAME, "Karim"),
        ("Vu avec Karim Benali au local.", Concern.NAME, "Karim Benali"),
        ("Mme Diallo préside.", Concern.NAME, "Mme Diallo"),
        ("Parlé à M. Untel", Concern.NAME, "M. Untel"),
        ("Son numéro : 06 39 98 89 93.", Concern.PHONE, "06 39 98 89 93"),
        ("+33 6 39 98 89 93 le soir", Concern.PHONE, "+33 6 39 98 89 93"),
        ("Écrire à jeanne.d@exemple.fr svp", Concern.EMAIL, "jeanne.d@exemple.fr"),
        ("NIR 1 84 12 76 451 089 46.", Concern.IDENTIFIER, "1 84 12 76 451 089 46"),
        ("Elle est en dépression.", Concern.HEALTH, "dépression"),
        ("ELLE EST EN DEPRESSION", Concern.HEALTH, "DEPRESSION"),
        ("Il est syndiqué.", Concern.OPINION, "syndiqué"),
        ("une famille rom du bâtiment B", Concern.ORIGIN, "rom"),
        ("Le fils est en prison.", Concern.OFFENCE, "prison"),
    ],
)
def test_it_points_out(reader: PrivacyReader, text: str, concern: Concern, passage: str) -> None:
    assert found(reader, text) == [(concern, passage)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Le jardin veut ouvrir le mercredi.",
        "Rendez-vous rue Pierre Mendès France, école Jean Jaurès.",
        "Les Jardins d’Éloi et l’association Marie Curie.",
        "Marché du samedi, 45 personnes, 1 200 € demandés le 13/11/2026.",
        "SIRET 732 829 320 00074, RNA W751234567.",
        "La demande est claire, et l’idée aussi.",
    ],
)
def test_it_leaves_alone(reader: PrivacyReader, text: str) -> None:
    assert found(reader, text) == []


def test_a_name_may_give_way_to_initials_at_its_own_place(reader: PrivacyReader) -> None:
    text = "Hier, Mme Fatou Ndiaye a proposé un goûter."

    (remark,) = reader.read(text)

    assert text[remark.start : remark.start + remark.length] == "Mme Fatou Ndiaye"
    assert remark.instead == "F. N."
    assert "initiales" in remark.concern.reason


def test_passages_never_overlap_and_come_in_order(reader: PrivacyReader) -> None:
    text = "Karim Benali (karim@exemple.fr, 0639988993) parle de sa dépression et de Karim."

    remarks = reader.read(text)

    assert [one.found for one in remarks] == [
        "Karim Benali", "karim@exemple.fr", "0639988993", "dépression", "Karim",
    ]  # fmt: skip
    assert all(a.start + a.length <= b.start for a, b in pairwise(remarks))


def test_every_concern_says_why_without_blame() -> None:
    assert all(concern.says and concern.reason.endswith(".") for concern in Concern)


def test_the_lists_hold_each_word_once(reader: PrivacyReader) -> None:
    assert reader is not None
    for concern in Concern:
        if concern.words:
            path = resources_dir() / "privacy" / f"{concern.words}.txt"
            words = [line for line in path.read_text(encoding="utf-8").splitlines() if line]
            assert len(words) == len(set(words)), concern
