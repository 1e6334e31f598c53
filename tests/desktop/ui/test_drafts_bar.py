"""The bar that offers unfinished work."""

from PySide6.QtWidgets import QToolButton

from desktop.services.notebook import Notebook
from desktop.ui.main_window import MainWindow


def offer(window: MainWindow, notebook: Notebook, *whats: str) -> None:
    """Keep drafts of tasks and have them offered."""
    for what in whats:
        notebook.keep_draft("", "task", "", {"what": what})
    window.refresh_offers()


def click(window: MainWindow, text: str) -> None:
    """Click a button of the bar."""
    next(one for one in window.drafts.buttons() if one.text() == text).click()


def test_a_draft_that_is_dropped_can_be_put_back(window: MainWindow, notebook: Notebook) -> None:
    offer(window, notebook, "Une heure de travail")

    click(window, "Supprimer")
    window.go("task")
    dropped = (notebook.drafts(), window.drafts.text)
    click(window, "Annuler")

    assert dropped == ((), "La saisie commencée est supprimée.")
    assert [draft.values["what"] for draft in notebook.drafts()] == ["Une heure de travail"]
    assert "n’est pas terminée" in window.drafts.text


def test_the_next_draft_is_offered_once_the_dropped_one_is_gone(
    window: MainWindow, notebook: Notebook
) -> None:
    offer(window, notebook, "Un", "Deux")

    click(window, "Supprimer")
    window.drafts.dismiss()

    assert len(notebook.drafts()) == 1
    assert "n’est pas terminée" in window.drafts.text


def test_closing_the_bar_puts_the_draft_off(window: MainWindow, notebook: Notebook) -> None:
    offer(window, notebook, "Un")

    closing = next(one for one in window.drafts.findChildren(QToolButton))
    closing.click()
    window.go("task")

    assert window.drafts.text == ""
    assert len(notebook.drafts()) == 1


def test_the_bar_says_whom_a_visit_is_about_but_not_what_was_said(
    window: MainWindow, notebook: Notebook
) -> None:
    body = notebook.add("organisation", {"name": "Régie", "link_to_team": "ACCOMPAGNEE"})
    notebook.keep_draft("", "visit", "", {"organisation": body.record.id})
    window.refresh_offers()
    named = window.drafts.text
    notebook.keep_draft("", "observation", "", {"facts": "Madame Martin a vu"})
    window.refresh_offers()

    assert "(Régie)" in named
    assert "Martin" not in window.drafts.text


def test_a_draft_of_an_unknown_record_is_not_offered(
    window: MainWindow, notebook: Notebook
) -> None:
    notebook.keep_draft("", "task", "01943b7c-7600-7a2a-b39d-5459266f063e", {"what": "Perdue"})

    window.refresh_offers()

    assert window.drafts.text == ""
