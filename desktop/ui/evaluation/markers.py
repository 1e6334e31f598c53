"""The editor of markers scored by several voices: the grid, the proofs, the gaps."""

from typing import Any
from uuid import uuid4

from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.services.markers import Score, gaps, to_say
from desktop.ui.charts.gaps import GapChart, GapRow
from desktop.ui.evaluation.marker_grid import Listed, MarkerGrid, Place, level_name
from desktop.ui.forms.editor import Editor
from desktop.ui.forms.sources import Sources
from desktop.ui.pieces import announce, column, label, line, push
from sync.records.evaluation_reviews import MarkerLevel, Party
from sync.records.fields import FieldSpec, field_of
from sync.records.french import inside, quoted

Line = dict[str, Any]
_PARTIES = {party.value: party.label for party in Party}
_KNOWN = frozenset({"id", "marker", "party", "level", "evidence"})


class MarkersEditor(Editor):
    """One score a place; what finds no place in the grid is kept and shown below it."""

    def __init__(self, field: FieldSpec, sources: Sources) -> None:
        super().__init__(field)
        if field.item is None:
            raise TypeError(f"{field.name} has no lines")
        self._sources = sources
        self._list = field_of(field.item, "marker").about.list_name
        self._lines: list[Line] = []
        self._grid = MarkerGrid(sources.icons)
        self._asked = label("", "field", wrap=True)
        self._levels = [self._level_button(level.value, level.label) for level in MarkerLevel]
        self._levels.append(self._level_button("", "Effacer"))
        self._proof = QLineEdit()
        self._proof_title = label("Ce qui le montre", "quiet")
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
    def chart(self) -> GapChart:
        """Return the drawing of the gaps."""
        return self._chart

    def read(self) -> list[Line]:
        """Return the scores, each with its stable id."""
        return [dict(values) for values in self._lines]

    def write(self, value: Any) -> None:
        """Show the scores of a record, or of a draft."""
        self._lines = [dict(part) for part in value or () if isinstance(part, dict)]
        self._fill()

    def score(self, level: str) -> None:
        """Give the place under the cursor a level; "" takes it away."""
        place = self._grid.place
        if place is None or not (level or place in self._placed()):
            return
        self._put(place, "level", level)
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
        self._lines = [kept for kept in self._lines if kept.get("id") != key]
        self._fill()
        self._grid.setFocus()
        self.edited.emit()

    def strays(self) -> list[Line]:
        """Return the lines that find no place: a voice that scored twice, or an unknown one."""
        placed = {id(values) for values in self._placed().values()}
        return [values for values in self._lines if id(values) not in placed]

    def _placed(self) -> dict[Place, Line]:
        placed: dict[Place, Line] = {}
        for values in self._lines:
            marker, party = values.get("marker"), values.get("party")
            if marker and party in _PARTIES:
                placed.setdefault((str(marker), str(party)), values)
        return placed

    def _put(self, place: Place, name: str, value: str) -> None:
        held = self._placed().get(place)
        if held is None:
            held = {"id": uuid4().hex, "marker": place[0], "party": place[1]}
            self._lines.append(held)
        held[name] = value
        if not value:
            del held[name]
        if not ({"level", "evidence"} | (set(held) - _KNOWN)) & set(held):
            self._lines = [kept for kept in self._lines if kept is not held]

    def _prove(self, text: str) -> None:
        place = self._grid.place
        if place is not None:
            self._put(place, "evidence", text)
            self._draw()
            self.edited.emit()

    def _fill(self) -> None:
        self._grid.show_markers(self._markers())
        self._draw()
        self._show_strays()
        self._follow()

    def _draw(self) -> None:
        placed = self._placed()
        levels = {place: str(values.get("level") or "") for place, values in placed.items()}
        proven = frozenset(place for place, values in placed.items() if values.get("evidence"))
        self._grid.show_levels(levels, proven)
        scores = self._scores(placed)
        self._said.setText("\n".join(to_say(scores)))
        self._said.setVisible(bool(scores))
        rows = [
            GapRow(gap.marker, {score.voice: score.level for score in gap.scores})
            for gap in gaps(scores)
        ]
        self._chart.show_rows(rows)
        self._chart.setVisible(bool(rows))

    def _scores(self, placed: dict[Place, Line]) -> list[Score]:
        return [
            Score(name, _PARTIES[party], int(placed[code, party]["level"]))
            for code, name in self._markers()
            for party in _PARTIES
            if str(placed.get((code, party), {}).get("level") or "").isdecimal()
        ]

    def _markers(self) -> list[Listed]:
        held = dict.fromkeys(str(v["marker"]) for v in self._lines if v.get("marker"))
        entries = self._sources.records.entries(self._list)
        known = {entry.code for entry in entries}
        offered = [(e.code, e.label) for e in entries if e.active or e.code in held]
        return offered + [(code, code) for code in held if code not in known]

    def _name_of(self, place: Place) -> str:
        return dict(self._markers()).get(place[0], place[0])

    def _follow(self) -> None:
        """Say which place is under the cursor, and show its proof."""
        place = self._grid.place
        values = self._placed().get(place, {}) if place else {}
        voice = inside(_PARTIES[place[1]]) if place else ""
        asked = f"{quoted(self._name_of(place))} selon\u00a0: {voice}" if place else ""
        self._asked.setText(asked)
        for button in self._levels:
            button.setChecked(bool(button.property("level")) and _is(button, values))
            button.setEnabled(place is not None)
        if self._proof.text() != (values.get("evidence") or ""):
            self._proof.setText(str(values.get("evidence") or ""))
        self._proof.setAccessibleName(f"Ce qui le montre\u00a0: {asked}")
        self._proof.setEnabled(place is not None)

    def _told(self, place: Place) -> str:
        text = level_name(self._placed().get(place, {}).get("level")) or "effacé"
        return f"{self._name_of(place)}, {_PARTIES[place[1]]}\u00a0: {text}"

    def _level_button(self, code: str, text: str) -> QPushButton:
        made = push(text, lambda: self.score(code), quiet=not code)
        made.setProperty("level", code)
        made.setCheckable(bool(code))
        return made

    def _show_strays(self) -> None:
        old, self._strays = self._strays, QWidget()
        inside_it = column(self._strays, spacing=4)
        for values in self.strays():
            inside_it.addLayout(self._stray(values))
        self._strays.setVisible(bool(self.strays()))
        layout = self.layout()
        if layout is not None:
            layout.replaceWidget(old, self._strays)
        old.hide()
        old.deleteLater()

    def _stray(self, values: Line) -> QVBoxLayout:
        marker = dict(self._markers()).get(str(values.get("marker")), "marqueur à préciser")
        party = _PARTIES.get(
            str(values.get("party")), str(values.get("party") or "voix à préciser")
        )
        said = f"Hors de la grille\u00a0: {marker}, {inside(party)}, {values.get('level') or '–'}"
        gone = push("Retirer", lambda: self.drop(str(values.get("id"))), quiet=True)
        gone.setAccessibleName(f"Retirer\u00a0: {marker}, {party}")
        made = QVBoxLayout()
        row = line(label(said, "attention", wrap=True), gone)
        row.setStretch(0, 1)
        made.addLayout(row)
        return made

    def _build(self) -> None:
        self._proof_title.setBuddy(self._proof)
        inside_it = column(self, spacing=8)
        inside_it.addWidget(self._grid)
        inside_it.addWidget(self._asked)
        inside_it.addLayout(line(*self._levels, None, spacing=4))
        inside_it.addWidget(self._proof_title)
        inside_it.addWidget(self._proof)
        inside_it.addWidget(self._strays)
        inside_it.addWidget(self._chart)
        inside_it.addWidget(self._said)
        self.setFocusProxy(self._grid)


def _is(button: QPushButton, values: Line) -> bool:
    return bool(button.property("level") == values.get("level"))
