"""The second step: what the file is, and which field each of its columns gives."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.services.importing.recognising import (
    ColumnLine,
    Sketch,
    columns_of,
    corrected,
    fields_asked,
    missing,
    sketched,
)
from desktop.services.importing.recognising import offered as all_targets
from desktop.ui.discretion import Discretion
from desktop.ui.importing import saying
from desktop.ui.importing.scrolled import over_its_buttons
from desktop.ui.observations.rows import Heading, Line, RowsView
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import CalmCombo, column, label, line, push

_HEADINGS = (
    Heading("Colonne du fichier"),
    Heading("Par exemple"),
    Heading("Devient dans le carnet"),
)


class ContentStep(QWidget):
    """Shows how the file is understood, and keeps what the person says otherwise.

    Tells `tried`, or `left` for another file.
    """

    tried = Signal()
    left = Signal()

    def __init__(self, discretion: Discretion) -> None:
        super().__init__()
        self._discretion = discretion
        self._sketch: Sketch | None = None
        self._columns: tuple[ColumnLine, ...] = ()
        self.file = label("", "section", wrap=True)
        self.said = label("", wrap=True)
        self.kinds, self.sheets, self.field = CalmCombo(), CalmCombo(), CalmCombo()
        self.table = RowsView("Colonnes du fichier et ce qu’elles deviennent", _HEADINGS, telling=2)
        self.lacking = label("", "attention", wrap=True)
        self.aside = label("", "quiet", wrap=True)
        self.go_on = push("Essayer l’import", self.tried.emit, primary=True)
        self.back = push("Choisir un autre fichier", self.left.emit, quiet=True)
        self._build()
        self._fill_kinds()
        self.kinds.activated.connect(lambda _row: self._sketch_again())
        self.sheets.activated.connect(lambda _row: self._sketch_again())
        self.field.activated.connect(self._give)
        self.table.turned.connect(lambda _id: self._show_field())
        self.table.entered.connect(lambda _id: self._come_to_field())
        discretion.tell(self, self._show_columns)

    @property
    def sketch(self) -> Sketch | None:
        """Return how the file is understood now."""
        return self._sketch

    def show_sketch(self, sketch: Sketch, *, recognised: bool = True) -> None:
        """Show how the file is understood."""
        if self._sketch is None or self._sketch.read_as != sketch.read_as:
            self._fill_fields(sketch.read_as)
        self._sketch = sketch
        self.file.setText(saying.about_file(sketch))
        self.said.setText(saying.proposal(sketch, recognised))
        self.kinds.setCurrentIndex(self.kinds.findData(sketch.read_as))
        self._show_sheets(sketch)
        self._show_columns()

    def take_focus(self) -> None:
        """Begin with what the file is, or go on when nothing is missing."""
        (self.go_on if self.go_on.isEnabled() else self.kinds).setFocus()

    def fit(self) -> None:
        """Fit the columns to another size of text."""
        self.table.fit()

    def _show_columns(self) -> None:
        if self._sketch is None:
            return
        self._columns = columns_of(self._sketch)
        self.table.show_lines([self._line(one) for one in self._columns])
        if not self.table.current and self._columns:
            self.table.choose(str(self._columns[0].place))
        self._show_field()
        lacking = saying.missing_said(missing(self._sketch))
        self.lacking.setText(lacking)
        self.lacking.setVisible(bool(lacking))
        self.go_on.setEnabled(not lacking)
        aside = saying.aside_said(self._columns)
        self.aside.setText(aside)
        self.aside.setVisible(bool(aside))

    def _line(self, one: ColumnLine) -> Line:
        hidden = one.field is not None and self._discretion.hides(one.field)
        sample = self._discretion.shown(one.sample) if hidden else one.sample
        return Line(str(one.place), (one.heading, sample, saying.field_said(one)))

    def _show_sheets(self, sketch: Sketch) -> None:
        tables = sketch.source.tables
        self._sheet_line.setVisible(len(tables) > 1)
        self.sheets.clear()
        self.sheets.addItems([table.name for table in tables])
        self.sheets.setCurrentIndex(sketch.place)

    def _show_field(self) -> None:
        """Show in the box what the current column gives."""
        one = next((one for one in self._columns if str(one.place) == self.table.current), None)
        self.field.setEnabled(one is not None)
        if one is not None:
            self._asked.setText(f"La colonne «\u00a0{one.heading}\u00a0» donne\u00a0:")
            name = one.field.name if one.field is not None else ""
            self.field.setCurrentIndex(self.field.findData(name))

    def _come_to_field(self) -> None:
        self._area.ensureWidgetVisible(self.field)
        self.field.setFocus()

    def _give(self) -> None:
        if self._sketch is not None and self.table.current:
            place, field = int(self.table.current), str(self.field.currentData())
            self.show_sketch(corrected(self._sketch, place, field))

    def _sketch_again(self) -> None:
        """Understand the file as the boxes now say; nothing is done when they say the same."""
        before = self._sketch
        said = str(self.kinds.currentData()), self.sheets.currentIndex()
        if before is not None and said != (before.read_as, before.place):
            self.show_sketch(sketched(before.source, *said))

    def _fill_kinds(self) -> None:
        for one in all_targets():
            self.kinds.addItem(one.title, one.name)

    def _fill_fields(self, read_as: str) -> None:
        self.field.clear()
        self.field.addItem(saying.ASIDE, "")
        for field in fields_asked(read_as):
            self.field.addItem(field.title, field.name)

    def _build(self) -> None:
        what, which = label("Ce que contient le fichier", "field"), label("Feuille", "field")
        self._asked = label("", wrap=True)
        for text, box in ((what, self.kinds), (which, self.sheets), (self._asked, self.field)):
            text.setBuddy(box)
            box.setMinimumContentsLength(24)
        self.kinds.setAccessibleName("Ce que contient le fichier")
        self.sheets.setAccessibleName("Feuille du classeur")
        self.field.setAccessibleName("Ce que donne la colonne choisie")
        self._sheet_line = buttons(which, self.sheets)
        body, foot = QWidget(), QWidget()
        inside, below = column(body, spacing=10), column(foot, spacing=6)
        inside.addWidget(self.file)
        inside.addWidget(self.said)
        inside.addWidget(buttons(what, self.kinds))
        inside.addWidget(self._sheet_line)
        inside.addWidget(self.table, 1)
        inside.addWidget(self._asked)
        inside.addLayout(line(self.field, None))
        inside.addWidget(self.aside)
        below.addWidget(self.lacking)
        below.addWidget(buttons(self.go_on, self.back))
        self._area = over_its_buttons(self, body, foot)
