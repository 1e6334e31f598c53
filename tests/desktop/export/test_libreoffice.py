"""LibreOffice opens what we write, computes the totals that we do, and keeps texts as texts."""

import csv
import io
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from desktop.export.content import Passed
from desktop.export.ods import write_ods
from desktop.export.source import About
from desktop.export.text import cell_text
from desktop.export.workbook import write_workbook

SOFFICE = shutil.which("soffice")
ALL_SHEETS = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"
KEPT = {
    "xlsx": (rb"(<f>[^<]*</f>)<v>[^<]*</v>", rb"\1"),
    "ods": (rb'(table:formula="[^"]*")([^>]*?) office:value="[^"]*"', rb"\1\2"),
}
WRITERS: dict[str, Callable[..., None]] = {"xlsx": write_workbook, "ods": write_ods}

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not on this computer")

Sheets = dict[str, list[list[str]]]


def quiet(*_told: object) -> None:
    """Tell nobody."""


@pytest.fixture(scope="module", params=["xlsx", "ods"])
def saved(
    request: pytest.FixtureRequest,
    passed: Passed,
    about: About,
    tmp_path_factory: pytest.TempPathFactory,
) -> Sheets:
    """Return each sheet as LibreOffice saves it in CSV, our kept values of formulas removed."""
    folder = tmp_path_factory.mktemp("libreoffice")
    written = io.BytesIO()
    WRITERS[request.param](written, passed, about, quiet)
    path = folder / f"a.{request.param}"
    path.write_bytes(without_kept_values(written, *KEPT[request.param]))
    command = [
        str(SOFFICE),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        ALL_SHEETS,
        "--outdir",
        str(folder),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {file.stem[2:]: lines(file) for file in folder.glob("a-*.csv")}


def without_kept_values(written: io.BytesIO, found: bytes, put: bytes) -> bytes:
    copy = io.BytesIO()
    with ZipFile(written) as archive, ZipFile(copy, "w") as stripped:
        for part in archive.infolist():
            stripped.writestr(part, re.sub(found, put, archive.read(part)))
    return copy.getvalue()


def lines(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream, delimiter=";"))


def figure(shown: str) -> float:
    """Return a number as LibreOffice shows it, whatever its language."""
    digits = re.sub(r"[^\d,.-]", "", shown)
    whole, _, cents = digits.replace(",", ".").rpartition(".")
    return float(f"{whole.replace('.', '')}.{cents}") if whole else float(cents)


def test_texts_are_shown_as_they_were_typed(saved: Sheets, odd_texts: tuple[str, ...]) -> None:
    shown = [row[2] for row in saved["Actions"][4 : 4 + len(odd_texts)]]

    told = [text.replace("\t", "    ") for text in shown]
    assert told == [cell_text(text).text.replace("\t", "    ") for text in odd_texts]


def test_totals_are_those_we_kept(saved: Sheets, passed: Passed) -> None:
    actions = passed.content.sheets[0].rows
    total = saved["Actions"][4 + len(actions)]

    assert total[0] == "Total"
    cents = sum(row[4] for row in actions if isinstance(row[4], int))
    assert round(figure(total[4]) * 100) == cents
    assert figure(total[6]) == sum(row[6] for row in actions if isinstance(row[6], float))
    assert [cell.replace("\u202f", "") for cell in saved["Âges"][8][3:4]] == ["12"]


def test_a_total_is_computed_whatever_its_column_is_called(saved: Sheets) -> None:
    assert saved["Mois"][3][2] == "Éclairage d’ici [#1] @ ’bis’"
    assert saved["Mois"][16][1:] == ["78", "66"]


def test_controls_are_computed_again(saved: Sheets, odd_texts: tuple[str, ...]) -> None:
    controls = saved["Contrôles"][4:8]

    assert [row[7] for row in controls] == [
        "Conforme",
        "Conforme",
        "Non comparable",
        "À vérifier",
    ]
    assert figure(controls[0][5]) == len(odd_texts)
    assert [figure(controls[at][6]) for at in (0, 1, 3)] == [0, 0, -1_121]


def test_dates_codes_and_hidden_counts_are_kept(saved: Sheets) -> None:
    assert saved["Actions"][4][0] == "00000"
    assert saved["Actions"][6][3] == "03/03/2025"  # the same day in English and in French
    assert [row[3] for row in saved["Âges"][5:7]] == ["<5", "n. c."]
    assert saved["SCDL"][0][0] == "nomAttribuant"
    assert saved["SCDL"][1][1] == "2025-03-04"
    assert saved["SCDL"][1][3] == "00012345678901"


def test_no_sheet_is_in_error(saved: Sheets, odd_texts: tuple[str, ...]) -> None:
    cells = {cell for sheet in saved.values() for row in sheet for cell in row}

    assert not {cell for cell in cells - set(odd_texts) if re.match(r"#|Err:", cell)}
