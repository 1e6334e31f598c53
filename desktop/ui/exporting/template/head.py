"""The top of the filling: which template, and which filling that was kept."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.services.workbooks.template.mapping import Mapping
from desktop.ui.exporting.period_box import beside
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import CalmCombo, column, label, push, titled

_NONE = "Nouveau remplissage"
_HOW = (
    "Choisissez le classeur Excel que le financeur vous demande de remplir (.xlsx ou .xlsm), ou "
    "déposez-le ici. Il n’est jamais modifié\u00a0: le carnet en écrit une copie remplie. Vous "
    "montrez une fois quelle cellule reçoit quel chiffre\u00a0; gardé sous un nom, cela resservira "
    "l’an prochain."
)


class Head(QWidget):
    """Tells `asked` for a template, `chosen` with a filling that was kept, `forgotten` its name."""

    asked = Signal()
    chosen = Signal(object)
    forgotten = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._known: tuple[Mapping, ...] = ()
        self.choose = push("Choisir un modèle…", self.asked.emit, primary=True)
        self.mappings = CalmCombo()
        self.mappings.setMinimumContentsLength(22)
        self.forget = push("Oublier", lambda: self.forgotten.emit(self.mappings.currentText()))
        self.forget.setAccessibleName("Oublier ce remplissage")
        self.how = label(_HOW, wrap=True)
        self.file = label("", "field", wrap=True)
        inside = column(self, spacing=6)
        inside.addWidget(self.how)
        kept = beside(titled("Remplissage", self.mappings), self.mappings)
        inside.addWidget(buttons(self.choose, kept, self.forget))
        inside.addWidget(self.file)
        self.mappings.activated.connect(self._choose)

    def show_mappings(self, known: Sequence[Mapping]) -> None:
        """Show the fillings that are kept, the one in use still in use."""
        before = self.mappings.currentText()
        self._known = tuple(known)
        self.mappings.clear()
        self.mappings.addItems([_NONE, *(one.name for one in self._known)])
        self.choose_mapping(before)

    def choose_mapping(self, name: str) -> None:
        """Show which filling is in use; "" for a new one."""
        self.mappings.setCurrentIndex(max(self.mappings.findText(name), 0))
        self.forget.setVisible(self.mappings.currentIndex() > 0)

    def show_file(self, name: str) -> None:
        """Show which template is open; the explanation leaves its room to it."""
        self.how.setVisible(not name)
        self.file.setText(f"Modèle\u00a0: {name}" if name else "")
        self.file.setVisible(bool(name))
        self.choose.setText("Changer de modèle…" if name else "Choisir un modèle…")

    def _choose(self, row: int) -> None:
        self.forget.setVisible(row > 0)
        self.chosen.emit(self._known[row - 1] if row > 0 else Mapping("", ""))
