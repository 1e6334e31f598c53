"""The file of an attachment itself, beside what its record says of it."""

from desktop.services.attaching.files import attachment_of
from desktop.services.attaching.gallery import Consent, Shown, of_record
from desktop.services.notebook import Changed
from desktop.ui.files.copying import save_copy
from desktop.ui.files.picture_box import PictureBox
from desktop.ui.files.tiles import beside
from desktop.ui.panels.panel import Panel
from desktop.ui.pieces import column, label, line, picture, push
from desktop.ui.workplace import Workplace


class PicturePanel(Panel):
    """Shows one attached file."""

    title = "Aperçu"
    first = True

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self._file: Shown | None = None
        self.box = PictureBox(work)
        self._icon = picture()
        self._consent = label("", "quiet", wrap=True)
        self.copy = push("Enregistrer une copie…", self._save)
        inside = column(self, margin=12)
        inside.addWidget(self.box, 1)
        said = line(self._icon, self._consent, self.copy)
        said.setStretch(1, 1)
        inside.addLayout(said)

    def show_record(self, record_id: str) -> None:
        """Show the file of a saved attachment."""
        record = attachment_of(self.work.notebook, record_id)
        file = of_record(self.work.notebook, record, self.work.sources.today())
        if file != self._file:
            self._file = file
            self.box.show_file(file)
        role = "ok" if file.consent in (Consent.NOBODY, Consent.WRITTEN) else "attention"
        self._icon.show_icon(self.work.sources.icons.icon(file.consent.icon, role), 20)
        self._consent.setText(beside(file))

    def on_changed(self, changed: Changed) -> None:
        """Read the file again when its record changed."""
        if self._file is not None and self._file.id in changed.ids:
            self.show_record(self._file.id)

    def _save(self) -> None:
        if self._file is not None:
            save_copy(self.work, self._file, self)
