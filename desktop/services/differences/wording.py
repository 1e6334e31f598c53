"""Say in French, in full, a stored value of a field, whatever it holds."""

from typing import Any, Final

from pydantic import BaseModel

from desktop.services.reading import Reading
from desktop.services.sharing.wording import SharedWords
from sync.operations.operation import DELETED, Value
from sync.records import RECORD_TYPES
from sync.records.checks import phone, shown_phone
from sync.records.coding import from_json
from sync.records.fields import FieldSpec, Kind, Shown, field_of, fields_of

NOTHING: Final = "(vide)"
_DELETION: Final = {True: "Mettre à la corbeille", False: "Garder la fiche"}


def title_of(kind: str, name: str) -> str:
    """Return the title of a field; the one of a newer version by its technical name."""
    if name == DELETED:
        return "Corbeille"
    try:
        return field_of(RECORD_TYPES[kind], name).title
    except KeyError:
        return name


class Words:
    """Reads stored values out, with the labels and the headings of one notebook."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._words = SharedWords(reading, lambda _record: True)

    def of(self, kind: str, name: str, value: Value) -> str:
        """Return a value in words, a list of lines one a line; « (vide) » for nothing."""
        if name == DELETED:
            return _DELETION[bool(value)]
        model = RECORD_TYPES[kind]
        if name not in model.model_fields:
            return NOTHING if value is None else str(value)
        held = getattr(from_json(model, {"id": "", name: value}), name, None)
        return self._said(field_of(model, name), held) or NOTHING

    def _said(self, field: FieldSpec, value: Any) -> str:
        if field.kind is Kind.ITEMS and isinstance(value, list | tuple):
            return "\n".join(f"– {self._line(part)}" for part in value)
        if field.about.check is phone:
            return shown_phone(str(value or ""))
        return self._words.of(field, value)

    def _line(self, line: Any) -> str:
        if not isinstance(line, BaseModel):
            return str(line)
        told = [
            (field.title, self._said(field, getattr(line, field.name, None)))
            for field in fields_of(type(line))
            if field.about.shown is not Shown.SYSTEM
        ]
        return ", ".join(f"{title}\u00a0: {text}" for title, text in told if text)
