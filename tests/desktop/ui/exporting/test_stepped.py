"""A step scrolls to what was just shown in it."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.exporting.stepped import Stepped
from desktop.ui.pieces import column, label


def test_what_was_just_shown_under_much_else_comes_into_sight(qtbot: QtBot) -> None:
    step, body, above, part = Stepped(), QWidget(), QWidget(), label("Depuis l’envoi")
    qtbot.addWidget(step)
    above.setFixedHeight(2_000)
    inside = column(body)
    inside.addWidget(above)
    inside.addWidget(part)
    step.lay_out(body, QWidget())
    step.resize(400, 300)
    step.show()
    hidden = part.visibleRegion().isEmpty()

    step.bring(part)

    assert hidden
    qtbot.waitUntil(lambda: not part.visibleRegion().isEmpty())
