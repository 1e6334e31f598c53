"""One field of a form: its title, its editor, and what there is to say about it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.forms.editor import Editor
from desktop.ui.icons import Icons
from desktop.ui.pieces import column, label, line, picture
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
        self._to_complete = label("à compléter", "attention")
        self._to_complete.hide()
        self._sign = picture()
        self._said = label("", "error", wrap=True)
        self._note = QFrame()
        self._row = line(editor, spacing=4)
        self._veil = label("Masqué tant que l’écran est montré (F9)", "quiet")
        self._build()
        self._watch(editor)
        editor.name_for_readers(field.title, _description(field))
        editor.edited.connect(self.edited)

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
        return not self._to_complete.isHidden()

    @property
    def remark(self) -> str:
        """Return the remark shown beside the field; empty when there is none."""
        return self._said.text()

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show remarks under the editor: icon, sentence and colour."""
        blocking = any(finding.blocking for finding in findings)
        role = "error" if blocking else "attention"
        self._said.setText(" ".join(dict.fromkeys(found.sentence for found in findings)))
        self._said.setProperty("role", role)
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)
        icon = "warning-circle" if blocking else "warning"
        self._sign.setPixmap(self._icons.pixmap(icon, role, 16))
        self._note.setVisible(bool(findings))
        self.editor.show_fault(blocking)
        self.editor.main.setAccessibleDescription(
            " ".join(filter(None, (self._said.text(), _description(self.field))))
        )

    def veil(self, hidden: bool) -> None:
        """Hide what the field holds from whoever looks at the screen, or show it again."""
        self.editor.setVisible(not hidden)
        self._veil.setVisible(hidden)

    def add_below(self, widget: QWidget) -> None:
        """Put a remark of another sort under the field."""
        self._inside.addWidget(widget)

    def mark_to_complete(self, missing: bool) -> None:
        """Say, or not, that validating the record needs this field."""
        self._to_complete.setVisible(missing)

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

    def _build(self) -> None:
        self._inside = inside = column(self, spacing=3)
        head = line(self._title, self._to_complete)
        head.setStretch(0, 1)
        inside.addLayout(head)
        inside.addLayout(self._row)
        inside.addWidget(self._veil)
        self._veil.hide()
        hint = _hint(self.field)
        if hint:
            inside.addWidget(label(hint, "quiet", wrap=True))
        said = line(self._sign, self._said, spacing=6)
        said.setStretch(1, 1)
        self._note.setLayout(said)
        self._note.hide()
        inside.addWidget(self._note)

    def _watch(self, editor: Editor) -> None:
        # Only where the focus can come: each event of a watched widget is heard in Python.
        for widget in (editor.main, *editor.findChildren(QWidget)):
            if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                widget.installEventFilter(self)


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
