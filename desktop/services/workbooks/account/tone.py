"""How the words sound, from quarter to quarter and from neighbourhood to neighbourhood."""

from collections.abc import Sequence
from typing import Final

from desktop.export.content import As, Chart, Check, Column, Marks, Row, Sheet
from desktop.services.workbooks.account.verbatims import (
    NO_WORDS,
    TONES,
    tone_columns,
    tone_counts,
    tone_name,
)
from desktop.services.workbooks.account.words import Word, Words
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.sources import Sources
from desktop.services.workbooks.spans import spans

IN_TIME: Final = "Tonalité dans le temps"
BY_PLACE: Final = "Tonalité par quartier"
_NO_PLACE: Final = "Territoire non précisé"


def tone_part(sources: Sources, words: Words) -> Part:
    """Return the tones in time, and by neighbourhood."""
    count = len(words.all)
    checks = (
        Check("Paroles recueillies, dans le temps", count, IN_TIME, "Paroles"),
        Check("Paroles recueillies, par quartier", count, BY_PLACE, "Paroles"),
    )
    return Part((_in_time(sources, words), _by_place(words)), checks)


def _in_time(sources: Sources, words: Words) -> Sheet:
    days = (word.day for word in words.all)
    parts = spans(sources.scope.period, sources.today, days)
    found = parts.shared(words.all, lambda word: word.day) if words.all else ()
    return Sheet(
        IN_TIME,
        "Comment les paroles sonnent, au fil du temps",
        "Toutes les paroles des fiches validées, lues ici ou non.",
        (Column(parts.title, As.TEXT, "La partie de la période.", width=18), *tone_columns()),
        [_row(span.name, mine) for span, mine in found],
        charts=(_chart("Tonalité des paroles au fil du temps", parts.title),),
        filters=False,
        when_empty=NO_WORDS,
    )


def _by_place(words: Words) -> Sheet:
    places = sorted({word.territory for word in words.all}, key=lambda name: (not name, name))
    return Sheet(
        BY_PLACE,
        "Comment les paroles sonnent, quartier par quartier",
        "Toutes les paroles des fiches validées, lues ici ou non.",
        (Column("Territoire", As.TEXT, "Le quartier.", width=44), *tone_columns()),
        [
            _row(place or _NO_PLACE, [word for word in words.all if word.territory == place])
            for place in places
        ],
        charts=(_chart("Tonalité des paroles par quartier", "Territoire"),),
        filters=False,
        when_empty=NO_WORDS,
    )


def _row(name: str, words: Sequence[Word]) -> Row:
    return (name, *tone_counts(words), len(words))


def _chart(title: str, by: str) -> Chart:
    said = "Chaque barre partage les paroles entre positives, partagées, négatives et neutres."
    return Chart(title, Marks.STACKED, by, tuple(map(tone_name, TONES)), said)
