"""Who sends the workbooks, as their first sheet says: asked once, then remembered."""

from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.errors import UserError
from desktop.services.notebook import Notebook
from desktop.services.workbooks.service import DEFAULT_NAME, Service, keep_service, service_of
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import LineBox, column, label, push, titled

_FIELDS = (
    ("name", "Nom du service"),
    ("address", "Adresse"),
    ("email", "Courriel du service"),
    ("phone", "Téléphone du service"),
)
_WHY = "Le service, jamais une personne\u00a0: ces lignes sont lues par tous ceux qui reçoivent."
_ASKED = "export:service"
_NO_CONTACT = "sans adresse ni téléphone"


class ServiceCard(QWidget):
    """One line that says who sends; unfolded, the four boxes that change it."""

    def __init__(self, notebook: Notebook) -> None:
        super().__init__()
        self._notebook = notebook
        self.said = label("", wrap=True)
        self.change = push("Modifier le service…", self.unfold)
        self.boxes = {name: LineBox() for name, _ in _FIELDS}
        self.fault = label("", "error", wrap=True)
        self.keep_button = push("Garder", self.keep)
        self.give_up = push("Annuler", self.fold, quiet=True)
        self._build()
        self.show_service()

    @property
    def service(self) -> Service:
        """Return the service that is kept."""
        return service_of(self._notebook)

    @property
    def asking(self) -> bool:
        """Tell whether the boxes are shown."""
        return not self._inside.isHidden()

    def show_service(self) -> None:
        """Say who sends; ask for it the first time."""
        service = self.service
        self.said.setText(f"Envoyé par\u00a0: {service.name} – {service.contact or _NO_CONTACT}")
        if not self.asking and not self._notebook.remembered(_ASKED):
            self._show_boxes()

    def unfold(self) -> None:
        """Show the boxes, and begin with the first."""
        self._show_boxes()
        self.boxes["name"].setFocus()

    def _show_boxes(self) -> None:
        service = self.service
        for name, box in self.boxes.items():
            value = str(getattr(service, name))
            box.setText("" if value == DEFAULT_NAME else value)
        self._say("")
        self._inside.show()
        self.change.hide()

    def fold(self) -> None:
        """Hide the boxes, and what was typed in them."""
        self._notebook.remember(_ASKED, "oui")
        self._inside.hide()
        self.change.show()
        self.change.setFocus()

    def keep(self) -> bool:
        """Keep what is typed; return whether it could be kept."""
        typed = {name: box.text() for name, box in self.boxes.items()}
        try:
            keep_service(self._notebook, Service(**typed))
        except UserError as error:
            self._say(f"{error.sentence} {error.advice}".strip())
            return False
        self.fold()
        self.show_service()
        return True

    def _say(self, fault: str) -> None:
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))

    def _build(self) -> None:
        self._inside = QWidget()
        inside = column(self._inside, spacing=6)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        for row, (name, title) in enumerate(_FIELDS):
            box = self.boxes[name]
            grid.addWidget(titled(title, box), row, 0)
            grid.addWidget(box, row, 1)
            box.returnPressed.connect(self.keep)
        self.boxes["name"].setPlaceholderText(DEFAULT_NAME)
        inside.addLayout(grid)
        inside.addWidget(label(_WHY, "quiet", wrap=True))
        inside.addWidget(self.fault)
        inside.addWidget(buttons(self.keep_button, self.give_up))
        self._inside.hide()
        whole = column(self, spacing=6)
        whole.addWidget(self.said)
        whole.addWidget(buttons(self.change))
        whole.addWidget(self._inside)
