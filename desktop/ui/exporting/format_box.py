"""The format of the file, which gives its name an ending."""

from desktop.services.workbooks.choice import Format
from desktop.ui.pieces import CalmCombo

_TITLES = {
    Format.XLSX: "Excel (.xlsx)",
    Format.ODS: "LibreOffice (.ods)",
    Format.CSV: "CSV (.zip)",
    Format.ODT: "Texte (.odt)",
}


class FormatBox(CalmCombo):
    """The formats; Excel unless another is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Format du fichier")
        self.setMinimumContentsLength(18)
        for one, title in _TITLES.items():
            self.addItem(title, one)

    @property
    def chosen(self) -> Format:
        """Return the format that is shown."""
        return Format(self.currentData())

    def choose(self, wanted: str) -> None:
        """Show a format by its name; stay as it is for a name that is none."""
        if wanted in set(Format):
            self.setCurrentIndex(list(Format).index(Format(wanted)))
