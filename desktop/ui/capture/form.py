"""How the quick form draws its few fields: choices in sight, and room to write."""

from desktop.ui.capture.essentials import ESSENTIALS
from desktop.ui.forms.block import FieldBlock
from desktop.ui.forms.choices import FEW, ChoiceEditor
from desktop.ui.forms.codes import entries_of
from desktop.ui.forms.editor import Editor
from desktop.ui.forms.editors import make_editor
from desktop.ui.forms.form import MakeFrom
from desktop.ui.forms.sources import Sources
from desktop.ui.forms.texts import Paragraphs
from desktop.ui.pieces import label
from sync.records import RECORD_TYPES
from sync.records.fields import FieldSpec, Kind

_AS_IF_READ = "Écrivez comme si la personne allait vous lire."
_LINES = 5


def make_quick_editor(kind: str) -> MakeFrom:
    """Return what makes the editors of a kind: a short list of essential codes is all in sight."""
    names = {name for row in ESSENTIALS[kind].rows for name, _ in row}

    def make(field: FieldSpec, sources: Sources) -> Editor:
        quick = field.kind is Kind.CODE and field.name in names and _always_given(kind, field)
        if quick and len(entries_of(field, sources)) <= FEW:
            return ChoiceEditor(field, sources)
        return make_editor(field, sources)

    return make


def tell_it_may_be_read(block: FieldBlock) -> None:
    """Give the text room, and remind that its subject may read it."""
    main = block.editor.main
    if isinstance(main, Paragraphs):
        main.show_at_least(_LINES)
    block.add_below(label(_AS_IF_READ, "quiet", wrap=True))


def _always_given(kind: str, field: FieldSpec) -> bool:
    """Tell whether a code is never empty: radio buttons cannot be emptied."""
    return field.required or RECORD_TYPES[kind].model_fields[field.name].default is not None
