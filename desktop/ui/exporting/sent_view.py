"""« Classeurs envoyés »: what left this computer, for whom, and whether a file is one of them."""

from collections.abc import Sequence
from textwrap import wrap

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.services.workbooks.catalogue import WORKBOOKS
from desktop.services.workbooks.register import Sent
from desktop.services.workbooks.since import Since
from desktop.ui import words
from desktop.ui.discretion import Discretion
from desktop.ui.exporting.since_box import SinceBox
from desktop.ui.exporting.stepped import Stepped
from desktop.ui.observations.rows import Heading, Line, RowsView
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import announce, column, label, push

_HEADINGS = (
    Heading("Date", whole=True),
    Heading("Classeur"),
    Heading("Pour qui"),
    Heading("Période"),
    Heading("Lignes", "Nombre de lignes", number=True),
    Heading("Fichier"),
    Heading("Empreinte", "Empreinte du fichier, ses premiers signes"),
)
_SHORT = 12
_GROUP = 8
_NOT_SAID = "non précisé"
_ABOUT = (
    "Chaque classeur enregistré depuis cet ordinateur est noté ici\u00a0: ses filtres, ses nombres "
    "de lignes et l’empreinte du fichier. Les textes, eux, ne sont pas gardés."
)
_EMPTY = "Aucun classeur n’a encore été enregistré depuis cet ordinateur."


class SentView(Stepped):
    """Tells `compared` or `again` with the number of an export, `verified` when a file is to be
    chosen, `left` for a new export.
    """

    compared = Signal(int)
    again = Signal(int)
    verified = Signal()
    left = Signal()

    def __init__(self, discretion: Discretion) -> None:
        super().__init__()
        self._discretion = discretion
        self._sent: tuple[Sent, ...] = ()
        self.said = label(_ABOUT, wrap=True)
        self.table = RowsView("Classeurs envoyés", _HEADINGS, telling=1)
        self.detail = label("", wrap=True)
        self.since = SinceBox(discretion)
        self.compare = push("Ce qui a changé depuis", self._compare)
        self.redo = push("Refaire avec les mêmes filtres", self._redo)
        self.verify = push("Vérifier un fichier…", self.verified.emit)
        self.back = push("Préparer un export", self.left.emit, primary=True)
        self._build()
        self.table.turned.connect(lambda _id: self._show_current())
        self.table.entered.connect(lambda _id: self._compare())
        discretion.tell(self, self._show_lines)

    def show_sent(self, sent: Sequence[Sent]) -> None:
        """Show what left, the latest first."""
        self._sent = tuple(sent)
        self._show_lines()
        self.said.setText(_ABOUT if sent else _EMPTY)
        for part in (self.table, self.compare, self.redo, self.verify):
            part.setVisible(bool(sent))
        if sent and not self.table.current:
            self.table.choose(str(sent[0].id))
        self._show_current()

    def show_since(self, since: Since) -> None:
        """Show what changed since the export one is on."""
        self.since.show_since(since, unfolded=True)
        self.bring(self.since)
        announce(self, since.sentence)

    def recognised(self, found: Sent) -> None:
        """Go to the export that made a file."""
        self.table.choose(str(found.id))
        self._show_current()

    def take_focus(self) -> None:
        """Go to the list, or to a first export."""
        (self.table if self._sent else self.back).setFocus()

    def fit(self) -> None:
        """Fit the list to another size of text."""
        self.settle_foot()
        self.table.fit()
        self.since.fit()

    def _show_lines(self) -> None:
        self.table.show_lines([self._line(one) for one in self._sent])
        self._show_current()

    def _line(self, one: Sent) -> Line:
        cells = (
            words.moment(one.at),
            one.title,
            self._discretion.shown(one.recipient) or _NOT_SAID,
            str(one.choice.scope.period),
            words.number(sum(one.counts.values())),
            self._discretion.shown(one.file_name),
            one.digest[:_SHORT],
        )
        return Line(str(one.id), cells)

    def _current(self) -> Sent | None:
        return next((one for one in self._sent if str(one.id) == self.table.current), None)

    def _show_current(self) -> None:
        one = self._current()
        self.since.clear()
        self.detail.setVisible(one is not None)
        self.compare.setEnabled(one is not None and one.choice.code in WORKBOOKS)
        if one is not None:
            sheets = ", ".join(f"{name} {words.number(rows)}" for name, rows in one.counts.items())
            signs = " ".join(wrap(one.digest, _GROUP))
            self.detail.setText(f"Lignes par feuille\u00a0: {sheets}. Empreinte\u00a0: {signs}")

    def _compare(self) -> None:
        if self.compare.isEnabled():
            self.compared.emit(int(self.table.current))

    def _redo(self) -> None:
        if self._current() is not None:
            self.again.emit(int(self.table.current))

    def _build(self) -> None:
        body, foot = QWidget(), QWidget()
        inside = column(body, spacing=8)
        inside.addWidget(self.said)
        inside.addWidget(self.table, 2)
        inside.addWidget(self.detail)
        inside.addWidget(self.since, 1)
        inside.addStretch(0)
        below = column(foot)
        below.addWidget(buttons(self.compare, self.redo, self.verify, self.back))
        self.lay_out(body, foot)
