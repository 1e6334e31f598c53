"""The workbooks of the financers by the command line: see, write, look back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., Any]


def texts(path: Path) -> str:
    """Return all the texts of a workbook."""
    book = openpyxl.load_workbook(path)
    return "\n".join(
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    )


W3 = ("export", "W3", "--period", "2026")


def test_a_workbook_is_written_and_told(cli: Run, idea: Callable[..., str], tmp_path: Path) -> None:
    idea("Un four à pain")

    answer = cli(*W3, "--out", "soutien.xlsx", "--note", "À compléter en mai.")

    assert answer.code == 0, answer.err
    assert answer.lines[0].startswith("soutien.xlsx\u00a0: ")
    assert answer.lines[0].endswith("Envoi n°\u00a01.")
    assert {"Un four à pain", "À compléter en mai."} <= set(
        texts(tmp_path / "soutien.xlsx").splitlines()
    )


def test_a_workbook_takes_its_usual_name_in_a_folder(
    cli: Run, idea: Callable[..., str], tmp_path: Path
) -> None:
    idea("Un four à pain")
    (tmp_path / "envois").mkdir()

    first = cli(*W3, "--out", "envois", "--json")
    second = cli(*W3, "--territory", "le hamois", "--out", "envois", "--json")

    names = [Path(answer.json["file"]).name for answer in (first, second)]
    assert names[0].startswith("W3_soutien_CN05103I_2026_v1_")
    assert names[1].startswith("W3_soutien_QN05109M_2026_v1_")
    assert {path.name for path in (tmp_path / "envois").iterdir()} == set(names)
    assert first.json["rows"]["Vivier d’idées"] == 1


def test_the_filters_are_typed_by_code_or_by_name(
    cli: Run, idea: Callable[..., str], add: Callable[..., str]
) -> None:
    idea("Un four à pain")
    orgeval = add("territory", name="Orgeval", territory_code="QN05103M", territory_type="QPV")
    idea("Une grainothèque", territory=orgeval, theme="2024:2.2")

    def ideas(*filters: str) -> int:
        answer = cli("export", "preview", "W3", "--period", "2026", "--json", *filters)
        assert answer.code == 0, answer.err
        return int(answer.json["sheets"]["Vivier d’idées"])

    assert ideas() == 2
    assert ideas("--territory", "QN05109M") == 1
    assert ideas("--territory", "Orgeval", "--territory", "le hamois") == 2
    assert ideas("--theme", "2.2") == 1
    assert ideas("--theme", "2024:6") == 1
    assert ideas("--theme", "soutien a la parentalite") == 1
    assert ideas("--period", "2026-03-05..2026-12-31") == 0
    assert ideas("--period", "2025-2026") == 2


@pytest.mark.parametrize(
    ("filters", "sentence"),
    [
        (["--period", "26"], "n’est pas une période"),
        (["--period", "2026-2025"], "finit avant de commencer"),
        (["--period", "2026-02-30..2026-03-01"], "n’est pas une période"),
        (["--theme", "9.9"], "n’est pas dans la liste"),
        (["--territory", "Nulle part"], "Aucune fiche ne répond"),
        (["--funder", "Personne"], "Aucune fiche ne répond"),
        (["--recipient", "Personne"], "Aucune fiche ne répond"),
        (["--preset", "personne"], "Aucun modèle ne s’appelle"),
    ],
)
def test_a_filter_that_names_nothing_is_refused(
    cli: Run, tmp_path: Path, filters: list[str], sentence: str
) -> None:
    answer = cli("export", "W3", "--out", "soutien.xlsx", *filters)

    assert answer.code == 2
    assert sentence in answer.err
    assert not (tmp_path / "soutien.xlsx").exists()


def test_the_recipient_is_told_by_its_name_its_type_or_its_preset(
    cli: Run, add: Callable[..., str]
) -> None:
    add("partner", name="Caf de la Marne", echelon="CAF")

    def recipient(text: str) -> str:
        answer = cli(*W3, "--out", "soutien.xlsx", "--recipient", text, "--json")
        assert answer.code == 0, answer.err
        return str(answer.json["recipient"])

    assert recipient("caf de la marne") == "Caf de la Marne"
    assert recipient("caf") == "Caf"
    assert recipient("EUROPE") == "Europe"


def test_a_preview_tells_what_is_left_out(cli: Run, idea: Callable[..., str]) -> None:
    idea("Un four à pain", review_state="BROUILLON")

    told = cli("export", "preview", "W3", "--period", "2026")
    json_told = cli("export", "preview", "W3", "--period", "2026", "--json").json

    assert "Laissé de côté\u00a0: Idées, 1. Fiches pas encore validées." in told.lines
    apart = {"what": "Idées", "count": 1, "why": "Fiches pas encore validées."}
    assert apart in json_told["left_out"]


def test_a_passage_to_read_is_shown_and_holds_the_file(
    cli: Run, idea: Callable[..., str], tmp_path: Path
) -> None:
    idea("Le four de Mme Karima Benali")

    held = cli(*W3, "--out", "soutien.xlsx")
    absent = not (tmp_path / "soutien.xlsx").exists()
    let_go = cli(*W3, "--out", "soutien.xlsx", "--looked-at")
    again = cli(*W3, "--out", "encore.xlsx")
    asked_again = cli("export", "hold-again")
    held_again = cli(*W3, "--out", "encore.xlsx")

    assert (held.code, absent) == (2, True)
    assert "Le four de Mme Karima Benali" in held.err
    assert "(fiche IDE-26-JD-0001)" in held.err
    assert "--looked-at" in held.err
    assert (let_go.code, again.code) == (0, 0)
    assert "Le four de Mme Karima Benali" in let_go.err
    assert "Karima" not in again.err
    assert asked_again.lines == ["1\u00a0passage à relire à nouveau."]
    assert held_again.code == 2
    assert "Karima" in texts(tmp_path / "soutien.xlsx")


def test_a_passage_that_holds_is_json_when_asked(cli: Run, idea: Callable[..., str]) -> None:
    key = idea("Le four de Mme Karima Benali")

    answer = cli(*W3, "--out", "soutien.xlsx", "--json")

    passage, refusal = answer.errors
    assert passage["passage"]["record"] == key
    assert "pas encore été relus" in refusal["sentence"]


def test_what_was_sent_is_listed_compared_and_made_again(
    cli: Run, idea: Callable[..., str], tmp_path: Path
) -> None:
    oven = idea("Un four à pain")
    cli(*W3, "--out", "soutien.xlsx")
    seeds = idea("Une grainothèque")

    listed = cli("export", "sent")
    known = cli("export", "sent", "--file", "soutien.xlsx", "--json")
    since = cli("export", "since", "1")
    told = cli("export", "since", "1", "--json")
    holding = [cli("export", "sent", "--record", key, "--json").json for key in (oven, seeds)]
    again = cli("export", "again", "1", "--out", "encore.ods", "--json")

    assert "soutien.xlsx" in listed.lines[1]
    assert [one["number"] for one in known.json] == [1]
    assert [[one["number"] for one in found] for found in holding] == [[1], []]
    assert "  + IDE-26-JD-0002 – Une grainothèque" in since.lines
    assert told.json["nothing"] is False
    assert (again.json["number"], again.json["format"], again.json["version"]) == (2, "ods", 2)
    assert (tmp_path / "encore.ods").exists()
    assert cli("export", "since", "2", "--json").json["nothing"] is True


def test_a_file_that_is_not_the_one_that_was_sent_is_told_apart(cli: Run, tmp_path: Path) -> None:
    cli(*W3, "--out", "soutien.xlsx")
    (tmp_path / "soutien.xlsx").write_bytes(b"other")

    answer = cli("export", "sent", "--file", "soutien.xlsx")

    assert answer.code == 2
    assert "n’a fait ce fichier tel quel" in answer.err


def test_an_export_that_does_not_exist_is_refused(cli: Run) -> None:
    assert cli("export", "since", "7").code == 2
    assert "numéro 7" in cli("export", "again", "7", "--out", "encore.xlsx").err


def test_the_service_is_told_and_kept(cli: Run) -> None:
    usual = cli("export", "service", "--json").json["name"]

    changed = cli("export", "service", "--name", "Mission ville", "--phone", "03 26 00 00 00")
    wrong = cli("export", "service", "--email", "ville")

    assert usual == "Équipe de la politique de la ville"
    assert changed.lines == ["Mission ville", "03 26 00 00 00"]
    assert (wrong.code, "nom@domaine" in wrong.err) == (2, True)
    assert cli("export", "service").lines == changed.lines


def test_all_the_workbooks_of_a_preset_need_a_folder(cli: Run, tmp_path: Path) -> None:
    lacking = cli("export", "--preset", "etat", "--out", "classeurs")
    nothing = cli("export", "--out", "classeurs")
    before = cli("export", "--preset", "etat", "W3", "--out", "soutien.xlsx")

    assert (lacking.code, nothing.code, before.code) == (2, 2, 2)
    assert "dossier qui existe" in lacking.err
    assert "--preset et --out" in nothing.err
    assert "après «\u00a0W3\u00a0»" in before.err
    assert not (tmp_path / "soutien.xlsx").exists()


def test_the_workbooks_of_a_preset_are_written_together(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "envois").mkdir()

    answer = cli("export", "--preset", "bailleur", "--period", "2026", "--out", "envois", "--json")

    assert answer.code == 0, answer.err
    assert [one["workbook"] for one in answer.json] == ["W5"]
    assert answer.json[0]["recipient"] == "Bailleur social"
    assert [path.name for path in (tmp_path / "envois").iterdir()] == [
        Path(answer.json[0]["file"]).name
    ]
