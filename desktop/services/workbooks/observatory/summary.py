"""The first sheet of W5, and the few figures of its preview."""

from collections import Counter
from typing import Final

from desktop.export.content import As, Figure, Row, Typed
from desktop.services.observing.recurrences import recurrences_in
from desktop.services.workbooks.figures import share
from desktop.services.workbooks.observatory.watch import (
    UNDER_WAY,
    Watch,
    answered_in,
    answers,
    middle,
)
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.period_marks import mark, period_marks
from sync.records.observation import ObservationNature
from sync.records.walk import Walk

TITLE: Final = "Observatoire social et urbain, GUSP"


def summary(watched: Watch) -> Part:
    """Return the sheet of the marks of the period."""
    return period_marks(TITLE, (*_observed(watched), *_answered(watched), *_beside(watched)))


def _observed(watched: Watch) -> tuple[Row, ...]:
    natures = Counter(one.nature for one in watched.seen)
    return (
        mark("Observations validées", len(watched.records), "Toutes natures ensemble."),
        mark("dont avec une ligne", len(watched.told), "Validées et «\u00a0Diffusable\u00a0»."),
        *(
            mark(f"Nature\u00a0: {nature.label}", natures[nature.value], "Selon leur nature.")
            for nature in ObservationNature
        ),
    )


def _answered(watched: Watch) -> tuple[Row, ...]:
    asking = watched.asking
    answered = answers(asking)
    return (
        mark("Observations à suivre", len(asking), "Toutes, sauf les ressources."),
        mark(
            "Transmises, sans réponse",
            sum(one.follow_up in UNDER_WAY for one in asking),
            f"Au {watched.sources.today:%d/%m/%Y}.",
        ),
        mark("Réponses connues", answered, "Résolues, ou sans suite et expliquées."),
        (
            "Part avec réponse",
            Typed(share(answered, len(asking)), As.SHARE),
            "Réponses connues sur observations à suivre.",
        ),
        (
            "Délai médian de réponse (jours)",
            Typed(middle(map(answered_in, asking)), As.NUMBER),
            "La moitié des réponses sont venues en moins de temps.",
        ),
        mark(
            "Retours faits",
            sum(one.returned_on is not None for one in asking),
            "Réponses redites à qui avait signalé le fait.",
        ),
    )


def _beside(watched: Watch) -> tuple[Row, ...]:
    walks = watched.sources.of(Walk)
    return (
        mark(
            "Récurrences",
            len(recurrences_in(watched.seen)),
            "Faits revenus au même endroit en 90 jours.",
        ),
        mark("Marches validées", len(walks), "Diagnostics en marchant et autres marches."),
    )


def figures(watched: Watch) -> tuple[Figure, ...]:
    """Return what the preview shows."""
    natures = Counter(one.nature for one in watched.seen)
    return (
        Figure("Observations validées", len(watched.records)),
        Figure("Ressources", natures[ObservationNature.RESOURCE.value]),
        Figure("Dysfonctionnements", natures[ObservationNature.FAULT.value]),
        Figure("Réponses connues", answers(watched.asking)),
        Figure(
            "Délai médian de réponse (jours)",
            middle(map(answered_in, watched.asking)),
            As.NUMBER,
        ),
        Figure("Récurrences", len(recurrences_in(watched.seen))),
        Figure("Marches", len(watched.sources.of(Walk))),
    )
