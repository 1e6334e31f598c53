"""The words, theme by theme: the most frequent themes first, voices that differ side by side."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.export.content import As, Chart, Check, Column, LeftOut, Marks, Row, Sheet
from desktop.services.workbooks.account.notes import NOT_ASKED
from desktop.services.workbooks.account.stories import QUARTER
from desktop.services.workbooks.account.words import NO_THEME, Word, Words
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.spans import quarter
from sync.records.verbatims import Tone

WORDS: Final = "Verbatims"
THEMES: Final = "Thèmes des paroles"
TONES: Final = (Tone.POSITIVE, Tone.MIXED, Tone.NEGATIVE, Tone.NEUTRAL, None)
NO_TONE: Final = "Non précisée"
_TURN: Final = (Tone.POSITIVE, Tone.NEGATIVE, Tone.MIXED, Tone.NEUTRAL, None)
_ALL: Final = "Paroles"
_TIMES: Final = "Fois notée"
_MAY_BE_READ: Final = "Peuvent être lues"
NO_WORDS: Final = "Aucune parole recueillie dans les fiches validées de ce périmètre."
_NONE_TOLD: Final = (
    "Des paroles ont été recueillies\u00a0; aucune ne peut encore être lue hors de l’équipe."
)


@dataclass(frozen=True, slots=True)
class _Said:
    """The same words, noted once or several times: in a visit, then in a note."""

    times: tuple[Word, ...]

    @property
    def first(self) -> Word:
        """Return the words as they were noted first."""
        return self.times[0]

    def each(self, told: Callable[[Word], str]) -> str:
        """Return what differs from one time to the other, each once."""
        return " ; ".join(dict.fromkeys(filter(None, map(told, self.times))))


def words_part(words: Words, *, asked: bool) -> Part:
    """Return the words that may be read, and how many were heard on each theme."""
    themes = _by_theme(words.all)
    told = words.told()
    shown = [said for mine in themes.values() for said in _side_by_side(mine)] if asked else []
    kept = Counter(word.why_not for word in words.all if word.why_not)
    checks = (
        Check("Paroles qui peuvent être lues", len(told) * asked, WORDS, _TIMES),
        Check("Paroles recueillies", len(words.all), THEMES, _ALL),
    )
    left_out = (
        *(LeftOut("Paroles", count, why) for why, count in sorted(kept.items())),
        LeftOut("Paroles", 0 if asked else len(told), NOT_ASKED),
    )
    sheets = (_themes(themes), _words(shown, themes, _empty(words, asked=asked)))
    return Part(sheets, checks, left_out)


def tone_name(tone: Tone | None) -> str:
    """Return the label of a tone."""
    return tone.label if tone else NO_TONE


def tone_counts(words: Sequence[Word]) -> tuple[int, ...]:
    """Return how many words have each tone, in the order of `TONES`."""
    return tuple(sum(word.tone is tone for word in words) for tone in TONES)


def tone_columns() -> tuple[Column, ...]:
    """Return a column for each tone, and one for all of them."""
    return (
        *(
            Column(
                tone_name(tone),
                As.WHOLE,
                "Les paroles de cette tonalité.",
                origin="visit.verbatims.tone observation.verbatims.tone evaluation.tone",
                width=14,
                total=True,
            )
            for tone in TONES
        ),
        Column(_ALL, As.WHOLE, "Toutes les paroles.", origin="calcul", width=12, total=True),
    )


def _empty(words: Words, *, asked: bool) -> str:
    if not asked:
        return NOT_ASKED
    return _NONE_TOLD if words.all else NO_WORDS


def _by_theme(words: Sequence[Word]) -> Mapping[str, list[Word]]:
    """Return the words of each theme, the most frequent first, those without a theme last."""
    counts = Counter(word.theme for word in words)
    order = sorted(counts, key=lambda theme: (theme == NO_THEME, -counts[theme], theme))
    return {theme: [word for word in words if word.theme == theme] for theme in order}


def _side_by_side(words: Sequence[Word]) -> list[_Said]:
    """Return the words that may be read, one of each tone in turn: none stands alone."""
    told = sorted(
        (word for word in words if not word.why_not), key=lambda each: (each.day, each.record.id)
    )
    same: dict[tuple[str, Tone | None], list[Word]] = {}
    for word in told:
        same.setdefault((" ".join(word.quote.casefold().split()), word.tone), []).append(word)
    groups = [_Said(tuple(mine)) for mine in same.values()]
    turns = {
        said: (turn, _TURN.index(tone))
        for tone in _TURN
        for turn, said in enumerate(each for each in groups if each.first.tone is tone)
    }
    return sorted(groups, key=turns.__getitem__)


def _differ(words: Sequence[Word]) -> bool:
    tones = {word.tone for word in words}
    return {Tone.POSITIVE, Tone.NEGATIVE} <= tones


def _themes(themes: Mapping[str, list[Word]]) -> Sheet:
    return Sheet(
        THEMES,
        "De quoi les gens parlent le plus",
        "Les paroles recueillies dans les visites, les observations et les notes d’évaluation, du"
        " thème le plus au moins fréquent.",
        (
            Column("Thème", As.TEXT, "Le thème dont parle la personne.", width=44),
            *tone_columns(),
            Column(
                "Les voix diffèrent",
                As.YES_NO,
                "Oui quand le thème porte à la fois des paroles positives et négatives.",
                origin="calcul",
            ),
            Column(
                _MAY_BE_READ,
                As.WHOLE,
                "Celles dont la personne a donné son accord, et dont la fiche est diffusable.",
                origin="calcul",
                total=True,
            ),
        ),
        [_theme_row(theme, mine) for theme, mine in themes.items()],
        charts=(
            Chart(
                "Paroles recueillies par thème et tonalité",
                Marks.STACKED,
                "Thème",
                tuple(map(tone_name, TONES)),
                "Les thèmes dont on parle le plus, et comment on en parle.",
                rows=10,
            ),
        ),
        filters=False,
        when_empty=NO_WORDS,
    )


def _theme_row(theme: str, words: Sequence[Word]) -> Row:
    read = sum(not word.why_not for word in words)
    return (theme, *tone_counts(words), len(words), _differ(words), read)


def _words(shown: Sequence[_Said], themes: Mapping[str, list[Word]], empty: str) -> Sheet:
    return Sheet(
        WORDS,
        "Les mots mêmes",
        "Les paroles dont la personne a donné son accord, sans nom\u00a0; dans chaque thème, une"
        " parole de chaque tonalité tour à tour, les voix contraires comprises.",
        _word_columns(),
        list(_rows(shown, themes)),
        references=[said.first.record.id for said in shown],
        when_empty=empty,
    )


def _word_columns() -> tuple[Column, ...]:
    return (
        Column("Thème", As.TEXT, "Le thème dont parle la personne.", width=24),
        Column(
            "Paroles sur ce thème",
            As.WHOLE,
            "Toutes celles qui ont été recueillies, lues ici ou non.",
            origin="calcul",
            width=10,
        ),
        Column("Tonalité", As.TEXT, "Comment la parole sonne.", width=13),
        Column(
            "Parole",
            As.LONG_TEXT,
            "Les mots de la personne, sans les corriger.",
            origin="visit.verbatims.quote observation.verbatims.quote evaluation.quote",
            width=56,
            written=True,
        ),
        Column(
            _TIMES,
            As.WHOLE,
            "Combien de fois ces mêmes mots ont été notés.",
            origin="calcul",
            width=8,
            total=True,
        ),
        Column("Dit par", As.TEXT, "Un rôle, jamais un nom.", width=16),
        Column("Territoire", As.TEXT, "Le quartier.", width=20),
        Column("Trimestre", As.TEXT, QUARTER, width=10),
        Column("Recueillie dans", As.TEXT, "La sorte de fiche.", width=13),
    )


def _rows(shown: Sequence[_Said], themes: Mapping[str, list[Word]]) -> Iterator[Row]:
    for said in shown:
        first = said.first
        yield (
            first.theme,
            len(themes[first.theme]),
            tone_name(first.tone),
            first.quote,
            len(said.times),
            said.each(lambda word: word.by_role.label if word.by_role else ""),
            said.each(lambda word: word.territory),
            said.each(lambda word: quarter(word.day)),
            said.each(lambda word: word.record.label),
        )
