"""The import from the command line: dry, then written, then taken back."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def quarters(cli: Run, tmp_path: Path) -> Path:
    """Return a file of two neighbourhoods, one column of which is not known."""
    assert cli is not None
    path = tmp_path / "qpv.csv"
    path.write_text(
        "Code QPV;Libellé;Insee;Couleur\nQN05109M;Le Hamois;51649;bleu\nQN00102M;Croix;1053;\n",
        encoding="cp1252",
    )
    return path


def test_without_apply_nothing_is_written(cli: Run, quarters: Path) -> None:
    answer = cli("import", str(quarters), "--as", "qpv")

    assert answer.code == 0
    assert "à créer\u00a0: 2" in answer.lines
    assert "réparées\u00a0: 1" in answer.lines
    assert any("Couleur" in line for line in answer.lines)
    assert any("ligne 3, Insee, réparé" in line for line in answer.lines)
    assert "ajoutez --apply" in answer.err
    assert cli("list", "territory", "--json").json == []


def test_an_applied_import_is_undone_at_once(cli: Run, quarters: Path) -> None:
    applied = cli("import", str(quarters), "--as", "qpv", "--apply", "--json").json
    again = cli("import", str(quarters), "--as", "qpv", "--apply", "--json").json
    found = cli("search", "hamois", "--json").json

    undone = cli("undo")

    assert applied["applied"] is True
    assert applied["counts"] == {
        "create": 2,
        "modify": 0,
        "same": 0,
        "duplicate": 0,
        "refused": 0,
        "repaired": 1,
    }
    assert again["counts"]["same"] == 2
    assert [hit["heading"] for hit in found] == ["Le Hamois"]
    assert "qpv.csv" in undone.out
    assert cli("list", "territory", "--json").json == []


def test_a_refused_line_is_named_and_stops_everything(cli: Run, quarters: Path) -> None:
    with quarters.open("a", encoding="cp1252") as file:
        file.write("QN05110I;;51649;\n")

    answer = cli("import", str(quarters), "--as", "qpv", "--apply")
    told = cli("import", str(quarters), "--as", "qpv", "--apply", "--json")

    assert (answer.code, told.code) == (2, 2)
    assert any(line.startswith("ligne 4, Libellé, à corriger") for line in answer.lines)
    assert "Rien n’a été importé" in answer.err
    assert told.json["applied"] is False
    assert [line["line"] for line in told.json["lines"] if line["outcome"] == "refused"] == [4]
    assert cli("list", "territory", "--json").json == []


@pytest.mark.parametrize("name", ["rapport.txt", "rapport.json"])
def test_the_whole_report_is_written_where_it_is_asked(
    cli: Run, quarters: Path, tmp_path: Path, name: str
) -> None:
    cli("import", str(quarters), "--as", "qpv", "--report", name)

    written = (tmp_path / name).read_text("utf-8")
    if name.endswith(".json"):
        assert json.loads(written)["counts"]["create"] == 2
    else:
        assert "à créer\u00a0: 2" in written


def test_a_report_that_cannot_be_written_stops_the_import(
    cli: Run, quarters: Path, tmp_path: Path
) -> None:
    (tmp_path / "rapport.txt").mkdir()

    answer = cli("import", str(quarters), "--as", "qpv", "--apply", "--report", "rapport.txt")

    assert answer.code != 0
    assert cli("list", "territory", "--json").json == []


def test_an_applied_import_says_so_in_its_report(cli: Run, quarters: Path, tmp_path: Path) -> None:
    cli("import", str(quarters), "--as", "qpv", "--apply", "--report", "rapport.json")

    assert json.loads((tmp_path / "rapport.json").read_text("utf-8"))["applied"] is True


def test_an_acronym_keeps_its_capitals(cli: Run, tmp_path: Path) -> None:
    text = "Intitulé;Première année;Dernière année\nVivre ici;2026;2028\n"
    (tmp_path / "conventions.csv").write_text(text, encoding="utf-8")

    cli("import", "conventions.csv", "--as", "agreement", "--apply")
    undone = cli("undo")

    assert "(conventions pluriannuelles (CPO))" in undone.out


def test_the_report_never_replaces_the_file(cli: Run, quarters: Path) -> None:
    before = quarters.read_bytes()

    answer = cli("import", str(quarters), "--as", "qpv", "--report", str(quarters))

    assert answer.code == 2
    assert quarters.read_bytes() == before


def test_a_file_that_is_no_table_is_refused_in_one_sentence(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n")

    answer = cli("import", "photo.csv", "--as", "visite", "--json")

    assert (answer.code, answer.out) == (2, "")
    assert "une image" in answer.errors[0]["sentence"]


def test_what_a_file_holds_cannot_play_tricks_on_a_terminal(cli: Run, tmp_path: Path) -> None:
    text = "Nom;SIRET;\u202eColonne\nLes \u001b[31mInvités;\u001b[2J12;x\n"
    (tmp_path / "ruse.csv").write_text(text, encoding="utf-8")

    answer = cli("import", "ruse.csv", "--as", "organisations")

    assert answer.code == 2
    assert not {"\x1b", "\u202e"} & set(answer.out + answer.err)
