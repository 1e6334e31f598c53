"""What guards a form: fields hidden from other eyes (F9), and remarks on what tells too much."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Slot

from desktop.ui.discretion import Discretion
from desktop.ui.forms.block import FieldBlock
from desktop.ui.forms.privacy_note import PrivacyNote
from desktop.ui.forms.sources import Sources
from sync.operations.rules import Rule
from sync.records.fields import FieldSpec, Kind


def guard(blocks: Iterable[FieldBlock], sources: Sources) -> tuple[PrivacyNote, ...]:
    """Watch the fields of a form; return the notes, to be forgotten with each record."""
    notes = []
    for block in blocks:
        _Veil(block, sources.discretion)
        if tells_freely(block.field):
            notes.append(_noted(block, sources))
    return tuple(notes)


def tells_freely(field: FieldSpec) -> bool:
    """Tell whether a field holds sentences of the person, where too much may be said."""
    prose = field.kind is Kind.TEXT and field.about.merge is Rule.TEXT
    return field.kind is Kind.LONG_TEXT or (prose and not field.about.personal)


class _Veil(QObject):
    """Follows the discretion of the screen for as long as its field lives."""

    def __init__(self, block: FieldBlock, discretion: Discretion) -> None:
        super().__init__(block)
        self._block = block
        self._discretion = discretion
        discretion.changed.connect(self.follow)
        self.follow()

    @Slot()
    def follow(self) -> None:
        """Hide the field, or show it again."""
        self._block.veil(self._discretion.hides(self._block.field))


def _noted(block: FieldBlock, sources: Sources) -> PrivacyNote:
    note = PrivacyNote(sources.remarks, sources.icons, block)

    def rewrite(text: str) -> None:
        block.editor.write(text)
        block.editor.edited.emit()

    block.add_below(note)
    block.editor.edited.connect(lambda: note.follow(str(block.editor.read() or "")))
    note.rewritten.connect(rewrite)
    return note
