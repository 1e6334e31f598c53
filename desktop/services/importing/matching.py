"""Compare the lines of a file with the notebook and with each other: new, changed or the same."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from desktop.importing.headings import CODE, Heading
from desktop.importing.plan import Nature, Outcome, PlannedLine, ReadLine, Remark
from desktop.services.notebook import Notebook
from desktop.services.refusals import NotFound
from desktop.store.query import Filter, ListQuery
from sync.records.base import Record
from sync.records.coding import to_json
from sync.records.findings import Finding
from sync.records.judgement import judge

Key = tuple[str, ...]


class Matching:
    """Decide what each line of one file does."""

    def __init__(
        self,
        notebook: Notebook,
        model: type[Record],
        defaults: Mapping[str, Any],
        heading: Heading,
    ) -> None:
        self._notebook = notebook
        self._model = model
        self._defaults = defaults
        self._headings = {column.field.name: column.heading for column in heading.columns}
        self._known: Mapping[Key, str] = {}
        self._seen: dict[object, tuple[int, object]] = {}
        self._alike: dict[object, str] | None = None

    def planned(self, lines: Iterable[ReadLine]) -> Iterator[PlannedLine]:
        """Yield what each line does, in their order."""
        lines = tuple(lines)
        keys = {key for line in lines if (key := self._key(line)) is not None}
        self._known = self._notebook.by_natural_key(self._model.kind, keys) if keys else {}
        for line in lines:
            yield self._plan(line)

    def _plan(self, line: ReadLine) -> PlannedLine:
        try:
            record_id = self._existing(line)
        except NotFound as problem:
            return self._refused(line, (self._error(line, CODE, problem.sentence),))
        if line.refused:
            return self._refused(line, ())
        before = self._notebook.get(record_id) if record_id else None
        record, remarks = self._judged(line, before)
        if record is None:
            return self._refused(line, remarks)
        if twin := self._twin(line, record, record_id):
            return twin
        if before is None:
            return self._new(line, record, remarks)
        return self._revised(line, before, record, remarks)

    def _new(self, line: ReadLine, record: Record, remarks: tuple[Remark, ...]) -> PlannedLine:
        if self._key(line) is None and (known := self._alike_in_notebook(record)):
            return PlannedLine(line.number, Outcome.SAME, record_id=known, remarks=line.remarks)
        told = (*line.remarks, *remarks)
        return PlannedLine(line.number, Outcome.CREATE, record, remarks=told)

    def _revised(
        self, line: ReadLine, before: Record, record: Record, remarks: tuple[Remark, ...]
    ) -> PlannedLine:
        old, new = to_json(before), to_json(record)
        changed = tuple(
            name for name in line.values if _comparable(old.get(name)) != _comparable(new.get(name))
        )
        if not changed:
            return PlannedLine(line.number, Outcome.SAME, record_id=before.id, remarks=line.remarks)
        told = tuple(remark for remark in remarks if remark.field in changed)
        return PlannedLine(
            line.number, Outcome.MODIFY, record, before.id, changed, (*line.remarks, *told)
        )

    def _judged(
        self, line: ReadLine, before: Record | None
    ) -> tuple[Record | None, tuple[Remark, ...]]:
        """Judge what the record would become; the file only speaks where it has a value."""
        if before is None:
            judgement = judge(self._model, {**self._defaults, **line.values})
        else:
            present = {**to_json(before), "id": before.id, CODE: before.code}
            known = (before.model_extra or {}).keys()
            judgement = judge(self._model, {**present, **line.values}, known)
        return judgement.record, tuple(self._told(line, one) for one in judgement.findings)

    def _existing(self, line: ReadLine) -> str:
        """Return the id of the record that a line is about, or ""; NotFound for a wrong code."""
        if line.code:
            return self._notebook.resolve(line.code, self._model.kind)
        key = self._key(line)
        if key is None:
            return ""
        absent = [name for name in self._model.natural_key if name not in self._headings]
        if key in self._known or not absent:
            return self._known.get(key, "")
        return self._only_one(key)

    def _only_one(self, key: Key) -> str:
        """Return the record that has the parts of the key which the file gives, if it is alone."""
        names = self._model.natural_key
        filters = tuple(
            Filter(name, "=", part) for name, part in zip(names, key, strict=True) if part
        )
        numbers = self._notebook.listing(ListQuery(self._model.kind, filters, limit=2))
        if len(numbers) != 1:
            return ""
        return self._notebook.rows(self._model.kind, numbers)[0].id

    def _key(self, line: ReadLine) -> Key | None:
        """Return the natural key that a line gives, at least its first part."""
        names = self._model.natural_key
        key = tuple(str(line.values.get(name) or "") for name in names)
        return key if key and key[0] else None

    def _twin(self, line: ReadLine, record: Record, record_id: str) -> PlannedLine | None:
        """Return what becomes of a line whose record an earlier line already gives, if one does."""
        content = self._content(record)
        identity: object = record_id or self._key(line) or content
        first, earlier = self._seen.setdefault(identity, (line.number, content))
        if first == line.number:
            return None
        if earlier == content:
            said = f"Cette ligne répète la ligne {first}\u00a0: elle n’est prise qu’une fois."
            remark = Remark(line.number, "", "", said, Nature.DUPLICATE)
            return PlannedLine(line.number, Outcome.DUPLICATE, remarks=(*line.remarks, remark))
        said = (
            f"La ligne {first} parle déjà de la même fiche, avec d’autres valeurs. "
            "Gardez l’une des deux lignes."
        )
        return self._refused(line, (self._error(line, self._identifier(line), said),))

    def _alike_in_notebook(self, record: Record) -> str:
        """Return a record in use that says the same in every column of the file, or ""."""
        if self._alike is None:
            query = ListQuery(self._model.kind)
            self._alike = {self._content(one): one.id for one in self._notebook.records(query)}
        return self._alike.get(self._content(record), "")

    def _content(self, record: Record) -> object:
        values = to_json(record)
        return tuple(
            (name, _comparable(values.get(name))) for name in self._headings if name != CODE
        )

    def _identifier(self, line: ReadLine) -> str:
        names = self._model.natural_key
        return names[0] if names and not line.code else CODE

    def _refused(self, line: ReadLine, remarks: tuple[Remark, ...]) -> PlannedLine:
        return PlannedLine(line.number, Outcome.REFUSED, remarks=(*line.remarks, *remarks))

    def _told(self, line: ReadLine, finding: Finding) -> Remark:
        name = finding.field.partition("[")[0]
        heading = self._headings.get(name, "")
        return Remark(
            line.number, finding.field, heading, finding.sentence, Nature.of(finding.severity)
        )

    def _error(self, line: ReadLine, name: str, sentence: str) -> Remark:
        return Remark(line.number, name, self._headings.get(name, ""), sentence, Nature.ERROR)


def _comparable(value: Any) -> object:
    """Return a value that equals another one that says the same: the order of a list does not."""
    if isinstance(value, list):
        return tuple(sorted(map(repr, value)))
    return value
