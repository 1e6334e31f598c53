"""What changed since an export: one sentence, and row by row when it is asked for."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.services.workbooks.since import FigureChange, RowChange, SheetChange, Since
from desktop.ui import words
from desktop.ui.discretion import Discretion
from desktop.ui.exporting.saying import value_said
from desktop.ui.observations.rows import Heading, Line, RowsView
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import column, label, push

_HEADINGS = (Heading("Feuille"), Heading("Ligne"), Heading("Écart"), Heading("Détail"))
_NONE = "néant"
MOST = 300
Cells = tuple[str, str, str, str]


class SinceBox(QWidget):
    """Tells `opened` with the record behind a row that changed; hidden while nothing was sent."""

    opened = Signal(str)

    def __init__(self, discretion: Discretion) -> None:
        super().__init__()
        self._discretion = discretion
        self._since: Since | None = None
        self._references: tuple[str, ...] = ()
        self.sentence = label("", wrap=True)
        self.fold = push("Voir les écarts", lambda: None)
        self.fold.setCheckable(True)
        self.table = RowsView("Écarts depuis l’envoi", _HEADINGS, telling=1)
        self.rest = label("", "quiet", wrap=True)
        self.table.hide()
        self.rest.hide()
        inside = column(self, spacing=4)
        inside.addWidget(self.sentence)
        inside.addWidget(buttons(self.fold))
        inside.addWidget(self.table, 1)
        inside.addWidget(self.rest)
        self.fold.toggled.connect(lambda _on: self._show())
        self.table.entered.connect(self._open)
        discretion.tell(self, self._show)
        self.clear()

    def show_since(self, since: Since | None, *, unfolded: bool = False) -> None:
        """Say what changed; `unfolded` shows it row by row at once."""
        self._since = since
        self.sentence.setText(since.sentence if since is not None else "")
        self.fold.setVisible(since is not None and not since.nothing)
        self.fold.setChecked(unfolded)
        self.setVisible(since is not None)
        self._show()

    def clear(self) -> None:
        """Say nothing."""
        self.show_since(None)

    def fit(self) -> None:
        """Fit the table to another size of text."""
        self.table.fit()

    def _show(self) -> None:
        since, on = self._since, self.fold.isChecked()
        shown = on and since is not None and not since.nothing
        self.table.setVisible(shown)
        rows = list(_rows(since)) if shown and since is not None else []
        self._references = tuple(reference for _, reference in rows)
        guarded = self._discretion.shown
        lines = [
            Line(str(at), (sheet, guarded(row), gap, guarded(detail)))
            for at, ((sheet, row, gap, detail), _) in enumerate(rows[:MOST])
        ]
        self.table.show_lines(lines)
        left = len(rows) - MOST
        self.rest.setText(f"Et {words.counted(left, 'autre écart', 'autres écarts')}.")
        self.rest.setVisible(shown and left > 0)

    def _open(self, place: str) -> None:
        reference = self._references[int(place)]
        if reference:
            self.opened.emit(reference)


def _rows(since: Since) -> Iterator[tuple[Cells, str]]:
    for figure in since.figures:
        yield ("Chiffres", figure.what, "autre chiffre", _change(figure)), ""
    for sheet in since.sheets:
        yield from _of_sheet(sheet)
    for name in since.new_sheets:
        yield (name, "", "nouvelle feuille", ""), ""
    for name in since.gone_sheets:
        yield (name, "", "feuille retirée", ""), ""


def _of_sheet(sheet: SheetChange) -> Iterator[tuple[Cells, str]]:
    for word, rows in (
        ("nouvelle", sheet.added),
        ("retirée", sheet.removed),
        ("modifiée", sheet.changed),
    ):
        for row in rows:
            yield (sheet.name, row.label, word, _detail(row)), row.reference


def _detail(row: RowChange) -> str:
    told = {figure.what: _change(figure) for figure in row.figures}
    return ", ".join(
        f"{title}\u00a0: {told[title]}" if title in told else title for title in row.columns
    )


def _change(figure: FigureChange) -> str:
    before = value_said(figure.before, figure.held) or _NONE
    return f"{before} → {value_said(figure.after, figure.held) or _NONE}"
