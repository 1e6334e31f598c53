"""Point out, in a free text, what may tell too much about somebody; never block anything.

All of it runs here, from lists of words: no text leaves the computer. It errs on the side of
silence for places and organisations, whose names hold first names too.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache, partial
from itertools import pairwise
from pathlib import Path

from desktop.privacy.concerns import Concern, Remark
from desktop.privacy.names import Sentence
from desktop.privacy.numbers import numbers_in

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_BETWEEN = re.compile(r"[\s\-’']+")
_LONGEST = 20_000
_MOST_WORDS = 4
# The same words come back in all texts.
_KNOWN_WORDS = 20_000
Phrases = Mapping[tuple[str, ...], Concern | None]


class PrivacyReader:
    """Reads texts with the lists of words it was given.

    After one of `places`, a first name is most often that of a place or of an organisation.
    The expressions of `plain_ones` are left alone, whatever words they hold.
    """

    def __init__(
        self,
        words: Mapping[Concern, Iterable[str]],
        places: Iterable[str],
        plain_ones: Iterable[str] = (),
    ) -> None:
        self._first_names = frozenset(map(_plain, words.get(Concern.NAME, ())))
        self._places = frozenset(map(_plain, places))
        self._phrases: Phrases = {
            **{
                _parts(line): concern
                for concern, lines in words.items()
                if concern is not Concern.NAME
                for line in lines
            },
            **{_parts(line): None for line in plain_ones},
        }
        self._beginnings = frozenset(key[0] for key in self._phrases if key)

    def read(self, text: str) -> tuple[Remark, ...]:
        """Return what to look at again, in the order of the text; nothing overlaps."""
        text = text[:_LONGEST]
        kept: list[Remark] = []
        for remark in sorted(self._all(text), key=lambda one: (one.start, -one.length)):
            if not kept or remark.start >= kept[-1].start + kept[-1].length:
                kept.append(remark)
        return tuple(kept)

    def _all(self, text: str) -> Iterator[Remark]:
        yield from numbers_in(text)
        yield from self._told(text)
        yield from self._named(text)

    def _told(self, text: str) -> Iterator[Remark]:
        """Yield the words and expressions of the lists, the longest first where several begin."""
        parts = [part for word in _WORD.finditer(text) for part in _pieces(word)]
        place = 0
        while place < len(parts):
            size, concern = self._phrase_at(text, parts, place)
            if concern is not None:
                start, end = parts[place][0], parts[place + size - 1][1]
                yield Remark(start, end - start, text[start:end], concern)
            place += size

    def _phrase_at(
        self, text: str, parts: list[tuple[int, int, str]], place: int
    ) -> tuple[int, Concern | None]:
        if parts[place][2] not in self._beginnings:
            return 1, None
        for size in range(min(_MOST_WORDS, len(parts) - place), 0, -1):
            run = parts[place : place + size]
            key = tuple(plain for _, _, plain in run)
            gaps = (text[a[1] : b[0]] for a, b in pairwise(run))
            if key in self._phrases and all(map(_BETWEEN.fullmatch, gaps)):
                return size, self._phrases[key]
        return 1, None

    def _named(self, text: str) -> Iterator[Remark]:
        words = list(_WORD.finditer(text))
        plain = [_plain(word.group()) for word in words]
        sentence = Sentence(text, words, plain)
        for place, word in enumerate(words):
            start = sentence.after_civility(place)
            if start is None and self._is_first_name(words, plain, place):
                start = place
            if start is not None:
                last = sentence.end(start, self._places)
                begin, end = word.start(), words[last].end()
                instead = sentence.initials(start, last)
                yield Remark(begin, end - begin, text[begin:end], Concern.NAME, instead)

    def _is_first_name(self, words: list[re.Match[str]], plain: list[str], place: int) -> bool:
        word, before = words[place].group(), plain[place - 1] if place else ""
        if before.rpartition("'")[2] in self._places:
            return False
        if word[:2] in ("d’", "d'"):  # « la fille d’Ahmed », and not « Les Amis d’Alice »
            small = place > 0 and words[place - 1].group()[:1].islower()
            return small and word[2:3].isupper() and plain[place][2:] in self._first_names
        return word[:1].isupper() and plain[place] in self._first_names


def privacy_reader(folder: Path) -> PrivacyReader:
    """Return a reader with the lists of a folder: one word a line, « # » for comments."""
    named = [concern for concern in Concern if concern.words]
    words = {concern: _listed(folder / f"{concern.words}.txt") for concern in named}
    return PrivacyReader(words, _listed(folder / "lieux.txt"), _listed(folder / "anodins.txt"))


def late_reader(folder: Path) -> Callable[[str], tuple[Remark, ...]]:
    """Return what reads a text; the lists themselves are read at the first one."""
    lists = cache(partial(privacy_reader, folder))
    return lambda text: lists().read(text)


def _listed(path: Path) -> tuple[str, ...]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and line[0] != "#")


def _pieces(word: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the parts of a word between hyphens and apostrophes: start, end, plain."""
    for part in re.finditer(r"[^-’']+", word.group()):
        start = word.start() + part.start()
        yield start, start + len(part.group()), _told_plain(part.group())


def _parts(line: str) -> tuple[str, ...]:
    return tuple(map(_told_plain, re.findall(r"[^\s\-’']+", line)))


@lru_cache(_KNOWN_WORDS)
def _told_plain(word: str) -> str:
    """Return a word without accents but a last « é »: « fiché » tells what « fiche » does not."""
    letters = unicodedata.normalize("NFC", word.casefold())
    stem = letters.rstrip("es") if letters.rstrip("es").endswith("é") else letters
    return _plain(stem[:-1]) + letters[len(stem) - 1 :] if stem.endswith("é") else _plain(word)


@lru_cache(_KNOWN_WORDS)
def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word.casefold().replace("œ", "oe").replace("’", "'"))
    return "".join(sign for sign in folded if not unicodedata.combining(sign))
