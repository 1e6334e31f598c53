"""What is really drawn stands out from its ground, in each theme: measured on the pixels."""

from collections import Counter

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.pieces import column, label, line, push
from desktop.ui.theme import Appearance, Theme
from desktop.ui.tokens import contrast

WORDS = "Écrire à l’œuvre MMMM"
# What the frame of a widget takes.
_EDGE = 3


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
@pytest.mark.parametrize("name", ["", "title", "section", "field", "quiet", "ok", "error"])
def test_the_pixels_of_a_label_stand_out(
    appearance: Appearance, qtbot: QtBot, theme: Theme, name: str
) -> None:
    appearance.apply(theme, 1.0)

    assert seen_contrast(qtbot, label(WORDS, name)) >= least(theme)


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
@pytest.mark.parametrize("look", ["plain", "primary", "quiet", "disabled"])
def test_the_pixels_of_a_button_stand_out(
    appearance: Appearance, qtbot: QtBot, theme: Theme, look: str
) -> None:
    appearance.apply(theme, 1.0)
    button = push(WORDS, lambda: None, primary=look == "primary", quiet=look == "quiet")
    button.setEnabled(look != "disabled")

    assert seen_contrast(qtbot, button) >= least(theme)


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
@pytest.mark.parametrize("tone", ["info", "ok", "attention", "error"])
def test_the_pixels_of_a_message_stand_out(
    appearance: Appearance, qtbot: QtBot, theme: Theme, tone: str
) -> None:
    appearance.apply(theme, 1.0)
    bar = QFrame()
    bar.setProperty("tone", tone)
    bar.setLayout(line(label(WORDS)))

    assert seen_contrast(qtbot, bar, bar.findChildren(QLabel)[0]) >= least(theme)


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
def test_the_pixels_of_what_is_typed_stand_out(
    appearance: Appearance, qtbot: QtBot, theme: Theme
) -> None:
    appearance.apply(theme, 1.0)
    typed, hint = QLineEdit(WORDS), QLineEdit()
    hint.setPlaceholderText(WORDS)

    assert seen_contrast(qtbot, typed) >= least(theme)
    assert seen_contrast(qtbot, hint) >= least(theme)


def least(theme: Theme) -> float:
    """Return the contrast that a theme promises."""
    return 7 if theme is Theme.CONTRAST else 4.5


def seen_contrast(qtbot: QtBot, widget: QWidget, text: QWidget | None = None) -> float:
    """Return the contrast, on a page, of a text with its ground, at the sign that shows best."""
    page = QWidget()
    page.setObjectName("page")
    column(page, margin=8).addWidget(widget)
    qtbot.addWidget(page)
    page.show()
    QApplication.processEvents()
    colours = colours_of(text or widget)
    ((ground, _),) = colours.most_common(1)
    return max(contrast(ground, colour) for colour in colours)


def colours_of(widget: QWidget) -> Counter[str]:
    """Return how many pixels of each colour a widget shows."""
    image = widget.window().grab().toImage()
    corner = widget.mapTo(widget.window(), QPoint(0, 0))
    inside = QRect(corner, widget.size()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    return Counter(
        image.pixelColor(x, y).name()
        for x in range(inside.left(), inside.right())
        for y in range(inside.top(), inside.bottom())
    )
