"""Where a name of somebody begins and ends in a text, and its initials."""

import re
from collections.abc import Sequence


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CIVILITIES = _words(
    "m mr mm mme mmes mlle mlles monsieur messieurs madame mesdames mademoiselle dr docteur pr me"
    " maitre"
)
_SPELT = _words("mr mme mlle monsieur madame mademoiselle")
"""After these, a name may have been typed in small letters."""
_SHORT = _words("m me mm pr")
"""In small letters these are metres, or « moi »."""
_NO_NAMES = _words(
    "a adjoint adjointe au aux avec conseiller conseillere dans de depute deputee des dit directeur"
    " directrice du elle en est et gardien gardienne il la le les maire ministre nous ou par pas"
    " pour prefet prefete president presidente que qui sa secretaire si son sur tout toute"
    " tresorier tresoriere un une va vient vous"
)
_OF = _words("de du des")
_PARTICLES = _words("van von der den da dos di el al ben ould ait")
_CLOSE = (" ", "\u00a0", "-")
Word = re.Match[str]


class Sentence:
    """The words of a text, as they stand and folded; places are their ranks."""

    def __init__(self, text: str, words: Sequence[Word], plain: Sequence[str]) -> None:
        self._text = text
        self._words = words
        self._plain = plain

    def after_civility(self, place: int) -> int | None:
        """Return the place where the name announced by a civility begins; None for no name."""
        word = self._plain[place]
        metres = word in _SHORT and not self.has_capital(place)
        if word not in CIVILITIES or metres or place + 1 >= len(self._words):
            return None
        start = place + 1
        while self._plain[start] in _OF | _PARTICLES and self._follows(start):
            start += 1
        if self.has_capital(start):
            return start
        small = word in _SPELT and self._plain[start] not in _NO_NAMES
        near = self._gap(start - 1).strip(" .\u00a0") == ""
        return start if small and near and len(self._plain[start]) > 2 else None

    def end(self, start: int, places: frozenset[str]) -> int:
        """Return the place of the last word of a name that begins at `start`."""
        last, word = start, start
        while word - last <= 2 and last - start < 2 and self._follows(word):
            word += 1
            if self.has_capital(word) and self._plain[word] not in places:
                last = word
            elif self._plain[word] not in _PARTICLES:
                break
        return last

    def initials(self, start: int, last: int) -> str:
        """Return « F. N. »; particles are left out."""
        names = [self._words[place].group() for place in range(start, last + 1)]
        kept = [name for name in names if name[0].isupper()] or names
        return " ".join(f"{name[0].upper()}." for name in kept)

    def has_capital(self, place: int) -> bool:
        """Tell whether a word begins with a capital."""
        return self._words[place].group()[:1].isupper()

    def _follows(self, place: int) -> bool:
        """Tell whether another word comes right after."""
        return place + 1 < len(self._words) and self._gap(place) in _CLOSE

    def _gap(self, place: int) -> str:
        return self._text[self._words[place].end() : self._words[place + 1].start()]
