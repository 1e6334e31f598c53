"""Find the records that the cells of a file name: by number, by code or by their exact name."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from desktop.importing.lines import written_links
from desktop.importing.plan import Nature, ReadLine, Remark
from desktop.importing.words import plain
from desktop.services.notebook import Notebook
from desktop.services.refusals import NotFound
from sync.records import RECORD_TYPES
from sync.records.base import Record
from sync.records.checks import repaired
from sync.records.fields import FieldSpec, Kind, field_of, fields_of
from sync.records.french import inside

_LINKS = frozenset({Kind.LINK, Kind.LINKS})
_NAMESAKES = 8


class Links:
    """Put the ids of records in place of what the file calls them."""

    def __init__(self, notebook: Notebook, model: type[Record]) -> None:
        self._notebook = notebook
        self._fields = tuple(field for field in fields_of(model) if field.kind in _LINKS)
        self._found: dict[tuple[tuple[str, ...], str], str] = {}

    def resolve(self, lines: tuple[ReadLine, ...]) -> tuple[ReadLine, ...]:
        """Return the lines with ids; a name that nobody bears becomes an error of its line."""
        given = [
            field for field in self._fields if any(field.name in line.values for line in lines)
        ]
        if not given:
            return lines
        for field in given:
            self._look_up(field, lines)
        return tuple(self._linked(line, given) for line in lines)

    def _look_up(self, field: FieldSpec, lines: Iterable[ReadLine]) -> None:
        """Find all the names of a field at once by natural key, the others one by one."""
        names = {
            name
            for line in lines
            if field.name in line.values
            for name in written_links(field, line.values[field.name])
        }
        targets = field.about.target
        for kind in targets:
            keys = {name: _key(kind, name) for name in names}
            if not RECORD_TYPES[kind].natural_key[1:] and RECORD_TYPES[kind].natural_key:
                known = self._notebook.by_natural_key(kind, {(key,) for key in keys.values()})
                for name, key in keys.items():
                    if (key,) in known:
                        self._found.setdefault((targets, name), known[key,])
        for name in names:
            if (targets, name) not in self._found and (found := self._named(targets, name)):
                self._found[targets, name] = found

    def _named(self, targets: tuple[str, ...], name: str) -> str:
        for kind in targets:
            try:
                return self._notebook.resolve(name, kind)
            except NotFound:
                continue
        found = self._notebook.choices(targets, name, _NAMESAKES)
        same = [choice.id for choice in found if plain(choice.heading) == plain(name)]
        return same[0] if len(same) == 1 else ""

    def _linked(self, line: ReadLine, given: Iterable[FieldSpec]) -> ReadLine:
        values: dict[str, Any] = dict(line.values)
        remarks = list(line.remarks)
        for field in given:
            if field.name not in values:
                continue
            names = written_links(field, values.pop(field.name))
            ids = [self._found.get((field.about.target, name), "") for name in names]
            if all(ids):
                values[field.name] = ids if field.kind is Kind.LINKS else ids[0]
            for name, record_id in zip(names, ids, strict=True):
                if not record_id:
                    remarks.append(_unknown(line, field, name))
        return replace(line, values=values, remarks=tuple(remarks))


def _key(kind: str, name: str) -> str:
    """Return a written number as the records hold it: « 812 231 132 00026 » is a SIRET."""
    natural = RECORD_TYPES[kind].natural_key
    return repaired(field_of(RECORD_TYPES[kind], natural[0]).about.check, name) if natural else name


def _unknown(line: ReadLine, field: FieldSpec, name: str) -> Remark:
    kinds = ", ".join(inside(RECORD_TYPES[kind].label) for kind in field.about.target)
    sentence = (
        f"«\u00a0{name[:60]}\u00a0» ne désigne aucune fiche connue ({kinds}). "
        "Créez-la d’abord, ou indiquez son code."
    )
    return Remark(line.number, field.name, field.title, sentence, Nature.ERROR)
