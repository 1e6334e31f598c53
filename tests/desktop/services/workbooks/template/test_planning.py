"""A mapping writes what passed the gate where it may, and says the rest."""

from datetime import date
from pathlib import Path

import pytest

from desktop.export.content import (
    As,
    Check,
    Column,
    Content,
    Figure,
    Hidden,
    Passed,
    Row,
    Sheet,
    Value,
)
from desktop.export.template.inspection import inspect
from desktop.export.template.seen import TemplateSeen
from desktop.services.workbooks.template.mapping import Link, Mapping
from desktop.services.workbooks.template.picks import Pick, PickKind, offered, picks
from desktop.services.workbooks.template.planning import Plan, plan
from tests.desktop.export.template.models import make_template

COLUMNS = (
    Column("Thème", As.TEXT, ""),
    Column("Accordé", As.EUROS, "", total=True),
    Column("Part", As.SHARE, ""),
    Column("Le", As.DAY, ""),
)
ROWS: tuple[Row, ...] = (
    ("Santé", 123_456, 0.25, date(2026, 1, 2)),
    ("Culture", 100, 0.75, None),
)


def passed(*figures: Figure, rows: tuple[Row, ...] = ROWS) -> Passed:
    """Return a content that passed the gate."""
    sheet = Sheet("Par thème", "Par thème", "", COLUMNS, rows)
    check = Check("Accordé en tout", 123_556, "Par thème", "Accordé")
    return Passed(Content("W1", "Bilan", (sheet,), checks=(check,), figures=figures))


@pytest.fixture
def template(tmp_path: Path) -> TemplateSeen:
    """Return a template as it is seen."""
    path = make_template(tmp_path / "modele.xlsx")
    with path.open("rb") as file:
        return inspect(file, path.name)


def link(cell: str, value: Value, held: As = As.TEXT, label: str = "") -> tuple[Passed, Mapping]:
    """Return a content of one figure, and a mapping that puts it in a cell of the form."""
    pick = Pick("W1", PickKind.FIGURE, "Un chiffre")
    labels = {"B3": "Association", "B4": "Budget", "B5": "Part", "B6": "Avis", "B7": "Date"}
    labels |= {"B8": "Secteur", "B9": "Double", "B10": "Nombre", "C1": "Bilan de l’action"}
    made = Mapping("m", "x.xlsx", (Link("Demande", cell, pick, label or labels[cell]),))
    return passed(Figure("Un chiffre", value, held)), made


def planned(template: TemplateSeen, cell: str, value: Value, held: As = As.TEXT) -> Plan:
    """Return what one figure put in one cell gives."""
    content, mapping = link(cell, value, held)
    return plan(template, mapping, lambda _code: content)


def poured(template: TemplateSeen, cell: str, column: str, rows: tuple[Row, ...] = ROWS) -> Plan:
    """Return what a column poured under a header gives."""
    label = {"A1": "Poste", "B1": "Montant", "C1": "Le"}[cell]
    pick = Pick("W1", PickKind.COLUMN, "", "Par thème", column)
    mapping = Mapping("m", "x", (Link("Postes", cell, pick, label, down=True),))
    return plan(template, mapping, lambda _code: passed(rows=rows))


def test_figures_checks_cells_and_columns_can_be_picked() -> None:
    content = passed(Figure("Actions", 12))

    titles = [one.pick.title for one in picks(content)]

    assert "W1 · Actions" in titles
    assert "W1 · Accordé en tout (total vérifié)" in titles
    assert "W1 · Par thème · Santé · Accordé" in titles
    assert "W1 · Par thème · colonne Accordé" in titles
    found = offered(content)[Pick("W1", PickKind.CELL, "Culture", "Par thème", "Part")]
    assert found.values[0].value == 0.75


def test_rows_of_one_name_are_told_apart_by_the_next_columns() -> None:
    rows: tuple[Row, ...] = (("Santé", 1, 0.1, None), ("Santé", 2, 0.2, None))

    found = [one.pick.row for one in picks(passed(rows=rows)) if one.pick.kind is PickKind.CELL]

    assert set(found) == {"Santé · 1", "Santé · 2"}


def test_cents_become_euros_and_days_stay_days(template: TemplateSeen) -> None:
    assert planned(template, "B4", 123_456, As.EUROS).entries[0].value == 1234.56
    assert planned(template, "B7", date(2026, 6, 30), As.DAY).entries[0].value == date(2026, 6, 30)
    assert planned(template, "B5", 0.25, As.SHARE).entries[0].share
    assert planned(template, "B3", Hidden.FEW, As.WHOLE).entries[0].value == "<5"


