"""The report of an action and a filled template, by the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from desktop.services.opening import Opening
from desktop.services.workbooks.template.mapping import Link, Mapping, keep_mapping
from desktop.services.workbooks.template.picks import Pick, PickKind
from tests.desktop.export.template.models import make_template

Run = Callable[..., Any]
OPEN = {"review_state": "VALIDE", "diffusion": "DIFFUSABLE"}
LINES = [
    {"account": "601", "planned": 100_000, "actual": 90_000},
    {"account": "74com", "planned": 100_000, "actual": 90_000},
]
ACTION: dict[str, Any] = {"title": "Ateliers", "year": 2025, "budget": LINES}
PLACE = {"name": "Le Hamois", "territory_code": "QN05109M", "territory_type": "QPV"}


@pytest.fixture
def save(cli: Run) -> Callable[..., str]:
    """Return what saves a record that may leave, and gives its id or code."""

    def saved(kind: str, **values: Any) -> str:
        answer = cli("add", kind, "--json", "-", stdin=json.dumps({**OPEN, **values}))
        assert answer.code == 0, answer.err
        return str(answer.lines[0])

    return saved


@pytest.fixture
def action(save: Callable[..., str]) -> str:
    """Return an action of 2025 with a budget."""
    return save("action", **ACTION, territory=save("territory", **PLACE))


@pytest.fixture
def mapping(cli: Run, opening: Opening, tmp_path: Path, passphrase: str) -> Mapping:
    """Return a mapping of the figures of a report, kept in the notebook."""
    assert cli("export", "mappings", "--json").json == []
    pick = Pick("CRF", PickKind.FIGURE, "Charges réalisées")
    moved = Link("Demande", "B3", pick, "Nom")
    made = Mapping("Caf", "modele.xlsx", (Link("Demande", "B4", pick, "Budget"), moved))
    with opening.open(tmp_path / "carnet", passphrase) as notebook:
        return keep_mapping(notebook, made)


def test_the_report_of_an_action_is_written(cli: Run, action: str) -> None:
    answer = cli("export", "crf", action, "--out", "crf.odt")

    assert answer.code == 0, answer.err
    assert "crf.odt" in answer.out
    assert "À vérifier\u00a0: Le bilan qualitatif n’est pas écrit." in answer.err
    with ZipFile("crf.odt") as archive:
        assert "Ateliers" in archive.read("content.xml").decode()


def test_an_ending_that_is_none_is_refused(cli: Run, action: str) -> None:
    answer = cli("export", "crf", action, "--out", "crf.docx")

    assert answer.code == 2
    assert ".odt" in answer.err
    assert not Path("crf.docx").exists()


def test_a_text_to_reread_holds_the_report_until_it_is_let_go(
    cli: Run, save: Callable[..., str]
) -> None:
    place = save("territory", **PLACE)
    action = save("action", **ACTION, territory=place, results="Appeler le 06 12 34 56 78")

    held = cli("export", "crf", action, "--out", "crf.odt")
    freed = cli("export", "crf", action, "--out", "crf.odt", "--looked-at")

    assert held.code == 2
    assert "06 12 34 56 78" in held.err
    assert freed.code == 0


def test_a_template_is_filled_with_a_mapping(cli: Run, action: str, mapping: Mapping) -> None:
    make_template(Path("modele.xlsx"))
    how = ("--mapping", mapping.name, "--action", action, "--out", "rempli.xlsx")

    answer = cli("export", "fill", "modele.xlsx", *how)

    assert answer.code == 0, answer.err
    assert "1\u00a0cellule." in answer.out
    assert "Le modèle a changé" in answer.err
    assert openpyxl.load_workbook("rempli.xlsx")["Demande"]["B4"].value == 900


def test_an_unknown_mapping_is_said(cli: Run) -> None:
    make_template(Path("modele.xlsx"))

    answer = cli("export", "fill", "modele.xlsx", "--mapping", "Rien", "--out", "r.xlsx")

    assert answer.code != 0
    assert "«\u00a0Rien\u00a0»" in answer.err


def test_mappings_are_listed(cli: Run, mapping: Mapping) -> None:
    answer = cli("export", "mappings", "--json")

    assert answer.json == [
        {"name": mapping.name, "template": "modele.xlsx", "workbooks": ["CRF"], "links": 2}
    ]
