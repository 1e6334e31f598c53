"""The figures that open the workbook, and what its words mean."""

from collections.abc import Iterator
from typing import Final

from desktop.export.content import As, Column, Figure, Note, Place, Row, Sheet, Sum, Typed, Value
from desktop.services.markers import TO_DISCUSS
from desktop.services.workbooks.account.markers import TOGETHER
from desktop.services.workbooks.account.notes import PLURALS, Notes
from desktop.services.workbooks.account.numbers import PUBLIC, REACHED, reached_by
from desktop.services.workbooks.account.words import Words
from desktop.services.workbooks.parts import Part
from sync.records.evaluation_base import EvaluationForm
from sync.records.evaluation_stories import Direction
from sync.records.verbatims import Tone

SUMMARY: Final = "Synthèse"
_NOTES: Final = (
    Note(
        "Rien n’est retiré parce que c’est gênant",
        "Les effets négatifs, les paroles critiques et les voix qui se contredisent sont gardés au"
        " même titre que les autres. Ce qui manque manque faute d’accord, de relecture ou"
        " d’anonymat\u00a0: la feuille «\u00a0Contrôles\u00a0» le compte.",
    ),
    Note(
        "À quoi cela répond",
        "À l’évaluation du contrat de ville (loi 2014-173, article 6, IV, 5°) et au bilan"
        " qualitatif du compte rendu de subvention (CERFA 15059).",
    ),
    Note(
        "Qui peut être lu",
        "Un récit, une parole, une note se lit ici quand la personne a donné son accord, que la"
        " fiche est validée, diffusable et rendue anonyme. Tout ce qui est validé est compté.",
    ),
    Note(
        "Récits de changement",
        "La méthode du changement le plus significatif (Davies et Dart, 2005)\u00a0: une personne"
        " raconte, des groupes lisent, choisissent et disent pourquoi.",
    ),
    Note(
        "Solidité d’un effet",
        "Déclaré\u00a0: quelqu’un le dit. Recoupé\u00a0: une autre voix le confirme."
        " Vérifié\u00a0: une preuve le montre.",
    ),
    Note(
        "Marqueurs",
        "De 0 (pas visible) à 4 (transforme). Chaque voix garde son niveau\u00a0; aucune moyenne"
        " des voix n’est faite. La médiane d’une voix porte sur ses niveaux dans toutes les"
        f" grilles. Un écart se discute à partir de {TO_DISCUSS} niveaux.",
    ),
    Note(
        "Micro-récits",
        "La personne situe elle-même ce qu’elle raconte. Seules les moyennes sortent, à partir de"
        " cinq réponses.",
    ),
    Note(
        "Thème d’une parole",
        "Celui de la parole\u00a0; à défaut, celui de la note, de l’action ou de l’idée dont il"
        " était question\u00a0; à défaut, celui de l’observation.",
    ),
)


def notes_of_reading() -> tuple[Note, ...]:
    """Return what the words of the workbook mean."""
    return _NOTES


