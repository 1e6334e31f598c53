"""A list comes in through the window: three steps, nothing written before the last one."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.store.backups import Reason
from desktop.store.query import ListQuery
from desktop.ui.importing.one_job import OneJob
from desktop.ui.importing.page import ImportPage
from desktop.ui.importing.trial_step import TrialStep
from desktop.ui.main_window import MainWindow
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Appearance, Theme
from tests.desktop.ui.audit import audit, cut, english, mnemonics, not_plain, out_of_order, sideways
from tests.desktop.ui.hands import press

TWO = "00665008900037;HABITATIONS;\n01545063800125;HABELLIS;Bailleur social\n"
BODIES = f"SIRET;Nom;Type\n{TWO}"
QUARTERS = (
    "code_qpv;libelle;codes_insee_communes;communes;lat_commune;lon_commune\n"
    "QN00101M;Grande Reyssouze;01053;Bourg-en-Bresse;46.205047;5.245652\n"
    "QN00102M;Croix Blanche;01053;Bourg-en-Bresse;46.205047;5.245652\n"
)
CONTRACTS = (
    "code_contrat;libelle;code_geo;departement;population_qpv;lat;lon\n"
    "CN00101I;01 - CC Bugey Sud;200040350;01;1104.0;45.850772;5.676122\n"
)
Written = Callable[[str], Path]
Done = Callable[[], None]


@pytest.fixture
def page(window: MainWindow) -> ImportPage:
    """Return the page of imports, on screen."""
    window.act("import")
    assert isinstance(window.page, ImportPage)
    return window.page


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Return what writes the file to import."""

    def write(text: str) -> Path:
        path = tmp_path / "liste.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def done(qtbot: QtBot, page: ImportPage) -> Done:
    """Return what waits for the job under way."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not page.job.busy)
        QApplication.processEvents()

    return wait


@pytest.fixture
def tried(page: ImportPage, written: Written, done: Done) -> Callable[[str], TrialStep]:
    """Return what brings a file to its trial."""

    def bring(text: str) -> TrialStep:
        page.read(written(text))
        done()
        page.try_out()
        done()
        assert page.step is page.trial
        return page.trial

    return bring


def wrong(window: MainWindow) -> list[str]:
    """Return everything wrong with the page on screen."""
    QApplication.processEvents()
    window.status.stay_last()  # as Tab does
    letters = mnemonics(window)
    doubled = [letter for letter in set(letters) if letters.count(letter) > 1]
    page = window.page
    assert page is not None
    sound = [*audit(page), *not_plain(page), *cut(page), *sideways(page), *english(page)]
    return [*sound, *out_of_order(window), *doubled]


def focused() -> QWidget:
    """Return what has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        (QUARTERS, "territory", "2 territoires ajoutés."),
        (CONTRACTS, "contract", "1 contrat de ville ajouté."),
        (BODIES, "organisation", "2 structures ajoutées."),
    ],
)
def test_a_list_comes_in_by_the_keyboard_and_goes_back_whole(
    window: MainWindow,
    notebook: Notebook,
    page: ImportPage,
    written: Written,
    done: Done,
    *,
    text: str,
    kind: str,
    said: str,
) -> None:
    started = page.file.choose.hasFocus()
    page.read(written(text))
    done()
    press(focused(), Qt.Key.Key_Space)
    done()
    before = notebook.count(kind)
    press(focused(), Qt.Key.Key_Space)
    done()
    after = notebook.count(kind)
    told = window.notices.bar.text.replace("\u00a0", " ")
    window.notices.bar.buttons()[0].click()
    done()

    assert started
    assert (before, after) == (0, int(said[0]))
    assert told == said
    assert notebook.count(kind) == 0
    assert "comme avant" in window.notices.bar.text
    assert page.step is page.file


def test_the_window_hears_of_what_the_job_wrote(
    window: MainWindow, page: ImportPage, tried: Callable[[str], TrialStep], done: Done
) -> None:
    tried(BODIES).accept_button.click()
    done()

    offered = window.commands["undo"].text()
    page.done.open.click()

    assert "Import de" in offered
    assert window.shelf.key == "organisation"
    assert window.records is not None
    assert window.records.list.table.rowCount() == 2


def test_a_backup_comes_before_the_import(
    notebook: Notebook, tried: Callable[[str], TrialStep], done: Done
) -> None:
    trial = tried(BODIES)
    before = [one.reason for one in notebook.backups.list()]

    trial.accept_button.click()
    done()

    assert Reason.IMPORT not in before
    assert Reason.IMPORT in [one.reason for one in notebook.backups.list()]


def test_an_import_that_something_followed_is_left_to_the_menu(
    window: MainWindow,
    notebook: Notebook,
    page: ImportPage,
    tried: Callable[[str], TrialStep],
    done: Done,
) -> None:
    tried(BODIES).accept_button.click()
    done()
    notebook.add("task", {"what": "Appeler", "who": "Moi", "due_on": "2026-12-01"})

    page.done.undo.click()
    done()

    assert "Ctrl+Z" in window.notices.bar.text
    assert notebook.count("organisation") == 2


