"""Whoever tells a story places it: three shares make 100, a slider stands between two poles."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.evaluation.sharing_out import SlidersEditor, TriadsEditor
from desktop.ui.forms.editors import make_editor
from desktop.ui.forms.sources import Sources
from sync.records.evaluation import Evaluation
from sync.records.fields import field_of
from tests.desktop.ui.audit import audit, cut, not_plain
from tests.desktop.ui.hands import press, write

TRIAD: dict[str, Any] = {"id": "a", "question": "Il s’agissait surtout", "newer": 1}

pytestmark = pytest.mark.usefixtures("appearance")


@pytest.fixture
def triads(qtbot: QtBot, sources: Sources) -> TriadsEditor:
    """Return the editor of triads."""
    made = make_editor(field_of(Evaluation, "triads"), sources)
    assert isinstance(made, TriadsEditor)
    made.name_for_readers("Triades", "La personne répartit.")
    qtbot.addWidget(made)
    made.resize(500, 500)
    made.show()
    return made


@pytest.fixture
def sliders(qtbot: QtBot, sources: Sources) -> SlidersEditor:
    """Return the editor of sliders."""
    made = make_editor(field_of(Evaluation, "sliders"), sources)
    assert isinstance(made, SlidersEditor)
    made.name_for_readers("Curseurs", "La personne place.")
    qtbot.addWidget(made)
    made.resize(500, 500)
    made.show()
    return made


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        ((), "100 points à répartir"),
        ((50, 20), "Il reste 30\u00a0points à répartir."),
        ((50, 20, 30), "Le compte y est\u00a0: 100."),
        ((50, 20, 40), "10\u00a0points de trop"),
        ((50, 20, 10), "Il reste 20\u00a0points"),
    ],
)
def test_what_remains_to_be_shared_is_told(
    triads: TriadsEditor, shares: tuple[int, ...], told: str
) -> None:
    names = ("first_share", "second_share", "third_share")

    triads.write([{**TRIAD, **dict(zip(names, shares, strict=False))}])

    assert told in triads.rest(0)


def test_what_remains_goes_into_the_empty_share(triads: TriadsEditor) -> None:
    triads.write([{**TRIAD, "first_share": 50, "third_share": 20}])

    fill = next(b for b in triads.findChildren(QPushButton) if b.text() == "Mettre le reste")
    fill.click()

    assert triads.read() == [{**TRIAD, "first_share": 50, "second_share": 30, "third_share": 20}]
    assert not fill.isVisibleTo(triads)


def test_a_share_is_typed_and_kept_as_typed_when_it_is_no_number(triads: TriadsEditor) -> None:
    triads.write([TRIAD])

    write(triads.editors[0]["first_share"].main, "beaucoup")

    assert triads.read()[0]["first_share"] == "beaucoup"
    assert "nombre" in triads.fault()


def test_a_triad_is_added_moved_removed_and_taken_back(triads: TriadsEditor) -> None:
    triads.write([TRIAD])
    triads.append()
    write(triads.editors[1]["question"].main, "Ce qui a aidé")

    triads.shift(1, -1)
    moved = [line.get("question") for line in triads.read()]
    triads.remove(0)
    triads.take_back()

    assert moved == ["Ce qui a aidé", TRIAD["question"]]
    assert [line.get("question") for line in triads.read()] == moved


def test_the_slider_and_its_number_say_the_same(sliders: SlidersEditor) -> None:
    sliders.write([{"id": "a", "question": "La décision venait", "position": 40}])

    press(sliders.sliders[0], Qt.Key.Key_Right)

    assert sliders.read()[0]["position"] == 41
    press(sliders.editors[0]["position"].main, Qt.Key.Key_End)
    press(sliders.editors[0]["position"].main, Qt.Key.Key_Backspace)
    assert sliders.read()[0]["position"] == 4
    assert sliders.sliders[0].value() == 4


def test_a_slider_nobody_placed_says_so(sliders: SlidersEditor) -> None:
    sliders.write([{"id": "a", "question": "La décision venait"}])

    assert sliders.sliders[0].accessibleDescription() == "Pas encore placé"
    assert "position" not in sliders.read()[0]


def test_the_wheel_moves_no_slider(sliders: SlidersEditor) -> None:
    sliders.write([{"id": "a", "question": "La décision venait", "position": 40}])
    slider = sliders.sliders[0]

    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, wheel)

    assert sliders.read()[0]["position"] == 40


def test_everything_is_named_plain_and_whole(triads: TriadsEditor, sliders: SlidersEditor) -> None:
    triads.write([TRIAD, {"id": "b", "question": "<b>gras</b>"}])
    sliders.write([{"id": "a", "question": "<i>La décision</i> venait"}])

    for editor in (triads, sliders):
        assert audit(editor) == []
        assert not_plain(editor) == []
        assert cut(editor) == []
