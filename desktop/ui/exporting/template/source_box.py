"""Where figures come from: a workbook and its period, or the report of an action."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.services.workbooks.catalogue import WORKBOOKS
from desktop.services.workbooks.financial_report.content import CODE
from desktop.services.workbooks.gate.passages import Remarks
from desktop.services.workbooks.scope import Scope
from desktop.services.workbooks.template.filling import Origin
from desktop.ui.exporting.period_box import PeriodBox, beside
from desktop.ui.pieces import CalmCombo, column, titled
from sync.records.action import Action


class SourceBox(QWidget):
    """Tells `changed` when the figures are to be counted again, `turned` to see other ones."""

    changed = Signal()
    turned = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._action: Action | None = None
        self._today = today
        self.workbook = CalmCombo()
        self.workbook.setMinimumContentsLength(20)
        self.period = PeriodBox(today)
        inside = column(self, spacing=4)
        inside.addWidget(beside(titled("Chiffres de", self.workbook), self.workbook))
        inside.addWidget(self.period)
        self.show_action(None)
        self.workbook.activated.connect(lambda _row: self._turn())
        self.period.changed.connect(self._recount)

    @property
    def code(self) -> str:
        """Return the code of the workbook whose figures are offered."""
        return str(self.workbook.currentData())

    def show_action(self, action: Action | None) -> None:
        """Offer the report of an action too, first, when one comes from its sheet."""
        before = self.code if self.workbook.count() else ""
        self._action = action
        self.workbook.clear()
        if action is not None:
            self.workbook.addItem(f"Compte rendu\u00a0: {action.title}, {action.year}", CODE)
        for code, one in WORKBOOKS.items():
            self.workbook.addItem(f"{code} – {one.title}", code)
        self.choose(CODE if action is not None else before)

    def choose(self, code: str) -> None:
        """Turn to a workbook, the first one when this one is not offered."""
        self.workbook.setCurrentIndex(max(self.workbook.findData(code), 0))
        self.period.setVisible(self.code != CODE)

    def origin(self, remarks: Remarks) -> Origin:
        """Return where the figures come from; no scope while the period is not understood."""
        period = self.period.period
        scope = Scope(period) if period is not None else None
        return Origin(self._today(), remarks, scope, self._action.id if self._action else "")

    def _turn(self) -> None:
        self.period.setVisible(self.code != CODE)
        self.turned.emit()

    def _recount(self) -> None:
        if self.period.period is not None:
            self.changed.emit()