def test_a_file_is_dropped(page: ImportPage, written: Written, done: Done) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(written(QUARTERS)))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)

    page.file.dropEvent(drop)
    done()

    assert page.step is page.content
    assert page.content.kinds.currentData() == "qpv"


def test_a_chosen_file_that_is_no_list_is_said_and_the_page_stays(
    window: MainWindow, page: ImportPage, done: Done
) -> None:
    page.file.choose.click()
    done()

    assert "une image" in window.notices.bar.text
    assert page.step is page.file
    assert page.file.choose.hasFocus()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "est vide"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "mot de passe"),
        (b"SIRET;Nom\n", "une ligne"),
        (b"PK\x03\x04rien", "pas pu être lu"),
        (None, "introuvable"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(
    window: MainWindow,
    notebook: Notebook,
    page: ImportPage,
    tmp_path: Path,
    done: Done,
    *,
    content: bytes | None,
    said: str,
) -> None:
    path = tmp_path / "liste.xlsx"
    if content is not None:
        path.write_bytes(content)

    page.read(path)
    done()

    assert said in window.notices.bar.text
    assert "Rien n’a été écrit" in window.notices.bar.text
    assert page.step is page.file
    assert notebook.next_undo() is None


def test_what_the_notebook_does_not_recognise_is_said_by_hand(
    notebook: Notebook, page: ImportPage, written: Written, done: Done
) -> None:
    page.read(written("Machin;Truc\nClub de voile;13001\n"))
    done()
    content = page.content
    stopped = content.lacking.isVisible() and not content.go_on.isEnabled()
    press(content.table, Qt.Key.Key_Return)
    content.field.setCurrentIndex(content.field.findData("name"))
    content.field.activated.emit(content.field.currentIndex())
    press(content.table, Qt.Key.Key_Down)
    content.field.setCurrentIndex(content.field.findData("postal_code"))
    content.field.activated.emit(content.field.currentIndex())

    content.go_on.click()
    done()
    page.trial.accept_button.click()
    done()

    assert stopped
    (record,) = notebook.records(ListQuery("organisation"))
    assert (record.heading(), dict(record)["postal_code"]) == ("Club de voile", "13001")


def test_another_kind_and_another_sheet_are_chosen(
    page: ImportPage, tmp_path: Path, done: Done
) -> None:
    book = openpyxl.Workbook()
    first, other = book.active, book.create_sheet("Personnes")
    assert first is not None
    first.append(("Nom", "SIRET", "Adresse"))
    first.append(("HABITATIONS", "00665008900037", "1 rue"))
    other.append(("Nom", "Prénom"))
    other.append(("Dupont", "Jeanne"))
    book.save(tmp_path / "liste.xlsx")
    page.read(tmp_path / "liste.xlsx")
    done()
    content = page.content
    proposed = content.kinds.currentData(), content.sheets.currentText()

    content.sheets.setCurrentIndex(1)
    content.sheets.activated.emit(1)
    content.kinds.setCurrentIndex(content.kinds.findData("contact"))
    content.kinds.activated.emit(content.kinds.currentIndex())

    assert proposed == ("organisations", "Sheet")
    assert content.sketch is not None
    assert (content.sketch.read_as, content.sketch.table.name) == ("contact", "Personnes")
    assert [line.cells[2] for line in content.table.rows.lines] == ["Nom", "Prénom"]


def test_refused_lines_are_told_with_their_numbers_and_can_be_copied(
    notebook: Notebook, tried: Callable[[str], TrialStep]
) -> None:
    trial = tried(f"{BODIES}" + "".join(f"12{n};N;\n" for n in range(250)))

    trial.copy_button.click()

    assert trial.remarks.rows.rowCount() == 200
    assert trial.remarks.rows.lines[0].cells[:3] == ("4", "à corriger", "SIRET")
    assert "50" in trial.more.text()
    assert not trial.accept_button.isEnabled()
    assert trial.reread_button.hasFocus()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert len(copied) == 250
    assert copied[0].startswith("ligne 4, SIRET, à corriger")
    assert notebook.count("organisation") == 0


def test_a_mended_file_is_read_again(
    page: ImportPage, written: Written, tried: Callable[[str], TrialStep], done: Done
) -> None:
    trial = tried(f"{BODIES}123;MAUVAIS;\n")
    written(BODIES)

    trial.reread_button.click()
    done()
    done()

    assert page.step is page.trial
    assert trial.accept_button.isEnabled()
    assert trial.accept_button.text().replace("\u00a0", " ") == "Importer 2 structures"


def test_a_file_that_vanished_is_said_and_the_trial_stays(
    window: MainWindow,
    page: ImportPage,
    written: Written,
    tried: Callable[[str], TrialStep],
    done: Done,
) -> None:
    trial = tried(BODIES)
    written(BODIES).unlink()

    trial.reread_button.click()
    done()
    told = window.notices.bar.text
    trial.accept_button.click()
    done()

    assert "introuvable" in told
    assert page.step is page.done


def test_a_notebook_that_changed_since_the_trial_is_tried_again(
    window: MainWindow, notebook: Notebook, tried: Callable[[str], TrialStep], done: Done
) -> None:
    trial = tried(BODIES)
    values = {"name": "HABELLIS", "siret": "01545063800125", "organisation_type": "BAILLEUR"}
    notebook.add("organisation", values)

    trial.accept_button.click()
    done()
    done()

    assert "a changé depuis l’essai" in window.notices.bar.text
    assert notebook.count("organisation") == 1
    assert trial.accept_button.text().replace("\u00a0", " ") == "Importer 1 structure"


def test_what_is_known_already_is_nothing_to_write(
    tried: Callable[[str], TrialStep], page: ImportPage, done: Done
) -> None:
    tried(BODIES).accept_button.click()
    done()

    trial = tried(BODIES)

    assert "rien à écrire" in trial.advice.text()
    assert not trial.accept_button.isEnabled()
    assert page.step is trial


@pytest.mark.parametrize("everywhere", [False, True])
def test_a_stopped_import_writes_nothing_and_says_so(
    window: MainWindow,
    notebook: Notebook,
    page: ImportPage,
    tasks: Tasks,
    tried: Callable[[str], TrialStep],
    done: Done,
    *,
    everywhere: bool,
) -> None:
    tried("Nom\n" + "".join(f"Association {n}\n" for n in range(900))).accept_button.click()
    (tasks.cancel_all if everywhere else page.underway.stop.click)()
    done()

    assert notebook.count("organisation") == 0
    assert "Rien n’a été écrit" in window.notices.bar.text
    assert page.step is page.trial


def test_a_job_stopped_too_late_tells_what_it_did(qtbot: QtBot, tasks: Tasks) -> None:
    job = OneJob(tasks, lambda _error: None, tasks)
    told: list[str] = []

    def write(_ticket: Ticket) -> str:
        tasks.cancel_all()
        return "écrit"

    job.run(write, told.append, lambda: told.append("arrêté"))
    qtbot.waitUntil(lambda: not job.busy)

    assert told == ["écrit"]


def test_private_columns_are_hidden_from_a_stranger(
    window: MainWindow, page: ImportPage, tried: Callable[[str], TrialStep]
) -> None:
    trial = tried("Nom;Prénom;Courriel;Fonction\nDupont;Jeanne;jeanne@exemple.fr;Présidence\n")

    window.act("discretion")

    assert trial.preview is not None
    cells = " ".join(trial.preview.rows.lines[0].cells)
    samples = " ".join(line.cells[1] for line in page.content.table.rows.lines)
    assert "jeanne@" not in cells + samples


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
def test_every_step_is_named_reachable_plain_and_whole(
    window: MainWindow,
    page: ImportPage,
    written: Written,
    tried: Callable[[str], TrialStep],
    done: Done,
    appearance: Appearance,
    *,
    zoom: float,
) -> None:
    appearance.apply(Theme.LIGHT, zoom)
    window.fit()
    first = wrong(window)
    page.read(written("<b>SIRET</b>;Nom;SIRET\n<i>x</i>;Y;00665008900037\n"))
    done()
    second = wrong(window)
    trial = tried(f"{BODIES}123;<b>MAUVAIS</b>;\n")
    third = wrong(window)
    trial.tabs.setCurrentIndex(0)
    preview = wrong(window)
    tried(BODIES).accept_button.click()
    done()

    assert [first, second, third, preview, wrong(window)] == [[], [], [], [], []]


def test_the_map_without_territories_leads_here(qtbot: QtBot, window: MainWindow) -> None:
    window.go("observation")
    observations = window.page
    assert observations is not None
    observations.turn_to("map")
    qtbot.waitUntil(lambda: bool(_named(observations, "Importer une liste…")))

    _named(observations, "Importer une liste…")[0].click()

    assert window.shelf.key == "import"
    assert isinstance(window.page, ImportPage)
    assert window.page.file.choose.hasFocus()


def test_each_line_and_its_field_are_reached_by_the_keyboard(
    window: MainWindow, page: ImportPage, written: Written, done: Done
) -> None:
    page.read(written(BODIES))
    done()
    passed: list[QWidget] = []
    page.content.kinds.setFocus()
    for _ in range(6):
        passed.append(focused())
        press(window, Qt.Key.Key_Tab)
    content = page.content
    content.table.setFocus()
    press(content.table, Qt.Key.Key_Down)
    press(content.table, Qt.Key.Key_Return)

    assert passed[:3] == [content.kinds, content.table, content.field]
    assert passed[3:5] == [content.go_on, content.back]
    assert focused() is content.field
    assert content.field.currentData() == "name"


def _named(root: QWidget, text: str) -> list[QPushButton]:
    """Return the buttons on screen that have these words."""
    found = root.findChildren(QPushButton)
    return [one for one in found if one.text() == text and one.isVisible()]
