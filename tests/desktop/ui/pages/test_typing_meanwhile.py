"""What somebody types while a colleague's change to the same field arrives: neither is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.services.differences.asking import count, differences
from desktop.services.notebook import Changed, Notebook
from desktop.services.opening import Opening
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.sheet import Sheet
from tests.desktop.neighbour import meet, neighbour, take

MINE, THEIRS = "+33639981024", "+33639980000"


@pytest.fixture
def key(notebook: Notebook) -> str:
    values = {"last_name": "Diallo", "role": "PRESIDENCE", "phone": "0639989893"}
    return notebook.add("contact", values).record.id


@pytest.fixture
def other(notebook: Notebook, key: str, opening: Opening, tmp_path: Path) -> Iterator[Notebook]:
    assert key
    with neighbour(notebook, opening, tmp_path / "other") as made:
        yield made


@pytest.fixture
def sheet(window: MainWindow, key: str) -> Sheet:
    window.open_record(key)
    assert window.records is not None
    return window.records.sheet


def write(sheet: Sheet, field: str, value: str) -> None:
    """Type in a field."""
    editor = sheet.form.panel.blocks[field].editor
    editor.write(value)
    editor.edited.emit()


def arrive(notebook: Notebook, other: Notebook, key: str) -> None:
    """Let what the colleague wrote come in, as a round does."""
    take(notebook, other)
    notebook.tell(Changed(frozenset({notebook.get(key).kind}), (key,)))


def shown(sheet: Sheet, field: str) -> object:
    return sheet.form.panel.blocks[field].editor.read()


def test_what_was_typed_stays_and_the_two_phones_are_asked_about(
    notebook: Notebook, other: Notebook, key: str, sheet: Sheet
) -> None:
    write(sheet, "phone", MINE)
    other.edit(key, {"phone": THEIRS})

    arrive(notebook, other, key)
    typed = shown(sheet, "phone")
    sheet.save()

    assert typed == MINE
    (asked,) = differences(notebook)
    assert {version.value for version in asked.questions[0].versions} == {MINE, THEIRS}
    take(other, notebook)
    assert count(other) == 1


def test_what_is_saved_before_the_window_heard_of_the_arrival_is_asked_about(
    notebook: Notebook, other: Notebook, key: str, sheet: Sheet
) -> None:
    write(sheet, "phone", MINE)
    other.edit(key, {"phone": THEIRS})
    take(notebook, other)

    sheet.save()

    assert count(notebook) == 1


def test_two_texts_are_put_together_and_the_form_shows_both(
    notebook: Notebook, opening: Opening, tmp_path: Path, window: MainWindow
) -> None:
    values = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin est prêt."}
    visit = notebook.add("visit", values).record.id
    window.open_record(visit)
    assert window.records is not None
    sheet = window.records.sheet
    with neighbour(notebook, opening, tmp_path / "text") as other:
        write(sheet, "facts", "Le jardin est prêt. On plante mardi.")
        other.edit(visit, {"facts": "Vu Karim. Le jardin est prêt."})

        arrive(notebook, other, visit)
        sheet.save()
        meet(notebook, other)

        both = "Vu Karim. Le jardin est prêt. On plante mardi."
        assert (shown(sheet, "facts"), count(notebook)) == (both, 0)
        assert dict(other.get(visit))["facts"] == both


def test_a_field_begun_after_the_arrival_is_written_over_it(
    notebook: Notebook, other: Notebook, key: str, sheet: Sheet
) -> None:
    write(sheet, "job_title", "Présidente")
    other.edit(key, {"phone": THEIRS})
    arrive(notebook, other, key)

    write(sheet, "phone", MINE)
    sheet.save()

    assert count(notebook) == 0
    assert dict(notebook.get(key))["phone"] == MINE


def test_one_field_read_and_one_not_are_told_apart_in_one_save(
    notebook: Notebook, other: Notebook, key: str, sheet: Sheet
) -> None:
    write(sheet, "phone", MINE)
    other.edit(key, {"phone": THEIRS, "email": "a@exemple.fr"})
    arrive(notebook, other, key)
    write(sheet, "email", "b@exemple.fr")

    sheet.save()

    (asked,) = differences(notebook)
    assert [question.field for question in asked.questions] == ["phone"]
    assert dict(notebook.get(key))["email"] == "b@exemple.fr"


def test_ones_own_act_meanwhile_is_no_difference(
    notebook: Notebook, key: str, sheet: Sheet
) -> None:
    write(sheet, "phone", MINE)
    notebook.edit(key, {"phone": THEIRS})

    sheet.save()

    assert count(notebook) == 0
    assert dict(notebook.get(key))["phone"] == MINE


def test_a_draft_taken_up_again_remembers_what_had_been_read(
    notebook: Notebook, other: Notebook, key: str, sheet: Sheet, window: MainWindow
) -> None:
    write(sheet, "phone", MINE)
    sheet.keep()
    sheet.clear()
    other.edit(key, {"phone": THEIRS})
    arrive(notebook, other, key)

    window.resume(notebook.drafts()[0])
    sheet.save()

    assert count(notebook) == 1
    assert notebook.drafts() == ()


def test_what_was_written_beside_an_arrival_can_be_undone_without_loss(
    notebook: Notebook, other: Notebook, key: str, sheet: Sheet, window: MainWindow
) -> None:
    write(sheet, "phone", MINE)
    other.edit(key, {"phone": THEIRS})
    arrive(notebook, other, key)
    sheet.save()

    window.act("undo")

    (asked,) = differences(notebook)
    assert {version.value for version in asked.questions[0].versions} == {MINE, THEIRS}
