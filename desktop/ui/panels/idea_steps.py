"""One step of the path of an idea: its day, its picture, its words, the way to its record."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.services.ideas.path import PathStep, Quote
from desktop.ui import words
from desktop.ui.pieces import label, picture, push
from desktop.ui.rail import ICONS
from desktop.ui.workplace import Workplace

_WIDEST_DAY = "00/00/0000 "
_STAGE = "flag-banner"


class StepRow(QWidget):
    """A step on the line that joins it to those before and after."""

    def __init__(self, step: PathStep, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._picture = picture()
        icon = ICONS.get(step.kind, _STAGE)
        self._side = self.fontMetrics().height() + 3
        self._picture.setPixmap(work.sources.icons.pixmap(icon, "action", self._side))
        self._picture.setFixedWidth(self._side)
        day = label(_day(step), "quiet")
        day.setFixedWidth(self.fontMetrics().horizontalAdvance(_WIDEST_DAY))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setHorizontalSpacing(10)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(day, 0, 0, top)
        grid.addWidget(self._picture, 0, 1, top)
        grid.addLayout(self._words(step), 0, 2)
        grid.setColumnStretch(2, 1)
        if step.record_id:
            grid.addWidget(self._open_button(step), 0, 3, top)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, broken where the picture stands."""
        super().paintEvent(event)
        painter = QPainter(self)
        faint = self.palette().color(QPalette.ColorRole.PlaceholderText)
        faint.setAlpha(110)
        painter.setPen(QPen(faint, 1))
        box = self._picture.geometry()
        middle = box.center().x()
        painter.drawLine(middle, 0, middle, box.top() - 2)
        painter.drawLine(middle, box.top() + self._side + 3, middle, self.height())
        painter.end()

    def _words(self, step: PathStep) -> QVBoxLayout:
        inside = QVBoxLayout()
        inside.setSpacing(2)
        inside.addWidget(label(self._headline(step), "field", wrap=True))
        if step.detail:
            inside.addWidget(label(step.detail, wrap=True))
        for quote in step.quotes:
            inside.addWidget(self._said(quote))
        return inside

    def _headline(self, step: PathStep) -> str:
        amount = words.money(step.amount) if step.amount is not None else ""
        parts = (step.name, step.title, self._work.discretion.shown(amount))
        return "\u00a0: ".join(part for part in parts if part)

    def _said(self, quote: Quote) -> QLabel:
        text = self._work.discretion.shown(quote.text) if quote.guarded else quote.text
        by = f" – {quote.by}" if quote.by else ""
        kept = " (ne sort pas de l’équipe)" if quote.guarded else ""
        return label(f"«\u00a0{text}\u00a0»{by}{kept}", "quiet", wrap=True)

    def _open_button(self, step: PathStep) -> QPushButton:
        button = push("Ouvrir", partial(self._work.sources.open_record, step.record_id), quiet=True)
        button.setAccessibleName(f"Ouvrir\u00a0: {step.name}, {step.title}")
        return button


def _day(step: PathStep) -> str:
    if step.on is not None:
        return words.short_day(step.on)
    return str(step.year) if step.year else "sans date"
