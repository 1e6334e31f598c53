"""What a record is called on the home page, and the day it tells about."""

import re
from collections.abc import Collection, Mapping
from typing import Final

from desktop.services.reading import Reading
from desktop.services.today.lines import Said
from sync.records import RECORD_TYPES
from sync.records.fields import Kind, field_of

DAYS: Final[Mapping[str, str]] = {
    "visit": "visited_on",
    "idea": "heard_on",
    "observation": "observed_on",
    "evaluation": "evaluated_on",
    "walk": "walked_on",
    "workshop": "held_on",
    "meeting": "held_on",
}
"""The field of the day on which each kind happened."""

_CALLED: Final[Mapping[str, tuple[str, ...]]] = {
    "visit": ("organisation", "purpose", "place"),
    "evaluation": ("title", "about"),
    "observation": ("place", "facts"),
    "walk": ("route",),
    "meeting": ("title",),
}
_LONGEST: Final = 90
_BREAKS: Final = re.compile(r"[ \t\r\n]+")


def called(kind: str, values: Mapping[str, object], names: Mapping[str, str]) -> Said:
    """Return what a record, or a form not finished, is called; `names` are those of its links.

    Empty when nothing was written yet that could name it.
    """
    for field in (*_CALLED.get(kind, ()), *RECORD_TYPES[kind].heading_fields):
        text = values.get(field)
        if not isinstance(text, str) or not _is_words(kind, field):
            continue
        shown = names.get(text, "") if field in LINKS else text
        if shown.strip():
            return Said(brief(shown), kind, field)
    return Said("", kind, "code")


LINKS: Final = frozenset({"organisation", "about"})
"""The links that give their name to what they are in."""


def _is_words(kind: str, field: str) -> bool:
    return field in LINKS or field_of(RECORD_TYPES[kind], field).kind in (Kind.TEXT, Kind.LONG_TEXT)


def linked(values: Mapping[str, object]) -> list[str]:
    """Return the ids that `called` wants the names of."""
    return [text for field in LINKS if isinstance(text := values.get(field), str)]


def brief(text: str) -> str:
    """Return the beginning of a text, on one line."""
    line = _BREAKS.sub(" ", text).strip()
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def headings(reading: Reading, ids: Collection[object]) -> Mapping[str, str]:
    """Return the headings of the ids among these values."""
    return reading.headings({each for each in ids if isinstance(each, str) and each})
