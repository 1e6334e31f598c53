"""One record to read again: what changed field by field, what deserves a look, the verdict."""

from typing import Final

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.services.answers import FieldChange
from desktop.services.reviewing.changes import Changes, changes_of
from desktop.services.reviewing.inbox import Line
from desktop.ui.discretion import HIDDEN
from desktop.ui.forms.editors import said
from desktop.ui.panels.parts import Facts, Section
from desktop.ui.pieces import column, label, long_text
from desktop.ui.reviewing.compared import Compared, Row
from desktop.ui.reviewing.queue import came
from desktop.ui.workplace import Workplace
from sync.records import RECORD_TYPES
from sync.records.base import ReviewState
from sync.records.fields import field_of

_LONGEST: Final = 600
_EMPTY: Final = "(vide)"
_COMMENT_LINES: Final = 5


class Pane(QScrollArea):
    """Shows a record; its buttons are joined by the page."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._line: Line | None = None
        self._begun: dict[str, str] = {}
        self.title = label("", "title", wrap=True)
        self.came = label("", "quiet", wrap=True)
        self.flags = label("", "attention", wrap=True)
        self.facts = Facts()
        self.compared = Compared()
        self.changes = Section("Ce qui change", self.facts, self.compared)
        self.comment = long_text("Commentaire pour la personne")
        self.comment.setTabChangesFocus(True)
        self.comment.setPlaceholderText("Ce qui manque ou reste à préciser")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(self.focusPolicy().NoFocus)
        self._build()
        work.discretion.tell(self, self._write)

    @property
    def asked(self) -> str:
        """Return the comment that is written."""
        return self.comment.toPlainText().strip()

    def show_line(self, line: Line) -> None:
        """Show another record; a comment belongs to its record, and is there when it comes back."""
        if self._line is None or self._line.id != line.id:
            if self._line is not None:
                self._begun[self._line.id] = self.comment.toPlainText()
            self.comment.setPlainText(self._begun.pop(line.id, ""))
        self._line = line
        self._write()

    def add_buttons(self, row: QWidget) -> None:
        """Put the row of the verdict under the comment."""
        self._inside.addWidget(row)
        self._inside.addStretch(1)

    def _write(self) -> None:
        line = self._line
        if line is None:
            return
        heading = self._work.discretion.heading(line.kind, line.heading)
        self.title.setText(f"{RECORD_TYPES[line.kind].label} – {heading}")
        state = next(each.label for each in ReviewState if each.value == line.state)
        self.came.setText(f"{line.code} · {state} · {came(line, self._work.discretion)}")
        flags = [self._work.discretion.shown(flag) for flag in line.flags]
        self.flags.setText("\n".join(f"À regarder\u00a0: {flag}" for flag in flags))
        self.flags.setVisible(bool(flags))
        changes = changes_of(self._work.notebook, line.id)
        rows = [self._row(line.kind, each) for each in changes.fields]
        new = changes.is_new and not any(before for _, before, _ in rows)
        self.facts.show_facts([(title, after) for title, _, after in rows] if new else [])
        self.compared.show_rows([] if new else [(t, b or _EMPTY, a or _EMPTY) for t, b, a in rows])
        self.changes.say(_about(changes))

    def _row(self, kind: str, change: FieldChange) -> Row:
        before, after = (self._said(kind, change.name, v) for v in (change.before, change.after))
        return change.title, before, after

    def _said(self, kind: str, name: str, value: object) -> str:
        field = field_of(RECORD_TYPES[kind], name)
        text = said(field, value, self._work.sources)
        if text and self._work.discretion.hides(field):
            return HIDDEN
        return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"

    def _build(self) -> None:
        holder = QWidget()
        holder.setObjectName("scrolled")
        self._inside = column(holder, margin=16, spacing=10)
        asking = label("Commentaire pour la personne", "field")
        asking.setBuddy(self.comment)
        self.comment.setFixedHeight(self.fontMetrics().lineSpacing() * _COMMENT_LINES)
        for part in (self.title, self.came, self.flags, self.changes, asking, self.comment):
            self._inside.addWidget(part)
        self.setWidget(holder)


def _about(changes: Changes) -> str:
    if changes.is_new:
        return "Fiche encore jamais relue\u00a0: tout ce qu’elle contient."
    if not changes.fields:
        return "Rien n’a changé depuis la dernière relecture."
    return "Depuis la dernière relecture."
