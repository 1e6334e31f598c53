"""The cell one is on, the figures that may go there, and the two things to do about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.export.template.seen import SheetSeen, Spot, named
from desktop.services.workbooks.template.picks import PickKind
from desktop.ui.discretion import Discretion
from desktop.ui.exporting.template.figures_list import FiguresList
from desktop.ui.exporting.template.pointing import Pointing
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import column, label, push


class TargetBox(QWidget):
    """Tells `put` and `taken_out` for the cell that is shown."""

    put = Signal()
    taken_out = Signal()

    def __init__(self, pointing: Pointing, discretion: Discretion) -> None:
        super().__init__()
        self._pointing = pointing
        self._where: tuple[SheetSeen, Spot] | None = None
        self.cell = label("", "section", wrap=True)
        self.state = label("", wrap=True)
        self.figures = FiguresList(discretion)
        self.fill = push("", self.put.emit, primary=True)
        self.leave = push("Laisser telle quelle", self.taken_out.emit)
        inside = column(self, spacing=6)
        for part in (self.cell, self.state):
            inside.addWidget(part)
        inside.addWidget(self.figures, 1)
        inside.addWidget(buttons(self.fill, self.leave))
        self.figures.turned.connect(self._settle)
        self.figures.chosen.connect(self._chosen)

    def show_cell(self, sheet: SheetSeen, spot: Spot) -> None:
        """Show another cell."""
        self._where = sheet, spot
        cell = sheet.at(spot)
        text = " ".join((cell.text or sheet.label_of(spot)).split())
        self.cell.setText(f"{named(spot)}\u00a0: {text}" if text else named(spot))
        link = self._pointing.link_at(sheet, spot)
        if link is not None:
            self.figures.choose(link.pick)
        self.leave.setEnabled(link is not None)
        self._settle()

    def _settle(self) -> None:
        """Say what the button does, or why nothing can be put there."""
        chosen = self.figures.current
        if self._where is None or chosen is None:
            self.fill.setEnabled(False)
            self.fill.setText("Mettre ce chiffre")
            self.state.setText("")
            return
        sheet, spot = self._where
        refusal = self._pointing.refusal(sheet, spot, chosen)
        down = chosen.pick.kind is PickKind.COLUMN
        self.fill.setText(f"Verser sous {named(spot)}" if down else f"Mettre en {named(spot)}")
        self.fill.setEnabled(not refusal)
        self.state.setText(refusal or self._held(sheet, spot))

    def _held(self, sheet: SheetSeen, spot: Spot) -> str:
        link = self._pointing.link_at(sheet, spot)
        if link is None:
            return "Cette cellule reste telle quelle."
        if link.down:
            return f"Versé dessous\u00a0: {link.pick.title}."
        how = "Sera rempli par" if self._pointing.writes(sheet, spot) else "Pointée, mais laissée"
        return f"{how}\u00a0: {link.pick.title}."

    def _chosen(self) -> None:
        if self.fill.isEnabled():
            self.put.emit()
