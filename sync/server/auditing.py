"""The audit log: who did what to people, devices and records, in lines that hold one another."""

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
    INVITED = "invited"
    JOINED = "joined"
    CODE_VOIDED = "code_voided"
    REVOKED = "revoked"
    WIPE_ASKED = "wipe_asked"
    WIPE_DONE = "wipe_done"
    SEALED = "sealed"
    UNSEALED = "unsealed"
    UNLOCKED = "unlocked"
    ERASED = "erased"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Happening:
    """Something to write down: ids only, never a name nor a text.

    ``actor`` is a person's id, or "" for whoever holds the server itself.
    """

    event: Event
    actor: str = ""
    subject: str = ""
    scope: str = ""
    details: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log: ``hash`` covers the rest and the hash of the line before."""

    number: int
    time_ms: int
    event: str
    actor: str
    subject: str
    scope: str
    details: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where the log ends, kept apart from it, so that a line taken off the end shows."""

    number: int = 0
    hash: str = ""


def next_line(head: Head, time_ms: int, what: Happening) -> Line:
    """Make the line that follows the end of the log."""
    number = head.number + 1
    return Line(
        number=number,
        time_ms=time_ms,
        event=what.event.value,
        actor=what.actor,
        subject=what.subject,
        scope=what.scope,
        details=what.details,
        hash=_hash(
            head.hash,
            (number, time_ms, what.event.value, what.actor, what.subject, what.scope, what.details),
        ),
    )


def faults(lines: Iterable[Line], head: Head) -> Iterator[int]:
    """Yield the numbers at which lines, in their order, were changed, taken away or added."""
    previous = Head()
    for line in lines:
        content = (
            line.number,
            line.time_ms,
            line.event,
            line.actor,
            line.subject,
            line.scope,
            line.details,
        )
        if line.number != previous.number + 1 or line.hash != _hash(previous.hash, content):
            yield line.number
        previous = Head(line.number, line.hash)
    if previous != head:
        yield head.number


def _hash(previous: str, content: tuple[int | str, ...]) -> str:
    return blake2b(orjson.dumps((_FORMAT, previous, *content)), digest_size=32).hexdigest()
