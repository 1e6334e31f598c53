"""What a file holds is recognised, and a person may say otherwise."""

from pathlib import Path

import openpyxl
import pytest

from desktop.errors import UserError
from desktop.importing.table import UnreadableTable
from desktop.services.importing.recognising import (
    Sketch,
    Source,
    columns_of,
    corrected,
    fields_asked,
    missing,
    offered,
    read_source,
    recognised,
    reread,
    sketched,
)
from desktop.services.importing.run import target_of
from desktop.services.jobs import Ticket

DATA = Path(__file__).parents[5] / "shared" / "data"
BODIES = "N° SIRET;Asso;Couleur\n00665008900037;HABITATIONS;bleu\n01545063800125;HABELLIS;bleu\n"


def _source(folder: Path, text: str) -> Source:
    path = folder / "liste.csv"
    path.write_text(text, encoding="utf-8")
    return read_source(path, Ticket())


def _sketch(folder: Path, text: str) -> Sketch:
    found = recognised(_source(folder, text))
    assert found is not None
    return found


def _given(sketch: Sketch) -> dict[str, str]:
    return {one.heading: one.field.name if one.field else "" for one in columns_of(sketch)}


@pytest.mark.skipif(not DATA.is_dir(), reason="the official files are not beside the project")
@pytest.mark.parametrize(
    ("name", "read_as"),
    [
        ("qpv_2024.csv", "qpv"),
        ("contrats_de_ville_2024.csv", "contrats"),
        ("structures_employeuses_2025.csv", "organisations"),
    ],
)
def test_the_official_files_are_recognised(name: str, read_as: str) -> None:
    source = read_source(DATA / name, Ticket())

    found = recognised(source)

    assert found is not None
    assert found.read_as == read_as
    assert missing(found) == ()


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        ("Date de visite;Structure;Type;Compte rendu", "visit"),
        ("Nom;Prénom;Courriel;Association", "contact"),
        ("Intitulé;Porteur;Exercice;Thématique;Dispositif;Statut", "action"),
    ],
)
def test_the_lists_of_an_agent_are_recognised_by_their_headings(
    tmp_path: Path, headings: str, kind: str
) -> None:
    found = _sketch(tmp_path, f"{headings}\na;b;c;d;e;f\n")

    assert target_of(found.read_as).kind == kind


def test_a_file_of_something_else_is_not_recognised_but_can_be_described(tmp_path: Path) -> None:
    source = _source(tmp_path, "Machin;Truc\n1;2\n")

    found = recognised(source)
    described = corrected(sketched(source, "organisations", 0), 0, "name")

    assert found is None
    assert missing(sketched(source, "organisations", 0)) == ("Nom",)
    assert missing(described) == ()
    assert _given(described) == {"Machin": "name", "Truc": ""}


def test_each_column_shows_some_of_its_values(tmp_path: Path) -> None:
    lines = columns_of(_sketch(tmp_path, BODIES))

    assert [line.sample for line in lines] == [
        "00665008900037 · 01545063800125",
        "HABITATIONS · HABELLIS",
        "bleu",
    ]
    assert [line.known for line in lines] == [True, False, False]


def test_a_column_is_given_another_field_and_taken_from_the_one_that_had_it(tmp_path: Path) -> None:
    first = _sketch(tmp_path, BODIES)

    named = corrected(first, 1, "name")
    moved = corrected(named, 2, "name")
    emptied = corrected(moved, 2, "")

    assert _given(named) == {"N° SIRET": "siret", "Asso": "name", "Couleur": ""}
    assert _given(moved) == {"N° SIRET": "siret", "Asso": "", "Couleur": "name"}
    assert _given(emptied) == {"N° SIRET": "siret", "Asso": "", "Couleur": ""}
    assert emptied.heading.set_aside == ("Asso", "Couleur")


def test_what_the_notebook_keeps_itself_is_not_offered_to_a_column() -> None:
    names = {field.name for field in fields_asked("organisation")}

    assert {"name", "siret", "code"} <= names
    assert not {"id", "author", "created_at"} & names


def test_every_kind_of_the_command_line_is_offered_once() -> None:
    targets = [target_of(one.name) for one in offered()]
    titles = [one.title for one in offered()]

    assert len(set(titles)) == len(titles)
    assert [(t.kind, dict(t.defaults)) for t in targets].count(("visit", {"origin": "IMPORT"})) == 1
    assert {t.kind for t in targets} >= {"contract", "territory", "organisation", "action"}


def test_the_sheet_that_says_the_most_is_proposed(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Lisez-moi"])  # type: ignore[union-attr] # a new workbook has a sheet
    book.create_sheet("Vide")
    sheet = book.create_sheet("Tiers")
    for row in (("SIRET", "Raison sociale"), ("00665008900037", "HABITATIONS")):
        sheet.append(row)
    book.save(tmp_path / "liste.xlsx")

    source = read_source(tmp_path / "liste.xlsx", Ticket())
    found = recognised(source)

    assert [table.name for table in source.tables] == ["Sheet", "Tiers"]
    assert found is not None
    assert found.table.name == "Tiers"
    assert found.lines == 1


def test_corrections_outlive_the_file_being_read_again(tmp_path: Path) -> None:
    before = corrected(_sketch(tmp_path, BODIES), 1, "name")

    after = reread(before, _source(tmp_path, f"Titre\n{BODIES}00665008900045;X;bleu\n"))
    other = reread(before, _source(tmp_path, "A;B\n1;2\n"))

    assert after is not None
    assert _given(after) == _given(before)
    assert after.lines == 3
    assert other is None


@pytest.mark.parametrize("content", [b"", b"   \n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rien"])
def test_what_is_no_table_is_refused_in_plain_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "liste.xlsx"
    path.write_bytes(content)

    with pytest.raises(UnreadableTable) as told:
        read_source(path, Ticket())

    assert "Rien n’a été écrit" in told.value.sentence


def test_headings_alone_are_said_to_be_alone(tmp_path: Path) -> None:
    with pytest.raises(UserError) as told:
        _source(tmp_path, "SIRET;Nom\n")

    assert "n’a qu’une ligne" in told.value.sentence
