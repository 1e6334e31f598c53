"""What is remembered of the rows that left, and what it tells once they changed."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import BadInput
from desktop.export.content import As, Column, Content, Figure, Hidden, Passed, Sheet, Typed
from desktop.services.export import Team, export_data
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.services.workbooks.choice import Format
from desktop.services.workbooks.digests import label_of, marks_of, packed, unpacked
from desktop.services.workbooks.exporting import changes_since, export, preview
from desktop.services.workbooks.gate.gate import Checked
from desktop.services.workbooks.leaving import Leaving
from desktop.services.workbooks.register import Sent, holding
from desktop.services.workbooks.since import FigureChange, RowChange, SheetChange, since
from desktop.store.sent_workbooks import SentWorkbooks
from tests.desktop.services.workbooks.season import TODAY, Season, choice, quiet

KEY = b"key of an export"
NAME = Column("Nom", As.TEXT, "")
FACTS = Column("Faits", As.LONG_TEXT, "", written=True)
GRANTED = Column("Accordé", As.EUROS, "")
ACTIONS = Sheet(
    "Actions",
    "Les actions",
    "",
    (NAME, FACTS, GRANTED),
    (("Jardin", "Le jardin pousse.", 100_00), ("Four", "Le four chauffe.", None)),
    references=("jardin", "four"),
)
THEMES = Sheet("Par thème", "", "", (NAME, GRANTED), (("Santé", 300_00), ("Emploi", 0)))
CONTENT = Content("W1", "Bilan", (ACTIONS, THEMES), figures=(Figure("Actions", 2),))


@pytest.fixture
def left(notebook: Notebook, tmp_path: Path) -> Sent:
    """Return the entry of CONTENT, as if it had been written."""
    return entered(notebook, tmp_path, CONTENT)


def entered(notebook: Notebook, folder: Path, content: Content) -> Sent:
    path = folder / "classeur.xlsx"
    path.write_bytes(b"a file")
    leaving = Leaving(notebook, choice("W1"), "W1_bilan", TODAY, Ticket())
    return leaving.register(Checked(Passed(content)), path, Format.XLSX)


def with_rows(sheet: Sheet, *rows: Any, references: tuple[str, ...] = ()) -> Content:
    """Return CONTENT with other rows in one of its sheets."""
    changed = replace(sheet, rows=rows, references=references or sheet.references)
    sheets = tuple(changed if each.name == sheet.name else each for each in CONTENT.sheets)
    return replace(CONTENT, sheets=sheets)


def test_the_same_content_has_no_difference(notebook: Notebook, left: Sent) -> None:
    found = since(notebook, left, CONTENT)

    assert found.nothing
    assert found.sentence == "Depuis l’envoi du 23/11/2026\u00a0: rien n’a changé."


def test_rows_that_came_went_and_changed_are_told(notebook: Notebook, left: Sent) -> None:
    now = with_rows(
        ACTIONS,
        ("Jardin", "Le jardin pousse.", 150_00),
        ("Atelier", "", 50_00),
        references=("jardin", "atelier"),
    )

    found = since(notebook, left, now)

    assert found.sheets == (
        SheetChange(
            "Actions",
            added=(RowChange("Atelier", "atelier"),),
            removed=(RowChange("", "four"),),
            changed=(RowChange("Jardin", "jardin", ("Accordé",)),),
        ),
    )
    assert found.sentence == (
        "Depuis l’envoi du 23/11/2026\u00a0: + 1 ligne, − 1 ligne, 1 modifiée."
    )


def test_rows_in_another_order_are_the_same(notebook: Notebook, left: Sent) -> None:
    now = with_rows(ACTIONS, *reversed(ACTIONS.rows), references=("four", "jardin"))

    assert since(notebook, left, now).nothing


def test_a_number_that_comes_from_no_record_is_told_before_and_now(
    notebook: Notebook, left: Sent
) -> None:
    found = since(notebook, left, with_rows(THEMES, ("Santé", 350_00), ("Emploi", 0)))

    change = FigureChange("Accordé", 300_00, 350_00, As.EUROS)
    assert found.sheets[0].changed == (RowChange("Santé", "", ("Accordé",), (change,)),)


def test_figures_are_told_before_and_now(notebook: Notebook, left: Sent) -> None:
    now = replace(CONTENT, figures=(Figure("Actions", 3), Figure("Accordé", 10_00, As.EUROS)))

    found = since(notebook, left, now)

    assert found.figures == (
        FigureChange("Actions", 2, 3),
        FigureChange("Accordé", None, 10_00, As.EUROS),
    )
    assert found.sentence.endswith("\u00a0: 2 chiffres autres.")


def test_sheets_that_came_or_went_are_named(notebook: Notebook, left: Sent) -> None:
    now = replace(CONTENT, sheets=(ACTIONS, replace(THEMES, name="Par QPV")))

    found = since(notebook, left, now)

    assert (found.new_sheets, found.gone_sheets) == (("Par QPV",), ("Par thème",))
    assert not found.nothing
    assert found.sentence.endswith("d’autres feuilles.")


def test_a_column_that_only_one_of_them_has_is_no_difference(
    notebook: Notebook, left: Sent
) -> None:
    columns = (NAME, GRANTED, replace(NAME, title="Chef de file"))
    wider = replace(THEMES, columns=columns, rows=(("Santé", 300_00, "x"), ("Emploi", 0, "y")))

    assert since(notebook, left, replace(CONTENT, sheets=(ACTIONS, wider))).nothing


def test_a_record_on_several_rows_is_known_by_its_labels_too(
    notebook: Notebook, tmp_path: Path
) -> None:
    ages = replace(
        ACTIONS,
        columns=(NAME, replace(NAME, title="Âge"), Column("Nombre", As.WHOLE, "")),
        rows=(("Jardin", "0-5 ans", 6), ("Jardin", "6-10 ans", 7), ("Jardin", "6-10 ans", 8)),
        references=("jardin",) * 3,
    )
    before = entered(notebook, tmp_path, replace(CONTENT, sheets=(ages,)))
    now = replace(ages, rows=(("Jardin", "0-5 ans", 9), *ages.rows[1:]))

    found = since(notebook, before, replace(CONTENT, sheets=(now,)))

    assert found.sheets[0].changed == (RowChange("Jardin – 0-5 ans", "jardin", ("Nombre",)),)
    assert not found.sheets[0].added


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (None, ""),
        (1, 1),
        (Typed(5, As.WHOLE), 5),
    ],
)
def test_values_that_look_the_same_are_the_same(before: Any, now: Any) -> None:
    assert digest(before) == digest(now)


@pytest.mark.parametrize(
    ("before", "now"),
    [(None, 0), (1, "1"), (True, 1), (Hidden.FEW, "<5"), ("a", "a ")],
)
def test_values_that_differ_have_other_digests(before: Any, now: Any) -> None:
    assert digest(before) != digest(now)


def digest(value: Any) -> str:
    sheet = replace(THEMES, columns=(NAME, GRANTED), rows=(("Santé", value),))
    (row,) = marks_of(sheet, KEY).rows.values()
    return row.digests["Accordé"]


def test_what_is_kept_of_a_sheet_comes_back_and_holds_no_word_of_it() -> None:
    marks = marks_of(ACTIONS, KEY)

    kept = packed("Actions", marks)

    assert unpacked(kept) == marks
    assert kept.rows == 2
    assert [row.numbers for row in marks.rows.values()] == [{}, {}]
    assert not any(word in str(marks.rows) for word in ("Jardin", "pousse", "10000"))


def test_another_export_has_other_digests() -> None:
    one, two = (marks_of(ACTIONS, key).rows["jardin"].digests for key in (KEY, b"another"))

    assert not set(one.values()) & set(two.values())


def test_a_row_is_called_by_its_first_two_labels() -> None:
    sheet = replace(ACTIONS, columns=(NAME, replace(NAME, title="Code"), GRANTED))

    assert label_of(sheet, ("Jardin", "ACT-1", 5)) == "Jardin – ACT-1"
    assert label_of(sheet, (None, "ACT-1", 5)) == "ACT-1"


def test_a_record_that_is_erased_leaves_no_word_in_the_registry(
    notebook: Notebook, tmp_path: Path
) -> None:
    season = Season(notebook)
    season.idea("Le four de la rue Verte", summary="Cuire le pain ensemble")
    export(
        notebook,
        choice(),
        tmp_path / "classeur.xlsx",
        format=Format.XLSX,
        today=TODAY,
        remarks=quiet,
        note="Voir avec la voisine",
    )

    told = registry_as_text(notebook)

    assert "W3" in told
    assert not [word for word in ("four", "Verte", "pain", "voisine") if word in told]


def test_the_exports_that_told_of_a_record_are_found(
    notebook: Notebook, tmp_path: Path, left: Sent
) -> None:
    season = Season(notebook)
    told = season.idea("Un four à pain")
    untold = season.idea("Une grainothèque", diffusion="INTERNE")
    path = tmp_path / "classeur.xlsx"
    made = export(notebook, choice(), path, format=Format.XLSX, today=TODAY, remarks=quiet)
    export_data(notebook, tmp_path / "donnees.xlsx", Team())

    assert [one.id for one in holding(notebook, told)] == [made.id]
    assert [one.id for one in holding(notebook, "jardin")] == [left.id]
    assert holding(notebook, untold) == ()


def registry_as_text(notebook: Notebook) -> str:
    """Return all that the registry holds, unpacked."""
    registry = SentWorkbooks(notebook.base.db)
    rows = [str(row) for row in registry.all()]
    sheets = (sheet for row in registry.all() for sheet in registry.sheets(row.id))
    return "\n".join([*rows, *(str(unpacked(sheet).rows) for sheet in sheets)])


def test_what_is_not_one_of_the_six_workbooks_is_made_again_elsewhere(
    notebook: Notebook, left: Sent
) -> None:
    with notebook.base.writing():
        notebook.base.db.execute("UPDATE sent_workbook SET code = 'CERFA'")

    with pytest.raises(BadInput, match="pas un des six classeurs"):
        changes_since(notebook, left.id, today=TODAY, remarks=quiet)


def test_a_sheet_changed_when_one_of_its_rows_did() -> None:
    assert SheetChange("Actions").nothing
    assert not SheetChange("Actions", added=(RowChange("Jardin"),)).nothing


def test_counts_of_people_that_moved_by_less_than_five_are_counted(
    notebook: Notebook, tmp_path: Path
) -> None:
    people = Column("Personnes", As.WHOLE, "", people=True)

    def made(*counts: Any, whole: int) -> Content:
        rows = [(f"Thème {at}", count, at) for at, count in enumerate(counts)]
        sheet = Sheet("Thèmes", "", "", (NAME, people, Column("Actions", As.WHOLE, "")), rows)
        figure = Figure("Personnes", Typed(whole, As.WHOLE, people=True))
        return Content("W1", "Bilan", (sheet,), figures=(figure,))

    left = entered(notebook, tmp_path, made(20, 30, 40, Hidden.FEW, whole=90))

    assert since(notebook, left, made(20, 30, 41, 6, whole=97)).close == 1
    assert since(notebook, left, made(25, 27, 40, Hidden.FEW, whole=92)).close == 2
    assert since(notebook, left, made(20, 30, 40, Hidden.FEW, whole=90)).close == 0


def test_two_files_that_would_count_a_few_people_are_told_before_sending(
    notebook: Notebook, tmp_path: Path
) -> None:
    season = Season(notebook)
    given = {"held_on": "2026-05-04", "title": "Atelier budget"}
    first = season.add("workshop", participants_count=12, **given)
    export(
        notebook,
        choice(),
        tmp_path / "a.xlsx",
        format=Format.XLSX,
        today=TODAY,
        remarks=quiet,
    )
    before = preview(notebook, choice(), today=TODAY, remarks=quiet)
    notebook.edit(first, {"participants_count": 14})

    after = preview(notebook, choice(), today=TODAY, remarks=quiet)

    assert not [one for one in before.remarks if "les deux fichiers" in one.sentence]
    assert [one for one in after.remarks if "de moins de 5 personnes" in one.sentence]
