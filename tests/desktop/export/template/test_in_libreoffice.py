"""LibreOffice opens a filled copy, computes the financer's formulas, keeps texts as texts."""

import csv
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest

from desktop.export.template.filling import write_filled
from desktop.export.template.inspection import inspect
from desktop.export.template.seen import Entry
from tests.desktop.export.template.models import make_template

SOFFICE = shutil.which("soffice")
ALL_SHEETS = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not on this computer")


def as_lines(path: Path) -> dict[str, list[list[str]]]:
    """Return what LibreOffice shows of each sheet of a workbook."""
    profile = (path.parent / "profile").as_uri()
    command = [str(SOFFICE), f"-env:UserInstallation={profile}", "--headless", "--convert-to"]
    subprocess.run(
        [*command, ALL_SHEETS, "--outdir", str(path.parent), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    shown = {}
    for file in path.parent.glob(f"{path.stem}-*.csv"):
        with file.open(encoding="utf-8", newline="") as stream:
            shown[file.stem.removeprefix(f"{path.stem}-")] = list(csv.reader(stream, delimiter=";"))
    return shown


def test_formulas_are_computed_and_texts_stay(tmp_path: Path) -> None:
    template, filled = make_template(tmp_path / "modele.xlsx", more={}), tmp_path / "rempli.xlsx"
    with template.open("rb") as file:
        seen = inspect(file, template.name)
    entries = (
        Entry("Demande", (3, 2), "=1+1"),
        Entry("Demande", (4, 2), 450.5),
        Entry("Postes", (2, 2), 100),
        Entry("Postes", (3, 2), 23.5),
    )
    with filled.open("wb") as out:
        write_filled(out, BytesIO(template.read_bytes()), seen, entries)

    shown = as_lines(filled)

    form, lines = shown["Demande"], shown["Postes"]
    assert form[2][:2] == ["Association", "=1+1"]
    assert form[8][:2] == ["Double", "901"]
    assert lines[7][0] == "Total"
    assert float(lines[7][1].replace(",", ".")) == 123.5
