"""The top of a sheet: which record it is, what there is to say about it, and its two buttons."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QFrame

from desktop.ui import words
from desktop.ui.pieces import column, label, line, push
from desktop.ui.reviewing.band import ReviewBand
from desktop.ui.workplace import Workplace
from sync.records.base import Record
from sync.records.findings import Finding

_EPOCH = 1970


class SheetHead(QFrame):
    """Shows a record's heading, its code and day, and remarks that concern no single field."""

    def __init__(
        self, work: Workplace, *, save: Callable[[], bool], delete: Callable[[], object]
    ) -> None:
        super().__init__()
        self._discretion = discretion = work.discretion
        self.review = ReviewBand(work, save)
        self._record: Record | None = None
        discretion.tell(self, self._show_title)
        self.title = label("", "title", wrap=True)
        self._about = label("", "quiet", wrap=True)
        self._remarks = label("", "attention", wrap=True)
        self.save_button = push("&Enregistrer", save, primary=True)
        self.delete_button = push("Supprimer", delete, quiet=True)
        top = column(self, margin=12, spacing=2)
        row = line(self._about, self.delete_button, self.save_button)
        row.setStretch(0, 1)
        top.addWidget(self.title)
        top.addLayout(row)
        top.addWidget(self._remarks)
        top.addWidget(self.review)

    def show_record(self, record: Record | None, new: str) -> None:
        """Show a record, or that a new one is being written."""
        self._record = record
        self.title.setText(new)
        self._show_title()
        self._about.setText("" if record is None else _about(record.code, record.modified_at))
        self.delete_button.setText("Abandonner" if record is None else "Supprimer")
        self.review.show_record(record)
        self.show_remarks(())

    def _show_title(self) -> None:
        if self._record is not None:
            heading = self._record.heading()
            self.title.setText(self._discretion.heading(self._record.kind, heading))

    def show_remarks(self, findings: tuple[Finding, ...]) -> None:
        """Show remarks on the whole record."""
        self._remarks.setText(" ".join(finding.sentence for finding in findings))
        self._remarks.setVisible(bool(findings))


def _about(code: str, modified_at: datetime | None) -> str:
    # The default lists are written at the beginning of time, so that any correction wins.
    if modified_at is None or modified_at.year <= _EPOCH:
        return code
    day = f"modifiée le {words.short_day(modified_at.astimezone().date())}"
    return f"{code} · {day}" if code else day
