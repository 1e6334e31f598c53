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
        ("mme dupont passe demain", Concern.NAME, "mme dupont"),
        ("Vu monsieur benali", Concern.NAME, "monsieur benali"),
        ("M. de La Fontaine viendra", Concern.NAME, "M. de La Fontaine"),
        ("Mme El Amrani et le four", Concern.NAME, "Mme El Amrani"),
        ("Mme N’Diaye cuisine", Concern.NAME, "Mme N’Diaye"),
        ("Dr Martin le mardi", Concern.NAME, "Dr Martin"),
        ("Vu Marie Claire van der Berg.", Concern.NAME, "Marie Claire van der Berg"),
        ("C’est la fille d’Ahmed.", Concern.NAME, "d’Ahmed"),
        ("+33 (0) 6 39 98 89 93", Concern.PHONE, "+33 (0) 6 39 98 89 93"),
        ("+33(0)6 39 98 89 93", Concern.PHONE, "+33(0)6 39 98 89 93"),
        ("0033 6 39 98 89 93", Concern.PHONE, "0033 6 39 98 89 93"),
        ("06.39.98.89.93", Concern.PHONE, "06.39.98.89.93"),
        ("06/39/98/89/93", Concern.PHONE, "06/39/98/89/93"),
        ("(06) 39 98 89 93", Concern.PHONE, "(06) 39 98 89 93"),
        ("06\u00a039\u00a098\u00a089\u00a093", Concern.PHONE, "06\u00a039\u00a098\u00a089\u00a093"),
        ("06\u202f39\u202f98\u202f89\u202f93", Concern.PHONE, "06\u202f39\u202f98\u202f89\u202f93"),
        ("jean[at]exemple.fr", Concern.EMAIL, "jean[at]exemple.fr"),
        (
            "fr76 3000 6000 0112 3456 7890 189",
            Concern.IDENTIFIER,
            "fr76 3000 6000 0112 3456 7890 189",
        ),
        ("allocataire CAF : 0123456", Concern.IDENTIFIER, "allocataire CAF : 0123456"),
        ("carte 4970 1012 3456 7890", Concern.IDENTIFIER, "4970 1012 3456 7890"),
        ("L’alcoolisme du père", Concern.HEALTH, "alcoolisme"),
        ("Il est fiché.", Concern.OFFENCE, "fiché"),
        ("Il est mis en examen.", Concern.OFFENCE, "mis en examen"),
        ("sous bracelet électronique", Concern.OFFENCE, "bracelet électronique"),
        ("une famille sans papiers", Concern.ORIGIN, "sans papiers"),
        ("proche de l’extrême-droite", Concern.OPINION, "extrême-droite"),
        ("victime de violences conjugales", Concern.INTIMATE, "violences conjugales"),
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
        "La fiche action est à relire, les fiches aussi.",
        "Chacun a son casier au local.",
        "L’assurance maladie et la maison du handicap tiennent des bilans.",
        "L’horaire est dépendant du bus. On apprend en pratiquant.",
        "La mosquée prête sa salle, l’église aussi.",
        "On condamne la porte de derrière.",
        "Le 05/11/2026 14h00 au local, puis le 12.11.2026 10h30 et 01 09 2026 12 h.",
        "Années 2024 2025 2026 2027. Budget 4 500 6 000 7 200 8 100.",
        "Madame la Présidente, Monsieur le Maire et M. le sous-préfet ont parlé.",
        "Mme la maire, et mme qui tient le café.",
        "À 50 m Rue Haute, 3 m de large.",
        "Les Amis d’Alice et les jardins d’Éloi.",
        "Une salle sans papiers peints, un rêve qui a volé en éclats.",
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
