"""The first sheet of W5, and the few figures of its preview."""

from collections import Counter
from typing import Final

from desktop.export.content import As, Column, Figure, Row, Sheet, Typed
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
from sync.records.observation import ObservationNature
from sync.records.walk import Walk

TITLE: Final = "Observatoire social et urbain, GUSP"
SUMMARY: Final = "Synthèse"
_COLUMNS: Final = (
    Column("Repère", As.TEXT, "Ce qui est compté.", width=40),
    Column("Valeur", As.TEXT, "Le nombre, la part ou la durée.", width=14),
    Column("Ce que c’est", As.TEXT, "La définition, en une ligne.", width=60),
)


def summary(watched: Watch) -> Part:
    """Return the sheet of the marks of the period."""
    sheet = Sheet(
        SUMMARY,
        TITLE,
        "Les repères de la période, toutes les fiches validées comprises.",
        _COLUMNS,
        (*_observed(watched), *_answered(watched), *_beside(watched)),
        filters=False,
    )
    return Part((sheet,))


def _observed(watched: Watch) -> tuple[Row, ...]:
    natures = Counter(one.nature for one in watched.seen)
    return (
        _line("Observations validées", len(watched.records), "Toutes natures ensemble."),
        _line("dont avec une ligne", len(watched.told), "Validées et «\u00a0Diffusable\u00a0»."),
        *(
            _line(f"Nature\u00a0: {nature.label}", natures[nature.value], "Selon leur nature.")
            for nature in ObservationNature
        ),
    )


def _answered(watched: Watch) -> tuple[Row, ...]:
    asking = watched.asking
    answered = answers(asking)
    return (
        _line("Observations à suivre", len(asking), "Toutes, sauf les ressources."),
        _line(
            "Transmises, sans réponse",
            sum(one.follow_up in UNDER_WAY for one in asking),
            f"Au {watched.sources.today:%d/%m/%Y}.",
        ),
        _line("Réponses connues", answered, "Résolues, ou sans suite et expliquées."),
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
        _line(
            "Retours faits",
            sum(one.returned_on is not None for one in asking),
            "Réponses redites à qui avait signalé le fait.",
        ),
    )


def _beside(watched: Watch) -> tuple[Row, ...]:
    walks = watched.sources.of(Walk)
    return (
        _line(
            "Récurrences",
            len(recurrences_in(watched.seen)),
            "Faits revenus au même endroit en 90 jours.",
        ),
        _line("Marches validées", len(walks), "Diagnostics en marchant et autres marches."),
    )


def _line(what: str, count: int, meaning: str) -> Row:
    return what, Typed(count, As.WHOLE), meaning


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
