"""The fields of a record or of one of its lines: shown, read, remarked on, hidden when moot."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.ui.forms.block import FieldBlock
from desktop.ui.forms.editor import Editor
from desktop.ui.forms.section_grid import Rows, Section, SectionGrid
from desktop.ui.icons import Icons
from desktop.ui.pieces import column, push
from sync.records.base import SYSTEM
from sync.records.fields import FieldSpec, Shown
from sync.records.findings import Finding

MakeEditor = Callable[[FieldSpec], Editor]


class FieldsPanel(QWidget):
    """A form made from declarations alone.

    With `first`, those fields stand alone in these rows and all the others are folded.
    """

    edited = Signal()
    entered = Signal(object)
    left = Signal()

    def __init__(
        self,
        fields: Sequence[FieldSpec],
        make: MakeEditor,
        icons: Icons,
        parent: QWidget,
        *,
        first: Rows = (),
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._forced: frozenset[str] = frozenset()
        self.blocks: dict[str, FieldBlock] = {}
        main, details = _laid_out(fields, first)
        self._folded = [field for section in details for field in section.fields]
        # From the outside in: a style sheet is worked out again each time a part moves.
        self._main = SectionGrid(main, self.blocks, self._applies, self)
        self._details = SectionGrid(details, self.blocks, self._applies, self)
        # As they are read and tabbed through: section by section, the fold, the details.
        self._fill(main, make)
        self._fold: QPushButton = push("Détails", self._turn, quiet=True)
        self._fold.setProperty("fold", True)
        self._fold.setCheckable(True)
        inside = column(self, spacing=12)
        for part in (self._main, self._fold, self._details):
            inside.addWidget(part)
        self._fold.setVisible(bool(self._folded))
        self._fill(details, make)
        self.arrange()
        self.unfold(False)

    @property
    def fold(self) -> QPushButton:
        """Return the button that shows the details."""
        return self._fold

    @property
    def folded(self) -> tuple[str, ...]:
        """Return the names of the fields among the details."""
        return tuple(field.name for field in self._folded)

    def add_before_fold(self, widget: QWidget) -> None:
        """Put a widget between what is always shown and the details, in the order of Tab too."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.indexOf(self._fold), widget)
        before = self._fold.previousInFocusChain()
        while before is not None and not before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            before = before.previousInFocusChain()
        if before is not None:
            QWidget.setTabOrder(before, widget)

    def values(self) -> dict[str, Any]:
        """Return what each field holds, for judging."""
        return {name: block.editor.read() for name, block in self.blocks.items()}

    def raw(self) -> dict[str, Any]:
        """Return what was typed in each field, for a draft; empty ones are left out."""
        typed = ((name, block.editor.raw()) for name, block in self.blocks.items())
        return {name: value for name, value in typed if value not in (None, "", [])}

    def write(self, values: Mapping[str, Any]) -> None:
        """Show these values, and nothing where there is none."""
        for name, block in self.blocks.items():
            block.editor.write(values.get(name))
        self._forced = frozenset()
        self.arrange()

    def unreadable(self) -> tuple[Finding, ...]:
        """Return a remark for each field whose text cannot be read at all."""
        faults = ((name, block.editor.fault()) for name, block in self.blocks.items())
        return tuple(Finding(name, sentence) for name, sentence in faults if sentence)

    def show_findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Show remarks beside their fields; return those that have no field here."""
        by_name: dict[str, list[Finding]] = {name: [] for name in self.blocks}
        elsewhere: list[Finding] = []
        for finding in findings:
            by_name.get(finding.field.partition("[")[0], elsewhere).append(finding)
        for name, block in self.blocks.items():
            block.show_findings(tuple(by_name[name]))
        # A remark on a field that does not apply must be seen all the same.
        self._forced = frozenset(name for name, found in by_name.items() if found)
        if any(field.name in self._forced for field in self._folded):
            self.unfold(True)
        self.arrange()
        return tuple(elsewhere)

    def mark_to_complete(self, missing: Iterable[str]) -> None:
        """Mark the fields that validating the record needs."""
        names = set(missing)
        for name, block in self.blocks.items():
            block.mark_to_complete(name in names)

    def first_faulty(self) -> FieldBlock | None:
        """Return the first field with a remark, in the order of the form."""
        return next((block for block in self.blocks.values() if block.remark), None)

    def unfold(self, shown: bool) -> None:
        """Show the details, or fold them."""
        self._fold.setChecked(shown)
        self._fold.setIcon(self._icons.beside("caret-down" if shown else "caret-right", "action"))
        self._fold.setText("Masquer les détails" if shown else "Afficher les détails")
        self._details.setVisible(shown and bool(self._folded))

    def arrange(self) -> None:
        """Show the fields that apply to what is chosen now."""
        self._main.arrange()
        self._details.arrange()

    def _fill(self, sections: Sequence[Section], make: MakeEditor) -> None:
        for field in (field for section in sections for field in section.fields):
            self.blocks[field.name] = self._block(field, make)

    def _block(self, field: FieldSpec, make: MakeEditor) -> FieldBlock:
        place = self._details if field in self._folded else self._main
        block = FieldBlock(field, make(field), self._icons, place)
        block.edited.connect(self._on_edited)
        block.entered.connect(self.entered)
        block.left.connect(self.left)
        return block

    def _on_edited(self) -> None:
        if any(block.field.about.when for block in self.blocks.values()):
            self.arrange()
        self.edited.emit()

    def _turn(self) -> None:
        self.unfold(self._fold.isChecked())

    def _applies(self, field: FieldSpec) -> bool:
        when = field.about.when
        if when is None or field.name in self._forced or when.field not in self.blocks:
            return True
        value = self.blocks[when.field].editor.read()
        chosen = value if isinstance(value, list) else [value]
        return any(_comparable(part) in when.values for part in chosen)


def _laid_out(
    fields: Sequence[FieldSpec], first: Rows
) -> tuple[Sequence[Section], Sequence[Section]]:
    """Return the sections always shown, and those that are folded."""
    names = [name for row in first for name, _ in row]
    if not names:
        plain = [field for field in fields if field.about.shown is not Shown.DETAILS]
        folded = [field for field in fields if field.about.shown is Shown.DETAILS]
        return _sections(plain), _sections(folded)
    by_name = {field.name: field for field in fields}
    alone = Section("", tuple(by_name[name] for name in names), first)
    rest = [field for field in fields if field.name not in names]
    return [alone], _sections(sorted(rest, key=lambda field: field.about.section == SYSTEM))


def _sections(fields: Sequence[FieldSpec]) -> list[Section]:
    titles = dict.fromkeys(field.about.section for field in fields)
    return [
        Section(title, tuple(field for field in fields if field.about.section == title))
        for title in titles
    ]


def _comparable(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
