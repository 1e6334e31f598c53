"""Settings are seen at once, survive a refusal, and say what the application's health is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.errors import WrongSecret
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.ui.main_window import MainWindow
from desktop.ui.settings.health import HealthPage
from desktop.ui.settings.page import SettingsPage
from tests.desktop.ui.audit import audit, cut, not_plain
from tests.desktop.ui.hands import press

pytestmark = pytest.mark.usefixtures("appearance")
NEW = "quatre marmottes sous un parapluie"


@pytest.fixture
def settings(window: MainWindow) -> SettingsPage:
    """Return the page of settings, on screen."""
    window.act("settings")
    assert isinstance(window.page, SettingsPage)
    QApplication.processEvents()
    return window.page


@pytest.fixture
def health(window: MainWindow) -> HealthPage:
    """Return the page of health, on screen."""
    window.act("health")
    assert isinstance(window.page, HealthPage)
    QApplication.processEvents()
    return window.page


def test_another_name_signs_the_next_records(
    window: MainWindow, notebook: Notebook, settings: SettingsPage
) -> None:
    settings.signature.name.setText("  Karima   Benali ")
    settings.signature.initials.setText("kb")
    settings.signature.save()
    record = notebook.add("task", {"what": "A", "who": "B", "due_on": "2026-11-30"}).record

    assert notebook.person.name == "Karima Benali"
    assert "-KB-" in record.code
    assert notebook.get(record.id).author == "Karima Benali"
    assert "Karima Benali" in window.notices.bar.text


def test_a_name_signs_when_the_page_is_left(
    window: MainWindow, notebook: Notebook, settings: SettingsPage
) -> None:
    window.go("home")
    untouched = window.notices.bar.text
    window.go("settings")
    settings.signature.name.setText("Karima Benali")

    window.go("home")

    assert untouched == ""
    assert notebook.person.name == "Karima Benali"
    assert "Karima Benali" in window.notices.bar.text


def test_a_missing_name_is_explained_and_changes_nothing(
    window: MainWindow, notebook: Notebook, settings: SettingsPage
) -> None:
    before = notebook.person
    settings.signature.name.setText("   ")

    settings.signature.save()

    assert notebook.person == before
    assert "Il manque votre nom" in window.notices.bar.text


def test_the_passphrase_is_changed_only_by_who_knows_it(
    qtbot: QtBot,
    window: MainWindow,
    notebook: Notebook,
    settings: SettingsPage,
    opening: Opening,
    passphrase: str,
) -> None:
    phrase = settings.phrase
    for field, text in ((phrase.old, "pas la bonne"), (phrase.new, NEW), (phrase.again, NEW)):
        field.box.setText(text)
    phrase.change()
    qtbot.waitUntil(lambda: bool(window.notices.bar.text))
    refused = window.notices.bar.text
    phrase.old.box.setText(passphrase)
    phrase.change()
    qtbot.waitUntil(lambda: "dès maintenant" in window.notices.bar.text)
    notebook.close()

    assert "phrase" in refused
    assert phrase.new.text == ""
    with pytest.raises(WrongSecret):
        opening.open(notebook.folder.path, passphrase)
    opening.open(notebook.folder.path, NEW).close()


def test_two_different_new_phrases_are_told_apart(
    window: MainWindow, settings: SettingsPage
) -> None:
    settings.phrase.new.box.setText(NEW)
    settings.phrase.again.box.setText(NEW + " bleu")

    settings.phrase.change()

    assert "diffèrent" in window.notices.bar.text


def test_health_says_that_all_is_well_and_can_be_copied(
    window: MainWindow, notebook: Notebook, health: HealthPage
) -> None:
    notebook.add("organisation", {"name": "Les Jardins d’Éloi"})
    health.refresh()

    health.copy()
    report = QGuiApplication.clipboard().text()

    assert "Tout va bien" in health.summary.text()
    assert "Sauvegardes (en ordre)" in report
    assert "Éloi" not in report
    assert "copié" in window.notices.bar.text


def test_a_full_check_is_remembered(qtbot: QtBot, window: MainWindow, health: HealthPage) -> None:
    health.check_button.click()
    qtbot.waitUntil(lambda: "intactes" in window.notices.bar.text)

    assert health.check_button.isEnabled()
    health.copy()
    assert "Toutes les pages ont été lues" in QGuiApplication.clipboard().text()


@pytest.mark.parametrize("name", ["settings", "health"])
def test_the_page_is_named_reachable_plain_and_whole(window: MainWindow, name: str) -> None:
    window.act(name)
    QApplication.processEvents()

    assert audit(window) == []
    assert not_plain(window) == []
    assert window.page is not None
    assert cut(window.page) == []


def test_the_page_is_begun_by_the_keyboard(window: MainWindow) -> None:
    window.act("settings")
    assert isinstance(window.page, SettingsPage)
    window.page.take_focus()
    press(window.page.signature.name, Qt.Key.Key_Tab)

    assert window.focusWidget() is window.page.signature.initials
