"""Codes of neighbourhoods, contracts and communes, on the official lists when they are there."""

import csv
from pathlib import Path

import pytest

from sync.records.checks import (
    commune_of,
    contract_code,
    insee_code,
    qpv_code,
    repaired_insee,
)

DATA = Path(__file__).parents[5] / "shared" / "data"


def _column(file: str, name: str) -> list[str]:
    path = DATA / file
    if not path.exists():
        pytest.skip(f"{file} is not there")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [row[name] for row in csv.DictReader(lines, delimiter=";")]


def test_every_neighbourhood_of_2024_passes() -> None:
    codes = _column("qpv_2024.csv", "code_qpv")

    refused = [code for code in codes if qpv_code(code)]

    assert len(codes) == 1_493
    assert refused == []


def test_every_contract_passes() -> None:
    codes = _column("contrats_de_ville_2024.csv", "code_contrat")

    refused = [code for code in codes if contract_code(code)]

    assert len(codes) == 448
    assert refused == []


def test_every_commune_of_the_list_passes() -> None:
    cells = _column("qpv_2024.csv", "codes_insee_communes")
    codes = {code for cell in cells for code in cell.replace(",", "|").split("|")}

    refused = [code for code in codes if insee_code(code.strip())]

    assert len(codes) > 500
    assert refused == []


@pytest.mark.parametrize(
    "code", ["QN05109M", "QN02A01M", "QN97651C", "QN09510I", "QP006005", "QP987001", "QP02B001"]
)
def test_codes_of_both_geographies_pass(code: str) -> None:
    finding = qpv_code(code)

    assert finding is None


@pytest.mark.parametrize("code", ["QN05109", "QN05109X", "qn05109m", "QP6005", "05109", ""])
def test_other_neighbourhood_codes_block(code: str) -> None:
    finding = qpv_code(code)

    assert finding is not None
    assert finding.blocking


def test_other_contract_codes_block() -> None:
    refused = [code for code in ("CN05103", "CV02", "CX05103I", "") if contract_code(code)]

    assert refused == ["CN05103", "CV02", "CX05103I", ""]


@pytest.mark.parametrize(
    ("text", "code"),
    [("1053", "01053"), ("2a004", "2A004"), (" 51 649 ", "51649"), ("1053.0", "01053")],
)
def test_a_commune_code_is_read_through_slips(text: str, code: str) -> None:
    found = repaired_insee(text)

    assert found == code
    assert insee_code(found or "") is None


def test_a_text_that_is_no_commune_is_not_repaired() -> None:
    found = [repaired_insee(text) for text in ("Reims", "516", "2C004", "")]

    assert found == [None] * 4


@pytest.mark.parametrize(
    ("code", "commune"),
    [
        ("75101", "75056"),
        ("75110", "75056"),
        ("75120", "75056"),
        ("69381", "69123"),
        ("69389", "69123"),
        ("13201", "13055"),
        ("13216", "13055"),
        ("13103", "13103"),
        ("2A004", "2A004"),
        ("75121", "75121"),
        ("", ""),
    ],
)
def test_arrondissements_belong_to_their_commune(code: str, commune: str) -> None:
    found = commune_of(code)

    assert found == commune
