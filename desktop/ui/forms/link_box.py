"""The box that finds a record as one types its name, or makes it when nobody has it yet."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView

from desktop.services.creating import begins_with_a_name, named
from desktop.services.similar import similar_organisations, whereabouts
from desktop.store.folding import words_of
from desktop.ui.forms.creation import Created
from desktop.ui.forms.sources import Choice, Sources
from desktop.ui.pieces import LineBox
from sync.records import RECORD_TYPES
from sync.records.french import inside

_ID = Qt.ItemDataRole.UserRole
_HEADING = Qt.ItemDataRole.UserRole + 1
# Long enough not to search at each key, short enough not to be felt.
_PAUSE = 150
_NEW = "new"
_SHORTEST_NEW = 2
# What is proposed with the offer to make a record stays in sight without scrolling.
_FEW, _LIKELY, _MANY = 8, 3, 30


class LinkBox(LineBox):
    """A box that proposes records while one types; Down shows the latest used, Enter takes one.

    Tells `picked` with an id and its heading, and `taken_back` with the id of a record made here
    and given up, and the name that was typed.
    """

    picked = Signal(str, str)
    taken_back = Signal(str, str)

    def __init__(self, kinds: Sequence[str], sources: Sources) -> None:
        super().__init__()
        self._kinds = kinds
        self._sources = sources
        self._found = QStandardItemModel(self)
        self._completer = QCompleter(self._found, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCompletionRole(_HEADING)
        self._completer.setMaxVisibleItems(_FEW + _LIKELY + 1)
        self._completer.setWidget(self)
        self._popup = QListView()
        self._popup.setObjectName("proposals")
        self._popup.setAccessibleName("Fiches proposées")
        self._completer.setPopup(self._popup)
        picked = self._completer.activated[QModelIndex]  # type: ignore[index]  # stubs forget it
        picked.connect(self._pick)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.propose)
        self.textEdited.connect(lambda _text: self._pause.start())
        labels = " ou ".join(inside(RECORD_TYPES[kind].label) for kind in kinds)
        self.setPlaceholderText(f"Chercher\u00a0: {labels}")

    def propose(self) -> None:
        """Show the records that answer to what is typed, or those used last."""
        self._pause.stop()
        limit = _FEW if self._creatable() else _MANY
        choices = self._sources.records.choices(self._kinds, self.text(), limit)
        where = whereabouts(self._sources.records, [choice.id for choice in choices])
        self._found.clear()
        for choice in choices:
            self._found.appendRow(self._item(choice, where.get(choice.id, "")))
        self._offer_new({choice.id for choice in choices})
        if not self._found.rowCount():
            self._popup.hide()
            return
        self._completer.complete()
        # What Enter takes is seen before it is pressed; making a record is never taken unasked.
        first = self._popup.model().index(0, 0)
        self._popup.setCurrentIndex(first if choices else QModelIndex())

    def proposals(self) -> list[str]:
        """Return the headings of the records proposed now."""
        items = (self._found.item(row) for row in range(self._found.rowCount()))
        return [str(item.data(_HEADING)) for item in items if item.data(_ID) != _NEW]

    def lines(self) -> list[str]:
        """Return the proposals as they are shown."""
        return [self._found.item(row).text() for row in range(self._found.rowCount())]

    def pick(self, row: int) -> None:
        """Choose one of the proposals."""
        self._pick(self._found.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Down open the proposals, and Enter wait for what is being looked for."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Down and not self._popup.isVisible():
            self.propose()
        elif enter and self._pause.isActive():
            self.propose()
            if self._popup.currentIndex().isValid():
                self.pick(0)
        else:
            super().keyPressEvent(event)

    def _item(self, choice: Choice, where: str) -> QStandardItem:
        kind = RECORD_TYPES[choice.kind].label if len(self._kinds) > 1 else ""
        parts = (choice.heading, kind, where, choice.code)
        return _proposal(" · ".join(filter(None, parts)), choice.id, choice.heading)

    def _creatable(self) -> bool:
        """Tell whether what is typed could be the name of a new record."""
        long_enough = len(self.text().strip()) >= _SHORTEST_NEW
        return long_enough and len(self._kinds) == 1 and begins_with_a_name(self._kinds[0])

    def _offer_new(self, known: set[str]) -> None:
        """Offer to make the record last, after those that look like it."""
        if not self._creatable():
            return
        text = " ".join(self.text().split())
        if self._kinds[0] == "organisation":
            for one in similar_organisations(self._sources.records, text, limit=_LIKELY):
                if one.id not in known:
                    place = f" ({one.place})" if one.place else ""
                    line = f"Ressemble à\u00a0: {one.heading}{place}"
                    self._found.appendRow(_proposal(line, one.id, one.heading))
        headings = [words_of(heading) for heading in self.proposals()]
        if words_of(text) not in headings:
            self._found.appendRow(_proposal(f"+ Créer «\u00a0{text}\u00a0»", _NEW, text))

    def _pick(self, index: QModelIndex) -> None:
        self._popup.hide()
        if not index.isValid():
            return
        record_id, heading = str(index.data(_ID)), str(index.data(_HEADING))
        if record_id == _NEW:
            self._create(heading)
        else:
            self.picked.emit(record_id, heading)

    def _create(self, text: str) -> None:
        kind = self._kinds[0]
        record = self._sources.records.add(kind, named(kind, text)).record
        self.picked.emit(record.id, record.heading())

        def take_back() -> None:
            self._sources.records.delete(record.id)
            self.taken_back.emit(record.id, text)

        self._sources.created(Created(kind, record.heading(), take_back))


def _proposal(line: str, record_id: str, heading: str) -> QStandardItem:
    item = QStandardItem(line)
    item.setData(record_id, _ID)
    item.setData(heading, _HEADING)
    return item
