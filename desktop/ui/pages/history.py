"""The life of a record: who saved what and when, and the way back to any version."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from desktop.services.answers import Change, FieldChange
from desktop.services.notebook import Notebook
from desktop.ui import words
from desktop.ui.discretion import HIDDEN
from desktop.ui.forms.editors import said
from desktop.ui.forms.sources import Sources
from desktop.ui.pieces import column, label, line, push
from sync.records import RECORD_TYPES
from sync.records.fields import Kind, field_of, fields_of

_VERBS = {
    "create": "Création",
    "edit": "Modification",
    "delete": "Mise à la corbeille",
    "restore": "Reprise de la corbeille",
}
_REASONS = {
    "undo": "annulation",
    "redo": "rétablissement",
    "version": "retour à une version antérieure",
    "import": "import",
    "seed": "liste de départ",
    "merge": "réunion de deux versions",
    "resolve": "choix entre plusieurs versions",
}
_LONGEST = 400
_MOST_SHOWN = 60
_EPOCH = 1970
# What only a program reads.
_UNREAD = frozenset({"sha256", "media_type", "size_bytes"})


class HistoryPanel(QScrollArea):
    """Shows the latest save first."""

    def __init__(
        self, notebook: Notebook, sources: Sources, go_back: Callable[[int], object]
    ) -> None:
        super().__init__()
        self._notebook = notebook
        self._sources = sources
        self._go_back = go_back
        self._kind, self._record_id = "", ""
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Historique de la fiche")
        sources.discretion.tell_shown(self, lambda: self.show_record(self._kind, self._record_id))

    def show_record(self, kind: str, record_id: str) -> None:
        """Show the saves of a record; nothing for a new one."""
        self._kind, self._record_id = kind, record_id
        holder = QWidget()
        holder.setObjectName("scrolled")
        inside = column(holder, margin=16, spacing=10)
        changes = self._notebook.history(record_id) if record_id else ()
        if not changes:
            inside.addWidget(label("L’historique commence au premier enregistrement.", "quiet"))
        for change in list(reversed(changes))[:_MOST_SHOWN]:
            inside.addWidget(self._card(change, last=change.number == len(changes)))
        inside.addStretch(1)
        self.setWidget(holder)

    def buttons(self) -> list[QPushButton]:
        """Return the ways back, the latest first."""
        return self.findChildren(QPushButton)

    def _card(self, change: Change, *, last: bool) -> QFrame:
        frame = QFrame()
        frame.setObjectName("card")
        inside = column(frame, margin=12, spacing=6)
        reason = _REASONS.get(change.reason, "")
        what = _VERBS.get(change.verb, change.verb) + (f" ({reason})" if reason else "")
        inside.addWidget(label(f"{what} – version {change.number}", "field", wrap=True))
        inside.addWidget(label(_when(change), "quiet", wrap=True))
        for field in self._in_order(change):
            inside.addWidget(label(self._sentence(field), wrap=True))
        if not last:
            back = push("Revenir à cette version", lambda: self._go_back(change.number))
            back.setAccessibleName(f"Revenir à la version {change.number}")
            inside.addLayout(line(back, None))
        return frame

    def _in_order(self, change: Change) -> list[FieldChange]:
        order = [field.name for field in fields_of(RECORD_TYPES[self._kind])]
        rank = {name: place for place, name in enumerate(order)}
        told = (field for field in change.fields if field.name not in _UNREAD)
        return sorted(told, key=lambda field: rank.get(field.name, len(rank)))

    def _sentence(self, change: FieldChange) -> str:
        before, after = (
            self._said(change.name, change.before),
            self._said(change.name, change.after),
        )
        if not before:
            return f"{change.title}\u00a0: {after or '(vide)'}"
        return f"{change.title}\u00a0: {before} → {after or '(vide)'}"

    def _said(self, name: str, value: object) -> str:
        try:
            field = field_of(RECORD_TYPES[self._kind], name)
            text = said(field, value, self._sources)
            if text and self._sources.discretion.hides(field):
                return HIDDEN
            if text and field.kind in (Kind.INTEGER, Kind.NUMBER) and field.about.unit:
                text = f"{text}\u00a0{field.about.unit}"
        except KeyError:
            text = "" if value is None else str(value)
        return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _when(change: Change) -> str:
    # What comes with the program is written at the beginning of time.
    if change.at.year <= _EPOCH:
        return "Livrée avec l’application"
    return words.moment(change.at) + (f" par {change.author}" if change.author else "")
