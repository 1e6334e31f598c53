"""The page of search results over everything."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QAbstractItemView, QListView, QStackedWidget, QWidget

from desktop.services.notebook import Changed, Notebook
from desktop.ui import words
from desktop.ui.discretion import Discretion
from desktop.ui.lists.hits import HIT, HitDelegate, HitList
from desktop.ui.pages.page import Page
from desktop.ui.pieces import announce, column, label, line

_MOST = 100
_HOW = (
    "Tapez un ou plusieurs mots dans la case du haut\u00a0: nom d’une structure, parole, lieu, "
    "code d’une fiche. Les accents et les majuscules ne comptent pas."
)


class SearchPage(Page):
    """Shows what was found; Enter opens a record."""

    def __init__(self, notebook: Notebook, discretion: Discretion) -> None:
        super().__init__()
        self._discretion = discretion
        discretion.tell(self, self.refresh)
        self._notebook = notebook
        self._text = ""
        self.hits = HitList(self)
        self.view = QListView()
        self.view.setModel(self.hits)
        self.view.setItemDelegate(HitDelegate(self.view))
        self.view.setAccessibleName("Résultats de la recherche")
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.activated.connect(self._open)
        self.view.clicked.connect(self._open)
        self._count = label("", "quiet")
        self._understood = label("", "attention", wrap=True)
        self._empty = label(_HOW, "quiet", wrap=True)
        self._stack = QStackedWidget()
        inside = column(self, margin=12)
        inside.addLayout(line(label("Recherche", "title"), self._count, None))
        inside.addWidget(self._understood)
        nothing = QWidget()
        inner = column(nothing, margin=24)
        inner.addStretch(1)
        inner.addWidget(self._empty)
        inner.addStretch(2)
        self._stack.addWidget(self.view)
        self._stack.addWidget(nothing)
        inside.addWidget(self._stack, 1)
        self.look_for("")

    def look_for(self, text: str) -> None:
        """Search and show."""
        self._text = text.strip()
        result = self._notebook.search(self._text, limit=_MOST)
        self.hits.show([self._discretion.hit(hit) for hit in result.hits])
        count = words.counted(len(result.hits), "fiche")
        more = "plus de " if result.more else ""
        self._count.setText(f"{more}{count}" if self._text else "")
        self._understood.setText(f"Résultats pour «\u00a0{result.corrected}\u00a0».")
        self._understood.setVisible(bool(result.corrected))
        self._stack.setCurrentIndex(0 if result.hits else 1)
        nothing = f"Rien ne répond à «\u00a0{self._text}\u00a0». Essayez avec moins de lettres."
        self._empty.setText(nothing if self._text else _HOW)
        if self._text:
            announce(self, f"{more}{count}")

    def refresh(self) -> None:
        """Search again, as the page comes on screen."""
        self.look_for(self._text)

    def enter(self) -> None:
        """Go down into the results, on the first."""
        first = self.hits.first()
        if first.isValid():
            self.view.setCurrentIndex(first)
            self.view.setFocus()

    def on_changed(self, _changed: Changed) -> None:
        """Search again when the results are on screen."""
        if self.isVisible():
            self.look_for(self._text)

    def _open(self, index: QModelIndex) -> None:
        hit = index.data(HIT)
        if hit is not None:
            self.chosen.emit(hit.id)
