"""Theme and size of text, chosen where they are seen at once."""

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from desktop.ui.commands import THEMES
from desktop.ui.panels.parts import Section, buttons
from desktop.ui.pieces import column, label, push
from desktop.ui.theme import Theme
from desktop.ui.workplace import Workplace

_NAMES = {
    "theme_system": "Comme l’ordinateur",
    "theme_light": "Clair",
    "theme_dark": "Sombre",
    "theme_contrast": "Fort contraste",
}


class Look(Section):
    """Asks for a theme and a zoom; the program applies them."""

    def __init__(self, work: Workplace, chosen: Theme) -> None:
        self._work = work
        self.themes = QButtonGroup()
        self._percent = label("", "quiet")
        rows = QWidget()
        inside = column(rows, spacing=4)
        for name, text in _NAMES.items():
            button = QRadioButton(text)
            button.setChecked(THEMES[name] is chosen)
            button.toggled.connect(lambda on, name=name: work.act(name) if on else None)
            self.themes.addButton(button)
            inside.addWidget(button)
        zoom = buttons(
            push("Texte plus petit", lambda: self._zoom("zoom_out")),
            push("Taille normale", lambda: self._zoom("zoom_reset")),
            push("Texte plus grand", lambda: self._zoom("zoom_in")),
        )
        super().__init__("Affichage", rows, self._percent, zoom)
        self.refresh()

    def refresh(self) -> None:
        """Say the size of the text now."""
        percent = round(self._work.zoom_factor() * 100)
        self._percent.setText(f"Taille du texte : {percent}\u00a0%")

    def _zoom(self, act: str) -> None:
        self._work.act(act)
        self.refresh()
