"""The first step: for whom the workbooks are made."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.services.workbooks.catalogue import WORKBOOKS
from desktop.services.workbooks.other_files import Readers
from desktop.services.workbooks.presets import Origin, Preset
from desktop.services.workbooks.scope import Recipient
from desktop.store.folding import folded
from desktop.ui.exporting.data_choice import held_by
from desktop.ui.exporting.managing import Managing
from desktop.ui.exporting.stepped import Stepped
from desktop.ui.observations.rows import Heading, Line, RowsView
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import LineBox, column, label, push
from desktop.ui.workplace import Workplace

NOBODY = "nobody"
PARTNERS = "data-partners"
TEAM = "data-team"
_HEADINGS = (Heading("Pour qui"), Heading("Ce qui est proposé"), Heading("Modèle"))
_ORIGINS = {Origin.BUILT_IN: "usuel", Origin.BODY: "organisme du carnet", Origin.OWN: "à vous"}
_OTHERS = (
    Line(NOBODY, ("Plusieurs financeurs, ou un autre lecteur", "à choisir", "libre")),
    Line(PARTNERS, ("Fichier de données, pour des partenaires", "ce qui se transmet", "données")),
    Line(TEAM, ("Fichier de données, pour l’équipe", "toutes les fiches", "données")),
)
_ABOUT = {
    NOBODY: "Les montants accordés y sont, publics par la loi. Aucune proposition, aucun avis.",
    PARTNERS: held_by(Readers.OUTSIDE),
    TEAM: held_by(Readers.TEAM),
}
_NOBODY_FOUND = "Personne ne répond à ces lettres."
_OWN_LINES = (
    "Les montants accordés par tous y sont, publics par la loi. Les propositions et les avis n’y "
    "sont que pour les lignes de qui reçoit."
)


class RecipientStep(Stepped):
    """Tells `chosen` to go on, `registered` for what was sent."""

    chosen = Signal()
    registered = Signal()

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._presets: dict[str, Preset] = {}
        self.sought = LineBox()
        self.table = RowsView("Pour qui est l’export", _HEADINGS)
        self.about = label("", wrap=True)
        self.go_on = push("Continuer", self.chosen.emit, primary=True)
        self.manage = push("Gérer les modèles…", self._turn_managing)
        self.register = push("Classeurs envoyés", self.registered.emit)
        self.template = push("Remplir le fichier d’un financeur…", lambda: work.go("fill"))
        self.report = push("Compte rendu financier…", lambda: work.go("crf"))
        self.managing = Managing(work)
        self._build()
        self.sought.textChanged.connect(lambda _text: self._show_lines())
        self.sought.returnPressed.connect(self.table.setFocus)
        self.table.turned.connect(lambda _key: self._show_current())
        self.table.entered.connect(lambda _key: self.chosen.emit())

    @property
    def key(self) -> str:
        """Return the key of the preset one is on, or NOBODY, PARTNERS, TEAM."""
        return self.table.current

    @property
    def preset(self) -> Preset | None:
        """Return the preset one is on; None for the other choices."""
        return self._presets.get(self.key)

    def show_presets(self, presets: Sequence[Preset]) -> None:
        """Show who may receive, the one that was chosen still chosen."""
        self._presets = {one.key: one for one in presets}
        self._show_lines()

    def choose(self, key: str) -> None:
        """Go to one reader; stay where one is when there is no such reader any more."""
        self.sought.clear()
        if any(line.id == key for line in self.table.rows.lines):
            self.table.choose(key)
        self._show_current()

    def key_of(self, recipient: Recipient | None) -> str:
        """Return the key of the preset of a reader; NOBODY for one that is in the list no more."""
        found = (one.key for one in self._presets.values() if one.scope.recipient == recipient)
        return next(found, NOBODY) if recipient is not None else NOBODY

    def take_focus(self) -> None:
        """Go to the list of readers."""
        self.table.setFocus()

    def fit(self) -> None:
        """Fit the list to another size of text."""
        self.settle_foot()
        self.table.fit()

    def _show_lines(self) -> None:
        wanted = folded(self.sought.text())
        every = (*map(_line, self._presets.values()), *_OTHERS)
        lines = [one for one in every if wanted in folded(" ".join(one.cells))]
        self.table.show_lines(lines)
        if lines and not self.table.current:
            self.table.choose(lines[0].id)
        self._show_current()

    def _show_current(self) -> None:
        preset = self.preset
        self.about.setText(_about(preset) if preset else _ABOUT.get(self.key, _NOBODY_FOUND))
        self.go_on.setEnabled(bool(self.key))
        self.managing.show_preset(preset if preset and preset.origin is Origin.OWN else None)

    def _turn_managing(self) -> None:
        self.managing.setVisible(self.managing.isHidden())
        if not self.managing.isHidden():
            self.managing.take_focus()

    def _build(self) -> None:
        self.sought.setPlaceholderText("Chercher un destinataire…")
        self.sought.setAccessibleName("Chercher un destinataire")
        self.managing.hide()
        body, foot = QWidget(), QWidget()
        inside = column(body, spacing=8)
        inside.addWidget(label("Pour qui est cet export\u00a0?", "section", wrap=True))
        inside.addWidget(self.sought)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.about)
        inside.addWidget(self.managing)
        below = column(foot)
        below.addWidget(buttons(self.go_on, self.manage, self.register, self.template, self.report))
        self.lay_out(body, foot)


def _line(preset: Preset) -> Line:
    every = len(preset.workbooks) == len(WORKBOOKS)
    codes = "les six classeurs" if every else ", ".join(preset.workbooks)
    return Line(preset.key, (preset.title, codes, _ORIGINS[preset.origin]))


def _about(preset: Preset) -> str:
    titles = ", ".join(f"{WORKBOOKS[code].title} ({code})" for code in preset.workbooks)
    return f"{titles}. {_OWN_LINES}"
