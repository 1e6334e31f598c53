"""The editor of markers scored by several voices: the grid, the proofs, the gaps."""

from typing import Any

from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.services.markers import Score, gaps, to_say
from desktop.ui.charts.gaps import GapChart, GapRow
from desktop.ui.evaluation.marker_grid import Listed, MarkerGrid, level_name
from desktop.ui.evaluation.score_lines import PARTIES, Line, Place, ScoreLines
from desktop.ui.flow import FlowLayout
from desktop.ui.forms.editor import Editor
from desktop.ui.forms.sources import Sources
from desktop.ui.pieces import announce, column, label, line, push
from sync.records.evaluation_reviews import MarkerLevel
from sync.records.fields import FieldSpec, field_of
from sync.records.french import inside, quoted


class MarkersEditor(Editor):
    """One score a place; what finds no place in the grid is kept and shown below it."""

    def __init__(self, field: FieldSpec, sources: Sources) -> None:
        super().__init__(field)
        if field.item is None:
            raise TypeError(f"{field.name} has no lines")
        self._sources = sources
        self._list = field_of(field.item, "marker").about.list_name
        self._scores = ScoreLines()
        self._grid = MarkerGrid()
        self._asked = label("", "field", wrap=True)
        self._levels = [self._level_button(level.value, level.label) for level in MarkerLevel]
        self._levels.append(self._level_button("", "Effacer"))
        self._proof = QLineEdit()
        self._proof_title = label("Ce qui le montre (coin marqué dans la grille)", "quiet")
        self._said = label("", "attention", wrap=True)
        self._chart = GapChart("Les écarts entre les voix")
        self._strays = QWidget()
        self._build()
        self._grid.scored.connect(self.score)
        self._grid.moved.connect(self._follow)
        self._proof.textEdited.connect(self._prove)
        self._fill()

    @property
    def main(self) -> MarkerGrid:
        """Return the grid."""
        return self._grid

    @property
    def proof(self) -> QLineEdit:
        """Return the box for what shows the level under the cursor."""
        return self._proof

    @property
    def said(self) -> str:
        """Return what the gaps say."""
        return self._said.text()

    @property
    def strays(self) -> list[Line]:
        """Return the lines that find no place in the grid."""
        return self._scores.strays()

    @property
    def chart(self) -> GapChart:
        """Return the drawing of the gaps."""
        return self._chart

    def read(self) -> list[Line]:
        """Return the scores, each with its stable id."""
        return self._scores.read()

    def write(self, value: Any) -> None:
        """Show the scores of a record, or of a draft."""
        self._scores = ScoreLines(value or ())
        self._fill()

    def score(self, level: str) -> None:
        """Give the place under the cursor a level; "" takes it away."""
        place = self._grid.place
        if place is None or not (level or place in self._scores.placed()):
            return
        self._scores.put(place, "level", level)
        self._fill()
        announce(self, self._told(place))
        self.edited.emit()

    def name_for_readers(self, name: str, description: str) -> None:
        """Name the grid, and say how it is filled by the keyboard."""
        super().name_for_readers(name, description)
        keys = "Flèches pour aller d’une case à l’autre, 0 à 4 pour noter, Suppr pour effacer."
        self._grid.setAccessibleDescription(f"{description} {keys}")
        self._grid.setToolTip("")

    def drop(self, key: str) -> None:
        """Remove a line that finds no place in the grid."""
        self._scores.drop(key)
        self._fill()
        self._grid.setFocus()
        self.edited.emit()

    def _prove(self, text: str) -> None:
        place = self._grid.place
        if place is not None:
            self._scores.put(place, "evidence", text)
            self._draw()
            self.edited.emit()

    def _fill(self) -> None:
        self._grid.show_markers(self._markers())
        self._draw()
        self._show_strays()
        self._follow()

    def _draw(self) -> None:
        placed = self._scores.placed()
        levels = {place: str(values.get("level") or "") for place, values in placed.items()}
        proven = frozenset(place for place, values in placed.items() if values.get("evidence"))
        self._grid.show_levels(levels, proven)
        scores = self._given(placed)
        self._said.setText("\n".join(to_say(scores)))
        self._said.setVisible(bool(scores))
        rows = [
            GapRow(gap.marker, {score.voice: score.level for score in gap.scores})
            for gap in gaps(scores)
        ]
        self._chart.show_rows(rows)
        self._chart.setVisible(bool(rows))

    def _given(self, placed: dict[Place, Line]) -> list[Score]:
        return [
            Score(name, PARTIES[party], int(placed[code, party]["level"]))
            for code, name in self._markers()
            for party in PARTIES
            if str(placed.get((code, party), {}).get("level") or "").isdecimal()
        ]

    def _markers(self) -> list[Listed]:
        held = self._scores.markers()
        entries = self._sources.records.entries(self._list)
        known = {entry.code for entry in entries}
        offered = [(e.code, e.label) for e in entries if e.active or e.code in held]
        return offered + [(code, code) for code in held if code not in known]

    def _name_of(self, place: Place) -> str:
        return dict(self._markers()).get(place[0], place[0])

    def _follow(self) -> None:
        """Say which place is under the cursor, and show its proof."""
        place = self._grid.place
        values = self._scores.placed().get(place, {}) if place else {}
        voice = inside(PARTIES[place[1]]) if place else ""
        asked = f"{quoted(self._name_of(place))}, {voice}" if place else ""
        self._asked.setText(asked)
        for button in self._levels:
            button.setChecked(bool(button.property("level")) and _is(button, values))
            button.setEnabled(place is not None)
        if self._proof.text() != (values.get("evidence") or ""):
            self._proof.setText(str(values.get("evidence") or ""))
        self._proof.setAccessibleName(f"Ce qui le montre\u00a0: {asked}")
        self._proof.setEnabled(place is not None)

    def _told(self, place: Place) -> str:
        text = level_name(self._scores.placed().get(place, {}).get("level")) or "effacé"
        return f"{self._name_of(place)}, {PARTIES[place[1]]}\u00a0: {text}"

    def _level_button(self, code: str, text: str) -> QPushButton:
        made = push(text, lambda: self.score(code), quiet=not code)
        made.setProperty("level", code)
        made.setCheckable(bool(code))
        return made

    def _show_strays(self) -> None:
        old, self._strays = self._strays, QWidget(self)
        inside_it = column(self._strays, spacing=4)
        for values in self._scores.strays():
            inside_it.addLayout(self._stray(values))
        self._inside.replaceWidget(old, self._strays)
        self._strays.setVisible(bool(self._scores.strays()))
        old.hide()
        old.deleteLater()

    def _stray(self, values: Line) -> QVBoxLayout:
        marker = dict(self._markers()).get(str(values.get("marker")), "marqueur à préciser")
        party = PARTIES.get(str(values.get("party")), str(values.get("party") or "voix à préciser"))
        said = f"Hors de la grille\u00a0: {marker}, {inside(party)}, {values.get('level') or '–'}"
        gone = push("Retirer", lambda: self.drop(str(values.get("id"))), quiet=True)
        gone.setAccessibleName(f"Retirer\u00a0: {marker}, {party}")
        made = QVBoxLayout()
        row = line(label(said, "attention", wrap=True), gone)
        row.setStretch(0, 1)
        made.addLayout(row)
        return made

    def _keys(self) -> QWidget:
        made = QWidget()
        flow = FlowLayout(made, across=4)
        for button in self._levels:
            flow.addWidget(button)
        return made

    def _build(self) -> None:
        self._proof_title.setBuddy(self._proof)
        self._inside = inside_it = column(self, spacing=8)
        inside_it.addWidget(self._grid)
        inside_it.addWidget(self._asked)
        inside_it.addWidget(self._keys())
        inside_it.addWidget(self._proof_title)
        inside_it.addWidget(self._proof)
        inside_it.addWidget(self._strays)
        inside_it.addWidget(self._chart)
        inside_it.addWidget(self._said)
        self.setFocusProxy(self._grid)


def _is(button: QPushButton, values: Line) -> bool:
    return bool(button.property("level") == values.get("level"))
