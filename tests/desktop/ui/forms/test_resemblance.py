"""Typing an organisation that is already there says so, calmly, and opens it."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.services.notebook import Notebook
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.records import RecordsPage
from tests.desktop.ui.hands import write


@pytest.fixture
def eloi(notebook: Notebook) -> str:
    """Return the id of an organisation that is already there."""
    values = {"name": "Les Jardins d’Éloi", "commune_name": "Vitry", "siret": "73282932000074"}
    return notebook.add("organisation", values).record.id


@pytest.fixture
def page(window: MainWindow, eloi: str) -> RecordsPage:  # noqa: ARG001 - there before the form
    """Return the page of organisations with an empty form."""
    window.rail.choose("organisation")
    assert window.records is not None
    window.records.start_new()
    return window.records


def type_in(page: RecordsPage, name: str, text: str) -> None:
    """Type in one field."""
    write(page.sheet.form.panel.blocks[name].editor.main, text)


def said(page: RecordsPage) -> list[str]:
    """Return what is said about likely duplicates."""
    texts = [one.text() for one in page.sheet.form.findChildren(QLabel) if one.isVisibleTo(page)]
    return [text for text in texts if text.startswith("Ressemble")]


def its_button(page: RecordsPage) -> QPushButton:
    """Return « C’est elle »."""
    buttons = page.sheet.form.findChildren(QPushButton)
    return next(b for b in buttons if b.text() == "C’est elle" and b.isVisibleTo(page))


def test_a_near_name_is_said_while_it_is_typed(page: RecordsPage) -> None:
    type_in(page, "name", "Jardin d’Eloy")
    page.sheet.form.look_for_twins()
    near = said(page)
    type_in(page, "name", " et tout autre chose encore")
    page.sheet.form.look_for_twins()

    assert near == ["Ressemble à\u00a0: Les Jardins d’Éloi (Vitry), nom proche"]
    assert said(page) == []


def test_the_same_number_is_said(page: RecordsPage) -> None:
    type_in(page, "siret", "73282932000074")
    page.sheet.form.look_for_twins()

    assert said(page) == ["Ressemble à\u00a0: Les Jardins d’Éloi (Vitry), même SIRET"]


def test_it_is_she_opens_her_and_saves_no_twin(
    window: MainWindow, notebook: Notebook, page: RecordsPage, eloi: str
) -> None:
    type_in(page, "name", "Les Jardins d’Éloi")
    page.sheet.form.look_for_twins()

    its_button(page).click()

    assert page.record_id == eloi
    assert notebook.count("organisation") == 1
    assert notebook.drafts() == ()
    assert window.drafts.text == ""


def test_leaving_saves_no_twin_but_keeps_what_is_typed(
    page: RecordsPage, window: MainWindow, notebook: Notebook
) -> None:
    type_in(page, "name", "Jardin d’Eloy")

    window.go("home")

    assert notebook.count("organisation") == 1
    assert [draft.values["name"] for draft in notebook.drafts()] == ["Jardin d’Eloy"]
    assert "n’est pas terminée" in window.drafts.text


def test_a_twin_is_saved_when_it_is_asked_for(page: RecordsPage, notebook: Notebook) -> None:
    type_in(page, "name", "Jardin d’Eloy")

    saved = page.sheet.save()

    assert saved
    assert notebook.count("organisation") == 2


def test_what_was_typed_besides_the_identity_waits_as_a_draft(
    notebook: Notebook, page: RecordsPage
) -> None:
    type_in(page, "name", "Les Jardins d’Éloi")
    type_in(page, "purpose", "Un potager")
    page.sheet.form.look_for_twins()

    its_button(page).click()

    assert [draft.values["purpose"] for draft in notebook.drafts()] == ["Un potager"]
    assert notebook.count("organisation") == 1


def test_a_record_never_resembles_itself(page: RecordsPage, eloi: str) -> None:
    page.open(eloi)
    page.sheet.tabs.show_form()
    type_in(page, "name", " ")
    page.sheet.form.look_for_twins()
    opened = said(page)
    page.start_new()
    type_in(page, "name", "Théâtre du Moulin")
    page.sheet.save()
    type_in(page, "name", " ")
    page.sheet.form.look_for_twins()

    assert opened == []
    assert said(page) == []
