"""The rail shows where one is, and turns the page only when asked."""

from PySide6.QtCore import Qt

from desktop.ui.main_window import MainWindow
from desktop.ui.rail import HOME
from tests.desktop.ui.hands import press


def test_tab_into_the_rail_leaves_the_form_where_it_is(window: MainWindow) -> None:
    window.act("new_visit")
    form = window.page

    window.rail.setFocus(Qt.FocusReason.TabFocusReason)
    assert window.page is form
    press(window.rail, Qt.Key.Key_Down)

    assert window.shelf.key == HOME
