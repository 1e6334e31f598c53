"""Settings: who signs, what it looks like, lists, safety, and where help is."""

from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.services.notebook import Changed
from desktop.ui import words
from desktop.ui.pages.page import Page
from desktop.ui.panels.parts import Columns, Section, buttons
from desktop.ui.pieces import column, label, push
from desktop.ui.settings.look import Look
from desktop.ui.settings.you import Phrase, Signature
from desktop.ui.workplace import Workplace
from sync.records.kinds import LIST_LABELS

_SHARED = (
    "Ce carnet vit sur cet ordinateur, et fonctionne sans serveur aussi longtemps que vous le "
    "voulez. La page Échanges dit avec qui il est partagé."
)


class SettingsPage(Page):
    """Everything that can be chosen, on one page that scrolls."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self.signature = Signature(work)
        self.look = Look(work, work.theme())
        self.phrase = Phrase(work)
        self.safety = Section("Sauvegardes", self._safety_buttons())
        self.lists = Section("Listes de référence", label(_lists(), "quiet", wrap=True))
        self.lists.add(buttons(push("Ouvrir les listes", lambda: work.go("list_entry"))))
        help_ = Section("Aide", self._help_buttons())
        shared = Section("Espace partagé", label(_SHARED, "quiet", wrap=True))
        shared.add(buttons(push("Ouvrir les échanges", lambda: work.go("exchange"))))
        scroll, holder = QScrollArea(), QWidget()
        holder.setObjectName("scrolled")
        inside = column(holder, margin=16, spacing=16)
        inside.addWidget(label("Réglages", "title"))
        inside.addWidget(
            Columns(self.signature, self.look, self.safety, self.lists, self.phrase, shared, help_)
        )
        inside.addStretch(1)
        scroll.setWidget(holder)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(scroll.focusPolicy().NoFocus)
        column(self).addWidget(scroll)

    def refresh(self) -> None:
        """Show what is chosen now."""
        self.signature.refresh()
        self.look.refresh()
        kept = self._work.notebook.backups.list()
        self.safety.say(
            f"La dernière date du {words.moment(kept[0].moment)}."
            if kept
            else "La première se fait d’elle-même après vos premières fiches."
        )

    def leave(self) -> None:
        """Sign with the name that is typed: nothing waits for a button."""
        self.signature.settle()

    def on_changed(self, changed: Changed) -> None:
        """Leave what is being typed here alone."""

    def take_focus(self) -> None:
        """Begin with the name."""
        self.signature.name.setFocus()

    def fit(self) -> None:
        """Say the new size of the text."""
        self.look.refresh()

    def _safety_buttons(self) -> QWidget:
        act = self._work.act
        return buttons(
            push("Sauvegarder maintenant", lambda: act("backup")),
            push("Restaurer une sauvegarde…", lambda: act("restore")),
            push("Santé de l’application", lambda: act("health")),
        )

    def _help_buttons(self) -> QWidget:
        act = self._work.act
        return buttons(
            push("Lire le guide (F1)", lambda: act("guide")),
            push("Raccourcis clavier", lambda: act("shortcuts")),
            push("À propos", lambda: act("about")),
        )


def _lists() -> str:
    names = ", ".join(sorted(name[:1].lower() + name[1:] for name in LIST_LABELS.values()))
    return f"Vos mots à vous : {names}. Une valeur retirée reste lisible dans les fiches d’avant."
