"""W3, « Moins instruire, mieux soutenir »: the time given, the ideas, what grew."""

from desktop.export.content import Content, Labels
from desktop.services.workbooks.parts import put_together
from desktop.services.workbooks.sources import Sources
from desktop.services.workbooks.support.follow_up import follow_up_part
from desktop.services.workbooks.support.funnel import funnel_part
from desktop.services.workbooks.support.ideas import LISTED, ideas_part
from desktop.services.workbooks.support.minutes import Clock
from desktop.services.workbooks.support.modes import modes_part
from desktop.services.workbooks.support.needs import needs_part
from desktop.services.workbooks.support.pool import Pool
from desktop.services.workbooks.support.remarks import remarks
from desktop.services.workbooks.support.summary import Summary, notes
from desktop.services.workbooks.support.visits import visits_part
from desktop.services.workbooks.support.workshops import workshops_part
from sync.records.action import Action
from sync.records.idea import Idea
from sync.records.visit import Visit
from sync.records.workshop import Workshop

CODE = "W3"
TITLE = "Moins instruire, mieux soutenir"


def content(sources: Sources) -> Content:
    """Return the workbook of support for a scope."""
    pool, clock = Pool(sources), Clock(sources)
    summary = Summary(sources, pool, clock)
    parts = (
        visits_part(sources, clock),
        funnel_part(sources, pool),
        modes_part(sources, pool),
        ideas_part(sources, pool),
        needs_part(sources, pool),
        workshops_part(sources),
        follow_up_part(sources, pool),
    )
    opening = Content(
        CODE,
        TITLE,
        (),
        notes=notes(sources.scope),
        left_out=sources.left_out(Visit, Idea, Workshop),
        remarks=tuple(remarks(sources, pool)),
        figures=summary.figures(),
        lists=_lists(sources),
    )
    return put_together(opening, (summary.part(parts), *parts))


def _lists(sources: Sources) -> tuple[Labels, ...]:
    ideas = (sources.labels(Idea, name) for name in LISTED)
    return (*ideas, sources.labels(Action, "dispositif"))
