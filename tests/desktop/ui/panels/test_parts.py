"""The blocks of the panels: lists by keyboard, facts, two columns that become one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.icons import Icons
from desktop.ui.panels.parts import Columns, Facts, Mark, RecordRows, RowLine, Section, Tag
from tests.desktop.ui import audit
from tests.desktop.ui.hands import press

LATE = Mark("warning", "En retard", "attention")
LINES = (RowLine("a", "Planter des arbres", "Pilote : espaces verts", LATE), RowLine("b", "Voter"))


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    made.resize(500, 400)
    qtbot.addWidget(made)
    return made


def shown(holder: QWidget, *parts: QWidget) -> None:
    inside = holder.layout()
    assert inside is not None
    for part in parts:
        inside.addWidget(part)
    holder.show()


def test_enter_opens_the_current_line(holder: QWidget, icons: Icons) -> None:
    opened: list[str] = []
    rows = RecordRows("Décisions", icons, opened.append)
    shown(holder, rows)

    rows.show_lines(LINES)
    press(rows.list, Qt.Key.Key_Down)
    press(rows.list, Qt.Key.Key_Return)

    assert opened == ["b"]
    assert audit.audit(holder) == []
    assert rows.lines[0].spoken == "Planter des arbres, En retard · Pilote : espaces verts"


def test_space_checks_and_tells(holder: QWidget, icons: Icons) -> None:
    rows = RecordRows("Matière", icons, lambda _key: None, checkable=True)
    told: list[int] = []
    rows.checked.connect(lambda: told.append(1))
    shown(holder, rows)

    rows.show_lines(LINES)
    press(rows.list, Qt.Key.Key_Space)

    assert rows.checked_ids() == ("a",)
    assert told == [1]


def test_an_empty_list_says_so_and_a_long_one_says_what_is_left(
    holder: QWidget, icons: Icons
) -> None:
    rows = RecordRows("Décisions", icons, lambda _key: None, empty="Aucune décision pour l’instant")
    shown(holder, rows)

    empty = (rows.list.isVisible(), rows.under)
    rows.show_lines(LINES, more="et 212 autres")

    assert empty == (False, "Aucune décision pour l’instant")
    assert (rows.list.isVisible(), rows.under) == (True, "et 212 autres")


def test_a_narrow_list_is_higher_so_that_no_text_is_cut(holder: QWidget, icons: Icons) -> None:
    rows = RecordRows("Décisions", icons, lambda _key: None)
    shown(holder, rows)
    rows.show_lines((RowLine("a", "Un titre qui prend de la place " * 4),))
    wide = rows.list.height()

    holder.resize(240, 400)

    assert rows.list.height() > wide


def test_facts_without_a_value_are_left_out(holder: QWidget) -> None:
    facts = Facts()
    shown(holder, facts)

    facts.show_facts((("Pilote", "La mairie"), ("Échéance", "")))

    assert facts.shown == (("Pilote", "La mairie"),)
    assert audit.not_plain(holder) == []
    assert audit.cut(holder) == []


def test_a_value_goes_under_its_name_when_narrow(holder: QWidget) -> None:
    facts = Facts()
    shown(holder, facts)
    facts.show_facts((("Pilote", "La direction des espaces verts"),))

    holder.resize(700, 400)
    wide = facts.across
    holder.resize(220, 400)

    assert (wide, facts.across) == (2, 1)
    assert audit.cut(holder) == []


def test_columns_become_one_when_narrow(holder: QWidget) -> None:
    columns = Columns(Section("Nous", QLabel("a")), Section("Eux", QLabel("b")))
    shown(holder, columns)

    holder.resize(1300, 400)
    wide = columns.across
    holder.resize(400, 400)

    assert (wide, columns.across) == (2, 1)


def test_a_section_says_a_sentence_only_when_there_is_one(holder: QWidget, icons: Icons) -> None:
    section, tag = Section("Décisions"), Tag(icons)
    section.add(tag)
    shown(holder, section)

    section.say("Rien n’attend.")
    tag.show_mark(LATE)
    said = section.remark
    section.say("")

    assert (said, section.remark, tag.text) == ("Rien n’attend.", "", "En retard")
