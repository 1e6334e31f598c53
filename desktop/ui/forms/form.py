"""The form of one record: what is typed, what changed, and what there is to say about it."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.ui.forms.editor import Editor
from desktop.ui.forms.editors import make_editor
from desktop.ui.forms.fields_panel import FieldsPanel
from desktop.ui.forms.guards import guard
from desktop.ui.forms.order import in_form_order
from desktop.ui.forms.resemblance import Resemblance
from desktop.ui.forms.section_grid import Rows
from desktop.ui.forms.sources import Sources
from desktop.ui.pieces import announce, column
from sync.records.base import Record
from sync.records.fields import FieldSpec, Kind, Shown, fields_of
from sync.records.findings import Finding

# A pause in typing, after which what was typed is kept.
PAUSE = 400
MakeFrom = Callable[[FieldSpec, Sources], Editor]


class RecordForm(QScrollArea):
    """Draws a record type from its declarations; tells `paused` when typing stops for a moment."""

    edited = Signal()
    paused = Signal()
    entered = Signal(object)

    def __init__(
        self,
        model: type[Record],
        sources: Sources,
        parent: QWidget,
        *,
        first: Rows = (),
        make: MakeFrom = make_editor,
    ) -> None:
        """With `first`, these fields stand alone in these rows and all the others are folded."""
        super().__init__(parent)
        holder = QWidget(self)
        holder.setObjectName("scrolled")
        inside = column(holder, margin=16)
        self.setWidget(holder)
        shown = in_form_order(
            [field for field in fields_of(model) if field.about.shown is not Shown.SYSTEM]
        )
        self._panel = FieldsPanel(
            shown, partial(_made, make, sources), sources.icons, holder, first=first
        )
        self._notes = guard(self._panel.blocks.values(), sources)
        self._loaded: dict[str, Any] = {}
        self._resemblance = Resemblance(self, sources) if _may_be_twice(model) else None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.paused)
        self._panel.edited.connect(self._on_edited)
        self._panel.left.connect(self._on_left)
        self._panel.entered.connect(self.entered)
        inside.addWidget(self._panel)
        inside.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(self.focusPolicy().NoFocus)

    @property
    def panel(self) -> FieldsPanel:
        """Return the fields."""
        return self._panel

    @property
    def dirty(self) -> bool:
        """Tell whether anything differs from what was loaded."""
        return bool(self.changed())

    def load(self, values: Mapping[str, Any], record_id: str = "") -> None:
        """Show the JSON values of a record, or the defaults of a new one."""
        self._pause.stop()
        self._panel.write(values)
        if self._resemblance is not None:
            self._resemblance.show_for(record_id)
        self._panel.unfold(False)
        for note in self._notes:
            note.forget()
        self._panel.show_findings(())
        self._panel.mark_to_complete(())
        self._loaded = self._panel.values()
        self.verticalScrollBar().setValue(0)

    def settle(self, values: Mapping[str, Any], record_id: str) -> None:
        """Take these values as saved; only what differs is written, so nothing jumps."""
        for name in self._panel.blocks:
            self._refresh(name, values.get(name))
        if self._resemblance is not None:
            self._resemblance.show_for(record_id)
        self._panel.show_findings(())
        self._loaded = self._panel.values()

    def prefill(self, values: Mapping[str, Any]) -> None:
        """Put values in some fields as if they had been typed."""
        for name, value in values.items():
            if name in self._panel.blocks:
                self._panel.blocks[name].editor.write(value)
        self._panel.arrange()

    def take_as_given(self) -> None:
        """Take what is shown for where the person starts: nothing is typed yet."""
        self._loaded = self._panel.values()

    def look_for_twins(self) -> bool:
        """Look at once for records that resemble the one being typed; tell if there are."""
        if self._resemblance is None:
            return False
        self._resemblance.look()
        return bool(self._resemblance.found)

    def take_back_typing(self) -> None:
        """Show again what was loaded, as if nothing had been typed."""
        self._pause.stop()
        self._panel.write(self._loaded)

    def show_all_that_is_given(self) -> None:
        """Unfold the details when something was written there."""
        if set(self.changed()) & set(self._panel.folded):
            self._panel.unfold(True)

    def resume(self, raw: Mapping[str, Any], *, only_given: bool = False) -> None:
        """Put the typed input of a draft over what is loaded: all of it, or what it speaks of."""
        for name, block in self._panel.blocks.items():
            if name in raw or not only_given:
                block.editor.write(raw.get(name))
        self._panel.arrange()

    def follow(self, values: Mapping[str, Any]) -> None:
        """Take these values as saved, and show those of the fields where nothing was typed."""
        typed = self.changed()
        for name in self._panel.blocks.keys() - typed.keys():
            self._refresh(name, values.get(name))
        self._panel.arrange()
        self._loaded = {**self._panel.values(), **{name: values.get(name) for name in typed}}

    def values(self) -> dict[str, Any]:
        """Return every value that is given."""
        return {n: v for n, v in self._panel.values().items() if v not in (None, "", [])}

    def changed(self) -> dict[str, Any]:
        """Return the values that differ from what was loaded; None or [] for an emptied one."""
        values = self._panel.values()
        return {n: value for n, value in values.items() if value != self._loaded.get(n)}

    def linked(self) -> set[str]:
        """Return the ids of the records that were linked since the form was loaded."""
        kinds = {name: block.field.kind for name, block in self._panel.blocks.items()}
        changed = self.changed()
        one = {value for name, value in changed.items() if kinds[name] is Kind.LINK}
        several = (value for name, value in changed.items() if kinds[name] is Kind.LINKS)
        return {str(each) for each in one.union(*several) if each}

    def let_go(self, record_id: str, heading: str) -> None:
        """Keep no link made here to a record that is no more."""
        for name in self.changed():
            self._panel.blocks[name].editor.let_go(record_id, heading)

    def raw(self) -> dict[str, Any]:
        """Return what was typed, for a draft."""
        return self._panel.raw()

    def unreadable(self) -> tuple[Finding, ...]:
        """Return what cannot be read at all, before any judgement."""
        return self._panel.unreadable()

    def show_findings(
        self, findings: Iterable[Finding], *, go: bool = False
    ) -> tuple[Finding, ...]:
        """Show remarks beside their fields, and go to the first when asked; return the others."""
        elsewhere = self._panel.show_findings(findings)
        first = self._panel.first_faulty()
        if go and first is not None:
            first.editor.main.setFocus()
            # The new remark changes the heights: scroll once they are known.
            QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(first, 20, 60))
            announce(self, f"{first.field.title} : {first.remark}", at_once=True)
        return elsewhere

    def mark_to_complete(self, names: Iterable[str]) -> None:
        """Mark the fields that validating the record needs."""
        self._panel.mark_to_complete(names)

    def focus_first(self) -> None:
        """Put the cursor in the first empty field."""
        blocks = [block for block in self._panel.blocks.values() if block.isVisibleTo(self)]
        empty = (block for block in blocks if block.editor.read() in (None, "", []))
        first = next(empty, blocks[0] if blocks else None)
        if first is not None:
            first.editor.setFocus()

    def _refresh(self, name: str, value: Any) -> None:
        editor = self._panel.blocks[name].editor
        if (editor.read() or None) != (value or None):
            editor.write(value)

    def _on_edited(self) -> None:
        self._pause.start()
        self.edited.emit()

    def _on_left(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self.paused.emit()


def _made(make: MakeFrom, sources: Sources, field: FieldSpec) -> Editor:
    return make(field, sources)


def _may_be_twice(model: type[Record]) -> bool:
    return model.kind == "organisation"
