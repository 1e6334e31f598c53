"""The figures that may be put in a cell, with what they say today; a few letters find them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.services.workbooks.template.picks import Pick, Picked, PickKind
from desktop.store.folding import folded
from desktop.ui import words
from desktop.ui.discretion import Discretion
from desktop.ui.exporting.saying import value_said
from desktop.ui.pieces import LineBox, column, label

MOST: Final = 150
_PLACE = Qt.ItemDataRole.UserRole
_LONGEST: Final = 60


class FiguresList(QWidget):
    """Tells `chosen` when a figure is to be put in the cell, `turned` when one is on another."""

    chosen = Signal()
    turned = Signal()

    def __init__(self, discretion: Discretion) -> None:
        super().__init__()
        self._discretion = discretion
        self._all: tuple[Picked, ...] = ()
        self._texts: tuple[str, ...] = ()
        self.sought = LineBox()
        self.sought.setPlaceholderText("Chercher un chiffre, une ligne, une colonne…")
        self.sought.setAccessibleName("Chercher un chiffre")
        self.list = QListWidget()
        self.list.setAccessibleName("Chiffres du carnet")
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rest = label("", "quiet", wrap=True)
        inside = column(self, spacing=4)
        inside.addWidget(self.sought)
        inside.addWidget(self.list, 1)
        inside.addWidget(self.rest)
        self.sought.textChanged.connect(lambda _text: self._show())
        self.sought.returnPressed.connect(self._enter)
        self.list.itemActivated.connect(lambda _item: self.chosen.emit())
        self.list.currentRowChanged.connect(lambda _row: self.turned.emit())
        discretion.tell(self, self._show)

    @property
    def current(self) -> Picked | None:
        """Return the figure one is on."""
        item = self.list.currentItem()
        return self._all[int(item.data(_PLACE))] if item is not None else None

    def show_picks(self, picks: Sequence[Picked]) -> None:
        """Show other figures."""
        self._all = tuple(picks)
        self._texts = tuple(folded(one.pick.title) for one in self._all)
        self._show()

    def choose(self, pick: Pick) -> None:
        """Go to a figure that is in the list."""
        for row in range(self.list.count()):
            if self._all[self.list.item(row).data(_PLACE)].pick == pick:
                self.list.setCurrentRow(row)
                return

    def take_focus(self) -> None:
        """Go to the search."""
        self.sought.setFocus()
        self.sought.selectAll()

    def said(self, one: Picked) -> str:
        """Return what a figure says today, hidden from a visitor."""
        if one.pick.kind is PickKind.COLUMN:
            return words.counted(len(one.values), "ligne")
        value = value_said(one.values[0], one.values[0].held)
        short = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
        return self._discretion.shown(short) if short else "vide"

    def _show(self) -> None:
        wanted = folded(self.sought.text()).split()
        places = [
            place for place, text in enumerate(self._texts) if all(word in text for word in wanted)
        ]
        self.list.clear()
        for place in places[:MOST]:
            one = self._all[place]
            item = QListWidgetItem(f"{one.pick.title}\n{self.said(one)}")
            item.setData(_PLACE, place)
            self.list.addItem(item)
        if places:
            self.list.setCurrentRow(0)
        self.rest.setText(_rest(len(places)))
        self.rest.setVisible(bool(self.rest.text()))
        self.turned.emit()

    def _enter(self) -> None:
        """Go to what was found, where Entrée puts it in the cell."""
        if self.list.count():
            self.list.setFocus()


def _rest(count: int) -> str:
    if not count:
        return "Aucun chiffre ne répond à ces lettres."
    left = count - MOST
    return f"Et {words.counted(left, 'autre')}\u00a0: précisez la recherche." if left > 0 else ""