def test_a_choice_takes_the_spelling_of_the_list(template: TemplateSeen) -> None:
    assert planned(template, "B6", "favorable").entries[0].value == "Favorable"
    assert planned(template, "B8", True, As.YES_NO).entries[0].value == "Oui"


@pytest.mark.parametrize(
    ("cell", "value", "held", "said"),
    [
        ("B6", "Peut-être", As.TEXT, "n’est pas dans la liste de choix"),
        ("B10", 250, As.WHOLE, "attend un nombre entre 0 et 100"),
        ("B10", Hidden.FEW, As.WHOLE, "n’accepte qu’un nombre"),
        ("B10", 1_250, As.EUROS, "n’accepte qu’un nombre entier, et la valeur est 12,50"),
        ("B7", 2025, As.YEAR, "est au format de date, et la valeur est 2025"),
        ("B3", None, As.TEXT, "est vide"),
        ("B9", 1, As.WHOLE, "contient une formule"),
        ("C1", "x", As.TEXT, "recouverte par une cellule fusionnée"),
    ],
)
def test_what_the_template_refuses_is_left_and_told(
    template: TemplateSeen, cell: str, value: Value, held: As, said: str
) -> None:
    made = planned(template, cell, value, held)

    assert made.entries == ()
    assert said in made.told[0]


def test_a_locked_cell_is_left_and_told(template: TemplateSeen) -> None:
    content, _ = link("B3", "x")
    pick = Pick("W1", PickKind.FIGURE, "Un chiffre")
    links = (Link("Cadre", "B1", pick, "Ouvert"), Link("Cadre", "B2", pick, ""))

    made = plan(template, Mapping("m", "x", links), lambda _code: content)

    assert [entry.spot for entry in made.entries] == [(1, 2)]
    assert "verrouillée" in made.told[0]


def test_the_header_of_a_table_is_left_and_told(template: TemplateSeen) -> None:
    content, _ = link("B3", "x")
    pick = Pick("W1", PickKind.FIGURE, "Un chiffre")

    made = plan(
        template,
        Mapping("m", "x", (Link("Postes", "B1", pick, "Poste"),)),
        lambda _code: content,
    )

    assert made.entries == ()
    assert "B1 est l’en-tête d’un tableau" in made.told[0]


def test_a_column_is_poured_down_with_its_holes(template: TemplateSeen) -> None:
    amounts = poured(template, "B1", "Accordé")
    days = poured(template, "C1", "Le")

    assert [(one.spot, one.value) for one in amounts.entries] == [((2, 2), 1234.56), ((3, 2), 1.0)]
    assert [one.spot for one in days.entries] == [(2, 3)]


def test_a_column_longer_than_the_room_is_not_poured_at_all(template: TemplateSeen) -> None:
    rows: tuple[Row, ...] = tuple((f"T{at}", at, 0.0, None) for at in range(7))

    made = poured(template, "A1", "Thème", rows)

    assert made.entries == ()
    assert "a 7 lignes, et le modèle 6 de libres sous A1" in made.told[0]


def test_a_template_that_changed_is_told(template: TemplateSeen) -> None:
    content, mapping = link("B4", 1, As.WHOLE, label="Coût")
    moved, elsewhere = link("B4", 1, As.WHOLE, label="Avis")
    pick = Pick("W1", PickKind.FIGURE, "Un chiffre")
    gone = Mapping("m", "x", (Link("Annexe", "B4", pick),))

    renamed = plan(template, mapping, lambda _code: content)
    shifted = plan(template, elsewhere, lambda _code: moved)
    missing = plan(template, gone, lambda _code: content)

    assert renamed.entries == shifted.entries == missing.entries == ()
    assert "répondait à «\u00a0Coût\u00a0», et répond à «\u00a0Budget\u00a0»" in renamed.told[0]
    assert "Ce texte est maintenant en A6" in shifted.told[0]
    assert "La feuille «\u00a0Annexe\u00a0» n’est plus dans ce modèle" in missing.told[0]


def test_a_figure_that_is_no_longer_there_is_told(template: TemplateSeen) -> None:
    _, mapping = link("B4", 1)

    made = plan(template, mapping, lambda _code: passed())

    assert "n’existe pas dans ce périmètre" in made.told[0]
