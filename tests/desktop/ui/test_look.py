"""Both themes can be read, and larger text cuts nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.services.notebook import Notebook
from desktop.ui.main_window import MainWindow
from desktop.ui.pieces import Picture
from desktop.ui.theme import Appearance, Theme, palette
from desktop.ui.tokens import CONTRAST, DARK, LIGHT, Tokens, contrast, pairs
from tests.desktop.ui.audit import cut

THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
def test_every_text_stands_out_from_its_ground(tokens: Tokens) -> None:
    weak = [pair for pair in pairs(tokens) if contrast(*pair) < 4.5]

    assert weak == []


def test_every_text_of_the_high_contrast_stands_out_more() -> None:
    weak = [pair for pair in pairs(CONTRAST) if contrast(*pair) < 7]

    assert weak == []


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
def test_the_edges_of_boxes_stand_out_from_their_ground(tokens: Tokens) -> None:
    assert contrast(tokens.border, tokens.base) >= 3
    assert contrast(tokens.border, tokens.window) >= 3
    assert contrast(tokens.focus, tokens.window) >= 3


def test_contrast_is_the_one_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_a_theme_and_a_zoom_reach_every_widget(
    appearance: Appearance, window: MainWindow, qapp: QApplication
) -> None:
    before = window.top.search.fontMetrics().height()

    appearance.apply(Theme.DARK, 2.0)
    qapp.processEvents()

    assert window.top.search.fontMetrics().height() > 1.7 * before
    assert qapp.palette() == palette(DARK)


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_larger_text_is_never_cut_on_a_small_laptop(
    appearance: Appearance,
    window: MainWindow,
    notebook: Notebook,
    qapp: QApplication,
    factor: float,
    full: Callable[..., dict[str, Any]],
) -> None:
    record = notebook.add("visit", full("visit")).record

    appearance.apply(Theme.LIGHT, factor)
    window.fit()
    window.open_record(record.id)
    window.resize(1366, 768)
    qapp.processEvents()

    assert (window.width(), window.height()) == (1366, 768)
    assert cut(window) == []


def test_icons_grow_with_the_text(
    appearance: Appearance, window: MainWindow, qapp: QApplication
) -> None:
    sign, button = window.top.findChildren(Picture)[0], window.top.findChildren(QPushButton)[0]
    before = sign.pixmap().height(), button.iconSize().height()

    appearance.apply(Theme.LIGHT, 1.5)
    qapp.processEvents()

    assert (sign.pixmap().height(), button.iconSize().height()) == (
        before[0] * 1.5,
        before[1] * 1.5,
    )
