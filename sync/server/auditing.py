"""The audit log: who did what to people, devices and records, in lines that hold one another.

The hashes show what was changed in the middle. That the end was taken off, together with what says
where it is, shows by the anchors only, which are kept elsewhere (`journals`) and printed with each
backup. Nothing shows to whom may write in both places, nor what was cut off since the last anchor.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import Final

import orjson

_FORMAT: Final = 1


class Event(StrEnum):
    """What is written down."""

    INIT = "init"
    SPACE = "space"
    INVITED = "invited"
    JOINED = "joined"
    ROLE_CHANGED = "role_changed"
    MEMBER_REMOVED = "member_removed"
    REVOKED = "revoked"
    WIPE_ASKED = "wipe_asked"
    WIPE_DONE = "wipe_done"
    SEALED = "sealed"
    UNSEALED = "unsealed"
    LET_IN = "let_in"
    DISCARDED = "discarded"
    UNLOCKED = "unlocked"
    ERASED = "erased"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    UPGRADED = "upgraded"
    WENT_BACK = "went_back"
    SWEPT = "swept"


@dataclass(frozen=True, slots=True)
class Happening:
    """Something to write down: ids and counts only, never a name nor a text.

    ``actor`` is a person's id, or "" for whoever holds the server itself.
    """

    event: Event
    actor: str = ""
    subject: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log: ``hash`` covers the rest, and with ``previous`` the line before."""

    number: int
    at: int
    actor: str
    action: str
    subject: str
    detail: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where the log ends, kept apart from it, so that a line taken off the end shows."""

    number: int = 0
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the log ended at some moment; a restore takes back what followed its copy."""

    number: int
    hash: str
    at: int = 0
    restored: bool = False


def next_line(head: Head, at: int, what: Happening) -> Line:
    """Make the line that follows the end of the log; ``at`` in milliseconds since 1970."""
    number = head.number + 1
    content = (number, at, what.actor, what.event.value, what.subject, what.detail, head.hash)
    return Line(*content, hash=_hash(*content))


def faults(lines: Iterable[Line], head: Head) -> Iterator[int]:
    """Yield the numbers at which lines, in their order, were changed, taken away or added."""
    before = Head()
    for line in lines:
        if (
            line.number != before.number + 1
            or line.previous != before.hash
            or line.hash != _hash(*_content(line))
        ):
            yield line.number
        before = Head(line.number, line.hash)
    if before != head:
        yield head.number


def lost(lines: Iterable[Line], anchors: Iterable[Anchor]) -> Iterator[int]:
    """Yield the numbers of the anchors whose line is not there, or is another one."""
    hashes = {line.number: line.hash for line in lines}
    for anchor in _standing(anchors):
        if anchor.number and hashes.get(anchor.number) != anchor.hash:
            yield anchor.number


def _standing(anchors: Iterable[Anchor]) -> list[Anchor]:
    kept: list[Anchor] = []
    for anchor in anchors:
        if anchor.restored:
            kept = [each for each in kept if each.number < anchor.number]
        kept.append(anchor)
    return kept


def _content(line: Line) -> tuple[int, int, str, str, str, str, str]:
    return (
        line.number,
        line.at,
        line.actor,
        line.action,
        line.subject,
        line.detail,
        line.previous,
    )


def _hash(*content: int | str) -> str:
    return blake2b(orjson.dumps((_FORMAT, *content)), digest_size=32).hexdigest()
