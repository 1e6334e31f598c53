"""The format of the file, which gives its name an ending."""

from desktop.services.workbooks.choice import Format
from desktop.ui.pieces import CalmCombo

_TITLES = {
    Format.XLSX: "Excel (.xlsx)",
    Format.ODS: "LibreOffice (.ods)",
    Format.CSV: "CSV (.zip)",
}
_TEXT = "Texte (.odt)"


class FormatBox(CalmCombo):
    """The formats of workbooks; Excel unless another is chosen."""

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
        """Show a format by its name; stay as it is for one that is not offered."""
        place = self.findData(wanted)
        if place >= 0:
            self.setCurrentIndex(place)

    def offer_text(self) -> None:
        """Offer a text document too, first: for what one completes and signs."""
        self.insertItem(0, _TEXT, Format.ODT)
        self.setCurrentIndex(0)
