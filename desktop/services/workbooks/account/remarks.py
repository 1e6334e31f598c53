"""What to look at before sending: notes that could say more, or that wait for somebody."""

from collections.abc import Callable, Iterator
from typing import Final

from desktop.export.content import Remark
from desktop.services.sharing.shareable import agreed
from desktop.services.workbooks.account.markers import parties_of
from desktop.services.workbooks.account.notes import Notes
from desktop.services.workbooks.account.words import NO_THEME, Words
from desktop.services.workbooks.figures import several
from sync.records.evaluation import Evaluation
from sync.records.evaluation_base import EvaluationForm

_ASKED: Final[tuple[tuple[EvaluationForm, str, str, str], ...]] = (
    (
        EvaluationForm.STORY,
        "récit sans «\u00a0pourquoi c’est important\u00a0»",
        "récits sans «\u00a0pourquoi c’est important\u00a0»",
        "c’est ce que le lecteur cherche d’abord.",
    ),
    (
        EvaluationForm.EFFECT,
        "effet sans preuve",
        "effets sans preuve",
        "rien ne dit ce qui le montre.",
    ),
    (
        EvaluationForm.MARKERS,
        "grille remplie par une seule voix",
        "grilles remplies par une seule voix",
        "il en faut au moins deux pour comparer les regards.",
    ),
)
_LACKS: Final[dict[EvaluationForm, Callable[[Evaluation], bool]]] = {
    EvaluationForm.STORY: lambda note: not note.why_it_matters,
    EvaluationForm.EFFECT: lambda note: not note.evidence,
    EvaluationForm.MARKERS: lambda note: len(parties_of(note)) == 1,
}


def remarks(notes: Notes, words: Words) -> Iterator[Remark]:
    """Yield the remarks that have records to correct."""
    for form, one, many, meaning in _ASKED:
        lacking = (note for note in notes.of(form) if _LACKS[form](note))
        yield from _remark(one, many, meaning, lacking)
    unread = (note for note in notes.of(EvaluationForm.STORY) if not note.selections)
    yield from _remark(
        "récit qu’aucun groupe n’a lu",
        "récits qu’aucun groupe n’a lus",
        "personne n’a dit s’il le retient, et pourquoi.",
        unread,
    )
    yield from _of_all(notes)
    silent = dict.fromkeys(word.record.id for word in words.all if word.theme == NO_THEME)
    if silent:
        said = several(len(silent), "fiche a des paroles", "fiches ont des paroles")
        yield Remark(f"{said} sans thème\u00a0: elles viennent en dernier.", tuple(silent))


def _of_all(notes: Notes) -> Iterator[Remark]:
    yield from _remark(
        "note ne dit pas ce qu’elle apprend",
        "notes ne disent pas ce qu’elles apprennent",
        "elle manque à la feuille «\u00a0Ce que nous apprenons\u00a0».",
        (note for note in notes.all if not note.learning),
    )
    waiting = (note for note in notes.all if agreed(note) and notes.why_not(note))
    yield from _remark(
        "note a l’accord de la personne et reste dans l’équipe",
        "notes ont l’accord de la personne et restent dans l’équipe",
        "leur diffusion ou leur anonymat n’est pas encore dit.",
        waiting,
    )


def _remark(one: str, many: str, meaning: str, found: Iterator[Evaluation]) -> Iterator[Remark]:
    ids = tuple(note.id for note in found)
    if ids:
        yield Remark(f"{several(len(ids), one, many)}\u00a0: {meaning}", ids)
