"""The period of a workbook: one year, several, or from one day to another."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.services.workbooks.scope import Period
from desktop.ui import words
from desktop.ui.forms import parsing
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import CalmCombo, LineBox, column, label, line, repolish, titled

# Contracts of the years before are read in their own workbooks.
_YEARS_BACK = 12
_NOT_A_DAY = "Cette date n’est pas comprise. Écrivez par exemple 13/11/2026."
_BACKWARDS = "La fin vient avant le début. Corrigez l’une des deux."


class Spans(StrEnum):
    """How a period is told."""

    YEAR = "Une année"
    YEARS = "Plusieurs années"
    DAYS = "D’une date à une autre"


class PeriodBox(QWidget):
    """Tells `changed`; `period` is None while a day is not understood."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.spans = CalmCombo()
        self.spans.setMinimumContentsLength(18)
        self.first_year, self.last_year = CalmCombo(), CalmCombo()
        self.first_day, self.last_day = LineBox(), LineBox()
        self.fault = label("", "error", wrap=True)
        self._build()
        self._fill()
        self.show_period(Period.of_years(today().year))

    @property
    def period(self) -> Period | None:
        """Return the period; None when it cannot be read."""
        if self._said is Spans.DAYS:
            first, last = self._days()
            return Period(first, last) if first and last and first <= last else None
        first_year = int(self.first_year.currentData())
        if self._said is Spans.YEAR:
            return Period.of_years(first_year)
        last_year = int(self.last_year.currentData())
        return Period.of_years(first_year, last_year) if first_year <= last_year else None

    def show_period(self, period: Period) -> None:
        """Show a period as it is best told."""
        years = period.years
        whole = period == Period.of_years(years[0], years[-1])
        many = Spans.YEARS if len(years) > 1 else Spans.YEAR
        self._choose_year(self.first_year, years[0])
        self._choose_year(self.last_year, years[-1])
        self.first_day.setText(words.short_day(period.first))
        self.last_day.setText(words.short_day(period.last))
        self.spans.setCurrentIndex(self.spans.findData(many if whole else Spans.DAYS))
        self.show_boxes()

    def take_focus(self) -> None:
        """Go to what is to be corrected."""
        (self.first_day if self._said is Spans.DAYS else self.first_year).setFocus()

    @property
    def _said(self) -> Spans:
        return Spans(self.spans.currentData())

    def _days(self) -> tuple[date | None, date | None]:
        today = self._today()
        return tuple(parsing.day(box.text(), today) for box in (self.first_day, self.last_day))  # type: ignore[return-value]  # two boxes, two days

    def _choose_year(self, box: CalmCombo, year: int) -> None:
        if box.findData(year) < 0:
            box.addItem(str(year), year)
        box.setCurrentIndex(box.findData(year))

    def show_boxes(self) -> None:
        """Show the boxes that the period is told in."""
        days, years = self._said is Spans.DAYS, self._said is Spans.YEARS
        self._first_year.setVisible(not days)
        self._first_title.setText("De" if years else "Année")
        self._last_year.setVisible(years)
        self._first_day.setVisible(days)
        self._last_day.setVisible(days)
        self._tell()

    def _tell(self) -> None:
        fault = self._fault()
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
        unread = self._days() if self._said is Spans.DAYS else (date.min, date.min)
        for box, day in zip((self.first_day, self.last_day), unread, strict=True):
            box.setProperty("fault", day is None)
            repolish(box)
        self.changed.emit()

    def _fault(self) -> str:
        if self.period is not None:
            return ""
        if self._said is Spans.DAYS and None in self._days():
            return _NOT_A_DAY
        return _BACKWARDS

    def _fill(self) -> None:
        for spans in Spans:
            self.spans.addItem(spans.value, spans)
        this = self._today().year
        for year in range(this + 1, this - _YEARS_BACK, -1):
            for box in (self.first_year, self.last_year):
                box.addItem(str(year), year)
        self.spans.activated.connect(lambda _row: self.show_boxes())
        for years in (self.first_year, self.last_year):
            years.activated.connect(lambda _row: self._tell())
        for day in (self.first_day, self.last_day):
            day.textEdited.connect(lambda _text: self._tell())

    def _build(self) -> None:
        self.spans.setAccessibleName("Période")
        self.first_year.setAccessibleName("Année, ou première année")
        self.last_year.setAccessibleName("Dernière année")
        self.first_day.setAccessibleName("Premier jour")
        self.last_day.setAccessibleName("Dernier jour")
        for box in (self.first_day, self.last_day):
            box.setPlaceholderText("jj/mm/aaaa")
        self._first_title = titled("Année", self.first_year)
        self._first_year = beside(self._first_title, self.first_year)
        self._last_year = beside(titled("à", self.last_year), self.last_year)
        self._first_day = beside(titled("Du", self.first_day), self.first_day)
        self._last_day = beside(titled("au", self.last_day), self.last_day)
        inside = column(self, spacing=4)
        inside.addWidget(
            buttons(
                beside(titled("Période", self.spans), self.spans),
                self._first_year,
                self._last_year,
                self._first_day,
                self._last_day,
            )
        )
        inside.addWidget(self.fault)


def beside(title: QWidget, box: QWidget) -> QWidget:
    """Return a title and its box, which stay side by side."""
    holder, row = QWidget(), line(title, box)
    row.setStretch(1, 1)
    holder.setLayout(row)
    return holder
