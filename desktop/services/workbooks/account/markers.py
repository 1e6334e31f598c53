"""The markers scored by several voices: each score kept apart, the gap shown, no mean of voices."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

from desktop.export.content import As, Chart, Check, Column, Hidden, Marks, Row, Sheet, Value
from desktop.services.markers import TO_DISCUSS
from desktop.services.workbooks.account.notes import Notes, text
from desktop.services.workbooks.parts import Part
from sync.records.evaluation import Evaluation
from sync.records.evaluation_base import EvaluationForm
from sync.records.evaluation_reviews import MarkerScore, Party

MARKERS: Final = "Marqueurs"
TOGETHER: Final = "Regards croisés"
_FORM: Final = EvaluationForm.MARKERS
_NONE: Final = "Aucune grille de marqueurs validée dans ce périmètre."
_NONE_TOLD: Final = (
    "Des grilles ont été remplies\u00a0; aucune ne peut encore être lue hors de l’équipe. Elles"
    " sont comptées dans la feuille «\u00a0Regards croisés\u00a0»."
)
FEWEST_GRIDS: Final = 3
"""Below, the median of grids that stay in the team would be what one of them says."""

_LEVELS: Final = "de 0 à 4"
_SHORT: Final = {
    Party.ASSOCIATION: "Association",
    Party.AGENT: "Équipe",
    Party.RESIDENTS: "Habitants",
    Party.PARTNER: "Partenaires",
}
_WIDE: Final = "Écarts à discuter"


def markers_part(notes: Notes) -> Part:
    """Return a row for each marker of each grid that may be read, and all grids together."""
    found, told, kept = notes.of(_FORM), notes.told(_FORM), notes.kept(_FORM)
    rows = [(note, marker) for note in told for marker in markers_of(note)]
    table = Sheet(
        MARKERS,
        "Ce que chacun voit des mêmes marqueurs",
        "De 0 (pas visible) à 4 (transforme)\u00a0: le niveau donné par chaque voix, et l’écart"
        " qui se discute. Aucune moyenne des voix n’est faite.",
        _columns(),
        [_row(notes, note, marker) for note, marker in rows],
        references=[note.id for note, _ in rows],
        when_empty=_NONE_TOLD if found else _NONE,
    )
    scores = [score for note in found for score in scores_of(note)]
    checks = (
        Check("Marqueurs des grilles qui peuvent être lues", _count(told), MARKERS),
        Check("Niveaux donnés", len(scores), TOGETHER, "Niveaux donnés"),
    )
    return Part((table, _together(notes, found, told)), checks, kept)


def scores_of(note: Evaluation) -> tuple[MarkerScore, ...]:
    """Return the scores that have a level, the first of each voice on each marker."""
    first: dict[tuple[str, Party], MarkerScore] = {}
    for score in note.scores:
        if score.level is not None:
            first.setdefault((score.marker, score.party), score)
    return tuple(first.values())


def markers_of(note: Evaluation) -> tuple[str, ...]:
    """Return the markers that a grid scores, each once."""
    return tuple(dict.fromkeys(score.marker for score in scores_of(note)))


def parties_of(note: Evaluation) -> frozenset[Party]:
    """Return the voices that scored."""
    return frozenset(score.party for score in scores_of(note))


def _count(told: Sequence[Evaluation]) -> int:
    return sum(len({score.marker for score in scores_of(note)}) for note in told)


def _levels(note: Evaluation, marker: str) -> dict[Party, int]:
    return {s.party: int(str(s.level)) for s in scores_of(note) if s.marker == marker}


def _gap(levels: dict[Party, int]) -> int | None:
    return max(levels.values()) - min(levels.values()) if len(levels) > 1 else None


def _columns() -> tuple[Column, ...]:
    return (
        Column("Porte sur", As.TEXT, "Ce dont on parle.", origin="evaluation.about", width=24),
        Column("Territoire", As.TEXT, "Le quartier.", origin="evaluation.territory", width=16),
        Column("Date", As.DAY, "Le jour de la grille.", origin="evaluation.evaluated_on"),
        Column(
            "Marqueur",
            As.TEXT,
            "Ce que l’on regarde ensemble.",
            origin="evaluation.scores.marker",
            width=24,
            listed="Marqueur",
        ),
        *(_voice(party) for party in Party),
        Column("Écart", As.WHOLE, "Le plus haut moins le plus bas.", "niveaux", "calcul"),
        Column(
            "À discuter",
            As.YES_NO,
            f"Oui à partir de {TO_DISCUSS} niveaux d’écart.",
            origin="calcul",
        ),
        Column(
            "Ce qui le montre",
            As.LONG_TEXT,
            "Les faits qui appuient ces niveaux.",
            origin="evaluation.scores.evidence",
            width=40,
            written=True,
        ),
    )


def _voice(party: Party) -> Column:
    meaning = f"Le niveau donné par cette voix\u00a0: {party.label}."
    return Column(_SHORT[party], As.WHOLE, meaning, _LEVELS, "evaluation.scores.level", width=11)


def _row(notes: Notes, note: Evaluation, marker: str) -> Row:
    levels = _levels(note, marker)
    gap = _gap(levels)
    proofs = (_proof(score) for score in scores_of(note) if score.marker == marker)
    return (
        notes.about(note),
        notes.place(note),
        note.evaluated_on,
        _label(notes, marker),
        *(levels.get(party) for party in Party),
        gap,
        None if gap is None else gap >= TO_DISCUSS,
        text(*dict.fromkeys(proofs)),
    )


def _proof(score: MarkerScore) -> str | None:
    return f"{_SHORT[score.party]}\u00a0: {score.evidence}" if score.evidence else None


def _label(notes: Notes, marker: str) -> str:
    entries = notes.sources.reading.entries("marker")
    return next((entry.label for entry in entries if entry.code == marker), marker)


def _together(notes: Notes, found: Sequence[Evaluation], told: Sequence[Evaluation]) -> Sheet:
    heard = [party for party in Party if any(party in parties_of(note) for note in found)]
    return Sheet(
        TOGETHER,
        "Toutes les grilles ensemble, voix par voix",
        "Pour chaque marqueur, le niveau médian donné par chaque voix sur toutes les grilles"
        " validées, et combien d’écarts sont à discuter.",
        (
            Column(
                "Marqueur",
                As.TEXT,
                "Ce que l’on regarde ensemble.",
                origin="evaluation.scores.marker",
                width=46,
            ),
            Column("Grilles", As.WHOLE, "Les grilles qui le notent.", origin="evaluation.scores"),
            Column(
                "Niveaux donnés",
                As.WHOLE,
                "Les niveaux donnés, toutes voix ensemble.",
                origin="evaluation.scores.level",
                total=True,
            ),
            *(_median_column(party) for party in heard),
            Column(
                _WIDE,
                As.WHOLE,
                f"Les grilles où deux voix sont à {TO_DISCUSS} niveaux ou plus.",
                origin="calcul",
                total=True,
            ),
        ),
        list(_together_rows(notes, (found, told), heard)),
        charts=_charts(heard),
        filters=False,
        when_empty=_NONE,
    )


def _charts(heard: Sequence[Party]) -> tuple[Chart, ...]:
    return (
        Chart(
            "Les marqueurs vus par chaque voix",
            Marks.RADAR,
            "Marqueur",
            tuple(_SHORT[party] for party in heard),
            "Chaque ligne est une voix\u00a0: là où les lignes s’écartent, les regards diffèrent.",
        ),
        Chart(
            "Écarts de deux niveaux ou plus, par marqueur",
            Marks.BARS,
            "Marqueur",
            (_WIDE,),
            "Les marqueurs sur lesquels il y a le plus à se dire.",
        ),
    )


def _median_column(party: Party) -> Column:
    meaning = (
        f"La médiane des niveaux donnés par cette voix\u00a0: {party.label}\u00a0; masquée quand"
        " elle dirait ceux d’une grille qui reste dans l’équipe."
    )
    return Column(_SHORT[party], As.NUMBER, meaning, _LEVELS, "evaluation.scores.level", width=13)


def _together_rows(
    notes: Notes,
    grids_of: tuple[Sequence[Evaluation], Sequence[Evaluation]],
    heard: Sequence[Party],
) -> Iterator[Row]:
    found, told = grids_of
    known = [entry.code for entry in notes.sources.reading.entries("marker")]
    scored = [marker for note in found for marker in markers_of(note)]
    for marker in dict.fromkeys([*known, *scored]):
        grids = [levels for note in found if (levels := _levels(note, marker))]
        if grids:
            given = sum(map(len, grids))
            wide = sum((_gap(levels) or 0) >= TO_DISCUSS for levels in grids)
            read = [levels for note in told if (levels := _levels(note, marker))]
            medians = (_median(grids, read, party) for party in heard)
            yield (_label(notes, marker), len(grids), given, *medians, wide)


def _median(
    grids: Sequence[dict[Party, int]], read: Sequence[dict[Party, int]], party: Party
) -> Value:
    """Return the median of a voice, unless it gives the level of a grid that may not be read."""
    levels, told = ([each[party] for each in some if party in each] for some in (grids, read))
    if not levels:
        return None
    hides = len(told) < len(levels) < FEWEST_GRIDS
    return Hidden.BESIDE if hides else float(median(levels))
