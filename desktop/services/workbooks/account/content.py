"""W4, « Rendre compte autrement »: what people tell, what changed, what it teaches."""

from typing import Final

from desktop.export.content import Content, Labels
from desktop.services.workbooks.account.effects import effects_part
from desktop.services.workbooks.account.learning import learning_part
from desktop.services.workbooks.account.markers import markers_part
from desktop.services.workbooks.account.narratives import narratives_part
from desktop.services.workbooks.account.notes import Notes
from desktop.services.workbooks.account.numbers import numbers_part
from desktop.services.workbooks.account.remarks import remarks
from desktop.services.workbooks.account.stories import stories_part
from desktop.services.workbooks.account.summary import Summary, notes_of_reading
from desktop.services.workbooks.account.tone import tone_part
from desktop.services.workbooks.account.verbatims import words_part
from desktop.services.workbooks.account.words import Words
from desktop.services.workbooks.parts import put_together
from desktop.services.workbooks.sources import Sources
from sync.records.evaluation import Evaluation
from sync.records.observation import Observation
from sync.records.visit import Visit

CODE = "W4"
TITLE = "Rendre compte autrement"
_LISTED: Final = ("form", "change_domain")


def content(sources: Sources) -> Content:
    """Return the workbook that accounts otherwise, for a scope."""
    notes = Notes(sources)
    words = Words(notes)
    summary = Summary(notes, words)
    parts = (
        stories_part(notes),
        effects_part(notes),
        markers_part(notes),
        words_part(words, asked=sources.scope.words),
        tone_part(sources, words),
        narratives_part(notes),
        learning_part(notes),
        numbers_part(notes),
    )
    opening = Content(
        CODE,
        TITLE,
        (),
        notes=notes_of_reading(),
        left_out=sources.left_out(Evaluation, Visit, Observation),
        remarks=tuple(remarks(notes, words)),
        figures=summary.figures(),
        lists=_lists(sources),
    )
    return put_together(opening, (summary.part(parts), *parts))


def _lists(sources: Sources) -> tuple[Labels, ...]:
    markers = sources.reading.entries("marker")
    told = Labels("Marqueur", tuple((entry.code, entry.label) for entry in markers))
    return (*(sources.labels(Evaluation, name) for name in _LISTED), told)
