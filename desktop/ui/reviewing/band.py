"""The band at the top of a sheet: what the reader asks for, and the way to send the record."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QFrame

from desktop.services.reviewing.verdicts import is_shared, send
from desktop.ui import words
from desktop.ui.panels.undoing import carried_out
from desktop.ui.pieces import column, label, line, push
from desktop.ui.workplace import Workplace
from sync.records.base import Record, ReviewState

_SENT: Final = "La fiche part en relecture au prochain échange."


class ReviewBand(QFrame):
    """Shown for a record that is sent back, and in a shared notebook for one never sent.

    `save` saves what is typed first; nothing is sent when it cannot be.
    """

    def __init__(self, work: Workplace, save: Callable[[], bool]) -> None:
        super().__init__()
        self._work, self._save = work, save
        self._record: Record | None = None
        self.asked = label("", "attention", wrap=True)
        self.send_button = push("", self._send)
        inside = column(self)
        inside.addWidget(self.asked)
        inside.addLayout(line(self.send_button, None))
        work.discretion.tell(self, self._write)
        self.hide()

    def show_record(self, record: Record | None) -> None:
        """Show what is asked of a record; nothing for most."""
        self._record = record
        self._write()

    def _write(self) -> None:
        state = None if self._record is None else self._record.review_state
        back = state is ReviewState.TO_COMPLETE
        ready = state is ReviewState.DRAFT and is_shared(self._work.notebook)
        self.asked.setVisible(back)
        self.asked.setText(self._said(self._record) if back and self._record else "")
        self.send_button.setText("Répondre et renvoyer" if back else "Envoyer pour relecture")
        self.setVisible(back or ready)

    def _said(self, record: Record) -> str:
        shown = self._work.discretion.shown
        who = f" par {shown(record.reviewed_by)}" if record.reviewed_by else ""
        when = f" le {words.short_day(record.reviewed_on)}" if record.reviewed_on else ""
        comment = shown(record.review_comment or "")
        what = f"\u00a0: «\u00a0{comment}\u00a0»" if comment else "."
        return f"À compléter, fiche renvoyée{who}{when}{what}"

    def _send(self) -> None:
        record = self._record
        if record is not None and self._save():
            carried_out(self._work, partial(send, self._work.notebook, record.id), _SENT)
