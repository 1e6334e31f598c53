"""The report of an action is written as a document or a workbook, once it passed the gate."""

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from desktop.errors import BadInput
from desktop.export.content import Remark as Blocking
from desktop.privacy.concerns import Concern, Remark
from desktop.services.notebook import Notebook
from desktop.services.workbooks.exporting import look_at
from desktop.services.workbooks.financial_report.making import (
    offered_name,
    prepared,
    write_report,
)
from desktop.services.workbooks.leaving import Blocked, Held
from desktop.services.workbooks.register import sent
from desktop.services.workbooks.template.filling import Figures, Origin
from tests.desktop.services.workbooks.financial_report.conftest import TODAY, Add


def silent(_text: str) -> tuple[Remark, ...]:
    """Find nothing to remark."""
    return ()


def wary(text: str) -> tuple[Remark, ...]:
    """Remark on one word."""
    at = text.find("Vingt")
    return (Remark(at, at + 5, "Vingt", Concern.NAME),) if at >= 0 else ()


def test_a_document_is_written_and_registered(
    notebook: Notebook, action: str, tmp_path: Path
) -> None:
    made = write_report(notebook, action, tmp_path / "crf.odt", today=TODAY, remarks=silent)

    with ZipFile(tmp_path / "crf.odt") as archive:
        said = archive.read("content.xml").decode()
    assert "Ateliers au jardin" in said
    assert "Vingt ateliers ont eu lieu." in said
    assert [one.digest for one in sent(notebook)] == [made.digest]


def test_a_workbook_is_written_too(notebook: Notebook, action: str, tmp_path: Path) -> None:
    write_report(notebook, action, tmp_path / "crf.xlsx", today=TODAY, remarks=silent)

    book = openpyxl.load_workbook(tmp_path / "crf.xlsx")
    titles = [str(row[0].value) for row in book["Tableau de synthèse"].iter_rows()]
    assert "Charges" in titles
    assert "Lisez-moi" in book.sheetnames


def test_small_counts_of_people_are_hidden_with_what_would_give_them_away(
    notebook: Notebook, action: str
) -> None:
    content = prepared(notebook, action, today=TODAY, remarks=silent).passed.content

    people = next(sheet for sheet in content.sheets if sheet.name == "Personnes bénéficiaires")
    reached = [row[4] for row in people.rows]
    assert reached[0] == "<5"
    assert not all(isinstance(value, int) for value in reached[1:])


def test_a_text_that_may_tell_too_much_holds_the_report(
    notebook: Notebook, action: str, tmp_path: Path
) -> None:
    out = tmp_path / "crf.odt"
    with pytest.raises(Held) as held:
        write_report(notebook, action, out, today=TODAY, remarks=wary)
    before = out.exists()

    look_at(notebook, [one.key for one in held.value.passages])
    write_report(notebook, action, out, today=TODAY, remarks=wary)

    assert not before
    assert out.exists()


def test_another_ending_is_refused(notebook: Notebook, action: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"\.odt"):
        write_report(notebook, action, tmp_path / "crf.pdf", today=TODAY, remarks=silent)


def test_another_kind_of_record_has_no_report(notebook: Notebook, add: Add) -> None:
    body = add("organisation", name="Jardins d’Éloi")

    with pytest.raises(BadInput, match="pas une action"):
        prepared(notebook, body, today=TODAY, remarks=silent)


def test_the_name_offered_tells_the_action_and_its_year(notebook: Notebook, action: str) -> None:
    assert offered_name(notebook, action, TODAY).startswith("CRF_ACT-26-JD-0001_Ateliers-au-jardin")


def test_the_figures_of_a_filling_come_from_the_gate(notebook: Notebook, action: str) -> None:
    held = Figures(notebook, Origin(TODAY, wary, action=action))
    free = Figures(notebook, Origin(TODAY, silent, action=action))
    lost = Figures(notebook, Origin(TODAY, silent))

    assert free.passed("CRF").content.code == "CRF"
    with pytest.raises(Held):
        held.passed("CRF")
    with pytest.raises(BadInput, match="choisissez-la"):
        lost.passed("CRF")
    with pytest.raises(BadInput, match="période"):
        lost.passed("W1")


def test_a_remark_that_blocks_stops_a_filling(
    notebook: Notebook, action: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = Figures(notebook, Origin(TODAY, silent, action=action))
    checked = figures.checked("CRF")
    blocked = Blocking("Deux actions portent la même référence.", blocking=True)
    content = replace(checked.passed.content, remarks=(blocked,))
    held = replace(checked, passed=replace(checked.passed, content=content))
    monkeypatch.setattr(figures, "checked", lambda _code: held)

    with pytest.raises(Blocked, match="même référence"):
        figures.passed("CRF")
