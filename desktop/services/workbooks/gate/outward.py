"""The general data file for readers outside the team: the same rules, one record at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Protocol

from pydantic import BaseModel

from desktop.export.content import Hidden
from desktop.export.perimeter import Perimeter, Said
from desktop.services.sharing.counts import COUNTED, masked, too_few
from desktop.services.sharing.shareable import REVIEWED, agreed, awaited, reason_to_keep, refusal
from desktop.services.workbooks.gate.lone import Count, lone
from desktop.services.workbooks.gate.opinions import BEFORE_DECISION
from desktop.services.workbooks.gate.origins import Origin
from desktop.services.workbooks.gate.passages import TO_READ
from desktop.services.workbooks.sources import PUBLIC_BY_LAW
from sync.records import RECORD_TYPES
from sync.records.base import SYSTEM, Record
from sync.records.fields import FieldSpec, Kind, fields_of

SAID: Final = Said(
    filters="Les seules fiches validées, que l’on peut transmettre.",
    perimeter=(
        "Les fiches validées et diffusables\u00a0; les montants, les structures et les lieux,"
        " publics par la loi, dès qu’ils sont validés. Les champs publics seulement, sans donnée"
        " personnelle."
    ),
    few=(
        "Un effectif de 1 à 4 personnes est remplacé par «\u00a0<5\u00a0»\u00a0; d’autres par"
        " «\u00a0n. c.\u00a0» (non communiqué) quand ils permettraient de le retrouver."
    ),
    confidentiality=(
        "Ce classeur peut être transmis. Les textes où l’on pourrait reconnaître quelqu’un, et"
        f" que personne n’a relus, sont remplacés par «\u00a0{TO_READ}\u00a0»."
    ),
    left_out=(
        "Laissées de côté\u00a0: pas encore validées ou diffusables, confidentielles, ou sans"
        " l’accord de la personne."
    ),
)
_SETTLED: Final = frozenset({Kind.LINK, Kind.LINKS})


class Heard(Protocol):
    """What judges a text of a record, with the titles of its sheet and of its field."""

    def __call__(self, record: Record, sheet: str, column: str, text: str, *, named: bool) -> bool:
        """Tell whether the text may leave; `named` when it is what a body or a place is called."""


@dataclass(frozen=True, slots=True)
class Outward(Perimeter):
    """What anybody may receive of the notebook."""

    @property
    def said(self) -> Said:
        """Return what the first sheet says of the choice made."""
        return SAID

    def reason_to_hide(self, field: FieldSpec) -> str:
        """Return why a field stays in the notebook; "" when it may leave."""
        return reason_to_keep(field)

    def keeps(self, record: Record) -> bool:
        """Tell whether a record was validated and may be read outside."""
        if refusal(record) or record.review_state not in REVIEWED or not _tells(type(record)):
            return False
        return isinstance(record, PUBLIC_BY_LAW) or next(iter(awaited(record)), None) is None

    def agreed(self, words: BaseModel) -> bool:
        """Tell whether those whose words they are let them reach a partner."""
        return agreed(words)

    def cites(self, record: Record) -> bool:
        """Tell whether a record may be cited by another."""
        return self.keeps(record)


class Cleaning:
    """Hides, in the records that leave, small counts, opinions, and the texts to read again.

    `may_leave` judges each text that somebody typed. `look` must have seen all the records of
    a kind before its first one is cleaned: a count hidden alone would be worked out.
    """

    def __init__(self, may_leave: Heard) -> None:
        self._may_leave = may_leave
        self._outward = Outward()
        self._beside: dict[str, frozenset[tuple[str, str, str]]] = {}

    def look(self, kind: str, records: Iterator[Record]) -> None:
        """Find the counts to hide beside those of a kind that are hidden alone."""
        if kind not in self._beside and any(_counted(RECORD_TYPES[kind])):
            counts = (count for record in records for count in self._counts(record))
            self._beside[kind] = lone(counts)

    def cleaned(self, record: Record) -> Record:
        """Return a record as it may leave; one that stays is returned as it is."""
        if not self._outward.keeps(record):
            return record
        changes = dict(self._changes(record, record, type(record), ""))
        for field in fields_of(type(record)):
            lines = getattr(record, field.name, None)
            if field.item is not None and isinstance(lines, tuple):
                changes[field.name] = self._lines(record, field, lines)
        status = BEFORE_DECISION.get(f"{record.kind}.status", frozenset())
        if str(getattr(record, "status", None)) in status:
            changes["status"] = None
        return record.revised(**changes)

    def _lines(self, record: Record, field: FieldSpec, lines: tuple[Any, ...]) -> tuple[Any, ...]:
        known = [line for line in lines if isinstance(line, BaseModel) and agreed(line)]
        assert field.item is not None
        hidden = masked(known, fields_of(field.item))
        told = []
        for number, line in enumerate(known):
            changes = dict(self._changes(record, line, field.item, field.name))
            for at, name in hidden:
                if at == number:
                    changes[name] = _mark(field.item, line, name)
            told.append(line.model_copy(update=changes))
        return tuple(told)

    def _changes(
        self, record: Record, part: BaseModel, model: type[BaseModel], above: str
    ) -> Iterator[tuple[str, Any]]:
        beside = self._beside.get(record.kind, frozenset())
        for field in fields_of(model):
            value = getattr(part, field.name, None)
            if too_few(field, value):
                yield field.name, Hidden.FEW
            elif (f"{above}.{field.name}", record.id, str(getattr(part, "id", ""))) in beside:
                yield field.name, Hidden.BESIDE
            elif value is not None and _is_words(field):
                title, named = type(record).label_plural, not _is_typed(type(record), field)
                if not isinstance(value, str):
                    yield field.name, None  # a newer version wrote what nobody here can read
                elif not self._may_leave(record, title, field.title, value, named=named):
                    yield field.name, TO_READ

    def _counts(self, record: Record) -> Iterator[Count]:
        if not self._outward.keeps(record):
            return
        for field in _counted(type(record)):
            if field.item is None:
                yield _count(field, record, record, "", few=False)
                continue
            lines = getattr(record, field.name, None)
            given = lines if isinstance(lines, tuple) else ()
            known = [line for line in given if isinstance(line, BaseModel) and agreed(line)]
            hidden = masked(known, fields_of(field.item))
            for number, line in enumerate(known):
                for inner in fields_of(field.item):
                    if inner.name in COUNTED:
                        few = (number, inner.name) in hidden
                        yield _count(inner, record, line, field.name, few=few)


def _count(field: FieldSpec, record: Record, part: BaseModel, above: str, *, few: bool) -> Count:
    value = getattr(part, field.name, None)
    key = (f"{above}.{field.name}", record.id, str(getattr(part, "id", "")))
    count = value if isinstance(value, int) else 0
    return Count(key, count, hidden=few or too_few(field, value))


def _mark(model: type[BaseModel], line: BaseModel, name: str) -> Hidden:
    field = next(each for each in fields_of(model) if each.name == name)
    value = getattr(line, name, None)
    few = too_few(field, value) or (field.kind is not Kind.INTEGER)
    return Hidden.FEW if few else Hidden.BESIDE


@cache
def _counted(model: type[Record]) -> tuple[FieldSpec, ...]:
    """Return the fields of a kind that count people, or whose lines do."""
    return tuple(
        field
        for field in fields_of(model)
        if (field.item is None and field.kind is Kind.INTEGER and field.name in COUNTED)
        or (field.item is not None and COUNTED & field.item.model_fields.keys())
    )


@cache
def _tells(model: type[Record]) -> bool:
    """Tell whether anything of a kind but its links is public."""
    own = (field for field in fields_of(model) if field.about.section != SYSTEM)
    return any(not reason_to_keep(field) and field.kind not in _SETTLED for field in own)


def _is_words(field: FieldSpec) -> bool:
    words = field.kind is Kind.LONG_TEXT or field.is_free_text
    return words and not reason_to_keep(field) and field.name != "id"


def _is_typed(model: type[Record], field: FieldSpec) -> bool:
    return Origin(model, field).is_free_text
