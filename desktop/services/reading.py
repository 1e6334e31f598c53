"""Read the notebook: lists, one record, search, history, trash, links, reference lists."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from desktop.services.answers import Change, Choice, FieldChange, ListedCode, Row, Trashed
from desktop.services.refusals import NotFound
from desktop.store.base import Base
from desktop.store.history import steps, values_at
from desktop.store.picking import Picked
from desktop.store.query import Filter, ListQuery
from desktop.store.repository import Named
from desktop.store.schema import listed_fields
from desktop.store.search import SearchResult
from desktop.store.sight import Sight, sight_of
from desktop.store.stored import Stored, moment_of
from sync.operations.clock import moment
from sync.operations.operation import Value
from sync.records import RECORD_TYPES
from sync.records.base import Record
from sync.records.coding import from_json
from sync.records.fields import FieldSpec, Kind, fields_of

TRASH_DAYS = 30


class Reading:
    """Answer questions about the records of one base."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._lists: dict[str, dict[str, ListedCode]] = {}
        self._seen = (0, 0)

    @property
    def base(self) -> Base:
        """Return the base, for the services that stand beside this one."""
        return self._base

    def get(self, record_id: str) -> Record:
        """Return a record, trashed or not; raises NotFound."""
        stored = self._stored(record_id)
        return _signed(stored, self._base.repository.people())

    def sight(self, record_id: str) -> Sight:
        """Return what one sees of a record that one reads now; raises NotFound."""
        return sight_of(self._stored(record_id))

    def resolve(self, text: str, kind: str = "") -> str:
        """Return the id that an id, its beginning or a readable code designates.

        Raises NotFound when nothing, or more than one record, answers to it.
        """
        found = self._base.repository.named(text.strip(), kind)
        if len(found) > 1:
            raise NotFound(
                f"Plusieurs fiches répondent à «\u00a0{text}\u00a0». Rien n’a changé\u00a0: "
                "donnez le repère complet."
            )
        if not found:
            raise NotFound(f"Aucune fiche ne répond à «\u00a0{text}\u00a0». Rien n’a changé.")
        return found[0].id

    def by_natural_key(
        self, kind: str, keys: Collection[tuple[str, ...]]
    ) -> Mapping[tuple[str, ...], str]:
        """Return the ids of the records in use that have these natural keys."""
        return self._base.repository.by_natural_key(kind, keys)

    def listing(self, query: ListQuery) -> Sequence[int]:
        """Return the row numbers of a list, in its order."""
        return self._base.repository.numbers(query)

    def rows(self, kind: str, numbers: Sequence[int]) -> tuple[Row, ...]:
        """Return the lines of a list for these row numbers."""
        fields = listed_fields(RECORD_TYPES[kind])
        raw = self._base.repository.rows(kind, numbers)
        places = [place for place, field in enumerate(fields) if field.about.target]
        linked = {link for row in raw for place in places for link in _each(row.cells[place])}
        names = self._base.repository.by_ids(linked)
        self._forget_lists_that_changed()
        return tuple(
            Row(
                row.number,
                row.id,
                tuple(
                    self._shown(field, cell, names)
                    for field, cell in zip(fields, row.cells, strict=True)
                ),
            )
            for row in raw
        )

    def count(self, kind: str, *, trashed: bool = False) -> int:
        """Return how many records of a kind there are."""
        return self._base.repository.count(kind, trashed=trashed)

    def records(self, query: ListQuery, *, batch: int = 500) -> Iterator[Record]:
        """Yield the records of a list, reading a few hundred at a time."""
        people = self._base.repository.people()
        return (_signed(stored, people) for stored in self._base.repository.stream(query, batch))

    def pick(self, query: ListQuery, fields: Sequence[str]) -> tuple[Picked, ...]:
        """Return a few fields of every record of a list, in its order, without building records."""
        return self._base.picking.pick(query, fields)

    def tally(self, query: ListQuery, field: str) -> Mapping[Value, int]:
        """Return how many records of a list hold each value of a field; None counts the empty."""
        return self._base.picking.tally(query, field)

    def greatest(self, query: ListQuery, field: str, *, by: str) -> Mapping[str, str]:
        """Return the greatest value of a field for each value of `by`."""
        return self._base.picking.greatest(query, field, by=by)

    def remembered(self, name: str) -> str:
        """Return what `remember` kept under this name; empty when nothing was."""
        return self._base.settings.get(f"window:{name}")

    def search(self, text: str, *, kinds: Collection[str] = (), limit: int = 50) -> SearchResult:
        """Return the best records that hold every word."""
        return self._base.search.find(text, kinds, limit)

    def history(self, record_id: str) -> tuple[Change, ...]:
        """Return every save of a record, the first first; raises NotFound."""
        stored = self._stored(record_id)
        titles = {field.name: field.title for field in fields_of(RECORD_TYPES[stored.kind])}
        people = self._base.repository.people()
        return tuple(
            Change(
                step.number,
                moment(step.operation.clock),
                people.get(step.operation.author, ""),
                step.operation.verb.value,
                step.operation.reason,
                tuple(
                    FieldChange(name, titles.get(name, name), step.before.get(name), after)
                    for name, after in step.after.items()
                ),
            )
            for step in steps(self._base.log.of_record(record_id))
        )

    def version(self, record_id: str, number: int) -> Record:
        """Return a record as its save `number` left it; raises NotFound."""
        stored = self._stored(record_id)
        history = self._base.log.of_record(record_id)
        if not 1 <= number <= len(history):
            raise NotFound("Cette version n’existe pas.")
        values = values_at(stored.kind, history[:number])
        return from_json(RECORD_TYPES[stored.kind], {**values, "id": record_id})

    def trash(self) -> tuple[Trashed, ...]:
        """Return what can still be taken back, the latest first."""
        return tuple(
            Trashed(
                named.id,
                named.kind,
                named.code,
                named.heading,
                moment_of(named.deleted_at or 0),
                moment_of(named.deleted_at or 0) + timedelta(days=TRASH_DAYS),
            )
            for named in self._base.repository.trashed()
        )

    def headings(self, ids: Collection[str]) -> Mapping[str, str]:
        """Return the headings of records by id; unknown ids are left out."""
        return {key: named.heading for key, named in self._base.repository.by_ids(ids).items()}

    def choices(self, kinds: Collection[str], text: str, limit: int = 30) -> tuple[Choice, ...]:
        """Return the records that a link can point at: those found, or those used last."""
        if text.strip():
            hits = self._base.search.find(text, kinds, limit).hits
            return tuple(Choice(h.id, h.kind, h.code, h.heading) for h in hits if not h.trashed)
        latest = self._base.repository.latest(kinds, limit)
        return tuple(Choice(n.id, n.kind, n.code, n.heading) for n in latest)

    def entries(self, list_name: str) -> tuple[ListedCode, ...]:
        """Return the values of a reference list, in their order, the retired ones last."""
        self._forget_lists_that_changed()
        return tuple(self._list(list_name).values())

    def label_of(self, field: FieldSpec, code: str) -> str:
        """Return the French label of a code, closed or of a reference list."""
        self._forget_lists_that_changed()
        return self._label(field, code)

    def _label(self, field: FieldSpec, code: str) -> str:
        if not field.about.list_name:
            return field.label_of(code)
        entry = self._list(field.about.list_name).get(code)
        return code if entry is None else entry.label

    def _list(self, list_name: str) -> dict[str, ListedCode]:
        if list_name not in self._lists:
            query = ListQuery("list_entry", (Filter("list_name", "=", list_name),))
            found = map(_listed, sorted(self.records(query), key=_rank))
            entries: dict[str, ListedCode] = {}
            for entry in found:
                entries.setdefault(entry.code, entry)
            self._lists[list_name] = entries
        return self._lists[list_name]

    def _forget_lists_that_changed(self) -> None:
        now = self._base.state()
        if now != self._seen:
            self._lists, self._seen = {}, now

    def _stored(self, record_id: str) -> Stored:
        stored = self._base.repository.find(record_id)
        if stored is None:
            raise NotFound
        return stored

    def _shown(
        self, field: FieldSpec, cell: Value, names: Mapping[str, Named]
    ) -> str | int | float | None:
        if field.about.target:
            cell = ", ".join(names[link].heading for link in _each(cell) if link in names)
        elif field.kind in (Kind.CODE, Kind.CODES):
            cell = ", ".join(self._label(field, code) for code in _each(cell))
        return cell if isinstance(cell, str | int | float) else None


def _signed(stored: Stored, people: Mapping[str, str]) -> Record:
    """Return a record with the name of its author, whom the base knows by an id."""
    return replace(stored, author=people.get(stored.author, "")).record()


def _each(cell: Value) -> list[str]:
    """Return the one link or code of a field, or its many."""
    return [str(part) for part in cell] if isinstance(cell, list) else [str(cell)] if cell else []


def _rank(entry: Record) -> tuple[bool, str, int, str]:
    values = dict(entry)
    return (
        not values["active"],
        str(values["vintage"] or ""),
        int(values["position"] or 0),
        str(values["entry_code"]),
    )


def _listed(entry: Record) -> ListedCode:
    values = dict(entry)
    vintage, code = values["vintage"] or "", values["entry_code"]
    return ListedCode(
        f"{vintage}:{code}" if vintage else code,
        values["entry_label"],
        vintage,
        values["parent"] or "",
        bool(values["active"]),
    )