class Summary:
    """The few figures that tell the whole."""

    def __init__(self, notes: Notes, words: Words) -> None:
        self._notes = notes
        self._words = words
        self._told = words.told()

    def part(self, others: tuple[Part, ...]) -> Part:
        """Return the sheet of figures; its people are the sum of a column of another sheet."""
        rows = tuple(self._rows(others))
        sheet = Sheet(
            SUMMARY,
            "Rendre compte autrement\u00a0: l’essentiel",
            "Ce qui a été recueilli, ce qui peut en être lu, et ce que cela change.",
            (
                Column("Ce que l’on regarde", As.TEXT, "Le chiffre.", width=46),
                Column("Recueilli", As.WHOLE, "Tout ce qui est validé.", width=14),
                Column("Peut être lu", As.WHOLE, "Ce qui a les accords.", width=14),
                Column("Comment le lire", As.TEXT, "Ce qu’il compte.", width=76),
            ),
            rows,
            filters=False,
        )
        return Part((sheet,), sums=tuple(_sums(rows, others)))

    def figures(self) -> tuple[Figure, ...]:
        """Return the figures of the preview."""
        stories = self._notes.told(EvaluationForm.STORY)
        return (
            Figure("Notes d’évaluation", len(self._notes.all)),
            Figure("Récits qui peuvent être lus", len(stories)),
            Figure("Effets constatés", len(self._notes.of(EvaluationForm.EFFECT))),
            Figure("Paroles recueillies", len(self._words.all)),
            Figure("Paroles qui peuvent être lues", len(self._told)),
        )

    def _rows(self, others: tuple[Part, ...]) -> Iterator[Row]:
        everything = self._notes.all
        read = sum(not self._notes.why_not(note) for note in everything)
        yield "Notes d’évaluation", len(everything), read, "Les sept formes ensemble."
        for form in EvaluationForm:
            if form is not EvaluationForm.QUOTE:
                told = None if form is _AGGREGATED else len(self._notes.told(form))
                yield PLURALS[form], len(self._notes.of(form)), told, _MEANINGS[form]
        yield from self._of_words()
        yield from self._of_effects()
        yield "Écarts de regards à discuter", _wide(others), None, _GAPS
        reached = reached_by(self._notes.of(EvaluationForm.FIGURES))
        yield (
            _REACHED,
            Typed(reached, As.WHOLE, people=True),
            None,
            "D’après les notes de chiffres\u00a0; comptées autant de fois qu’elles y sont.",
        )
        yield from self._of_changes()

    def _of_words(self) -> Iterator[Row]:
        words = self._words.all
        said = "Dans les visites, les observations et les notes."
        yield "Paroles", len(words), len(self._told), said
        for tone in Tone:
            heard = [word for word in words if word.tone is tone]
            read = sum(not word.why_not for word in heard)
            yield f"Paroles\u00a0: {tone.label.lower()}", len(heard), read, "Selon leur tonalité."

    def _of_effects(self) -> Iterator[Row]:
        effects = self._notes.of(EvaluationForm.EFFECT)
        told = self._notes.told(EvaluationForm.EFFECT)
        for way in (Direction.NEGATIVE, Direction.MIXED):
            count = sum(note.direction is way for note in effects)
            read = sum(note.direction is way for note in told)
            name = f"Effets\u00a0: {way.label.lower()}s"
            yield name, count, read, "Gardés au même titre que les effets positifs."

    def _of_changes(self) -> Iterator[Row]:
        learnt = [note for note in self._notes.all if note.learning]
        changed = [note for note in learnt if note.decided or note.to_change]
        read = sum(not self._notes.why_not(note) for note in changed)
        meaning = "Les notes qui apprennent quelque chose et disent ce que l’on décide."
        yield "Apprentissages suivis d’un changement", len(changed), read, meaning


_REACHED: Final = "Personnes touchées"
_AGGREGATED: Final = EvaluationForm.MICRO_NARRATIVE
_GAPS: Final = f"Les marqueurs où deux voix sont à {TO_DISCUSS} niveaux ou plus l’une de l’autre."
_MEANINGS: Final = {
    EvaluationForm.STORY: "Ce qui a changé dans la vie de quelqu’un, et pourquoi cela compte.",
    EvaluationForm.EFFECT: "Qui a changé, en quoi, et ce qui le montre.",
    EvaluationForm.MICRO_NARRATIVE: "Situés par la personne qui raconte\u00a0; jamais lus un à un.",
    EvaluationForm.MARKERS: "Les mêmes marqueurs vus par plusieurs voix.",
    EvaluationForm.SHARED_REVIEW: "Attendu, réalisé, surprises, appris, changé.",
    EvaluationForm.FIGURES: "Publics et indicateurs.",
}


def _wide(others: tuple[Part, ...]) -> int:
    sheet = _sheet(others, TOGETHER)
    return sum(int(str(row[-1])) for row in sheet.rows)


def _sheet(others: tuple[Part, ...], name: str) -> Sheet:
    return next(sheet for part in others for sheet in part.sheets if sheet.name == name)


def _sums(rows: tuple[Row, ...], others: tuple[Part, ...]) -> Iterator[Sum]:
    sheet = _sheet(others, PUBLIC)
    column = sheet.place_of(REACHED)
    parts = tuple(Place(PUBLIC, place, column) for place in range(len(sheet.rows)))
    for at, row in enumerate(rows):
        if _is_people(row[1]):
            yield Sum(Place(SUMMARY, at, 1), parts)


def _is_people(value: Value) -> bool:
    return isinstance(value, Typed) and value.people
