"""What a financer would read of a record, what stays in the notebook, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pydantic import BaseModel

from desktop.services.differences.caution import Caution
from desktop.services.reading import Reading
from desktop.services.sharing.counts import FEW_SAID, FEW_WHY, too_few
from desktop.services.sharing.wording import SharedWords
from sync.records.base import Diffusion, Record, ReviewState
from sync.records.fields import FieldSpec, Kind, Sensitivity, Shown, field_of, fields_of
from sync.records.french import inside
from sync.records.verbatims import Consent

# A financer is a partner: what may reach partners without a name reaches it so.
AGREED: Final = frozenset(
    {Consent.PARTNERS_ANONYMOUS, Consent.PUBLIC_ANONYMOUS, Consent.PUBLIC_NAMED}
)
# A tuple: a state that a newer version wrote otherwise than as a word is looked for too.
REVIEWED: Final = (ReviewState.VALIDATED, ReviewState.ARCHIVED)
_WITHOUT_NAME: Final = AGREED - {Consent.PUBLIC_NAMED}
_HOUSEKEEPING: Final = frozenset(f.name for f in fields_of(Record)) - {"review_comment"}
_REASONS: Final = {
    Sensitivity.NEVER_EXPORTED: "Ne sort jamais du carnet.",
    Sensitivity.CONFIDENTIAL: "Confidentiel\u00a0: lu par les seules personnes qui en ont besoin.",
    Sensitivity.INTERNAL: "Reste dans l’équipe.",
}
_PRIVATE: Final = "Reste sur cet ordinateur, pour vous seul."
_PERSONAL: Final = "Donnée sur une personne."
_MOOT: Final = "Écrit pour un autre choix que celui d’aujourd’hui."
_NOT_AGREED: Final = "La personne n’a pas donné son accord pour que ses mots sortent."
_KEPT_RECORD: Final = "La fiche citée reste dans le carnet."
_UNREAD: Final = "Écrit par une version plus récente du carnet."


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that leaves: its title and its text, in lines."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """One thing that stays, without its content, and the reason."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Shared:
    """What leaves, what stays; `awaits` says what must be done before anything leaves."""

    parts: tuple[Part, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    awaits: tuple[str, ...] = ()


def shareable(record: Record, reading: Reading) -> Shared:
    """Return what may leave today: nothing as long as something is awaited."""
    shared = foreseen(record, reading)
    if not shared.awaits:
        return shared
    whole = Withheld("Toute la fiche", " ".join(shared.awaits))
    return Shared((), (whole, *shared.withheld), shared.awaits)


def foreseen(record: Record, reading: Reading) -> Shared:
    """Return what would leave once what is awaited is done; never for what may not leave.

    Only public fields leave; words leave with the agreement of who said them, counts from 5
    people on (domain, « Never in a financer's file »), linked records by a heading that may. What
    people have not decided yet goes no further than the most careful of them said.
    """
    record = Caution(reading).of(record)
    refused = refusal(record)
    if refused:
        return Shared(withheld=(Withheld("Toute la fiche", refused),))
    parts: list[Part] = []
    withheld: list[Withheld] = []
    for field in _given(record):
        why = "" if _applies(field, record) else _MOOT
        why = why or reason_to_keep(field)
        if why:
            withheld.append(Withheld(field.title, why))
            continue
        text, kept = _told(field, getattr(record, field.name), SharedWords(reading, _may_be_named))
        parts += [Part(field.title, text)] if text else []
        withheld += kept
    return Shared(tuple(parts), tuple(withheld), tuple(awaited(record)))


def reason_to_keep(field: FieldSpec) -> str:
    """Return why a field stays in the notebook; "" when it may leave."""
    if field.about.private:
        return _PRIVATE
    return _REASONS.get(field.about.sensitivity, _PERSONAL if field.about.personal else "")


def agreed(words: BaseModel) -> bool:
    """Tell whether who spoke lets a record or a line reach a partner; no words, no question."""
    if "consent" not in type(words).model_fields:
        return True
    return str(getattr(words, "consent", None)) in AGREED


def refusal(record: Record) -> str:
    """Return why a record never leaves as it is; "" when nothing stands against it."""
    if record.deleted_at is not None:
        return "La fiche est à la corbeille."
    if record.diffusion == Diffusion.CONFIDENTIAL:
        return "La diffusion est «\u00a0Confidentiel\u00a0»."
    return "" if agreed(record) else _NOT_AGREED


def awaited(record: Record) -> Iterator[str]:
    """Yield what must still be done before a record may leave."""
    if record.review_state not in REVIEWED:
        yield "La fiche n’est pas encore validée."
    if record.diffusion != Diffusion.SHAREABLE:
        yield "La diffusion n’est pas encore «\u00a0Diffusable\u00a0»."
    nameless = getattr(record, "consent", None) in _WITHOUT_NAME
    asked = nameless and "anonymised" in type(record).model_fields
    if asked and getattr(record, "anonymised", None) is not True:
        yield "Rien ne dit encore que la note est rendue anonyme."


def _given(record: Record) -> Iterator[FieldSpec]:
    for field in fields_of(type(record)):
        kept_by_itself = field.about.shown is Shown.SYSTEM or field.name in _HOUSEKEEPING
        if not kept_by_itself and getattr(record, field.name, None) not in (None, "", ()):
            yield field


def _applies(field: FieldSpec, record: Record) -> bool:
    when = field.about.when
    if when is None:
        return True
    held = getattr(record, when.field, None)
    chosen = held if isinstance(held, tuple) else (held,)
    return any(_comparable(value) in when.values for value in chosen)


def _comparable(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _told(field: FieldSpec, value: Any, words: SharedWords) -> tuple[str, list[Withheld]]:
    if field.kind is Kind.ITEMS:
        return _lines(field, value, words)
    if too_few(field, value):
        return FEW_SAID, [Withheld(f"{field.title}\u00a0: le nombre exact", FEW_WHY)]
    text = words.of(field, value)
    hidden = words.hidden_links(field, value)
    return text, [Withheld(f"{field.title}\u00a0: {hidden}", _KEPT_RECORD)] if hidden else []


def _lines(field: FieldSpec, value: Any, words: SharedWords) -> tuple[str, list[Withheld]]:
    value = value if isinstance(value, list | tuple) else (value,)
    known = [line for line in value if isinstance(line, BaseModel)]
    open_lines = [line for line in known if agreed(line)]
    told = words.lines(open_lines, tuple(_public(open_lines)))
    withheld = [
        *_counted(field, len(value) - len(known), _UNREAD),
        *_counted(field, len(known) - len(open_lines), _NOT_AGREED),
        *_kept_inside(field, open_lines),
    ]
    if told.masked:
        withheld.append(Withheld(f"{field.title}\u00a0: petits nombres", FEW_WHY))
    if told.hidden_links:
        withheld.append(Withheld(f"{field.title}\u00a0: des fiches citées", _KEPT_RECORD))
    return told.text, withheld


def _public(lines: Iterable[BaseModel]) -> Iterator[FieldSpec]:
    model = next((type(line) for line in lines), None)
    for field in fields_of(model) if model else ():
        if field.about.shown is not Shown.SYSTEM and not reason_to_keep(field):
            yield field


def _kept_inside(field: FieldSpec, lines: Iterable[BaseModel]) -> Iterator[Withheld]:
    if field.item is None:
        return
    for inner in fields_of(field.item):
        why = "" if inner.about.shown is Shown.SYSTEM else reason_to_keep(inner)
        if why and any(getattr(line, inner.name, None) is not None for line in lines):
            yield Withheld(f"{field.title}\u00a0: {inside(inner.title)}", why)


def _counted(field: FieldSpec, count: int, why: str) -> Iterator[Withheld]:
    if count:
        yield Withheld(f"{field.title}\u00a0: {count} sur cette fiche", why)


@cache
def has_open_heading(model: type[Record]) -> bool:
    """Tell whether all that makes the heading of a kind may leave."""
    return all(not reason_to_keep(field_of(model, name)) for name in model.heading_fields)


def _may_be_named(record: Record) -> bool:
    return has_open_heading(type(record)) and not refusal(record)
