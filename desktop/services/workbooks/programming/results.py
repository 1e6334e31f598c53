"""The columns of an action that say what it came to."""

from collections.abc import Iterator

from desktop.export.content import As, Column, Hidden
from desktop.services.sharing.counts import FEW, measures_people
from desktop.services.workbooks.programming.box import Box
from desktop.services.workbooks.sources import Sources
from sync.records.action import Action
from sync.records.french import number
from sync.records.indicators import Indicator


def results(sources: Sources) -> Iterator[Box]:
    """Yield the indicators, whether the aims were met, and the report in words."""
    yield _indicators()
    yield Box(
        Column(
            "Objectifs atteints",
            As.TEXT,
            "Objectifs atteints au regard des indicateurs\u00a0: oui, partiellement ou non.",
            origin="action.objectives_met",
            form="CERFA 15059, 1\u00a0; OSIRIS Evaluation\u00a0: Objectifs atteints au regard des"
            " indicateurs",
            width=12,
            listed=sources.labels(Action, "objectives_met").name,
        ),
        lambda each: sources.label(Action, "objectives_met", each.action.objectives_met),
    )
    yield Box(
        Column(
            "Appréciation",
            As.LONG_TEXT,
            "Le bilan qualitatif\u00a0: ce qui a été fait, ce que cela a changé.",
            origin="action.results",
            form="CERFA 15059, 1\u00a0: bilan qualitatif\u00a0; OSIRIS Evaluation\u00a0:"
            " Appréciation",
            width=32,
            written=True,
        ),
        lambda each: each.action.results,
    )


def _indicators() -> Box:
    """Return the indicators in words: a text escapes the masking, few people are hidden here."""
    return Box(
        Column(
            "Indicateurs",
            As.LONG_TEXT,
            "Ce que l’action compte\u00a0: prévu, puis réalisé\u00a0; moins de cinq personnes sont"
            " dites «\u00a0<5\u00a0».",
            origin="action.indicators.name",
            form="CERFA 12156, 6\u00a0: indicateurs\u00a0; OSIRIS\u00a0: Indicateurs",
            width=28,
            written=True,
        ),
        lambda each: "\u00a0; ".join(map(_indicator, each.action.indicators)),
    )


def _indicator(line: Indicator) -> str:
    planned, actual = _number(line.planned), _reached(line)
    measure = f" ({line.measure})" if line.measure else ""
    return f"{line.name}{measure}\u00a0: prévu {planned}, réalisé {actual}"


def _reached(line: Indicator) -> str:
    few = line.actual is not None and 0 < line.actual < FEW
    if few and measures_people(line.measure, line.name):
        return Hidden.FEW.value
    return _number(line.actual)


def _number(value: float | None) -> str:
    return "non renseigné" if value is None else number(value).replace("\u202f", "\u00a0")
