"""Save a copy of an attached file where the person says, and tell that it leaves the notebook."""

from pathlib import Path

from PySide6.QtCore import QObject

from desktop.services.attaching.files import attachment_of, name_of_copy
from desktop.services.attaching.gallery import Consent, Shown
from desktop.ui.workplace import Workplace

_OUT = "elle est hors du carnet, lisible par qui ouvre ce dossier."
_EXPOSED = " Des personnes y sont reconnaissables sans accord écrit\u00a0: ne la diffusez pas."


def save_copy(work: Workplace, file: Shown, owner: QObject) -> None:
    """Ask where, then write the copy; told when it is done."""
    name = name_of_copy(attachment_of(work.notebook, file.id))
    path = work.ask_save(name)
    if path is None:
        return
    contents = work.notebook.contents
    work.tasks.run(
        lambda _ticket: contents.copy_to(file.digest, path),
        lane="files",
        owner=owner,
        done=lambda _none: _told(work, file, path),
    )


def _told(work: Workplace, file: Shown, path: Path) -> None:
    free = file.consent in (Consent.NOBODY, Consent.WRITTEN)
    tell = work.notices.done if free else work.notices.warn
    tell(f"Copie enregistrée\u00a0: {path.name}\u00a0; {_OUT}{'' if free else _EXPOSED}")
