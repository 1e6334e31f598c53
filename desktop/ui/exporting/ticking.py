"""A filter of the assistant: folded, it says what is chosen; unfolded, a list that is searched."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from desktop.services.answers import ListedCode
from desktop.services.reading import Reading
from desktop.store.folding import folded
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import LineBox, column, label, push
from desktop.ui.revealing import reveal
from desktop.ui.words import number
from sync.records.funding import FunderType

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole
# More are found by their letters.
MOST = 60
_ROWS = 7
_LONGEST = 44


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to tick."""

    id: str
    text: str


Look = Callable[[str], Sequence[Entry]]


def of_kind(reading: Reading, kind: str) -> Look:
    """Return what finds records of a kind by their words; those used last without any."""

    def look(text: str) -> list[Entry]:
        found = reading.choices((kind,), text, MOST + 1)
        return [Entry(one.id, one.heading) for one in found]

    return look


def of_funders(reading: Reading) -> Look:
    """Return what finds those who pay: every body of a type, or one body."""
    bodies = of_kind(reading, "partner")

    def look(text: str) -> list[Entry]:
        wanted = folded(text)
        types = (Entry(one.value, type_said(one)) for one in FunderType)
        return [*(one for one in types if wanted in folded(one.text)), *bodies(text)]

    return look


def type_said(one: FunderType) -> str:
    """Return what a type of funder is called among bodies."""
    return f"{one.label} (tous)"


def of_list(reading: Reading, name: str) -> Look:
    """Return what finds the values of a reference list by any part of their words.

    The latest edition of a list comes first, whatever was retired last.
    """

    def look(text: str) -> list[Entry]:
        wanted = folded(text)
        every = sorted(reading.entries(name), key=lambda one: one.vintage, reverse=True)
        every.sort(key=lambda one: not one.active)
        listed = (Entry(one.code, code_said(one)) for one in every)
        return [one for one in listed if wanted in folded(one.text)]

    return look


def code_said(one: ListedCode) -> str:
    """Return the words of a value, with its number and its edition where there are several."""
    if not one.vintage:
        return one.label
    return f"{one.code.removeprefix(f'{one.vintage}:')} – {one.label} ({one.vintage})"


class Ticks(QAbstractListModel):
    """What is listed, and which of it is ticked."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Entry, ...] = ()
        self.ticked: dict[str, str] = {}

    def show(self, entries: Iterable[Entry]) -> None:
        """List other entries, the ticked ones first."""
        self.beginResetModel()
        kept = tuple(Entry(*one) for one in self.ticked.items())
        self.entries = (*kept, *(one for one in entries if one.id not in self.ticked))
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many are listed."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        """Return the words of an entry, and whether it is ticked."""
        one = self.entries[index.row()]
        if role == _ROLE.DisplayRole:
            return one.text
        if role == _ROLE.ToolTipRole:
            return one.text.replace("<", "‹")
        if role == _ROLE.CheckStateRole:
            on = one.id in self.ticked
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        """Tick an entry, or no more."""
        if role != _ROLE.CheckStateRole:
            return False
        one = self.entries[index.row()]
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self.ticked[one.id] = one.text
        else:
            self.ticked.pop(one.id, None)
        self.dataChanged.emit(index, index, [role])
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every entry be ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable


class _List(QListView):
    """Space, Enter or a click ticks."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Enter too, where nothing else would answer."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._turn(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _turn(self, index: Index) -> None:
        on = index.data(_ROLE.CheckStateRole) is Qt.CheckState.Checked
        turned = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        self.model().setData(index, turned, _ROLE.CheckStateRole)


class TickBox(QWidget):
    """Tells `changed` when something is ticked; nothing ticked lets everything through."""

    changed = Signal()

    def __init__(self, title: str, everything: str, look: Look) -> None:
        """`everything` is what nothing ticked means: « tous »."""
        super().__init__()
        self._title, self._everything, self._look = title, everything, look
        self.model = Ticks()
        self.fold = push("", lambda: None)
        self.fold.setProperty("fold", True)
        self.fold.setCheckable(True)
        self.sought = LineBox()
        self.sought.setPlaceholderText("Chercher…")
        self.sought.setAccessibleName(f"Chercher dans la liste\u00a0: {title}")
        self.list = _List()
        self.list.setObjectName("proposals")
        self.list.setAccessibleName(title)
        self.list.setModel(self.model)
        self.more = label("", "quiet", wrap=True)
        self.none = push("Tout retirer", self.clear, quiet=True)
        self._build()
        self.fold.toggled.connect(self._unfold)
        self.sought.textChanged.connect(lambda _text: self._list_found())
        self.model.dataChanged.connect(lambda *_where: self._tell())
        self._say()

    @property
    def ticked(self) -> frozenset[str]:
        """Return the ids of what is ticked."""
        return frozenset(self.model.ticked)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the words of what is ticked."""
        return tuple(self.model.ticked.values())

    def tick(self, named: Mapping[str, str]) -> None:
        """Tick these and nothing else, given with their words."""
        self.model.ticked = dict(named)
        self._list_found()
        self._tell()

    def clear(self) -> None:
        """Tick nothing."""
        self.tick({})

    def fit(self) -> None:
        """Be as high as a few lines in another size of text."""
        self.list.setFixedHeight(_ROWS * (self.fontMetrics().height() + 12) + 8)

    def _unfold(self, on: bool) -> None:
        self._inside.setVisible(on)
        if on:
            self.sought.clear()
            self._list_found()
            self.fit()
            reveal(self)

    def _list_found(self) -> None:
        if self._inside.isHidden():
            return
        found = self._look(self.sought.text())
        self.model.show(found[:MOST])
        self.list.setVisible(bool(self.model.entries))
        self.more.setText(self._told(len(found)))
        self.more.setVisible(bool(self.more.text()))

    def _told(self, found: int) -> str:
        if found > MOST:
            return "Il y en a d’autres\u00a0: tapez quelques lettres pour les trouver."
        if found:
            return ""
        return "Rien ne porte ces lettres." if self.sought.text() else "La liste est vide."

    def _tell(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        names = ", ".join(self.names)
        if not names:
            said = self._everything
        elif len(names) <= _LONGEST:
            said = names
        else:
            said = f"{number(len(self.names))} choisis" if len(self.names) > 1 else "1 choisi"
        self.fold.setText(f"{self._title}\u00a0: {said}".replace("&", "&&"))
        self.fold.setToolTip(names.replace("<", "‹"))
        self.none.setEnabled(bool(names))

    def _build(self) -> None:
        self._inside = QWidget()
        inside = column(self._inside, spacing=4)
        inside.setContentsMargins(20, 0, 0, 0)
        for part in (self.sought, self.list, self.more, buttons(self.none)):
            inside.addWidget(part)
        self._inside.hide()
        whole = column(self, spacing=6)
        whole.addWidget(self.fold)
        whole.addWidget(self._inside)
