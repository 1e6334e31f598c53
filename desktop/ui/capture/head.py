"""The top of a quick form: what is written, that it is kept, and what was just added."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QFrame

from desktop.ui import words
from desktop.ui.icons import Icons
from desktop.ui.pieces import announce, column, label, line, picture, push
from sync.records.base import Record


class CaptureHead(QFrame):
    """Shows « Nouvelle visite », « Brouillon gardé à 14:32 » and « Visite ajoutée »."""

    def __init__(self, title: str, icons: Icons, open_record: Callable[[str], object]) -> None:
        super().__init__()
        self._open_record = open_record
        self.added_id = ""
        self._title = label(title, "title")
        self._added_mark, self._kept_mark = picture(), picture()
        self._added, self._kept = label("", "ok"), label("", "quiet")
        self._pinned = label("", "quiet", wrap=True)
        self._open = push("L’ouvrir", self._show_added, quiet=True)
        for mark, role in ((self._added_mark, "ok"), (self._kept_mark, "secondary")):
            mark.show_icon(icons.icon("check-circle", role), 18)
        inside = column(self, margin=12, spacing=2)
        inside.addLayout(line(self._title, None, self._kept_mark, self._kept, spacing=6))
        inside.addLayout(line(self._added_mark, self._added, self._open, None, spacing=6))
        inside.addWidget(self._pinned)
        self.begin()
        self.show_pinned(())

    @property
    def added(self) -> str:
        """Return what is said of the record added last; empty when nothing is."""
        return self._added.text()

    @property
    def kept(self) -> str:
        """Return what is said of the draft; empty when nothing is."""
        return self._kept.text()

    def begin(self) -> None:
        """Say nothing of a draft: nothing is typed yet."""
        self._say_kept("")

    def show_kept(self, at: datetime | None) -> None:
        """Say when the draft was kept; None says nothing of it."""
        self._say_kept(f"Brouillon gardé à {words.clock(at)}" if at is not None else "")

    def show_added(self, record: Record | None) -> None:
        """Say what was just added, with a way to it; None says nothing more."""
        self.added_id = record.id if record is not None else ""
        e = "e" if record is not None and record.feminine else ""
        text = f"{record.label} ajouté{e} · {record.code}" if record is not None else ""
        self._added.setText(text)
        if record is not None:
            self._open.setAccessibleName(f"Ouvrir {record.code}")
            announce(self, text)
        for part in (self._added_mark, self._added, self._open):
            part.setVisible(record is not None)

    def show_pinned(self, titles: tuple[str, ...]) -> None:
        """Say which values the next form will start with."""
        self._pinned.setText(f"Gardé d’une fiche à l’autre\u00a0: {', '.join(titles)}")
        self._pinned.setVisible(bool(titles))

    def _say_kept(self, text: str) -> None:
        self._kept.setText(text)
        self._kept.setVisible(bool(text))
        self._kept_mark.setVisible(bool(text))

    def _show_added(self) -> None:
        self._open_record(self.added_id)
