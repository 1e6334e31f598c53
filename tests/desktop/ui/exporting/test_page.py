"""Workbooks leave through the window: for whom, what, a look, and nothing written before."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.services.jobs import Cancelled
from desktop.services.notebook import Notebook
from desktop.services.workbooks.choice import Format
from desktop.services.workbooks.register import sent
from desktop.ui.exporting.page import ExportPage
from desktop.ui.exporting.writing import Written
from desktop.ui.main_window import MainWindow
from tests.desktop.services.workbooks.season import Season
from tests.desktop.ui.conftest import Show
from tests.desktop.ui.exporting.conftest import Done, Looked
from tests.desktop.ui.hands import press


def focused() -> QWidget:
    """Return what has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def words(path: Path) -> str:
    """Return all the texts of a workbook."""
    book = openpyxl.load_workbook(path)
    rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    return "\n".join(str(cell) for row in rows for cell in row)


def test_a_workbook_leaves_by_the_keyboard_alone(
    window: MainWindow,
    notebook: Notebook,
    season: Season,
    page: ExportPage,
    outside: list[Path],
    done: Done,
) -> None:
    season.idea("Un four à pain")
    page.recipient.choose("region")

    press(focused(), Qt.Key.Key_Return)
    page.matter.go_on.setFocus()
    page.matter.workbooks["W2"].setChecked(False)
    page.matter.workbooks["W4"].setChecked(False)
    page.matter.workbooks["W3"].setChecked(True)
    press(page.matter.go_on, Qt.Key.Key_Space)
    done()
    press(focused(), Qt.Key.Key_Space)
    done()

    (made,) = sent(notebook)
    (opened,) = outside
    assert made.recipient == "Région"
    assert made.file_name == opened.name
    assert "Un four à pain" in words(opened)
    assert opened.name in window.notices.bar.text
    assert [one.text() for one in window.notices.bar.buttons()] == ["Ouvrir", "Ouvrir le dossier"]


def test_nothing_is_written_before_the_last_button(
    notebook: Notebook, season: Season, looked: Looked, tmp_path: Path
) -> None:
    season.idea("Un four à pain")

    check = looked("W3")

    assert "idées de la période : 1" in check.told.lower().replace("\u00a0", " ")
    assert not sent(notebook)
    assert not list(tmp_path.glob("W3*"))


def test_several_workbooks_go_into_one_folder_and_none_is_written_over(
    notebook: Notebook, season: Season, looked: Looked, outside: list[Path], done: Done
) -> None:
    season.idea("Un four à pain")
    check = looked("W3", "W5")

    check.save.click()
    done()
    check.save_open.click()
    done()

    made = sent(notebook)
    assert sorted(one.choice.code for one in made) == ["W3", "W3", "W5", "W5"]
    assert len({one.file_name for one in made}) == 4
    assert outside[0].is_dir()
    assert all((outside[0] / one.file_name).exists() for one in made)


def test_once_written_the_next_version_is_offered_without_another_look(
    season: Season, page: ExportPage, looked: Looked, done: Done
) -> None:
    season.idea("Un four à pain")
    check = looked("W3", "W5")
    contents = [one.content for one in check.previews]

    check.save.click()
    done()

    assert all(one.content is old for one, old in zip(check.previews, contents, strict=True))
    assert all("_v2_" in one.file_name for one in check.previews)
    assert "_v2_" in check.file.text()
    assert "rien n’a changé" in check.since.sentence.text()
    assert focused() is page.check.save_open


@pytest.mark.parametrize("format", [Format.ODS, Format.CSV])
def test_the_format_gives_the_file_its_ending(
    season: Season, looked: Looked, outside: list[Path], done: Done, *, format: Format
) -> None:
    season.idea("Un four à pain")
    check = looked("W3")
    check.format.choose(format)
    named = check.file.text()

    check.save_open.click()
    done()

    assert named.endswith(format.ending)
    assert outside[0].suffix == format.ending


def test_a_record_is_corrected_and_the_assistant_is_as_it_was(
    window: MainWindow,
    notebook: Notebook,
    season: Season,
    page: ExportPage,
    looked: Looked,
    done: Done,
) -> None:
    idea = season.idea("Un four à pain")
    looked("W3").note.setText("Les durées suivront.")

    page.check.corrected.emit(idea)
    there = window.shelf.key
    notebook.edit(idea, {"title": "Un four à pizza"})
    window.notices.bar.buttons()[0].click()
    done()

    assert there == "idea"
    assert window.page is page
    assert page.step is page.check
    assert page.check.note.text() == "Les durées suivront."
    assert "Un four à pizza" in str(page.check.previews[0].content.sheets)


