"""The week in a small chart."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame

from desktop.services.today.lines import Day
from desktop.ui.charts.bars import BarChart
from desktop.ui.charts.figures import with_figures
from desktop.ui.home.wording import bars
from desktop.ui.pieces import column, label

_TITLE = "Cette semaine"
_WHAT = "Visites, idées, observations et notes d’évaluation, jour par jour."


class WeekCard(QFrame):
    """What was written down each day, from Monday to Sunday."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.chart = BarChart(_TITLE)
        inside = column(self, spacing=6)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(label(_TITLE, "section"))
        inside.addWidget(label(_WHAT, "quiet", wrap=True))
        inside.addWidget(with_figures(self.chart))

    def show_days(self, days: Sequence[Day]) -> None:
        """Show these days; nothing at all when nothing was written."""
        written = any(day.total for day in days)
        self.chart.show_bars(bars(tuple(days)) if written else ())
