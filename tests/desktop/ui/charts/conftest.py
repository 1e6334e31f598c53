"""What the tests of charts look at: the colours that were painted."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

_WIDE = 400
Painted = Callable[[QWidget, QColor], list[int]]


@pytest.fixture
def painted(qapp: QApplication) -> Painted:
    """Return what counts, on each line of pixels of a widget, those of a colour."""

    def count(widget: QWidget, colour: QColor) -> list[int]:
        width = widget.width() if widget.width() < _WIDE else _WIDE
        widget.resize(width, widget.sizeHint().height())
        qapp.processEvents()
        image = widget.grab().toImage()
        lines = range(image.height())
        return [sum(image.pixelColor(x, y) == colour for x in range(image.width())) for y in lines]

    return count
