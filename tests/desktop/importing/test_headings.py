"""Which row holds the headings, and what each column gives."""

import pytest

from desktop.importing.headings import CODE, find_heading, takes
from desktop.importing.synonyms import SYNONYMS
from desktop.importing.table import Cell, Row, Table
from sync.records import RECORD_TYPES
from sync.records.fields import fields_of


def _table(*rows: tuple[Cell, ...]) -> Table:
    return Table("", tuple(Row(number, cells) for number, cells in enumerate(rows, start=1)))


def _fields(kind: str, *headings: str) -> list[str]:
    heading = find_heading(RECORD_TYPES[kind], _table(headings))
    return [] if heading is None else [column.field.name for column in heading.columns]


@pytest.mark.parametrize(
    "written",
    ["siret", "SIRET", "N° SIRET", "Code SIRET", "Numéro SIRET", "Siret (14 chiffres)", "n°_siret"],
)
def test_a_siret_has_many_names(written: str) -> None:
    assert _fields("organisation", written, "Nom") == ["siret", "name"]


@pytest.mark.parametrize(
    "written",
    ["raison_sociale", "Libellé demandeur", "LIBELLE DEMANDEUR", "Nom", "name", "Structure"],
)
def test_an_organisation_is_named_in_many_ways(written: str) -> None:
    assert _fields("organisation", written) == ["name"]


def test_every_title_and_name_of_a_field_is_understood() -> None:
    for kind, model in RECORD_TYPES.items():
        for field in fields_of(model):
            for written in (field.name, field.title, field.title.upper()):
                if takes(field) and field.name != CODE:
                    assert len(_fields(kind, written)) == 1, (kind, field.name)


def test_synonyms_name_fields_that_exist() -> None:
    for kind, synonyms in SYNONYMS.items():
        assert synonyms.keys() <= {field.name for field in fields_of(RECORD_TYPES[kind])}, kind


def test_headings_are_found_under_titles_and_groups() -> None:
    table = _table(
        ("Extraction DAUPHIN du 12/03/2026",),
        ("Bénéficiaire", None, "Territoire"),
        ("Code SIRET", "Libellé demandeur", "Commune", "Couleur"),
        ("81223113200026", "Les Invités", "Vitry", "bleu"),
    )

    heading = find_heading(RECORD_TYPES["organisation"], table)

    assert heading is not None
    assert heading.row.number == 3
    assert [column.field.name for column in heading.columns] == ["siret", "name", "commune_name"]
    assert heading.unknown == ("Couleur",)


def test_the_surest_of_two_columns_is_taken() -> None:
    heading = find_heading(
        RECORD_TYPES["organisation"], _table(("Structure", "Nom", "Créée le", "Raison sociale"))
    )

    assert heading is not None
    assert [column.heading for column in heading.columns] == ["Nom"]
    assert set(heading.set_aside) == {"Structure", "Créée le", "Raison sociale"}


def test_a_table_of_something_else_has_no_heading() -> None:
    assert find_heading(RECORD_TYPES["organisation"], _table(("a", "b"), (1, 2))) is None
