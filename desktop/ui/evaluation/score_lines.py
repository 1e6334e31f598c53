"""The scores of a note as lines: which one stands at which place, and which find none."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import uuid4

from sync.records.evaluation_reviews import Party

Line = dict[str, Any]
Place = tuple[str, str]
PARTIES: Final = {party.value: party.label for party in Party}
_KNOWN: Final = frozenset({"id", "marker", "party", "level", "evidence"})


class ScoreLines:
    """Keeps the lines in their order, with their ids and what it does not know of them."""

    def __init__(self, values: Iterable[Any] = ()) -> None:
        self._lines = [dict(part) for part in values if isinstance(part, dict)]

    def read(self) -> list[Line]:
        """Return the lines."""
        return [dict(values) for values in self._lines]

    def markers(self) -> tuple[str, ...]:
        """Return the codes of the markers scored, each once."""
        return tuple(dict.fromkeys(str(v["marker"]) for v in self._lines if v.get("marker")))

    def placed(self) -> dict[Place, Line]:
        """Return the line of each place: the first one when there are several."""
        placed: dict[Place, Line] = {}
        for values in self._lines:
            marker, party = values.get("marker"), values.get("party")
            if marker and party in PARTIES:
                placed.setdefault((str(marker), str(party)), values)
        return placed

    def strays(self) -> list[Line]:
        """Return the lines that find no place: a voice that scored twice, or an unknown one."""
        placed = {id(values) for values in self.placed().values()}
        return [values for values in self._lines if id(values) not in placed]

    def put(self, place: Place, name: str, value: str) -> None:
        """Write the level or the proof of a place; a line that says nothing more goes away."""
        held = self.placed().get(place)
        if held is None:
            held = {"id": uuid4().hex, "marker": place[0], "party": place[1]}
            self._lines.append(held)
        held[name] = value
        if not value:
            del held[name]
        if not ({"level", "evidence"} | (set(held) - _KNOWN)) & set(held):
            self._lines = [kept for kept in self._lines if kept is not held]

    def drop(self, key: str) -> None:
        """Remove the stray line that has this id."""
        strays = [id(values) for values in self.strays() if values.get("id") == key]
        self._lines = [kept for kept in self._lines if id(kept) not in strays]
