"""A template is filled from the notebook into another file; what is no template is refused."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from desktop.errors import BadInput, UserError
from desktop.export.content import As, Content, Figure, Passed
from desktop.services.workbooks.template.filling import NothingToFill, fill
from desktop.services.workbooks.template.mapping import Link, Mapping
from desktop.services.workbooks.template.opening import LARGEST, Refused, look_into
from desktop.services.workbooks.template.picks import Pick, PickKind
from tests.desktop.export.template.models import make_template

PICK = Pick("W1", PickKind.FIGURE, "Accordé")
MAPPING = Mapping("m", "modele.xlsx", (Link("Demande", "B4", PICK, "Budget"),))
PASSED = Passed(Content("W1", "Bilan", (), figures=(Figure("Accordé", 123_450, As.EUROS),)))


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Return a template."""
    return make_template(tmp_path / "modele.xlsx")


def filled(model: Path, out: Path, mapping: Mapping = MAPPING) -> Any:
    """Return the filled copy, as openpyxl reads it."""
    fill(model, mapping, lambda _code: PASSED, out)
    return openpyxl.load_workbook(out)


def test_a_copy_is_filled_and_the_template_left_alone(model: Path, tmp_path: Path) -> None:
    before = model.read_bytes()

    book = filled(model, tmp_path / "rempli.xlsx")

    assert book["Demande"]["B4"].value == 1234.5
    assert model.read_bytes() == before


def test_the_template_is_never_the_file_written(model: Path) -> None:
    with pytest.raises(BadInput, match="reste vierge"):
        filled(model, model)


@pytest.mark.parametrize("name", ["rempli.xls", "rempli.ods", "absent/rempli.xlsx"])
def test_a_place_that_cannot_hold_it_is_refused(model: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput):
        filled(model, tmp_path / name)


def test_a_filling_that_writes_nothing_says_why(model: Path, tmp_path: Path) -> None:
    gone = Mapping("m", "x", (Link("Demande", "B9", PICK, "Double"),))

    with pytest.raises(NothingToFill, match="contient une formule"):
        filled(model, tmp_path / "rempli.xlsx", gone)

    assert not (tmp_path / "rempli.xlsx").exists()


def test_macros_are_kept_and_never_run(tmp_path: Path) -> None:
    model = make_template(tmp_path / "m.xlsm", more={"xl/vbaProject.bin": b"\x01macro"})

    fill(model, MAPPING, lambda _code: PASSED, tmp_path / "r.xlsm")

    with ZipFile(tmp_path / "r.xlsm") as archive:
        assert archive.read("xl/vbaProject.bin") == b"\x01macro"


def make_old(path: Path) -> None:
    """Write what begins as an encrypted workbook."""
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


def make_damaged(path: Path) -> None:
    """Write half a workbook."""
    whole = make_template(path).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def make_heavy(path: Path) -> None:
    """Write a file over the limit, which takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)


def make_text(path: Path) -> None:
    """Write what is no workbook."""
    path.write_text("Bonjour")


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("a.xlsx", make_old, "mot de passe"),
        ("a.xls", make_old, ".xlsx"),
        ("a.ods", make_text, ".xlsx"),
        ("a.xlsx", make_damaged, "abîmé"),
        ("a.xlsx", make_text, "abîmé"),
        ("a.xlsx", make_heavy, "dépasse"),
        ("absent.xlsx", lambda _path: None, "n’est pas là"),
    ],
)
def test_what_is_no_template_is_refused_in_words(
    tmp_path: Path, name: str, make: Callable[[Path], None], said: str
) -> None:
    make(tmp_path / name)

    with pytest.raises(Refused) as refused:
        look_into(tmp_path / name)

    assert said in f"{refused.value.sentence} {refused.value.advice}"


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'
    model = make_template(tmp_path / "m.xlsx", more={"xl/evil.xml": bomb})

    with pytest.raises(UserError, match="interdites"):
        look_into(model)


def test_days_are_counted_from_1904_where_the_template_does(tmp_path: Path) -> None:
    model = make_template(tmp_path / "m.xlsx")
    book = openpyxl.load_workbook(model)
    book.epoch = CALENDAR_MAC_1904
    book.save(model)
    day = Passed(Content("W1", "b", (), figures=(Figure("Accordé", date(2026, 6, 30), As.DAY),)))
    mapping = Mapping("m", "x", (Link("Demande", "B7", PICK, "Date"),))

    fill(model, mapping, lambda _code: day, tmp_path / "r.xlsx")

    read = openpyxl.load_workbook(tmp_path / "r.xlsx")["Demande"]["B7"].value
    assert read.date() == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("value", "held", "read"),
    [
        (0.1 + 0.2, As.SHARE, 0.1 + 0.2),
        (1, As.EUROS, 0.01),
        (10**15, As.WHOLE, 10**15),
        (-5, As.NUMBER, -5),
        ("12", As.CODE, "12"),
    ],
)
def test_what_was_written_is_read_back_to_its_last_figure(
    model: Path, tmp_path: Path, value: float | str, held: As, read: float | str
) -> None:
    passed = Passed(Content("W1", "b", (), figures=(Figure("Accordé", value, held),)))

    fill(model, MAPPING, lambda _code: passed, tmp_path / "r.xlsx")

    assert openpyxl.load_workbook(tmp_path / "r.xlsx")["Demande"]["B4"].value == read
