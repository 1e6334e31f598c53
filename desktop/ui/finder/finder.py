"""What drops down from the search box: recent records, commands, and results while typing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from desktop.services.notebook import Notebook
from desktop.store.folding import words_of
from desktop.store.search import Hit
from desktop.ui.discretion import Discretion
from desktop.ui.finder.lines import ORDER, FinderDelegate, FinderList, Order
from desktop.ui.finder.recent import Recent
from desktop.ui.lists.hits import HIT
from desktop.ui.pieces import announce, column, label
from desktop.ui.top_bar import SearchBox

_MOST = 60
_OF_A_KIND = 4
_ORDERS_SHOWN = 6
_LETTERS = 80
_LAST = frozenset({"attachment", "list_entry"})
_MARGIN = 8
_NOTHING = "Rien ne répond à «\u00a0{}\u00a0». Essayez avec moins de lettres."
_HOW = "↑ ↓ pour choisir, Entrée pour ouvrir. Sans choix, Entrée montre tous les résultats."


class Finder(QFrame):
    """Stays under the search box while one types; the keyboard never leaves the box.

    Tells `opened` with the id of a record, `ordered` with the name of a command or a page, and
    `everything` with the text when all the results are wanted.
    """

    opened = Signal(str)
    ordered = Signal(str)
    everything = Signal(str)

    def __init__(
        self,
        notebook: Notebook,
        box: SearchBox,
        discretion: Discretion,
        orders: Callable[[], Sequence[Order]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("finder")
        self._notebook = notebook
        self._host = parent
        self._box = box
        self._discretion = discretion
        self._orders = orders
        self.recent = Recent(notebook)
        self.lines = FinderList()
        self.view = self._make_view()
        self._how = label(_HOW, "quiet", wrap=True)
        self._understood = label("", "attention", wrap=True)
        inside = column(self, margin=_MARGIN, spacing=4)
        for part in (self._understood, self.view, self._how):
            inside.addWidget(part)
        inside.setStretch(1, 1)
        box.searched.connect(self.look_for)
        box.moved.connect(self.move_by)
        box.entered.connect(self.choose)
        box.given_up.connect(self.hide)
        box.installEventFilter(self)
        self.hide()

    def look_for(self, text: str) -> None:
        """Show what answers to a text; for no text, what was opened last and every command."""
        text = text.strip()
        result = self._notebook.search(text, limit=_MOST)
        recent = () if text else [self._discretion.hit(hit) for hit in self.recent.hits()]
        guessed = bool(result.corrected)
        hits = [self._discretion.hit(hit) for hit in _few(result.hits)]
        self.lines.arrange(self._answering(text), hits, recent, guessed=guessed)
        self._understood.setText(f"Résultats pour «\u00a0{result.corrected}\u00a0».")
        self._understood.setVisible(bool(result.corrected))
        found = self.lines.rowCount() > 0
        self.view.setVisible(found)
        self._how.setText(_HOW if found else _NOTHING.format(text))
        self._unfold()

    def move_by(self, by: int) -> None:
        """Choose the next line, or the one before."""
        if self.isHidden():
            self.look_for(self._box.text())
        row = self.lines.step(self.view.currentIndex().row(), by)
        if row >= 0:
            self.view.setCurrentIndex(self.lines.index(row, 0))
            announce(self, str(self.lines.index(row, 0).data()))

    def choose(self) -> None:
        """Open the line chosen, or ask for all the results."""
        index = self.view.currentIndex()
        if self.isVisible() and index.isValid():
            self._open(index)
        else:
            self.hide()
            self.everything.emit(self._box.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come with the keyboard, and leave with it."""
        if event.type() is QEvent.Type.FocusIn:
            self.look_for(self._box.text())
        elif event.type() is QEvent.Type.FocusOut:
            self.hide()
        return super().eventFilter(watched, event)

    def _open(self, index: QModelIndex) -> None:
        hit, order = index.data(HIT), index.data(ORDER)
        self.hide()
        if hit is not None:
            self.opened.emit(hit.id)
        elif order is not None:
            self.ordered.emit(order.name)

    def _answering(self, text: str) -> list[Order]:
        wanted = words_of(text)
        found = [order for order in self._orders() if _answers(order.text, wanted)]
        return found[: _ORDERS_SHOWN if text else None]

    def _unfold(self) -> None:
        corner = self._box.mapTo(self._host, QPoint(0, self._box.height() + 2))
        width = min(
            max(self._box.width(), self.fontMetrics().averageCharWidth() * 80), self._host.width()
        )
        left = max(0, min(corner.x(), self._host.width() - width))
        # Without a line chosen, Enter asks for everything.
        self.view.setCurrentIndex(QModelIndex())
        height = (self._host.height() - corner.y()) * 3 // 4
        if self.view.isHidden():
            height = max(self.heightForWidth(width), self.sizeHint().height())
        self.setGeometry(left, corner.y(), width, height)
        self.show()
        self.raise_()

    def _make_view(self) -> QListView:
        view = QListView()
        view.setModel(self.lines)
        view.setItemDelegate(FinderDelegate(view))
        view.setAccessibleName("Réponses à la recherche")
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.clicked.connect(self._open)
        return view


def _few(hits: Sequence[Hit]) -> list[Hit]:
    """Return the best hits of each kind, so that none fills the answers alone.

    Files and list entries, whose names repeat the words of what they go with, come after it.
    """
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: hit.kind in _LAST):
        if sum(other.kind == hit.kind for other in kept) < _OF_A_KIND:
            kept.append(hit)
    return kept


def _answers(text: str, wanted: Sequence[str]) -> bool:
    known = words_of(text)
    return all(any(word.startswith(part) for word in known) for part in wanted)
