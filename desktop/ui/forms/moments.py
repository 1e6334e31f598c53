"""Editors of days, times and moments."""

import re
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QVBoxLayout, QWidget

from desktop.ui import words
from desktop.ui.forms import parsing
from desktop.ui.forms.editor import Editor
from desktop.ui.forms.keys import pressed
from desktop.ui.forms.sources import Sources
from desktop.ui.forms.texts import TextEditor
from desktop.ui.pieces import label, tool
from sync.records.fields import FieldSpec

_ISO_TIME = re.compile(r"\d{2}:\d{2}:\d{2}.*")


class DateEditor(TextEditor):
    """A day, typed (« 13/11/2026 », « hier », « lundi », « 3/5 ») or picked in a calendar."""

    def __init__(self, field: FieldSpec, sources: Sources) -> None:
        super().__init__(field)
        self._today = sources.today
        self._weekday = label("", "quiet")
        self._button = tool(
            sources.icons.icon("calendar-blank"), "Calendrier (flèche bas)", self.calendar
        )
        # Tab goes from answer to answer; the keyboard opens the calendar with Down.
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._box.installEventFilter(self)
        self._row.addWidget(self._button)
        self._row.addWidget(self._weekday)
        self._box.setPlaceholderText("jj/mm/aaaa")
        self._box.setMinimumWidth(self.fontMetrics().averageCharWidth() * 14)
        self._box.textChanged.connect(self._show_weekday)
        self._box.editingFinished.connect(self._settle)
        self._popup: QWidget | None = None

    def name_for_readers(self, name: str, description: str) -> None:
        """Name the box, and the button after it."""
        super().name_for_readers(name, description)
        self._button.setAccessibleName(f"Calendrier : {name}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the calendar with Down."""
        if pressed(event) == Qt.Key.Key_Down and watched is self._box:
            self.calendar()
            return True
        return super().eventFilter(watched, event)

    def read(self) -> Any:
        """Return the day as ISO text, or what is typed when it is not a day."""
        day = self._day()
        return day.isoformat() if day else self._box.text().strip() or None

    def write(self, value: Any) -> None:
        """Show a day (a date or ISO text), or a typed text as it was."""
        super().write(words.short_day(value) if isinstance(value, date) else _as_typed(value))

    def raw(self) -> Any:
        """Return the text as typed; « hier » becomes its day, since tomorrow it means another."""
        text = self._box.text()
        day = self._day()
        return words.short_day(day) if day and parsing.is_relative(text) else text or None

    def fault(self) -> str:
        """Say when the text is not a day."""
        if not self._box.text().strip() or self._day():
            return ""
        return "Cette date n’est pas comprise. Écrivez par exemple 13/11/2026, hier ou lundi."

    def _day(self) -> date | None:
        return parsing.day(self._box.text(), self._today())

    def _show_weekday(self) -> None:
        day = self._day()
        self._weekday.setText(words.weekday(day) if day else "")

    def _settle(self) -> None:
        day = self._day()
        if day:
            self._box.setText(words.short_day(day))

    def calendar(self) -> QCalendarWidget:
        """Open the calendar under the box; Enter or a click picks its day."""
        popup = QWidget(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setLocale(QLocale(QLocale.Language.French, QLocale.Country.France))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setAccessibleName(f"Calendrier : {self.field.title}")
        day = self._day() or self._today()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.activated.connect(self._picked)
        calendar.clicked.connect(self._picked)
        inside = QVBoxLayout(popup)
        inside.setContentsMargins(4, 4, 4, 4)
        inside.addWidget(calendar)
        popup.move(self._box.mapToGlobal(QPoint(0, self._box.height())))
        self._popup = popup
        popup.show()
        calendar.setFocus()
        return calendar

    def _picked(self, picked: QDate) -> None:
        if self._popup is not None:
            self._popup.close()
            self._popup = None
        self._box.setText(words.short_day(date(picked.year(), picked.month(), picked.day())))
        self._box.setFocus()
        self.edited.emit()


class TimeEditor(TextEditor):
    """A time of day, typed « 14h30 », « 14:30 » or « 1430 »."""

    def __init__(self, field: FieldSpec) -> None:
        super().__init__(field)
        self._box.setPlaceholderText("hh:mm")
        self._box.setMinimumWidth(self.fontMetrics().averageCharWidth() * 8)
        self._box.editingFinished.connect(self._settle)

    def read(self) -> Any:
        """Return the time as ISO text, or what is typed when it is not a time."""
        clock = parsing.clock(self._box.text())
        return clock.isoformat() if clock else self._box.text().strip() or None

    def write(self, value: Any) -> None:
        """Show a time, or a typed text as it was."""
        if isinstance(value, str) and _ISO_TIME.fullmatch(value):
            value = time.fromisoformat(value)
        super().write(words.clock(value) if isinstance(value, time) else value)

    def raw(self) -> Any:
        """Return the text as typed."""
        return self._box.text() or None

    def fault(self) -> str:
        """Say when the text is not a time."""
        text = self._box.text().strip()
        readable = not text or parsing.clock(text)
        return "" if readable else "Cette heure n’est pas comprise. Écrivez par exemple 14:30."

    def _settle(self) -> None:
        clock = parsing.clock(self._box.text())
        if clock:
            self._box.setText(words.clock(clock))


class MomentEditor(Editor):
    """A moment kept by the notebook itself: shown, never typed."""

    def __init__(self, field: FieldSpec) -> None:
        super().__init__(field)
        self._value: Any = None
        self._text = TextEditor(field)
        self._text.main.setReadOnly(True)
        self.setFocusProxy(self._text.main)
        self.setLayout(_only(self._text))

    @property
    def main(self) -> QWidget:
        """Return the box that shows the moment."""
        return self._text.main

    def read(self) -> Any:
        """Return the moment as ISO text, unchanged."""
        return self._value.isoformat() if isinstance(self._value, datetime) else self._value

    def write(self, value: Any) -> None:
        """Show a moment in local time."""
        if isinstance(value, str):
            value = datetime.fromisoformat(value)
        self._value = value
        self._text.write(words.moment(value) if value else None)


def _only(widget: QWidget) -> QVBoxLayout:
    made = QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.addWidget(widget)
    return made


def _as_typed(value: Any) -> Any:
    """Return ISO text, as a record of another program may hold it, the French way round."""
    if not isinstance(value, str):
        return value
    try:
        return words.short_day(date.fromisoformat(value))
    except ValueError:
        return value
