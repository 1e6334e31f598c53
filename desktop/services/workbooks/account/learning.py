"""What is learnt, even when it disturbs, and what changes because of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from desktop.export.content import As, Check, Column, LeftOut, Row, Sheet
from desktop.services.workbooks.account.notes import Notes, ids, text
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.sources import Sources
from sync.records.decision import Decision
from sync.records.evaluation import Evaluation
from sync.records.evaluation_base import EvaluationForm

LEARNT: Final = "Ce que nous apprenons"
REVIEWS: Final = "Bilans partagés"
_FORM: Final = EvaluationForm.SHARED_REVIEW
_OFFICIAL: Final = "CERFA 15059, 1. Bilan qualitatif"
_REVIEW: Final = (
    ("Ce qui était attendu", "expected_results", ""),
    ("Ce qui a été réalisé", "achieved", f"{_OFFICIAL}\u00a0: mise en œuvre de l’action"),
    ("Ce qui a surpris", "surprises", ""),
    ("Ce que l’on a appris", "learned", _OFFICIAL),
    ("Ce que l’on change", "to_change", ""),
)
_KEPT: Final = "La note ne peut pas encore être lue hors de l’équipe."
_NONE: Final = "Aucune note d’évaluation validée de ce périmètre ne peut encore être lue."


def learning_part(notes: Notes) -> Part:
    """Return what each note that may be read teaches and changes, and the shared reviews."""
    said = [note for note in notes.all if note.learning or note.decided]
    told = sorted(
        (note for note in said if not notes.why_not(note)),
        key=lambda note: (note.evaluated_on, note.id),
    )
    found, kept = notes.of(_FORM), notes.kept(_FORM)
    silent = sum(bool(notes.why_not(note)) for note in said)
    checks = (
        Check("Notes qui disent ce qu’elles apprennent", len(said) - silent, LEARNT),
        Check("Bilans qui peuvent être lus", len(found) - sum(e.count for e in kept), REVIEWS),
    )
    left_out = (LeftOut("Ce que les notes apprennent", silent, _KEPT), *kept)
    sheets = (_learnt(notes, told), _reviews(notes, notes.told(_FORM)))
    return Part(sheets, checks, left_out)


def _learnt(notes: Notes, told: Sequence[Evaluation]) -> Sheet:
    return Sheet(
        LEARNT,
        "Ce que nous apprenons, ce que nous changeons",
        "Chaque note dit ce qu’elle apprend, même si cela dérange, et ce que l’on décide.",
        (
            Column("Date", As.DAY, "Le jour de la note.", origin="evaluation.evaluated_on"),
            Column(
                "Forme",
                As.TEXT,
                "La façon de rendre compte.",
                origin="evaluation.form",
                width=15,
                listed="Forme",
            ),
            *_about(),
            _written("Ce que nous apprenons", "Ce que l’équipe retient.", "learning", 42),
            _written("Ce que nous changeons", "Ce qui va changer.", "decided", 42),
            Column(
                "Décisions prises",
                As.LONG_TEXT,
                "Les décisions qui en sont nées, et où elles en sont.",
                origin="decision.title decision.state",
                width=26,
                written=True,
            ),
        ),
        [_learnt_row(notes, note) for note in told],
        references=ids(told),
        when_empty=_NONE,
    )


def _about() -> tuple[Column, ...]:
    return (
        Column("Porte sur", As.TEXT, "Ce dont on parle.", origin="evaluation.about", width=22),
        Column("Territoire", As.TEXT, "Le quartier.", origin="evaluation.territory", width=16),
    )


def _written(title: str, meaning: str, name: str, width: int) -> Column:
    origin = f"evaluation.{name}"
    return Column(title, As.LONG_TEXT, meaning, origin=origin, width=width, written=True)


def _learnt_row(notes: Notes, note: Evaluation) -> Row:
    return (
        note.evaluated_on,
        notes.label(note, "form"),
        notes.about(note),
        notes.place(note),
        note.learning,
        note.decided,
        text(*_decisions(notes.sources, note)),
    )


def _decisions(sources: Sources, note: Evaluation) -> Iterator[str]:
    """Yield the decisions of a note that may be told; its tasks stay in the team."""
    for record_id in note.decisions:
        decision = sources.get(Decision, record_id)
        if decision is not None and sources.tellable(decision):
            state = sources.label(Decision, "state", decision.state)
            yield f"{decision.title} ({state})" if state else decision.title


def _reviews(notes: Notes, told: Sequence[Evaluation]) -> Sheet:
    return Sheet(
        REVIEWS,
        "Les bilans faits ensemble",
        "Ce qui était attendu, ce qui est venu, ce qui a surpris, ce que l’on change\u00a0:"
        " le bilan qualitatif du compte rendu.",
        (
            Column("Date", As.DAY, "Le jour du bilan.", origin="evaluation.evaluated_on"),
            *_about(),
            *(
                replace(_written(title, f"{title}.", name, 29), form=form)
                for title, name, form in _REVIEW
            ),
        ),
        [
            (
                note.evaluated_on,
                notes.about(note),
                notes.place(note),
                *(getattr(note, name) for _, name, _ in _REVIEW),
            )
            for note in told
        ],
        references=ids(told),
        when_empty="Aucun bilan partagé de ce périmètre ne peut encore être lu.",
    )
