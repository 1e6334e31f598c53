"""The editors by which a teller places a story: triads that make 100, sliders between poles."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QVBoxLayout, QWidget

from desktop.ui import words
from desktop.ui.evaluation.cards import CardsEditor, framed, top
from desktop.ui.forms.editor import Editor
from desktop.ui.pieces import label, line, push, repolish

_WHOLE = 100
_POLES = ("first", "second", "third")


class _OpenCards(CardsEditor):
    """Cards that are always open: there are few of them, and each is short."""

    def __init__(self, *parts: Any, **more: Any) -> None:
        self.editors: list[dict[str, Editor]] = []
        super().__init__(*parts, **more)

    def fault(self) -> str:
        """Say when something typed in a card cannot be read."""
        faults = (editor.fault() for row in self.editors for editor in row.values())
        return next(filter(None, faults), "")

    def redraw(self) -> None:
        """Draw every card again, with editors of its own."""
        self.editors = []
        super().redraw()

    def go_to(self, row: int) -> None:
        """Put the keyboard on the question."""
        self.editors[row]["question"].main.setFocus()

    def card(self, row: int) -> QWidget:
        """Return the question, then what is placed."""
        self.editors.append({name: self._editor(name, row) for name in self.fields})
        frame, column = framed()
        column.addLayout(top(self.tools(row), label(f"{self.one} {row + 1}", "section")))
        column.addLayout(self._asked(row, "question"))
        self.lay_out(row, column)
        return frame

    def lay_out(self, row: int, column: QVBoxLayout) -> None:
        """Add to a card what is placed."""
        raise NotImplementedError

    def follow(self, row: int) -> None:
        """Show what follows from what was typed in a card."""

    def _editor(self, name: str, row: int) -> Editor:
        field = self.fields[name]
        made = self.make(field)
        made.name_for_readers(f"{field.title}, {self.one.lower()} {row + 1}", field.help)
        made.write(self.lines[row].get(name))
        made.edited.connect(lambda: self._typed(row))
        return made

    def _asked(self, row: int, name: str) -> QVBoxLayout:
        made = QVBoxLayout()
        made.setSpacing(2)
        made.addWidget(self._title(row, name))
        made.addWidget(self.editors[row][name])
        return made

    def _title(self, row: int, name: str) -> QLabel:
        made = label(self.fields[name].title, "quiet")
        made.setBuddy(self.editors[row][name].main)
        return made

    def _typed(self, row: int) -> None:
        self.follow(row)
        self.keep(row, {name: editor.read() for name, editor in self.editors[row].items()})


class TriadsEditor(_OpenCards):
    """Three poles, three boxes, and what remains to be shared out of 100."""

    one = "Triade"
    add_text = "Ajouter une triade"
    removed_text = "Triade retirée."

    def __init__(self, *parts: Any, **more: Any) -> None:
        self._rests: list[QLabel] = []
        self._fills: list[QWidget] = []
        super().__init__(*parts, **more)

    def redraw(self) -> None:
        """Draw every card again."""
        self._rests, self._fills = [], []
        super().redraw()

    def lay_out(self, row: int, column: QVBoxLayout) -> None:
        """Add the three poles and what remains."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(4)
        for place, title in enumerate(("Les trois pôles", "Part sur 100")):
            grid.addWidget(label(title, "quiet"), 0, place)
        for place, pole in enumerate(_POLES, start=1):
            grid.addWidget(self.editors[row][f"{pole}_pole"], place, 0)
            grid.addWidget(self.editors[row][f"{pole}_share"], place, 1)
        column.addLayout(grid)
        rest = label("", "quiet", wrap=True)
        fill = push("Mettre le reste", lambda: self.fill(row), quiet=True)
        fill.setAccessibleName(f"Mettre le reste dans la part vide, triade {row + 1}")
        self._rests.append(rest)
        self._fills.append(fill)
        foot = line(rest, fill)
        foot.setStretch(0, 1)
        column.addLayout(foot)
        self.follow(row)

    def rest(self, row: int) -> str:
        """Return what is said of the sum of a triad."""
        return self._rests[row].text()

    def fill(self, row: int) -> None:
        """Give what remains to the one share that is empty."""
        shares, empty = self._shares(row)
        if len(empty) == 1:
            editor = self.editors[row][empty[0]]
            editor.write(_WHOLE - sum(shares))
            editor.main.setFocus()
            self._typed(row)

    def follow(self, row: int) -> None:
        """Say what remains to be shared out."""
        shares, empty = self._shares(row)
        sentence, role = _rest(sum(shares), bool(shares), bool(empty))
        self._rests[row].setText(sentence)
        self._rests[row].setProperty("role", role)
        repolish(self._rests[row])
        self._fills[row].setVisible(len(empty) == 1 and sum(shares) <= _WHOLE and bool(shares))

    def _shares(self, row: int) -> tuple[list[int], list[str]]:
        values = {f"{pole}_share": self.editors[row][f"{pole}_share"].read() for pole in _POLES}
        given = [value for value in values.values() if isinstance(value, int)]
        return given, [name for name, value in values.items() if value is None]


