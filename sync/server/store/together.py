"""Pieces of work that come at once are done in one transaction: one wait for the disk for all."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

_MOST: Final = 64
"""Pieces in one transaction: none waits long for those before it."""


@dataclass(slots=True, eq=False)
class Piece:
    """A piece of work, in whose name it is done, and what came of it."""

    person: str
    work: Callable[..., Any]
    result: Any = None
    problem: BaseException | None = None
    done: bool = False
    turn: threading.Event = field(default_factory=threading.Event)


class Lanes:
    """Do what touches the same rows one after the other.

    Whoever finds a lane free does all that waits in it, then hands it to the first of those who
    came meanwhile. ``run`` does some pieces and says in each what came of it.
    """

    def __init__(self, run: Callable[[Sequence[Piece]], None]) -> None:
        self._run = run
        self._lock = threading.Lock()
        self._waiting: dict[str, list[Piece]] = {}

    def do(self, lane: str, piece: Piece) -> Any:
        """Do a piece of work in its turn, alone or with others; raises what it raised."""
        with self._lock:
            free = lane not in self._waiting
            self._waiting.setdefault(lane, []).append(piece)
        if not free:
            piece.turn.wait()
        if not piece.done:
            self._lead(lane)
        if piece.problem is not None:
            raise piece.problem
        return piece.result

    def _lead(self, lane: str) -> None:
        with self._lock:
            waiting = self._waiting[lane]
            pieces, self._waiting[lane] = waiting[:_MOST], waiting[_MOST:]
        try:
            self._run(pieces)
        except BaseException as problem:
            # Whatever came of them was not kept.
            for piece in pieces:
                piece.problem = piece.problem or problem
            raise
        finally:
            with self._lock:
                following = self._waiting[lane]
                if not following:
                    del self._waiting[lane]
            if following:
                following[0].turn.set()
            for piece in pieces:
                piece.done = True
                piece.turn.set()
