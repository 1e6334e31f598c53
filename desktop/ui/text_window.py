"""Windows to read: the guide, the shortcuts, what the program is."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QListWidget,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QTextBrowser,
    QWidget,
)

from desktop.ui.commands import shortcuts
from desktop.ui.leaflet import Leaflet
from desktop.ui.pieces import column, label, line, push


class GuideWindow(QDialog):
    """The guide shipped with the program: the only text here that is not shown literally."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Guide du carnet")
        self.resize(900, 620)
        self._chapters = sorted(folder.glob("*.md"), key=lambda path: (path.stem != "guide", path))
        self.list = QListWidget()
        self.list.setAccessibleName("Chapitres du guide")
        self.text = QTextBrowser()
        self.text.setAccessibleName("Texte du guide")
        self.text.setTabChangesFocus(True)
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(_open)
        for path in self._chapters:
            self.list.addItem(_title(path))
        self.list.currentRowChanged.connect(self._read)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(self.text)
        split.setStretchFactor(1, 1)
        split.setSizes([220, 680])
        column(self, margin=12).addWidget(split)
        _close_on_escape(self)
        self.list.setCurrentRow(0)

    def _read(self, row: int) -> None:
        if 0 <= row < len(self._chapters):
            self.text.setMarkdown(self._chapters[row].read_text(encoding="utf-8"))


class ShortcutsWindow(QDialog):
    """Every shortcut, from the same registry as the menus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Raccourcis clavier")
        self.resize(520, 620)
        rows = [
            *shortcuts(),
            ("Passer au champ suivant, au précédent", "Tab, Maj+Tab"),
            ("Ouvrir la fiche choisie dans une liste", "Entrée"),
            ("Proposer des fiches dans un lien", "Flèche bas"),
            ("Retirer la ligne ou le lien choisi", "Suppr"),
        ]
        table = QTableWidget(len(rows), 2)
        table.setAccessibleName("Raccourcis clavier")
        table.setHorizontalHeaderLabels(["Action", "Touches"])
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for row, texts in enumerate(rows):
            for place, text in enumerate(texts):
                table.setItem(row, place, QTableWidgetItem(text))
        inside = column(self, margin=12)
        inside.addWidget(table)
        inside.addLayout(line(None, push("Fermer", self.accept)))


class AboutWindow(Leaflet):
    """The name, the version, where the notebook is, and the licences."""

    def __init__(self, version: str, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("À propos")
        inside = column(self, margin=24, spacing=12)
        inside.addWidget(label("Carnet de quartier", "title"))
        for text in (
            f"Version {version}",
            "Le carnet de terrain des équipes de la politique de la ville. "
            "Tout reste sur cet ordinateur, chiffré.",
            f"Dossier du carnet\u00a0: {folder}",
            "Logiciel libre sous licence EUPL-1.2. Il utilise Qt (LGPL-3, bibliothèques "
            "remplaçables dans le dossier du programme) et les icônes Phosphor (MIT).",
        ):
            line_ = label(text, wrap=True)
            line_.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            inside.addWidget(line_)
        inside.addLayout(line(None, push("Fermer", self.accept)))


def _title(path: Path) -> str:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    return first.lstrip("# ").strip() or path.stem


def _open(url: QUrl) -> None:
    if url.scheme() in ("http", "https", "mailto"):
        QDesktopServices.openUrl(url)


def _close_on_escape(dialog: QDialog) -> None:
    QShortcut(QKeySequence(Qt.Key.Key_Escape), dialog, dialog.reject)
