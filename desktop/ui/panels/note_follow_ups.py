"""What a note led to: its tasks and decisions, ticked here, and the next one begun from it."""

from functools import partial

from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from desktop.services.note_follow_ups import FollowUp, begun, follow_ups, kinds_begun, ticked
from desktop.ui import words
from desktop.ui.panels.scrolled import ScrolledPanel
from desktop.ui.panels.undoing import edited
from desktop.ui.pieces import column, label, line, push, tool
from desktop.ui.workplace import Workplace
from sync.records import RECORD_TYPES

_NOTHING_DECIDED = "La note ne dit pas encore ce que l’on décide."
_NOTHING_YET = "Aucune tâche ni décision n’est née de cette note."
_DECIDED = "Ce que l’on décide"


class FollowUpsPanel(ScrolledPanel):
    """From what is decided to what is done, without leaving the note."""

    title = "Suites"
    kinds = frozenset({"task", "decision"})

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self._decided = label("", wrap=True)
        self._offers = {kind: self._offer(kind) for kind in ("task", "decision")}
        self._empty = label(_NOTHING_YET, "quiet", wrap=True)
        self._rows = QWidget()
        self._inside: QVBoxLayout = column(self._rows, spacing=8)
        self._boxes: dict[str, QCheckBox] = {}
        self._build()

    @property
    def boxes(self) -> dict[str, QCheckBox]:
        """Return the box of each task and decision, by its id."""
        return self._boxes

    @property
    def offers(self) -> dict[str, QPushButton]:
        """Return the buttons that begin a task or a decision."""
        return self._offers

    def read(self) -> None:
        """Read the note and what came out of it."""
        note = self.work.notebook.get(self.record_id)
        decided = str(getattr(note, "decided", None) or "")
        self._decided.setText(decided or _NOTHING_DECIDED)
        for kind, button in self._offers.items():
            button.setVisible(kind in kinds_begun(note.kind))
        found = follow_ups(note, self.work.notebook)
        self._empty.setVisible(not found)
        self._show(found)

    def _show(self, found: tuple[FollowUp, ...]) -> None:
        held = next((key for key, box in self._boxes.items() if box.hasFocus()), "")
        for old in self._rows.findChildren(QWidget, "followUp"):
            self._inside.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._boxes = {}
        for each in found:
            self._inside.addWidget(self._row(each))
        if held in self._boxes:
            self._boxes[held].setFocus()

    def _row(self, each: FollowUp) -> QWidget:
        made = QWidget()
        made.setObjectName("followUp")
        kind = RECORD_TYPES[each.kind].label
        box = QCheckBox()
        box.setChecked(each.done)
        box.setMinimumSize(28, 28)
        box.setAccessibleName(f"{kind} faite\u00a0: {each.text}")
        box.clicked.connect(lambda _on: self._tick(each))
        self._boxes[each.id] = box
        opens = tool(
            self.work.sources.icons.icon("arrow-square-out", "text"),
            f"Ouvrir\u00a0: {each.text}"[:120],
            lambda: self.work.sources.open_record(each.id),
        )
        said = QWidget()
        lines = column(said, spacing=0)
        lines.addWidget(label(each.text, wrap=True))
        lines.addWidget(label(_detail(each), "quiet", wrap=True))
        row = line(box, said, opens)
        row.setStretch(1, 1)
        made.setLayout(row)
        return made

    def _tick(self, each: FollowUp) -> None:
        said = "Noté comme fait." if not each.done else "Noté comme à faire."
        changes = ticked(each, self.work.sources.today())
        if not edited(self.work, each.id, changes, said):
            self._boxes[each.id].setChecked(each.done)

    def _offer(self, kind: str) -> QPushButton:
        model = RECORD_TYPES[kind]
        made = push(words.new(model.label, feminine=model.feminine), partial(self._begin, kind))
        made.setIcon(self.work.sources.icons.beside("plus", "text"))
        return made

    def _begin(self, kind: str) -> None:
        note = self.work.notebook.get(self.record_id)
        who, today = self.work.notebook.person.name, self.work.sources.today()
        self.work.begin(kind, begun(kind, note, who=who, today=today))

    def _build(self) -> None:
        head = QWidget()
        inside = column(head, spacing=6)
        inside.addWidget(label(_DECIDED, "section"))
        inside.addWidget(self._decided)
        inside.addLayout(line(*self._offers.values(), None))
        below = QWidget()
        listed = column(below, spacing=6)
        listed.addWidget(label("Ce qui en est né", "section"))
        listed.addWidget(self._empty)
        listed.addWidget(self._rows)
        self.fill(head, below)


def _detail(each: FollowUp) -> str:
    due = f"pour le {words.short_day(each.due_on)}" if each.due_on else "sans date"
    return f"{RECORD_TYPES[each.kind].label} · {'faite' if each.done else due}"