class SlidersEditor(_OpenCards):
    """A place between two opposites, by the slider or by its number."""

    one = "Curseur"
    add_text = "Ajouter un curseur"
    removed_text = "Curseur retiré."

    def __init__(self, *parts: Any, **more: Any) -> None:
        self.sliders: list[QSlider] = []
        super().__init__(*parts, **more)

    def redraw(self) -> None:
        """Draw every card again."""
        self.sliders = []
        super().redraw()

    def lay_out(self, row: int, column: QVBoxLayout) -> None:
        """Add the two poles with the slider under them."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        for place, name in enumerate(("left_pole", "right_pole")):
            grid.addWidget(self._title(row, name), 0, place)
            grid.addWidget(self.editors[row][name], 1, place)
        slider = CalmSlider()
        slider.setAccessibleName(f"Position, curseur {row + 1}")
        slider.valueChanged.connect(lambda value: self._slid(row, value))
        self.sliders.append(slider)
        grid.addWidget(slider, 2, 0, 1, 2)
        column.addLayout(grid)
        column.addLayout(line(self._title(row, "position"), self.editors[row]["position"], None))
        self.follow(row)

    def follow(self, row: int) -> None:
        """Put the slider where the number says; in the middle, and pale, while there is none."""
        position = self.editors[row]["position"].read()
        slider = self.sliders[row]
        slider.blockSignals(True)
        slider.setValue(position if isinstance(position, int) else _WHOLE // 2)
        slider.blockSignals(False)
        placed = isinstance(position, int)
        slider.setAccessibleDescription(f"{position} sur 100" if placed else "Pas encore placé")
        slider.setProperty("placed", placed)
        repolish(slider)

    def _slid(self, row: int, value: int) -> None:
        self.editors[row]["position"].write(value)
        self._typed(row)


class CalmSlider(QSlider):
    """A slider from 0 to 100 that the wheel never moves: the page scrolls instead."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, _WHOLE)
        self.setPageStep(10)
        self.setMinimumHeight(32)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to whatever scrolls."""
        event.ignore()


def _rest(total: int, begun: bool, empty: bool) -> tuple[str, str]:
    """Return the sentence on the sum of three shares, and its role."""
    if not begun:
        return "100 points à répartir entre les trois pôles.", "quiet"
    if total > _WHOLE:
        return f"{words.counted(total - _WHOLE, 'point')} de trop\u00a0: le total fait 100.", (
            "attention"
        )
    if total == _WHOLE and not empty:
        return "Le compte y est\u00a0: 100.", "ok"
    left = _WHOLE - total
    verb = "Il reste" if left else "Il ne reste plus rien\u00a0:"
    return f"{verb} {words.counted(left, 'point')} à répartir.", "quiet" if empty else "attention"
