"""What the file of data holds, for whom, and whether personal data are in it: never unasked."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.services.workbooks.other_files import Readers
from desktop.ui.pieces import column, label

_HELD: Final[Mapping[Readers, str]] = MappingProxyType(
    {
        Readers.OUTSIDE: (
            "Pour des partenaires\u00a0: les fiches validées que l’on peut transmettre, sans "
            "données personnelles. Les petits effectifs sont masqués, et les textes que personne "
            "n’a relus n’y sont pas."
        ),
        Readers.TEAM: (
            "Pour l’équipe\u00a0: toutes les fiches, relues ou non, sans les données personnelles "
            "ni confidentielles. À garder dans l’équipe."
        ),
        Readers.TEAM_WITH_PERSONAL: (
            "Pour l’équipe\u00a0: toutes les fiches, avec les données personnelles et "
            "confidentielles. À garder dans l’équipe, dans un dossier protégé."
        ),
    }
)
_EVERY: Final = "Toutes les années, une feuille par type de fiches."
_MEANS: Final = (
    "Les noms, les coordonnées et ce qui a été confié pourront être lus par qui ouvrira le "
    "fichier, sans phrase secrète. Effacez-le dès qu’il a servi."
)


class DataChoice(QWidget):
    """Says what the file holds; the team may ask for personal data too."""

    def __init__(self) -> None:
        super().__init__()
        self._readers = Readers.OUTSIDE
        self.said = label("", wrap=True)
        self.personal = QCheckBox("Avec les données personnelles et confidentielles")
        self.personal.setAccessibleDescription(_MEANS)
        self._means = label(_MEANS, "attention", wrap=True)
        self._means.setContentsMargins(28, 0, 0, 0)
        inside = column(self, spacing=8)
        for part in (self.said, self.personal, self._means):
            inside.addWidget(part)
        self.personal.toggled.connect(lambda _on: self._tell())

    @property
    def readers(self) -> Readers:
        """Return for whom the file is, personal data included or not."""
        asked = self._readers is Readers.TEAM and self.personal.isChecked()
        return Readers.TEAM_WITH_PERSONAL if asked else self._readers

    def show_readers(self, readers: Readers) -> None:
        """Show what these readers receive."""
        self._readers = Readers.OUTSIDE if readers is Readers.OUTSIDE else Readers.TEAM
        self.personal.setChecked(readers is Readers.TEAM_WITH_PERSONAL)
        self.personal.setVisible(self._readers is Readers.TEAM)
        self._tell()

    def _tell(self) -> None:
        self.said.setText(f"{_HELD[self.readers]} {_EVERY}")
        self._means.setVisible(self.readers is Readers.TEAM_WITH_PERSONAL)


def held_by(readers: Readers) -> str:
    """Return what a file for these readers holds, in a sentence or two."""
    return _HELD[readers]
