"""The few words around a match, as they were written, with the match marked."""

from collections.abc import Sequence

from desktop.store.folding import folded_with_places
from sync.records.fields import FieldSpec

BEGIN, END = "\x02", "\x03"
"""Marks that no record can hold: control characters are dropped when a record is read."""

_BEFORE, _LENGTH = 40, 140
_READ = 20_000


def snippet(heading: str, texts: Sequence[tuple[FieldSpec, str]], words: Sequence[str]) -> str:
    """Return the first text that holds a word, around it; the title of its field comes first.

    The heading itself is shown apart, so a match that stands in it is not told twice.
    """
    words = [word for word in words if len(word) > 1] or words
    for field, text in texts:
        if text.strip() == heading.strip():
            continue
        marked = _marked(text[:_READ], words)
        if marked:
            return f"{field.title}\u00a0: {marked}"
    return ""


def _marked(text: str, words: Sequence[str]) -> str:
    plain, places = folded_with_places(text)
    spans = sorted(span for word in words for span in _spans(plain, word))
    if not spans:
        return ""
    start = max(0, places[spans[0][0]] - _BEFORE)
    stop = min(len(text), start + _LENGTH)
    pieces, last = [], start
    for begin, end in spans:
        first, after = places[begin], places[end - 1] + 1
        if first < last or after > stop:
            continue
        pieces += [text[last:first], BEGIN, text[first:after], END]
        last = after
    pieces.append(text[last:stop])
    body = " ".join("".join(pieces).split())
    return f"{'… ' if start else ''}{body}{' …' if stop < len(text) else ''}"


def _spans(plain: str, word: str) -> list[tuple[int, int]]:
    """Return where a word begins a word of the text, at most a few times."""
    found: list[tuple[int, int]] = []
    place = plain.find(word)
    while place >= 0 and len(found) < 8:
        if place == 0 or not plain[place - 1].isalnum():
            found.append((place, place + len(word)))
        place = plain.find(word, place + 1)
    return found
