"""Files go in and out by the command line as they do by the window."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image

Run = Callable[..., Any]


@pytest.fixture
def visit(cli: Run) -> str:
    """Return the code of a visit."""
    cli("add", "visit", "--json", "-", stdin='{"visited_on": "2026-11-13", '
        '"visit_type": "ECOUTE", "facts": "Le jardin."}')  # fmt: skip
    return "VIS-26-JD-0001"


@pytest.fixture
def photo(tmp_path: Path) -> str:
    """Return the name of a photo of a telephone, in the folder of the test."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Marqueur-7319"
    Image.new("RGB", (80, 60), "green").save(tmp_path / "Plantation.jpg", exif=exif)
    return "Plantation.jpg"


def test_a_photo_goes_in_and_comes_out_cleaned(
    cli: Run, visit: str, photo: str, tmp_path: Path
) -> None:
    attached = cli("attach", photo, "--to", visit, "--people", "non", "--caption", "Les arbres")
    shown = cli("get", "PJ-26-JD-0001", "--json").json
    extracted = cli("extract", "PJ-26-JD-0001", "--out", "copie.jpg")

    assert attached.lines == ["PJ-26-JD-0001  Plantation.jpg"]
    assert shown["caption"] == "Les arbres"
    assert shown["recognisable_people"] == "NON"
    assert (extracted.code, extracted.lines) == (0, ["copie.jpg"])
    assert "n’est plus protégée" in extracted.err
    assert b"Marqueur-7319" not in (tmp_path / "copie.jpg").read_bytes()
    assert b"Marqueur-7319" in (tmp_path / photo).read_bytes()


def test_a_refused_file_does_not_stop_the_others(cli: Run, photo: str, tmp_path: Path) -> None:
    (tmp_path / "vide.jpg").write_bytes(b"")

    answer = cli("attach", "vide.jpg", photo, "absente.jpg", "--people", "non", "--json")

    assert answer.code == 2
    assert [each["file"] for each in answer.json] == ["Plantation.jpg"]
    assert [error["field"] for error in answer.errors] == ["file_name", "file_name"]
    assert "il est vide" in answer.errors[0]["sentence"]
    assert answer.errors[1]["advice"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("non", "NON"),
        ("avec-autorisation", "OUI_AUTORISE"),
        ("SANS AUTORISATION", "OUI_SANS_AUTORISATION"),
        ("OUI_AUTORISE", "OUI_AUTORISE"),
    ],
)
def test_people_are_said_in_french(cli: Run, photo: str, said: str, code: str) -> None:
    cli("attach", photo, "--people", said)

    assert cli("get", "PJ-26-JD-0001", "--json").json["recognisable_people"] == code


def test_people_must_be_said(cli: Run, photo: str) -> None:
    silent = cli("attach", photo)
    vague = cli("attach", photo, "--people", "peut-être")

    assert (silent.code, vague.code) == (2, 2)
    assert "avec-autorisation" in vague.err
    assert cli("list", "attachment", "--json").json == []


def test_the_same_file_twice_is_told(cli: Run, visit: str, photo: str) -> None:
    cli("attach", photo, "--to", visit, "--people", "non")

    again = cli("attach", photo, "--to", visit, "--people", "non")

    assert (again.code, again.out) == (0, "")
    assert "déjà joint" in again.err


def test_a_document_is_kept_with_a_remark(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "Bilan.pdf").write_bytes(b"%PDF-1.7")

    answer = cli("attach", "Bilan.pdf", "--people", "non")

    assert answer.code == 0
    assert "noms peuvent y être cachés" in answer.err


def test_what_is_not_an_attachment_is_not_extracted(cli: Run, visit: str, tmp_path: Path) -> None:
    answer = cli("extract", visit, "--out", "copie.jpg")

    assert answer.code == 2
    assert not (tmp_path / "copie.jpg").exists()


def test_an_unknown_record_stops_before_anything_is_kept(
    cli: Run, photo: str, tmp_path: Path
) -> None:
    answer = cli("attach", photo, "--to", "VIS-26-JD-0099", "--people", "non")

    assert answer.code == 2
    assert not list((tmp_path / "carnet").rglob("*.blob"))


def test_a_check_names_the_missing_file_and_sends_to_no_backup(
    cli: Run, photo: str, tmp_path: Path
) -> None:
    cli("attach", photo, "--people", "non", "--caption", "Les arbres")
    for path in (tmp_path / "carnet").rglob("*.blob"):
        path.unlink()

    checked = cli("check")
    extracted = cli("extract", "PJ-26-JD-0001", "--out", "copie.jpg")

    assert (checked.code, extracted.code) == (3, 3)
    assert "«\u00a0Les arbres\u00a0»" in checked.out
    assert "sauvegarde" not in checked.err
    assert "n’est pas dans le carnet" in extracted.err
