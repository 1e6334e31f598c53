"""Put records and their history into words, for the person they are about."""

from types import MappingProxyType
from typing import Final

import orjson

from desktop.export.person import Everything, Save, Sheet, Told
from desktop.export.values import Teller, french_moment
from desktop.services.answers import Change, FieldChange
from desktop.services.export import Opened
from desktop.services.notebook import Notebook
from sync.operations.operation import Value
from sync.records import RECORD_TYPES
from sync.records.base import Record
from sync.records.fields import FieldSpec, Kind, fields_of

_VERBS: Final = MappingProxyType(
    {"create": "Création", "edit": "Modification", "delete": "Mise à la corbeille"}
)
_CODED: Final = frozenset({Kind.CODE, Kind.CODES})
_EMPTIED: Final = "(vidé)"


class Telling:
    """Tell the records of one notebook, with nothing kept back."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._teller = Teller(Opened(notebook), Everything())

    def sheet(self, record: Record, reason: str) -> Sheet:
        """Return a record, its values and its history in words."""
        fields = fields_of(type(record))
        values = (
            (each.title, self._teller.text(each, getattr(record, each.name))) for each in fields
        )
        return Sheet(
            self.title(record),
            reason,
            tuple(Told(title, text) for title, text in values if text),
            tuple(self._save(record, change) for change in self._notebook.history(record.id)),
        )

    def title(self, record: Record) -> str:
        """Return what a record is called, and whether it waits in the trash."""
        name = " – ".join(filter(None, (record.label, record.code, record.heading())))
        return f"{name} (à la corbeille)" if record.deleted_at is not None else name

    def _save(self, record: Record, change: Change) -> Save:
        specs = {each.name: each for each in fields_of(RECORD_TYPES[record.kind])}
        return Save(
            french_moment(change.at),
            change.author or "(auteur inconnu)",
            _VERBS.get(change.verb, "Reprise de la corbeille"),
            tuple(
                Told(each.title, self._change(specs.get(each.name), each)) for each in change.fields
            ),
        )

    def _change(self, spec: FieldSpec | None, change: FieldChange) -> str:
        after = self._plain(spec, change.after)
        before = self._plain(spec, change.before)
        return f"{before} → {after}" if change.before not in (None, [], "") else after

    def _plain(self, spec: FieldSpec | None, value: Value) -> str:
        if value in (None, "", []):
            return _EMPTIED
        if isinstance(value, bool):
            return "Oui" if value else "Non"
        if spec is not None and spec.kind in _CODED:
            codes = value if isinstance(value, list) else [value]
            return " ; ".join(self._notebook.label_of(spec, str(code)) for code in codes)
        if spec is not None and spec.about.target:
            links = value if isinstance(value, list) else [value]
            return " ; ".join(self._teller.link(str(link)) for link in links)
        return value if isinstance(value, str) else orjson.dumps(value).decode()
