"""One editor per kind of field; a test walks the kinds so that none is forgotten."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from desktop.ui import words
from desktop.ui.forms.codes import (
    CodeEditor,
    CodesEditor,
    WrittenCodesEditor,
    YesNoEditor,
    label_of,
)
from desktop.ui.forms.editor import Editor
from desktop.ui.forms.items import ItemsEditor
from desktop.ui.forms.links import LinkEditor, LinksEditor
from desktop.ui.forms.moments import DateEditor, MomentEditor, TimeEditor
from desktop.ui.forms.sources import Sources
from desktop.ui.forms.texts import LongTextEditor, NumberEditor, TextEditor
from sync.records.fields import FieldSpec, Kind

Make = Callable[[FieldSpec, Sources], Editor]


def make_editor(field: FieldSpec, sources: Sources) -> Editor:
    """Return the editor of a field, empty."""
    return EDITORS[field.kind](field, sources)


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
    return ItemsEditor(
        field,
        sources,
        make=partial(make_editor, sources=sources),
        say=partial(said, sources=sources),
    )


def _codes(field: FieldSpec, sources: Sources) -> Editor:
    listed = field.codes is not None or field.about.list_name
    return CodesEditor(field, sources) if listed else WrittenCodesEditor(field)


EDITORS: Mapping[Kind, Make] = MappingProxyType(
    {
        Kind.TEXT: lambda field, _: TextEditor(field),
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
