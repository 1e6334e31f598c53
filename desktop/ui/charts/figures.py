"""A chart with its figures in words, shown when they are asked for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.ui.charts.chart import Chart
from desktop.ui.pieces import announce, column, label, push

_SHOW, _HIDE = "Voir les chiffres", "Cacher les chiffres"


def with_figures(chart: Chart) -> QWidget:
    """Return the chart above a button that shows and hides its summary."""
    return _Figures(chart)


class _Figures(QWidget):
    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self._chart = chart
        self._text = label(chart.summary, "quiet", wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.hide()
        self._toggle = push(_SHOW, self._turn, quiet=True)
        inside = column(self, spacing=4)
        inside.addWidget(chart)
        inside.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self._text)
        chart.told.connect(self._read)
        self._name()
        self._read()

    def _turn(self) -> None:
        self._text.setVisible(self._text.isHidden())
        self._name()
        if not self._text.isHidden():
            announce(self._text, self._chart.summary)

    def _name(self) -> None:
        text = _SHOW if self._text.isHidden() else _HIDE
        self._toggle.setText(text)
        self._toggle.setAccessibleName(f"{text}\u00a0: {self._chart.title}")

    def _read(self) -> None:
        self._text.setText(self._chart.summary)
        self._toggle.setVisible(not self._chart.is_empty)
        if self._chart.is_empty:
            self._text.hide()
            self._name()
