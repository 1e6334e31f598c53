"""A note asks what its form asks for, and ends with what is learnt and decided."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.forms.form import RecordForm
from desktop.ui.main_window import MainWindow
from sync.records.evaluation import Evaluation
from sync.records.evaluation_base import EvaluationForm
from sync.records.fields import fields_of
from tests.desktop.ui.audit import audit, mnemonics, not_plain
from tests.desktop.ui.hands import write

pytestmark = pytest.mark.usefixtures("appearance")


def form_of(window: MainWindow) -> RecordForm:
    """Return the form of a new note, on screen."""
    window.begin("evaluation", {})
    page = window.records
    assert page is not None
    return page.sheet.form


def choose(form: RecordForm, code: str) -> None:
    """Choose the form of a note as a person does."""
    chooser = form.panel.blocks["form"].editor
    chooser.choices[code].click()  # type: ignore[attr-defined]  # it is a FormChooser
    QApplication.processEvents()


def test_each_form_asks_for_its_own_fields_and_always_for_what_is_learnt(
    window: MainWindow,
) -> None:
    form = form_of(window)

    for code in EvaluationForm:
        choose(form, code.value)
        asked = {name for name, block in form.panel.blocks.items() if not block.isHidden()}

        tied = {f.name: f.about.when.values for f in fields_of(Evaluation) if f.about.when}
        assert {name for name in tied if name in asked} == {
            name for name, values in tied.items() if code.value in values
        }
        assert {"learning", "decided"} <= asked
        assert audit(form) == [], code
        assert not_plain(form) == []


def test_changing_the_form_keeps_what_was_typed(window: MainWindow, qtbot: QtBot) -> None:
    form = form_of(window)
    choose(form, "RECIT_CHANGEMENT")
    write(form.panel.blocks["before"].editor.main, "On ne se parlait pas.")

    choose(form, "CHIFFRES")
    with qtbot.waitSignal(form.edited):
        choose(form, "RECIT_CHANGEMENT")

    assert form.values()["before"] == "On ne se parlait pas."
    assert form.raw()["before"] == "On ne se parlait pas."


def test_no_letter_of_the_menus_is_taken(window: MainWindow) -> None:
    form = form_of(window)
    choose(form, "GRILLE_MARQUEURS")

    letters = mnemonics(window)

    assert len(letters) == len(set(letters))
