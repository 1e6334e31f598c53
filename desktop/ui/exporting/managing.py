"""One's own presets: keep the choices of now under a title, rename one, delete it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.errors import UserError
from desktop.services.workbooks.presets import (
    Preset,
    Years,
    delete_preset,
    rename_preset,
    save_preset,
)
from desktop.services.workbooks.scope import Scope
from desktop.ui.notices import Offer
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import LineBox, column, label, push, titled
from desktop.ui.workplace import Workplace

Now = tuple[tuple[str, ...], Scope, Years]
_HOW = (
    "Un modèle garde les classeurs, les filtres et qui reçoit, tels qu’ils sont à l’étape "
    "«\u00a0Quoi\u00a0». L’année en cours le reste d’une année à l’autre."
)
_OTHER = "Pour renommer ou supprimer un modèle à vous, choisissez-le dans la liste."
_NOTHING = "Rien n’est encore choisi\u00a0: passez par l’étape «\u00a0Quoi\u00a0», puis revenez."


class Managing(QFrame):
    """Tells `changed` with the key of the preset to go to, "" when it is gone."""

    changed = Signal(str)

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self.setObjectName("card")
        self._work = work
        self._preset: Preset | None = None
        self.now: Callable[[], Now | None] = lambda: None
        self.title = LineBox()
        self.fault = label("", "error", wrap=True)
        self.own = label("", "quiet", wrap=True)
        self.save = push("Garder les choix de maintenant", self._save)
        self.rename = push("Renommer", self._rename)
        self.delete = push("Supprimer", self._delete)
        inside = column(self, margin=14, spacing=6)
        inside.addWidget(label(_HOW, wrap=True))
        inside.addWidget(titled("Titre du modèle", self.title))
        inside.addWidget(self.title)
        inside.addWidget(self.fault)
        inside.addWidget(self.own)
        inside.addWidget(buttons(self.save, self.rename, self.delete))
        self._say("")
        self.show_preset(None)

    def show_preset(self, preset: Preset | None) -> None:
        """Say which preset of one's own can be renamed or deleted; None for none."""
        self._preset = preset
        self.own.setText(f"Modèle choisi\u00a0: {preset.title}" if preset else _OTHER)
        self.rename.setEnabled(preset is not None)
        self.delete.setEnabled(preset is not None)
        self._say("")

    def take_focus(self) -> None:
        """Go to the title."""
        self.title.setFocus()

    def _save(self) -> None:
        now = self.now()
        if now is None:
            self._say(_NOTHING)
            return
        self._try(lambda: save_preset(self._work.notebook, self.title.text(), *now), "gardé")

    def _rename(self) -> None:
        preset = self._preset
        if preset is not None:
            text = self.title.text()
            self._try(lambda: rename_preset(self._work.notebook, preset.key, text), "renommé")

    def _delete(self) -> None:
        preset, notebook = self._preset, self._work.notebook
        if preset is None:
            return
        delete_preset(notebook, preset.key)
        self.changed.emit("")

        def take_back() -> None:
            again = save_preset(
                notebook, preset.title, preset.workbooks, preset.scope, preset.years
            )
            self.changed.emit(again.key)

        self._work.notices.done(
            f"Modèle «\u00a0{preset.title}\u00a0» supprimé.", Offer("Annuler", take_back)
        )

    def _try(self, act: Callable[[], Preset], done: str) -> None:
        try:
            preset = act()
        except UserError as error:
            self._say(f"{error.sentence} {error.advice}".strip())
            self.title.setFocus()
            return
        self.title.clear()
        self.changed.emit(preset.key)
        self._work.notices.done(f"Modèle «\u00a0{preset.title}\u00a0» {done}.")

    def _say(self, fault: str) -> None:
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
