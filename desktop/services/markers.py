"""How far apart the voices are that scored the same markers; no mean is ever made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sync.records.french import inside, quoted

# From two levels apart, people do not see the same thing: that is what the method looks for.
TO_DISCUSS: Final = 2


@dataclass(frozen=True, slots=True)
class Score:
    """The level (0 to 4) that one voice gives to one marker, both by their French labels."""

    marker: str
    voice: str
    level: int


@dataclass(frozen=True, slots=True)
class Gap:
    """What each voice said of one marker."""

    marker: str
    scores: tuple[Score, ...]

    @property
    def size(self) -> int:
        """Return how many levels the furthest voices are apart."""
        levels = [score.level for score in self.scores]
        return max(levels) - min(levels)

    @property
    def sentence(self) -> str:
        """Return « Écart de 2 sur « Pouvoir d’agir » (association 1, partenaire 3) : … »."""
        said = ", ".join(f"{inside(score.voice)} {score.level}" for score in self.scores)
        return f"Écart de {self.size} sur {quoted(self.marker)} ({said})\u00a0: à discuter."


def gaps(scores: Sequence[Score]) -> tuple[Gap, ...]:
    """Return the markers that two voices or more scored, in the order of the grid."""
    markers = dict.fromkeys(score.marker for score in scores)
    found = (Gap(marker, _once(marker, scores)) for marker in markers)
    return tuple(gap for gap in found if len(gap.scores) > 1)


def to_say(scores: Sequence[Score]) -> tuple[str, ...]:
    """Return what the gaps say, the widest first, or what is still missing to see one."""
    if not scores:
        return ()
    found = gaps(scores)
    if not found:
        return ("Il faut au moins deux voix sur un même marqueur pour comparer les regards.",)
    wide = sorted((gap for gap in found if gap.size >= TO_DISCUSS), key=lambda gap: -gap.size)
    if not wide:
        return ("Les regards sont proches\u00a0: aucun écart de deux niveaux ou plus.",)
    return tuple(gap.sentence for gap in wide)


def _once(marker: str, scores: Sequence[Score]) -> tuple[Score, ...]:
    """Return the scores of one marker, the first of each voice."""
    by_voice: dict[str, Score] = {}
    for score in scores:
        if score.marker == marker:
            by_voice.setdefault(score.voice, score)
    return tuple(by_voice.values())
