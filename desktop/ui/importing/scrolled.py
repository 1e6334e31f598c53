"""A step whose buttons stay in sight while what they are about scrolls, in large text."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.ui.pieces import column


def over_its_buttons(step: QWidget, body: QWidget, foot: QWidget) -> QScrollArea:
    """Lay a step out: `body` scrolls, `foot` stays in sight. Both are filled already, so that
    Tab goes from one to the other."""
    area = QScrollArea()
    body.setObjectName("scrolled")
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(body)
    whole = column(step, spacing=10)
    whole.addWidget(area, 1)
    whole.addWidget(foot)
    return area
