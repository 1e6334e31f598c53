"""The time of a visit: what supports people, what instructs files, and mere presence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop.services.answers import ListedCode
from desktop.services.workbooks.sources import Sources
from sync.records.visit import Visit


class Share(StrEnum):
    """In which total the minutes of a kind of support are counted."""

    SUPPORT = "Appui"
    INSTRUCTION = "Instruction"
    PRESENCE = "Présence"


_ROOTS: Final = {"APPUI": Share.SUPPORT, "INSTRUCTION": Share.INSTRUCTION}


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes of support, of instruction, and those that no line describes."""

    support: int = 0
    instruction: int = 0
    presence: int = 0

    @property
    def total(self) -> int:
        """Return all the minutes."""
        return self.support + self.instruction + self.presence

    def __add__(self, other: "Minutes") -> "Minutes":
        return Minutes(
            self.support + other.support,
            self.instruction + other.instruction,
            self.presence + other.presence,
        )


class Clock:
    """Shares out the minutes of the visits, after the upper level of the list of support."""

    def __init__(self, sources: Sources) -> None:
        entries = sources.reading.entries("support_type")
        self._entries = {entry.code: entry for entry in entries}

    def share_of(self, support_type: str) -> Share:
        """Return where a kind of support is counted; one under no known level is presence."""
        return _share(support_type, self._entries)

    def of(self, visit: Visit) -> Minutes:
        """Return the minutes of a visit; the lines prevail when they are longer than it."""
        told = dict.fromkeys(Share, 0)
        for line in visit.support_given:
            told[self.share_of(line.support_type)] += line.minutes or 0
        silent = max(0, (visit.duration_minutes or 0) - sum(told.values()))
        presence = told[Share.PRESENCE] + silent
        return Minutes(told[Share.SUPPORT], told[Share.INSTRUCTION], presence)

    def all(self, visits: Iterable[Visit]) -> Minutes:
        """Return the minutes of some visits together."""
        return sum(map(self.of, visits), Minutes())


def has_time(visit: Visit) -> bool:
    """Tell whether a visit says how long it was, or how long one of its supports."""
    lines = any(line.minutes for line in visit.support_given)
    return visit.duration_minutes is not None or lines


def _share(code: str, entries: Mapping[str, ListedCode]) -> Share:
    """Go up the list; a level that names itself ends the climb."""
    for _ in range(len(entries) + 1):
        root = _ROOTS.get(code)
        if root is not None or code not in entries:
            break
        code = entries[code].parent
    return _ROOTS.get(code, Share.PRESENCE)
