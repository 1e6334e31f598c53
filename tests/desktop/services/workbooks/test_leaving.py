"""The last steps of any content: what blocks it, what follows it, what its first sheet says."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from desktop.export.content import As, Column, Content, Figure, Note, Passed, Remark, Sheet
from desktop.services.jobs import Progress, Ticket
from desktop.services.notebook import Notebook
from desktop.services.workbooks.choice import Format
from desktop.services.workbooks.gate.gate import Checked
from desktop.services.workbooks.gate.passages import Passage
from desktop.services.workbooks.leaving import Blocked, Held, Leaving, checked_content
from desktop.services.workbooks.register import sent
from desktop.services.workbooks.sources import Sources
from tests.desktop.services.workbooks.season import TODAY, Season, choice, quiet

SHEET = Sheet("Actions", "Les actions", "", (Column("Nom", As.TEXT, ""),), (("Jardin",),))
CONTENT = Content("W1", "Bilan", (SHEET,), figures=(Figure("Accordé", 12_50, As.EUROS),))
PASSAGE = Passage("aa", "jardin", "Actions", "Nom", "Karima", "semble être un nom")


def leaving(notebook: Notebook, ticket: Ticket | None = None) -> Leaving:
    return Leaving(notebook, choice("W1"), "W1_bilan", TODAY, ticket or Ticket())


def test_a_remark_that_blocks_is_told_and_nothing_is_written(
    notebook: Notebook, tmp_path: Path
) -> None:
    remarks = (Remark("Trois SIRET manquent.", blocking=True), Remark("Une visite sans durée."))
    content = replace(CONTENT, remarks=remarks)

    with pytest.raises(Blocked, match="Trois SIRET manquent"):
        leaving(notebook).write(Checked(Passed(content)), tmp_path / "a.xlsx", Format.XLSX)

    assert [*tmp_path.glob("*.xlsx")] == []


def test_a_passage_to_read_holds_any_content(notebook: Notebook, tmp_path: Path) -> None:
    checked = Checked(Passed(CONTENT), (PASSAGE,))

    with pytest.raises(Held, match="pas encore été relus") as refused:
        leaving(notebook).write(checked, tmp_path / "a.xlsx", Format.XLSX)

    assert refused.value.passages == (PASSAGE,)
    assert "laissez-les partir" in refused.value.advice


def test_writing_is_followed_to_its_end(notebook: Notebook, tmp_path: Path) -> None:
    seen: list[Progress] = []

    leaving(notebook, Ticket(seen.append)).write(
        Checked(Passed(CONTENT)), tmp_path / "a.xlsx", Format.XLSX
    )

    assert seen[-1].done == seen[-1].total > 0


def test_an_entry_tells_the_figures_as_they_left(notebook: Notebook, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    under_way = leaving(notebook)
    under_way.write(Checked(Passed(CONTENT)), path, Format.XLSX)

    made = under_way.register(Checked(Passed(CONTENT)), path, Format.XLSX)

    assert (made.figures, made.counts, made.day) == (CONTENT.figures, {"Actions": 1}, TODAY)
    assert sent(notebook) == (replace(made, path=None),)


def test_no_name_of_a_person_is_in_the_file(notebook: Notebook, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"

    leaving(notebook).write(Checked(Passed(CONTENT)), path, Format.XLSX)

    book = openpyxl.load_workbook(BytesIO(path.read_bytes()))
    words = [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    ]
    person = notebook.person.name
    assert person
    assert not any(person in word for word in [*words, str(book.properties)])


def cited_without_name(notebook: Notebook, *waiting: str) -> list[Remark]:
    """Return what is told of neighbourhoods that await their validation, one visit in each."""
    season, ids = Season(notebook), []
    for name in waiting:
        place = {"territory_type": "QUARTIER_VECU", "territory_code": name}
        ids.append(season.add("territory", name=name, **place, review_state="BROUILLON"))
    told = Sources(notebook, choice().scope, TODAY)
    content = replace(CONTENT, notes=(Note("Quartiers", told.names(ids)),))
    checked = checked_content(content, told, quiet, note="", ticket=Ticket())
    assert [each.records for each in checked.passed.content.remarks] in ([], [tuple(ids)])
    return [*checked.passed.content.remarks]


def test_what_is_cited_and_not_validated_is_told_with_its_records(notebook: Notebook) -> None:
    remarks = cited_without_name(notebook, "Orgeval", "Le Hamois")

    assert [each.sentence for each in remarks] == [
        "2 fiches citées ne sont pas validées, elles ne sont pas nommées\u00a0: 2 territoires."
    ]
    assert not remarks[0].blocking


def test_one_record_cited_and_not_validated_is_told_in_the_singular(notebook: Notebook) -> None:
    remarks = cited_without_name(notebook, "Orgeval")

    assert [each.sentence for each in remarks] == [
        "1 fiche citée n’est pas validée, elle n’est pas nommée\u00a0: 1 territoire."
    ]


def test_nothing_is_told_when_all_that_is_cited_is_validated(notebook: Notebook) -> None:
    assert cited_without_name(notebook) == []
