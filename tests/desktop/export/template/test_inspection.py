"""A template is looked at: its cells, its rules, and what to know before filling it."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from desktop.export.template.inspection import NotATemplate, inspect
from desktop.export.template.seen import Bound, SheetSeen, TemplateSeen
from tests.desktop.export.template.models import make_template


def seen(path: Path) -> TemplateSeen:
    """Return what is seen of a file."""
    with path.open("rb") as file:
        return inspect(file, path.name)


@pytest.fixture
def template(tmp_path: Path) -> TemplateSeen:
    """Return a template as it is seen."""
    return seen(make_template(tmp_path / "modele.xlsx"))


def sheet(template: TemplateSeen, name: str) -> SheetSeen:
    """Return a sheet that is there."""
    found = template.sheet(name)
    assert found is not None
    return found


def test_formulas_merged_and_locked_cells_are_seen(template: TemplateSeen) -> None:
    form, locked = sheet(template, "Demande"), sheet(template, "Cadre")

    assert form.at((9, 2)).formula
    assert form.at((1, 3)).covered
    assert not form.at((1, 1)).covered
    assert not locked.at((1, 2)).locked
    assert locked.at((2, 2)).locked
    assert locked.at((2, 2)).text == "01/01/2026"


def test_cells_that_one_formula_fills_together_are_formulas(template: TemplateSeen) -> None:
    form = sheet(template, "Demande")

    assert [form.at((row, 4)).formula for row in (11, 12, 13, 14, 15)] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_a_cell_is_named_by_the_text_beside_it_or_above(template: TemplateSeen) -> None:
    assert sheet(template, "Demande").label_of((4, 2)) == "Budget"
    assert sheet(template, "Postes").label_of((3, 2)) == "Montant"


def test_lists_are_read_whether_spelt_out_or_in_cells(template: TemplateSeen) -> None:
    form = sheet(template, "Demande")

    spelt, named, whole = (form.rule_at(spot) for spot in ((8, 2), (6, 2), (10, 2)))

    assert spelt is not None
    assert spelt.choices == ("Oui", "Non")
    assert named is not None
    assert named.choices == ("Favorable", "Réservé", "Défavorable")
    assert whole is not None
    assert (whole.bound, whole.limits, whole.said) == (Bound.WHOLE, (0, 100), "entre 0 et 100")
    assert form.rule_at((3, 2)) is None


def test_tables_know_their_totals(template: TemplateSeen) -> None:
    (table,) = sheet(template, "Postes").tables

    assert (table.name, table.first, table.last, table.totals) == ("T_Postes", (1, 1), (8, 3), True)


def test_what_is_kept_unseen_is_told(template: TemplateSeen) -> None:
    told = " ".join(template.remarks)

    assert "Protégé\u00a0: Cadre." in told
    assert "Masqué dans le modèle, et laissé ainsi\u00a0: Listes." in told
    assert "1 graphique" in told
    assert "1 case à cocher ou bouton" in told
    assert "1 segment" in told
    assert "1 partie XML propre au financeur" in told
    assert "Les formules de ce modèle (5) ne sont pas changées" in told


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("_xmlsignatures/sig1.xml", "signé numériquement"),
        ("xl/pivotTables/pivotTable1.xml", "tableau croisé dynamique"),
        ("xl/externalLinks/externalLink1.xml", "relié à d’autres classeurs"),
        ("xl/connections.xml", "va chercher des données ailleurs"),
    ],
)
def test_what_changes_meaning_in_a_filled_copy_is_told(
    tmp_path: Path, part: str, said: str
) -> None:
    path = make_template(tmp_path / "modele.xlsx", more={part: b"<a/>"})

    assert said in seen(path).remarks[0]


def test_a_damaged_workbook_is_refused_in_words(tmp_path: Path) -> None:
    path = make_template(tmp_path / "modele.xlsx")
    broken = BytesIO()
    with ZipFile(path) as archive, ZipFile(broken, "w") as other:
        for name in archive.namelist():
            cut = name == "xl/worksheets/sheet1.xml"
            other.writestr(name, archive.read(name)[: 200 if cut else None])

    with pytest.raises(NotATemplate) as refused:
        inspect(broken, "modele.xlsx")

    assert "n’a pas été modifié" in refused.value.sentence
