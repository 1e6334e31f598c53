"""The photos and files of a record: looked at, added, removed; a tab of its sheet."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from desktop.services.attaching.files import (
    Attached,
    Kept,
    Piece,
    Ready,
    Source,
    read_sources,
    write_records,
)
from desktop.services.attaching.files import keep as keep_contents
from desktop.services.attaching.gallery import Shown, gallery
from desktop.services.notebook import Changed
from desktop.services.refusals import understood
from desktop.ui import words
from desktop.ui.files.adding import AddingBox
from desktop.ui.files.copying import save_copy
from desktop.ui.files.gallery_view import GalleryView
from desktop.ui.files.incoming import brings_files, sources_of
from desktop.ui.files.thumbnails import Thumbnails
from desktop.ui.files.tile_painter import Seeing
from desktop.ui.files.viewer import Viewer
from desktop.ui.notices import Offer
from desktop.ui.panels.panel import Panel
from desktop.ui.pieces import column, label, line, push
from desktop.ui.workplace import Workplace

_HOW = "Vous pouvez aussi les déposer ici, ou coller une image (Ctrl+V)."
_EMPTY = (
    "Aucune photo ni aucun fichier pour l’instant. Le lieu et l’appareil sont retirés des photos, "
    "et tout est gardé chiffré dans le carnet."
)
_NOTHING_TO_PASTE = "Rien à coller ici\u00a0: copiez d’abord une image ou un fichier."
_NAMED = 3


class FilesPanel(Panel):
    """Shows the files of a record and takes in new ones, dropped, pasted or chosen."""

    title = "Photos et fichiers"

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self.setAcceptDrops(True)
        self._record_id = ""
        self._boxes: dict[str, AddingBox] = {}
        self._thumbnails = Thumbnails(work.notebook.contents, work.tasks, self)
        icons = work.sources.icons
        seeing = Seeing(icons, self._thumbnails, lambda: work.discretion.on)
        self.view = GalleryView(
            seeing,
            {
                "Regarder": self._open,
                "Modifier la légende ou l’autorisation…": self._edit,
                "Enregistrer une copie…": self._copy,
                "Mettre à la corbeille": self.remove,
            },
        )
        self.viewer: Viewer | None = None
        self.choose = push("Ajouter des photos ou des fichiers…", self._choose)
        self._how = label(_HOW, "quiet", wrap=True)
        self._empty = label(_EMPTY, "quiet", wrap=True)
        self._more = label("", "quiet")
        self.view.opened.connect(self._open)
        self.view.removed.connect(self.remove)
        work.discretion.changed.connect(self.view.viewport().update)
        self._build()

    @property
    def box(self) -> AddingBox | None:
        """Return what is asked about the files being added; None when none are."""
        return self._boxes.get(self._record_id)

    def show_record(self, record_id: str) -> None:
        """Show the files of a saved record."""
        self._record_id = record_id
        self._thumbnails.forget()
        self._read()

    def on_changed(self, changed: Changed) -> None:
        """Read the files again when one was added, changed or removed."""
        if "attachment" in changed.kinds:
            self._read()

    def fit(self) -> None:
        """Fit the tiles to another size of text."""
        self.view.fit()

    def take(self, sources: Sequence[Source]) -> None:
        """Read files on another thread, then ask about them."""
        about = self._record_id
        if sources and about:
            self.work.tasks.run(
                lambda ticket: read_sources(sources, ticket),
                lane="files",
                owner=self,
                done=lambda ready: self._ask(about, ready),
            )

    def remove(self, file: Shown) -> None:
        """Send a file to the trash, from where it can come back."""
        self.work.notebook.delete(file.id)
        self.work.notices.done(
            f"«\u00a0{file.title}\u00a0» est à la corbeille pour 30 jours.",
            Offer("Annuler", lambda: self.work.notebook.restore(file.id)),
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures in."""
        if self._record_id and brings_files(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped; the originals stay where they are."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.take(sources_of(event.mimeData()))

    def paste(self) -> None:
        """Read what was copied elsewhere: files, or a picture."""
        data = QGuiApplication.clipboard().mimeData()
        if data is not None and brings_files(data):
            self.take(sources_of(data))
        else:
            self.work.notices.tell(_NOTHING_TO_PASTE)

    def _read(self) -> None:
        found = gallery(self.work.notebook, self._record_id, self.work.sources.today())
        self.view.show_files(found.files)
        self._more.setText(f"et {words.counted(found.more, 'autre')}" if found.more else "")
        self._share_room()

    def _share_room(self) -> None:
        for about, box in self._boxes.items():
            box.setVisible(about == self._record_id)
        asking = self.box is not None
        files = bool(self.view.tiles.files)
        self.view.setVisible(files and not asking)
        for part in (self.choose, self._how):
            part.setVisible(not asking)
        self._more.setVisible(bool(self._more.text()) and not asking)
        self._empty.setVisible(not files and not asking)

    def _choose(self) -> None:
        self.take(self.work.ask_files())

    def _ask(self, about: str, ready: Ready) -> None:
        if ready.refusals:
            self.work.notices.warn(_refused(ready))
        if not ready.files:
            return
        if about not in self._boxes:
            box = AddingBox(self.work.sources.icons, self)
            box.accepted.connect(lambda pieces: self._keep(about, pieces))
            box.given_up.connect(lambda: self._close(about))
            self._boxes[about] = box
            self._places.addWidget(box, 1)
        here = self._has_keyboard()
        self._share_room()
        self._boxes[about].ask(ready.files)
        if here:
            self._boxes[about].take_focus()

    def _keep(self, about: str, pieces: Sequence[Piece]) -> None:
        # A part that goes grey hands the keyboard to whatever comes next in the window.
        self.setFocus()
        self._boxes[about].setEnabled(False)
        notebook = self.work.notebook
        self.work.tasks.run(
            lambda ticket: keep_contents(notebook, pieces, ticket),
            lane="files",
            owner=self,
            done=lambda kept: self._write(about, kept),
            failed=lambda error: self._stay(about, error),
        )

    def _write(self, about: str, kept: Sequence[Kept]) -> None:
        attached = write_records(self.work.notebook, kept, about)
        here = self._has_keyboard()
        self._put_away(about)
        self.work.notices.done(_added(attached))
        if here:
            self.view.setFocus()

    def _has_keyboard(self) -> bool:
        """Tell whether the person still works here: nobody's keyboard is taken from elsewhere."""
        focused = QApplication.focusWidget()
        return focused is None or focused is self or self.isAncestorOf(focused)

    def _stay(self, about: str, error: BaseException) -> None:
        self._boxes[about].setEnabled(True)
        expected = understood(error)
        if expected is None:
            raise error
        self.work.notices.failed(expected)

    def _close(self, about: str) -> None:
        self._put_away(about)
        self.choose.setFocus()

    def _put_away(self, about: str) -> None:
        box = self._boxes.pop(about)
        self._places.removeWidget(box)
        box.hide()
        box.deleteLater()
        self._share_room()

    def _open(self, file: Shown) -> None:
        files = self.view.tiles.files
        self.viewer = Viewer(self.work, files, files.index(file), self.window())
        self.viewer.open()

    def _edit(self, file: Shown) -> None:
        self.work.sources.open_record(file.id)

    def _copy(self, file: Shown) -> None:
        save_copy(self.work, file, self)

    def _build(self) -> None:
        self._places = column(self, margin=12)
        self._places.addLayout(line(self.choose, None))
        self._places.addWidget(self._how)
        self._places.addWidget(self._empty)
        self._places.addWidget(self.view, 1)
        self._places.addWidget(self._more)
        self._places.addStretch(0)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste)


def _refused(ready: Ready) -> str:
    told = [f"{each.sentence} {each.advice}" for each in ready.refusals[:_NAMED]]
    more = len(ready.refusals) - len(told)
    return " ".join(told) + (f" Et {words.counted(more, 'autre fichier')}." if more else "")


def _added(attached: Attached) -> str:
    count = len(attached.ids)
    added = f"{words.counted(count, 'fichier ajouté', 'fichiers ajoutés')}." if count else ""
    again = ", ".join(f"«\u00a0{name}\u00a0»" for name in attached.repeated)
    known = f" {again}\u00a0: déjà sur cette fiche." if again else ""
    return f"{added}{known}".strip()