def test_a_folder_that_is_gone_is_said_and_no_choice_is_lost(
    window: MainWindow,
    notebook: Notebook,
    season: Season,
    page: ExportPage,
    looked: Looked,
    workbook: Path,
    done: Done,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    season.idea("Un four à pain")
    check = looked("W3")
    gone = workbook.parent / "parti" / "W3.xlsx"
    monkeypatch.setattr(page.outgoing, "_places", lambda *_given: (gone,))

    check.save.click()
    done()

    assert window.notices.bar.property("tone") == "error"
    assert "Rien n’a été écrit" in window.notices.bar.text
    assert page.step is check
    assert page.matter.codes == ("W3",)
    assert not sent(notebook)
    assert check.save.isEnabled()


def test_a_batch_that_stops_half_way_says_what_is_written(
    window: MainWindow,
    notebook: Notebook,
    season: Season,
    page: ExportPage,
    looked: Looked,
    workbook: Path,
    done: Done,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    season.idea("Un four à pain")
    check = looked("W3", "W5")
    taken = workbook.with_name("W5.xlsx")
    taken.mkdir()
    places = (workbook.with_name("W3.xlsx"), taken)
    monkeypatch.setattr(page.outgoing, "_places", lambda *_given: places)

    check.save.click()
    done()

    assert "1 classeur est enregistré, les autres non" in window.notices.bar.text.replace(
        "\u00a0", " "
    )
    assert "fermez-le ou choisissez un autre dossier" in window.notices.bar.text
    assert [one.choice.code for one in sent(notebook)] == ["W3"]
    assert page.matter.codes == ("W3", "W5")


def test_a_stop_is_said_and_writes_nothing(
    window: MainWindow,
    notebook: Notebook,
    season: Season,
    page: ExportPage,
    looked: Looked,
    done: Done,
) -> None:
    season.idea("Un four à pain")
    check = looked("W3")

    check.save.click()
    page.job.stop()
    done()

    assert "Rien n’a été écrit" in window.notices.bar.text
    assert page.step is check
    assert not sent(notebook)


def test_escape_goes_back_step_by_step(page: ExportPage, season: Season, looked: Looked) -> None:
    season.idea("Un four à pain")
    looked("W3")

    press(focused(), Qt.Key.Key_Escape)
    second = page.step
    press(focused(), Qt.Key.Key_Escape)

    assert second is page.matter
    assert page.step is page.recipient
    assert page.recipient.table.hasFocus()


def test_the_file_of_data_is_one_choice_among_others(
    window: MainWindow, season: Season, page: ExportPage, workbook: Path, done: Done
) -> None:
    season.idea("Un four à pain")

    page.recipient.choose("data-partners")
    page.describe()
    page.matter.go_on.click()
    done()

    (written,) = workbook.parent.glob("carnet-donnees-*.xlsx")
    assert "Un four à pain" in words(written)
    assert written.name in window.notices.bar.text


def test_the_choices_of_now_are_kept_renamed_and_deleted(
    window: MainWindow, page: ExportPage, season: Season, looked: Looked
) -> None:
    season.idea("Un four à pain")
    looked("W3", "W5")
    page.check.back.click()
    page.matter.back.click()
    managing = page.recipient.managing

    page.recipient.manage.click()
    managing.title.setText("Bilan du mois")
    managing.save.click()
    kept = page.recipient.preset
    managing.title.setText("Bilan de l’an")
    managing.rename.click()
    renamed = page.recipient.preset
    managing.delete.click()
    gone = [line.cells[0] for line in page.recipient.table.rows.lines]
    window.notices.bar.buttons()[0].click()

    assert kept is not None
    assert renamed is not None
    assert kept.workbooks == ("W3", "W5")
    assert renamed.title == "Bilan de l’an"
    assert "Bilan de l’an" not in gone
    assert page.recipient.preset is not None
    assert page.recipient.preset.title == "Bilan de l’an"


def test_a_preset_without_a_title_is_asked_for_one(page: ExportPage, looked: Looked) -> None:
    looked("W3")
    page.check.back.click()
    page.matter.back.click()
    page.recipient.manage.click()

    page.recipient.managing.save.click()

    assert "titre" in page.recipient.managing.fault.text()
    assert page.recipient.managing.title.hasFocus()


def test_what_one_changed_by_hand_is_not_filled_again(page: ExportPage) -> None:
    page.recipient.choose("etat")
    page.describe()
    page.matter.workbooks["W6"].setChecked(False)

    page.matter.back.click()
    page.describe()
    kept = page.matter.codes
    page.matter.back.click()
    page.recipient.choose("caf")
    page.describe()

    assert kept == ("W1", "W4")
    assert page.matter.codes == ("W2",)
    assert page.matter.funders.ticked


def test_the_service_is_asked_once_and_kept(page: ExportPage, season: Season, done: Done) -> None:
    season.idea("Un four à pain")
    card, step = page.matter.service, page.matter
    page.recipient.choose("nobody")
    page.describe()
    step.workbooks["W3"].setChecked(True)
    asked = card.asking
    card.boxes["name"].setText("Direction de la ville")
    card.boxes["email"].setText("ville")

    step.go_on.click()
    refused, stays = card.fault.text(), page.step is step
    card.boxes["email"].setText("dsu@ville.example")
    step.go_on.click()
    done()
    page.refresh()

    assert asked
    assert stays
    assert "nom@domaine" in refused
    assert "Direction de la ville – dsu@ville.example" in card.said.text()
    assert "Direction-de-la-ville" in page.check.file.text()
    assert not card.asking


def test_the_reader_and_the_format_of_the_last_time_come_first(
    show: Show, notebook: Notebook, season: Season, page: ExportPage, looked: Looked, done: Done
) -> None:
    season.idea("Un four à pain")
    check = looked("W3")
    check.format.choose(Format.CSV)
    check.save.click()
    done()

    again = show(notebook)
    again.act("export")

    assert isinstance(again.page, ExportPage)
    assert again.page is not page
    assert again.page.recipient.key == "nobody"
    assert again.page.check.format.chosen is Format.CSV


def test_what_one_stopped_half_way_is_told_calmly(
    window: MainWindow, season: Season, page: ExportPage, looked: Looked, done: Done
) -> None:
    season.idea("Un four à pain")
    check = looked("W3", "W5")
    check.save.click()
    done()
    first, _ = sent(season.notebook)

    made = Written((replace(first, path=Path("W5.xlsx")),), Cancelled())
    page.outgoing.tell_written(False, made)

    assert window.notices.bar.property("tone") == "info"
    assert "vous avez arrêté" in window.notices.bar.text
