"""The grid of tiles: arrows, Enter, Delete and a menu; no drag is needed for anything."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QMenu, QWidget

from desktop.services.attaching.gallery import Shown
from desktop.ui.files.tile_painter import Seeing, TilePainter, tile_size
from desktop.ui.files.tiles import FILE, Tiles
from desktop.ui.pieces import deletes

Acts = Mapping[str, Callable[[Shown], object]]


class GalleryView(QListView):
    """Shows the files of a record; tells `opened` and `removed` with a file.

    `acts` are what the menu offers for a file, by their French names.
    """

    opened = Signal(object)
    removed = Signal(object)

    def __init__(self, seeing: Seeing, acts: Acts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles = Tiles(self)
        self._acts = acts
        self.setModel(self.tiles)
        self.setItemDelegate(TilePainter(seeing, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setAccessibleName("Photos et fichiers joints")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer)
        self.activated.connect(lambda index: self.opened.emit(index.data(FILE)))
        seeing.thumbnails.arrived.connect(self.viewport().update)
        # Files dropped here are for the panel around.
        self.setDragDropMode(QListView.DragDropMode.NoDragDrop)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.fit()

    @property
    def chosen(self) -> Shown | None:
        """Return the file under the keyboard."""
        index = self.currentIndex()
        return index.data(FILE) if index.isValid() else None

    def show_files(self, files: tuple[Shown, ...]) -> None:
        """Show these files, staying where one was or on what took its place."""
        row, was = self.currentIndex().row(), self.chosen
        self.tiles.show_files(files)
        ids = [file.id for file in files]
        if was is not None and was.id in ids:
            row = ids.index(was.id)
        row = max(0, min(row, len(files) - 1))
        if files:
            self.setCurrentIndex(self.tiles.index(row))

    def fit(self) -> None:
        """Fit the tiles to the size of the text."""
        self.setGridSize(tile_size(self.fontMetrics()))
        self.setIconSize(QSize(1, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, remove with Delete."""
        if self.chosen is not None and deletes(event):
            self.removed.emit(self.chosen)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen is not None:
            self.opened.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    def menu(self) -> QMenu | None:
        """Return what can be done with the chosen file; None when none is."""
        file = self.chosen
        if file is None:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, act in self._acts.items():
            menu.addAction(name).triggered.connect(lambda _on=False, act=act: act(file))
        return menu

    def _offer(self, at: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            menu.popup(self.viewport().mapToGlobal(at))
