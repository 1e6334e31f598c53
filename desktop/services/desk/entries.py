"""One line of a timeline: what happened, when, and the first words that were written of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from desktop.services.reading import Reading
from desktop.services.stored_values import day_of, local_day
from desktop.store.picking import Picked
from sync.operations.operation import Value
from sync.records import RECORD_TYPES
from sync.records.fields import field_of
from sync.records.visit import Mode

BORN_OF: Final = "born_of"
_QUOTED = 220


class Sort(StrEnum):
    """What a line is about: a kind of record, calls being told from visits."""

    VISIT = "visit"
    CALL = "call"
    IDEA = "idea"
    EVALUATION = "evaluation"
    ACTION = "action"
    FUNDING = "funding"
    WORKSHOP = "workshop"
    DECISION = "decision"
    TASK = "task"
    ATTACHMENT = "attachment"


NAMES: Final[Mapping[Sort, tuple[str, str]]] = MappingProxyType(
    {
        Sort.VISIT: ("Visite", "Visites"),
        Sort.CALL: ("Appel", "Appels"),
        Sort.IDEA: ("Idée", "Idées"),
        Sort.EVALUATION: ("Évaluation", "Évaluations"),
        Sort.ACTION: ("Action", "Actions"),
        Sort.FUNDING: ("Financement", "Financements"),
        Sort.WORKSHOP: ("Atelier", "Ateliers"),
        Sort.DECISION: ("Décision", "Décisions"),
        Sort.TASK: ("Tâche faite", "Tâches faites"),
        Sort.ATTACHMENT: ("Pièce jointe", "Pièces jointes"),
    }
)
"""One and many, in the order of the filters."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line; `vague` when only its year is known, `cents` an amount to hide with the others."""

    id: str
    sort: Sort
    on: date
    title: str
    detail: str = ""
    quote: str = ""
    cents: int | None = None
    vague: bool = False

    @property
    def kind(self) -> str:
        """Return the kind of record."""
        return Sort.VISIT.value if self.sort is Sort.CALL else self.sort.value

    @property
    def name(self) -> str:
        """Return what it is, in a word or two."""
        return NAMES[self.sort][0]

    @property
    def is_contact(self) -> bool:
        """Tell whether the team and the organisation met or talked."""
        return self.sort in (Sort.VISIT, Sort.CALL)


