"""The first sheet of W6, and the few figures of its preview."""

from collections import Counter
from typing import Final

from desktop.export.content import As, Figure, Row, Typed
from desktop.services.workbooks.governance.alliances import moved
from desktop.services.workbooks.governance.credits import granted, ordinary, specific
from desktop.services.workbooks.governance.decisions import is_late, taken
from desktop.services.workbooks.governance.pacts import pacts
from desktop.services.workbooks.governance.times import debate_share, held
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.period_marks import mark, period_marks
from desktop.services.workbooks.sources import Sources
from sync.records.commitment import CommitmentState
from sync.records.decision import DecisionState

TITLE: Final = "Instances et droit commun"


def summary(sources: Sources) -> Part:
    """Return the sheet of the marks of the period."""
    return period_marks(
        TITLE,
        (
            *_promised(sources),
            *_sat(sources),
            *_decided(sources),
            *_allied(sources),
            *_granted(sources),
        ),
    )


def figures(sources: Sources) -> tuple[Figure, ...]:
    """Return what the preview shows."""
    stood, lines = pacts(sources), granted(sources)
    kept = sum(each.state is CommitmentState.KEPT for each in stood)
    return (
        Figure("Engagements", len(stood)),
        Figure("Engagements tenus", kept),
        Figure("Séances tenues", len(held(sources))),
        Figure("Débat et décision", debate_share(held(sources)), As.SHARE),
        Figure("Décisions", len(taken(sources))),
        Figure("Droit commun accordé", ordinary(lines), As.EUROS),
        Figure("Crédits spécifiques accordés", specific(lines), As.EUROS),
    )


def _promised(sources: Sources) -> tuple[Row, ...]:
    stood = pacts(sources)
    states = Counter(each.state for each in stood)
    worth = sum(line.amount or 0 for each in stood for line in each.means)
    return (
        mark("Engagements", len(stood), "Ceux qui couraient pendant la période."),
        *(
            mark(f"Engagements\u00a0: {state.label}", states[state], "Selon leur état.")
            for state in CommitmentState
        ),
        (
            "Moyens de droit commun valorisés",
            Typed(worth, As.EUROS),
            "Les moyens des engagements dont le montant est connu.",
        ),
    )


def _sat(sources: Sources) -> tuple[Row, ...]:
    meetings = held(sources)
    return (
        mark("Séances tenues", len(meetings), "Instances tenues pendant la période."),
        mark(
            "Séances réunissant plusieurs dispositifs",
            sum(len(each.dispositifs) > 1 for each in meetings),
            "Au moins deux dispositifs traités ensemble.",
        ),
        (
            "Temps en débat et décision",
            Typed(debate_share(meetings), As.SHARE),
            "Sur le temps de l’ordre du jour dont la nature est connue.",
        ),
        mark(
            "Séances avec des habitantes et habitants",
            sum(bool(each.residents_present) for each in meetings),
            "Où au moins une habitante ou un habitant était présent.",
        ),
    )


def _decided(sources: Sources) -> tuple[Row, ...]:
    all_taken = taken(sources)
    done = sum(each.state is DecisionState.DONE for each in all_taken)
    late = sum(is_late(sources, each) for each in all_taken)
    return (
        mark("Décisions", len(all_taken), "Prises pendant la période."),
        mark("Décisions faites", done, "Au jour de l’extraction."),
        mark("Décisions en retard", late, "À faire ou en cours, échéance passée."),
    )


def _allied(sources: Sources) -> tuple[Row, ...]:
    found = moved(sources)
    up = sum((each.change or 0) > 0 for each in found)
    down = sum((each.change or 0) < 0 for each in found)
    return (
        mark("Alliances qui ont avancé", up, "Au moins un niveau gagné pendant la période."),
        mark("Alliances qui ont reculé", down, "Au moins un niveau perdu."),
    )


def _granted(sources: Sources) -> tuple[Row, ...]:
    lines = granted(sources)
    common, own = ordinary(lines), specific(lines)
    return (
        (
            "Droit commun accordé",
            Typed(common, As.EUROS),
            "Les lignes de financement notées de droit commun.",
        ),
        (
            "Crédits spécifiques accordés",
            Typed(own, As.EUROS),
            "Le programme 147 et les autres lignes notées hors droit commun.",
        ),
        (
            "Droit commun pour 1\u00a0€ de crédits spécifiques",
            Typed(common / own if own else None, As.NUMBER),
            "Le droit commun accordé divisé par les crédits spécifiques accordés.",
        ),
    )
