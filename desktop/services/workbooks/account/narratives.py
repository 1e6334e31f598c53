"""The short stories that their tellers placed themselves: all together, never one of them."""

from collections.abc import Iterator, Mapping
from statistics import fmean
from typing import Final, TypeAlias

from desktop.export.content import As, Chart, Column, Hidden, LeftOut, Marks, Row, Sheet, Value
from desktop.services.workbooks.account.notes import Notes
from desktop.services.workbooks.parts import Part
from sync.records.evaluation import Evaluation
from sync.records.evaluation_base import EvaluationForm
from sync.records.evaluation_voices import Slider, Triad

NARRATIVES: Final = "Micro-récits"
SHARE: Final = "Part moyenne"
FEWEST: Final = 5
"""Below, a mean would tell what one person answered."""

_UNTOLD: Final = "Posées à moins de cinq personnes, dans des notes qui restent dans l’équipe."

_Poles: TypeAlias = tuple[str, ...]
_Asked: TypeAlias = tuple[str, _Poles]
_Answers: TypeAlias = Mapping[_Asked, list[tuple[int, ...]]]
_Given: TypeAlias = dict[_Asked, list[tuple[int, ...]]]


def narratives_part(notes: Notes) -> Part:
    """Return where the tellers placed their stories, on average.

    All their answers are counted. The words of a question put to a few people only are those
    of a note, told when it may be read.
    """
    answers = _answers(notes.of(EvaluationForm.MICRO_NARRATIVE))
    may_be_read = _answers(notes.told(EvaluationForm.MICRO_NARRATIVE))
    told = {
        asked: given
        for asked, given in answers.items()
        if asked in may_be_read or len(given) >= FEWEST
    }
    kept = LeftOut("Questions des micro-récits", len(answers) - len(told), _UNTOLD)
    sheet = Sheet(
        NARRATIVES,
        "Comment les gens lisent eux-mêmes ce qu’ils vivent",
        "Chaque micro-récit est situé par la personne qui le raconte, entre trois pôles ou deux"
        " contraires. Seules les moyennes sont données.",
        _columns(),
        list(_rows(told)),
        charts=(
            Chart(
                "Où les gens situent ce qu’ils vivent",
                Marks.BARS,
                "Pôle",
                (SHARE,),
                "La part moyenne donnée à chaque pôle par celles et ceux qui ont répondu.",
            ),
        ),
        filters=False,
        when_empty="Aucun micro-récit validé dans ce périmètre.",
    )
    return Part((sheet,), left_out=(kept,))


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            "Question",
            As.TEXT,
            "Ce que l’on a demandé à la personne de situer.",
            origin="evaluation.triads.question evaluation.sliders.question",
            width=54,
            written=True,
        ),
        Column(
            "Pôle",
            As.TEXT,
            "Vers quoi elle a situé son récit.",
            origin="evaluation.triads.first_pole evaluation.sliders.left_pole",
            width=34,
            written=True,
        ),
        Column(
            SHARE,
            As.SHARE,
            "La moyenne des parts données à ce pôle\u00a0; masquée au-dessous de cinq réponses.",
            origin="calcul",
        ),
        Column(
            "Réponses",
            As.WHOLE,
            "Les personnes qui ont répondu.",
            "personnes",
            "calcul",
            people=True,
        ),
    )


def _rows(all_answers: _Answers) -> Iterator[Row]:
    for (question, poles), answers in all_answers.items():
        means = [fmean(side) / 100 for side in zip(*answers, strict=True)]
        for pole, mean in zip(poles, means, strict=True):
            told: Value = round(mean, 4) if len(answers) >= FEWEST else Hidden.BESIDE
            yield (question, pole, told, len(answers))


def _answers(found: tuple[Evaluation, ...]) -> _Answers:
    """Return the answers to each question, in the order in which the questions were met."""
    answers: _Given = {}
    for note in found:
        for triad in note.triads:
            _keep(answers, triad.question, _triad_poles(triad), _shares(triad))
        for slider in note.sliders:
            _keep(answers, slider.question, _slider_poles(slider), _sides(slider))
    return answers


def _keep(given: _Given, question: str, poles: _Poles, shares: tuple[int, ...]) -> None:
    if shares:
        given.setdefault((question, poles), []).append(shares)


def _triad_poles(triad: Triad) -> _Poles:
    named = (triad.first_pole, triad.second_pole, triad.third_pole)
    return tuple(name or f"Pôle {rank}" for rank, name in enumerate(named, 1))


def _slider_poles(slider: Slider) -> _Poles:
    return (slider.left_pole or "À gauche", slider.right_pole or "À droite")


def _shares(triad: Triad) -> tuple[int, ...]:
    """Return the three shares; nothing when one is missing or they do not make 100."""
    shares = (triad.first_share, triad.second_share, triad.third_share)
    given = tuple(share for share in shares if share is not None)
    return given if len(given) == len(shares) and sum(given) == 100 else ()


def _sides(slider: Slider) -> tuple[int, ...]:
    return () if slider.position is None else (100 - slider.position, slider.position)
