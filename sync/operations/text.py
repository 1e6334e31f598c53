"""Word-level merging of long texts."""

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from merge3 import Merge3

from sync.operations.operation import Value
from sync.operations.rules import Settlement

_TOKEN = re.compile(r"\s+|\S+")

_LONG = 2_000
"""Beyond so many words, frequent ones no longer start a match: it would take seconds."""


class _Words:
    """Match the words of two texts and leave white space out.

    Half the tokens of a text are the same single space: matched too, they cost difflib its speed,
    its aim once it sets frequent tokens aside, and they pass for common ground between two
    neighbouring words changed by two people ("3 enfants" is not to become "4 adultes").
    """

    def __init__(self, _isjunk: Callable[[str], bool] | None, a: Sequence[str], b: Sequence[str]):
        self._a, self._b = a, b

    def get_matching_blocks(self) -> list[tuple[int, int, int]]:
        """Return equal words as (place in a, place in b, 1), ended as difflib does."""
        in_a, in_b = _words(self._a), _words(self._b)
        matcher = SequenceMatcher(
            None,
            [self._a[place] for place in in_a],
            [self._b[place] for place in in_b],
            autojunk=len(in_b) > _LONG,
        )
        pairs = [
            (in_a[a + step], in_b[b + step], 1)
            for a, b, size in matcher.get_matching_blocks()
            for step in range(size)
        ]
        return [*pairs, (len(self._a), len(self._b), 0)]


def merge_texts(base: Value, versions: Sequence[Value]) -> Settlement | None:
    """Merge texts written from a common base, given by (clock, id).

    Null is an empty text. Where two sides changed the same or neighbouring words, each text is
    kept whole, one after the other with an empty line between, and ``overlap`` is set: nothing
    that was typed disappears. Returns None if a version is not a text.
    """
    texts = [_text(version) for version in versions]
    distinct = list(dict.fromkeys(text for text in texts if text is not None))
    if None in texts:
        return None
    origin = tokens(_text(base) or "")
    merged = distinct[0]
    for text in distinct[1:]:
        joined = _merge(origin, tokens(merged), tokens(text))
        if joined is None:
            kept = [text for text in distinct if text.strip()]
            return Settlement("\n\n".join(kept), listed=True, overlap=True)
        merged = joined
    return Settlement(merged, listed=True)


def tokens(text: str) -> list[str]:
    """Cut a text into words and white space, which joined again give the exact text."""
    return _TOKEN.findall(text)


def _merge(origin: list[str], first: list[str], second: list[str]) -> str | None:
    parts: list[str] = []
    merge = Merge3(
        origin,
        first,
        second,
        sequence_matcher=_Words,
    )
    for group in merge.merge_groups():
        if group[0] == "conflict":
            return None
        parts.extend(group[1])
    return "".join(parts)


def _words(parts: Sequence[str]) -> list[int]:
    return [place for place, part in enumerate(parts) if not part.isspace()]


def _text(value: Value) -> str | None:
    if value is None:
        return ""
    return value if isinstance(value, str) else None
