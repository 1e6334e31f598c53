"""One editor per kind of field; a test walks the kinds so that none is forgotten."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from desktop.ui import words
from desktop.ui.evaluation.cards import CardsEditor
from desktop.ui.evaluation.guiding import FormChooser, with_guide
from desktop.ui.evaluation.markers import MarkersEditor
from desktop.ui.evaluation.private_note import PrivateNoteEditor
from desktop.ui.evaluation.sharing_out import SlidersEditor, TriadsEditor
from desktop.ui.evaluation.verbatims import VerbatimsEditor
from desktop.ui.forms.codes import (
    CodeEditor,
    CodesEditor,
    WrittenCodesEditor,
    YesNoEditor,
    label_of,
)
from desktop.ui.forms.counts import CountsEditor
from desktop.ui.forms.editor import Editor
from desktop.ui.forms.items import ItemsEditor
from desktop.ui.forms.links import LinkEditor, LinksEditor
from desktop.ui.forms.moments import DateEditor, MomentEditor, TimeEditor
from desktop.ui.forms.sources import Sources
from desktop.ui.forms.texts import LongTextEditor, NumberEditor, PhoneEditor, TextEditor
from sync.records.checks import phone
from sync.records.evaluation_base import EvaluationForm
from sync.records.evaluation_guides import asks
from sync.records.evaluation_reviews import MarkerScore
from sync.records.evaluation_voices import Slider, Triad
from sync.records.fields import CodeList, FieldSpec, Kind
from sync.records.roles import PeoplePresent
from sync.records.verbatims import Verbatim
from sync.records.visit_items import SupportGiven

Make = Callable[[FieldSpec, Sources], Editor]


def make_editor(field: FieldSpec, sources: Sources) -> Editor:
    """Return the editor of a field, empty; the question of a method stays in sight above it."""
    editor = (_special(field) or EDITORS[field.kind])(field, sources)
    return with_guide(editor, field.help) if asks(field) else editor


def said(field: FieldSpec, value: Any, sources: Sources) -> str:
    """Return a JSON value of a field in words: labels for codes, headings for links."""
    if value in (None, "", []):
        return ""
    parts = [str(part) for part in value] if isinstance(value, list) else [str(value)]
    match field.kind:
        case Kind.CODE | Kind.CODES:
            return ", ".join(label_of(field, part, sources) for part in parts)
        case Kind.LINK | Kind.LINKS:
            headings = sources.records.headings(parts)
            return ", ".join(headings.get(part, "(fiche absente)") for part in parts)
        case Kind.ITEMS:
            return words.counted(len(parts), "ligne")
        case Kind.TIME:
            return str(value)[:5]
        case _:
            return words.cell(field, value)


def _items(field: FieldSpec, sources: Sources) -> Editor:
    special = ITEM_EDITORS.get(field.item) if field.item is not None else None
    if special is not None:
        return special(field, sources)
    return ItemsEditor(
        field,
        sources,
        make=partial(make_editor, sources=sources),
        say=partial(said, sources=sources),
    )


def _special(field: FieldSpec) -> Make | None:
    if field.about.private and field.kind is Kind.LONG_TEXT:
        return PrivateNoteEditor
    return CODE_EDITORS.get(field.codes) if field.codes is not None else None


def _carded(editor: type[CardsEditor]) -> Make:
    def make(field: FieldSpec, sources: Sources) -> Editor:
        inner = partial(make_editor, sources=sources)
        return editor(field, sources, make=inner, say=partial(said, sources=sources))

    return make


def _codes(field: FieldSpec, sources: Sources) -> Editor:
    listed = field.codes is not None or field.about.list_name
    return CodesEditor(field, sources) if listed else WrittenCodesEditor(field)


# Lines that have an editor of their own, quicker than one form per line.
ITEM_EDITORS: Mapping[type[BaseModel], Make] = MappingProxyType(
    {
        PeoplePresent: CountsEditor,
        SupportGiven: CountsEditor,
        MarkerScore: MarkersEditor,
        Verbatim: _carded(VerbatimsEditor),
        Triad: _carded(TriadsEditor),
        Slider: _carded(SlidersEditor),
    }
)

# Choices that want more than a list.
CODE_EDITORS: Mapping[type[CodeList], Make] = MappingProxyType(
    {EvaluationForm: lambda field, _: FormChooser(field)}
)

EDITORS: Mapping[Kind, Make] = MappingProxyType(
    {
        Kind.TEXT: lambda field, _: (
            PhoneEditor(field) if field.about.check is phone else TextEditor(field)
        ),
        Kind.LONG_TEXT: lambda field, _: LongTextEditor(field),
        Kind.INTEGER: lambda field, _: NumberEditor(field),
        Kind.NUMBER: lambda field, _: NumberEditor(field),
        Kind.MONEY: lambda field, _: NumberEditor(field),
        Kind.YES_NO: lambda field, _: YesNoEditor(field),
        Kind.DATE: DateEditor,
        Kind.TIME: lambda field, _: TimeEditor(field),
        Kind.MOMENT: lambda field, _: MomentEditor(field),
        Kind.CODE: CodeEditor,
        Kind.CODES: _codes,
        Kind.LINK: LinkEditor,
        Kind.LINKS: LinksEditor,
        Kind.ITEMS: _items,
    }
)