class Labels:
    """The labels of codes, each list read once however many lines ask for it."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._lists: dict[str, dict[str, str]] = {}

    def of(self, kind: str, name: str, code: Value) -> str:
        """Return the label of a code; empty for none."""
        if not isinstance(code, str):
            return ""
        field = field_of(RECORD_TYPES[kind], name)
        listed = field.about.list_name
        if not listed:
            return field.label_of(code)
        if listed not in self._lists:
            entries = self._reading.entries(listed)
            self._lists[listed] = {entry.code: entry.label for entry in entries}
        return self._lists[listed].get(code, code)


Tell = Callable[[Labels, Picked], Entry]


def visit(labels: Labels, picked: Picked) -> Entry:
    """Tell a visit, or a call, by its purpose and the first words of its facts."""
    on, visit_type, purpose, mode, facts = picked.values
    what = labels.of("visit", "visit_type", visit_type)
    sort = Sort.CALL if mode == Mode.PHONE.value else Sort.VISIT
    detail = what if purpose else ""
    return Entry(picked.id, sort, _day(on), _text(purpose) or what, detail, first_line(facts))


def idea(labels: Labels, picked: Picked) -> Entry:
    """Tell an idea by its title, its stage and its one sentence."""
    heard, title, stage, summary, created, _ = picked.values
    told = labels.of("idea", "stage", stage)
    return Entry(
        picked.id, Sort.IDEA, _day(heard, created), _text(title), told, first_line(summary)
    )


def evaluation(labels: Labels, picked: Picked) -> Entry:
    """Tell a note by its title, its form and the first words that it holds."""
    on, form, title, *texts = picked.values
    told = labels.of("evaluation", "form", form)
    words = next((line for line in map(first_line, texts) if line), "")
    name = _text(title) or told
    detail = "" if name == told else told
    return Entry(picked.id, Sort.EVALUATION, _day(on), name, detail, words)


def action(labels: Labels, picked: Picked) -> Entry:
    """Tell an action by its title, its file and what it wants to change."""
    starts, year, title, status, objectives = picked.values
    told = labels.of("action", "status", status)
    return Entry(
        picked.id,
        Sort.ACTION,
        _day_or_year(starts, year),
        _text(title),
        told,
        first_line(objectives),
        vague=starts is None,
    )


def funding(labels: Labels, picked: Picked) -> Entry:
    """Tell a funding by who pays, how far it is, and its amount."""
    decided, year, funder_type, status, requested, granted = picked.values
    amount = granted if granted is not None else requested
    return Entry(
        picked.id,
        Sort.FUNDING,
        _day_or_year(decided, year),
        labels.of("funding", "funder_type", funder_type),
        labels.of("funding", "status", status),
        cents=amount if isinstance(amount, int) else None,
        vague=decided is None,
    )


def workshop(_labels: Labels, picked: Picked) -> Entry:
    """Tell a workshop by its subject and what was learned, or done."""
    on, title, learned, done = picked.values
    words = first_line(learned) or first_line(done)
    return Entry(picked.id, Sort.WORKSHOP, _day(on), _text(title), "", words)


def decision(labels: Labels, picked: Picked) -> Entry:
    """Tell a decision by its sentence and its reason."""
    on, title, nature, reason, created = picked.values
    told = labels.of("decision", "nature", nature)
    return Entry(
        picked.id, Sort.DECISION, _day(on, created), _text(title), told, first_line(reason)
    )


def task(_labels: Labels, picked: Picked) -> Entry:
    """Tell a task by what was done."""
    done, due, what = picked.values
    return Entry(picked.id, Sort.TASK, _day(done or due), _text(what))


def attachment(labels: Labels, picked: Picked) -> Entry:
    """Tell a file by its caption, or its name."""
    taken, sort, caption, name, created = picked.values
    told = labels.of("attachment", "attachment_type", sort)
    return Entry(
        picked.id, Sort.ATTACHMENT, _day(taken, created), _text(caption) or _text(name), told
    )


_NOTE_TEXTS: Final = ("story", "quote", "narrative", "what_changed", "achieved", "learning")
_MODEL = RECORD_TYPES["evaluation"]

READ: Final[Mapping[Sort, tuple[tuple[str, ...], Tell]]] = MappingProxyType(
    {
        Sort.VISIT: (("visited_on", "visit_type", "purpose", "mode", "facts"), visit),
        Sort.IDEA: (
            ("heard_on", "title", "stage", "summary", "created_at", BORN_OF),
            idea,
        ),
        Sort.EVALUATION: (
            (
                "evaluated_on",
                "form",
                "title",
                *(name for name in _NOTE_TEXTS if name in _MODEL.model_fields),
            ),
            evaluation,
        ),
        Sort.ACTION: (("starts_on", "year", "title", "status", "objectives"), action),
        Sort.FUNDING: (
            ("decided_on", "year", "funder_type", "status", "requested", "granted"),
            funding,
        ),
        Sort.WORKSHOP: (("held_on", "title", "learned", "what_we_did"), workshop),
        Sort.DECISION: (("decided_on", "title", "nature", "reason", "created_at"), decision),
        Sort.TASK: (("done_on", "due_on", "what"), task),
        Sort.ATTACHMENT: (
            ("taken_on", "attachment_type", "caption", "file_name", "created_at"),
            attachment,
        ),
    }
)
"""What is read of each kind, and how it is told."""


def first_line(text: Value) -> str:
    """Return the first line of a text that says something, cut after a few lines' worth."""
    lines = text.splitlines() if isinstance(text, str) else []
    line = next((" ".join(line.split()) for line in lines if line.strip()), "")
    return line if len(line) <= _QUOTED else line[:_QUOTED].rsplit(" ", 1)[0] + "…"


def texts(values: Sequence[Value]) -> tuple[str, ...]:
    """Return values as texts, the empty ones as ""."""
    return tuple(map(_text, values))


def _text(value: Value) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _day(value: Value, created_ms: Value = None) -> date:
    return day_of(value) or local_day(created_ms) or date.min


def _day_or_year(value: Value, year: Value) -> date:
    first = date(year, 1, 1) if isinstance(year, int) and 0 < year <= MAXYEAR else date.min
    return day_of(value) or first
