"""The words heard in visits, observations and notes: whose, about what, in which tone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.services.sharing.shareable import agreed
from desktop.services.workbooks.account.notes import (
    NO_AGREEMENT,
    NOT_ANONYMOUS,
    NOT_SHAREABLE,
    Notes,
)
from desktop.services.workbooks.sources import Sources
from sync.records.action import Action
from sync.records.base import Record
from sync.records.evaluation import Evaluation
from sync.records.evaluation_base import EvaluationForm
from sync.records.idea import Idea
from sync.records.observation import Observation
from sync.records.roles import PartyRole
from sync.records.verbatims import Tone, Verbatim
from sync.records.visit import Visit

NO_THEME: Final = "Thème non précisé"


@dataclass(frozen=True, slots=True)
class Word:
    """Words said once; `why_not` tells why they are counted only, "" when they may be read."""

    quote: str
    theme: str
    tone: Tone | None
    by_role: PartyRole | None
    record: Record
    day: date
    territory: str
    why_not: str


@dataclass(frozen=True, slots=True)
class _Heard:
    """Where words were heard: a record and its day; `said` is a theme of another list."""

    record: Record
    day: date
    theme: str | None
    said: str = ""


class Words:
    """All the words of a scope, the oldest first; of other themes than the chosen ones, none."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._sources = notes.sources
        self.all = tuple(self._found())

    def told(self) -> tuple[Word, ...]:
        """Return the words that may be read outside."""
        return tuple(word for word in self.all if not word.why_not)

    def _found(self) -> Iterator[Word]:
        sources = self._sources
        for visit in sources.of(Visit):
            theme = _theme_of_visit(sources, visit)
            yield from self._lines(_Heard(visit, visit.visited_on, theme), visit.verbatims)
        for seen in sources.of(Observation):
            said = sources.label(Observation, "theme", seen.theme)
            yield from self._lines(_Heard(seen, seen.observed_on, None, said), seen.verbatims)
        for note in self._notes.all:
            yield from self._of_note(note)

    def _of_note(self, note: Evaluation) -> Iterator[Word]:
        theme = note.theme or _theme_of_action(self._sources, note.about)
        heard = _Heard(note, note.evaluated_on, theme)
        if note.form is EvaluationForm.QUOTE and note.quote:
            own = Verbatim(quote=note.quote, tone=note.tone, by_role=note.by_role)
            yield from self._kept(heard, own, self._notes.why_not(note))
        yield from self._lines(heard, note.verbatims)

    def _lines(self, heard: "_Heard", lines: Iterable[Verbatim]) -> Iterator[Word]:
        for line in lines:
            yield from self._kept(heard, line, self._why_not(heard.record, line))

    def _kept(self, heard: "_Heard", line: Verbatim, why: str) -> Iterator[Word]:
        theme = line.theme or heard.theme
        if self._sources.scope.is_about(theme):
            label = self._sources.label(Evaluation, "theme", theme) or heard.said or NO_THEME
            place = self._sources.name(getattr(heard.record, "territory", None))
            said = (line.quote, label, line.tone, line.by_role)
            yield Word(*said, heard.record, heard.day, place, why)

    def _why_not(self, record: Record, line: Verbatim) -> str:
        if not agreed(line) or not agreed(record):
            return NO_AGREEMENT
        if isinstance(record, Evaluation) and record.anonymised is not True:
            return NOT_ANONYMOUS
        return "" if self._sources.tellable(record) else NOT_SHAREABLE


def _theme_of_visit(sources: Sources, visit: Visit) -> str | None:
    idea = sources.get(Idea, visit.idea)
    return _theme_of_action(sources, visit.action) or (idea.theme if idea else None)


def _theme_of_action(sources: Sources, record_id: str | None) -> str | None:
    action = sources.get(Action, record_id)
    return action.theme if action else None
