"""One field of a form: its title, its editor, and what there is to say about it."""

from functools import cached_property

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop.ui.forms.editor import Editor
from desktop.ui.icons import Icons
from desktop.ui.pieces import column, label, line, picture, repolish
from sync.records.fields import FieldSpec, Kind, Sensitivity
from sync.records.findings import Finding

_WIDE = frozenset({Kind.LONG_TEXT, Kind.ITEMS, Kind.LINK, Kind.LINKS, Kind.CODES})
_LONG_LINE = 60
_LONG_LABEL = 30
_AS_IF_READ = "Écrivez comme si la personne allait vous lire."
_NEVER_OUT = "Ne sort jamais du carnet."


class FieldBlock(QWidget):
    """Tells when its field is entered, edited and left."""

    edited = Signal()
    entered = Signal(object)
    left = Signal()

    def __init__(self, field: FieldSpec, editor: Editor, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.editor = editor
        self._icons = icons
        self._title = label(_title(field).replace("&", "&&"), "field", wrap=True)
        self._title.setBuddy(editor.main)
        self._row = line(editor, spacing=4)
        self._veiled = False
        self._build()
        self._watch(editor)
        editor.name_for_readers(field.title, _description(field))
        editor.edited.connect(self._on_edited)

    @property
    def wide(self) -> bool:
        """Tell whether the field wants the whole width of the form."""
        long = self.field.kind is Kind.TEXT and (self.field.max_length or 0) > _LONG_LINE
        labels = [code.label for code in self.field.codes or ()]
        return (
            self.editor.wide
            or self.field.kind in _WIDE
            or long
            or max(map(len, labels), default=0) > _LONG_LABEL
        )

    @property
    def to_complete(self) -> bool:
        """Tell whether the field is marked as needed to validate."""
        return "_mark" in self.__dict__ and not self._mark.isHidden()

    @property
    def remark(self) -> str:
        """Return the remark shown beside the field; empty when there is none."""
        return self._note.said.text() if "_note" in self.__dict__ else ""

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show remarks under the editor: icon, sentence and colour."""
        if not findings and not self.remark:
            return
        blocking = any(finding.blocking for finding in findings)
        self._note.show_findings(findings, blocking=blocking)
        self.editor.show_fault(blocking)
        self.editor.main.setAccessibleDescription(
            " ".join(filter(None, (self.remark, _description(self.field))))
        )

    def veil(self, hidden: bool) -> None:
        """Hide what the field holds from whoever looks at the screen, or show it again."""
        if hidden != self._veiled:
            self._veiled = hidden
            self.editor.setVisible(not hidden)
            self._veil.setVisible(hidden)

    def add_below(self, widget: QWidget) -> None:
        """Put a remark of another sort under the field."""
        self._inside.addWidget(widget)

    def mark_to_complete(self, missing: bool) -> None:
        """Say, or not, that validating the record needs this field."""
        if missing != self.to_complete:
            self._mark.setVisible(missing)

    def add_beside(self, widget: QWidget) -> None:
        """Put a small widget at the end of the line of the editor."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the focus coming and going."""
        if event.type() is QEvent.Type.FocusIn:
            self.entered.emit(self.field)
        elif event.type() is QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)

    def _on_edited(self) -> None:
        # What was remarked was about what stood there before.
        self.show_findings(())
        self.edited.emit()

    def _build(self) -> None:
        self._inside = inside = column(self, spacing=3)
        self._head = line(self._title)
        self._head.setStretch(0, 1)
        inside.addLayout(self._head)
        inside.addLayout(self._row)
        hint = _hint(self.field)
        if hint:
            inside.addWidget(label(hint, "quiet", wrap=True))

    # What most fields never show is made when it is first shown: a form opens twice as fast.

    @cached_property
    def _mark(self) -> QLabel:
        made = label("à compléter", "attention")
        self._head.addWidget(made)
        return made

    @cached_property
    def _veil(self) -> QLabel:
        made = label("Masqué tant que l’écran est montré (F9)", "quiet")
        self._inside.insertWidget(self._inside.indexOf(self._row) + 1, made)
        return made

    @cached_property
    def _note(self) -> "_Note":
        made = _Note(self._icons)
        below = self._inside.indexOf(self._row) + 1 + bool(_hint(self.field))
        self._inside.insertWidget(below, made)
        return made

    def _watch(self, editor: Editor) -> None:
        # Only where the focus can come: each event of a watched widget is heard in Python.
        for widget in (editor.main, *editor.findChildren(QWidget)):
            if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                widget.installEventFilter(self)


class _Note(QFrame):
    """Remarks under an editor: icon, sentence and colour."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._sign = picture()
        self.said = label("", "error", wrap=True)
        said = line(self._sign, self.said, spacing=6)
        said.setStretch(1, 1)
        self.setLayout(said)

    def show_findings(self, findings: tuple[Finding, ...], *, blocking: bool) -> None:
        role = "error" if blocking else "attention"
        self.said.setText(" ".join(dict.fromkeys(found.sentence for found in findings)))
        self.said.setProperty("role", role)
        repolish(self.said)
        icon = "warning-circle" if blocking else "warning"
        self._sign.show_icon(self._icons.icon(icon, role), 16)
        self.setVisible(bool(findings))


def _title(field: FieldSpec) -> str:
    return f"{field.title}\u00a0*" if field.required else field.title


def _description(field: FieldSpec) -> str:
    return f"Obligatoire. {field.help}" if field.required else field.help


def _hint(field: FieldSpec) -> str:
    parts = []
    if field.kind is Kind.LONG_TEXT and (
        field.about.personal or field.about.sensitivity is Sensitivity.NEVER_EXPORTED
    ):
        parts.append(_AS_IF_READ)
    if field.about.sensitivity is Sensitivity.NEVER_EXPORTED and not field.about.private:
        parts.append(_NEVER_OUT)
    return " ".join(parts)
