"""Which part of the sheet the map shows, and where each point stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, radians, sin, sqrt
from typing import Final

from desktop.services.observing.geography import Box

_GOLDEN: Final = 137.50776
_CLOSEST: Final = 400.0  # pixels per kilometre
_FARTHEST: Final = 0.05
_FEW: Final = 80  # beyond, pushing points apart is felt, and a closer look does it
_PUSHES: Final = 25

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sight:
    """The centre in kilometres, the scale in pixels per kilometre, and the size in pixels."""

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    width: float = 1.0
    height: float = 1.0

    def on(self, box: Box, *, margin: float) -> "Sight":
        """Return the sight that holds a whole box."""
        x, y = box.centre
        wide = max(1.0, self.width - 2 * margin) / box.width
        high = max(1.0, self.height - 2 * margin) / box.height
        return replace(self, x=x, y=y, scale=_bounded(min(wide, high)))

    def at(self, spot: Spot) -> Spot:
        """Return where a point of the sheet is drawn."""
        x, y = spot
        return (
            (x - self.x) * self.scale + self.width / 2,
            (y - self.y) * self.scale + self.height / 2,
        )

    def moved(self, right: float, down: float) -> "Sight":
        """Return the sight moved by pixels."""
        return replace(self, x=self.x + right / self.scale, y=self.y + down / self.scale)

    def closer(self, factor: float, around: Spot | None = None) -> "Sight":
        """Return the sight from nearer (factor over 1) or farther; `around` stays in its place."""
        scale = _bounded(self.scale * factor)
        if around is None:
            return replace(self, scale=scale)
        right, down = around[0] - self.width / 2, around[1] - self.height / 2
        kept = 1 / self.scale - 1 / scale
        return replace(self, scale=scale, x=self.x + right * kept, y=self.y + down * kept)


def spread(spots: Sequence[Spot], radius: float) -> list[Spot]:
    """Return the same points in pixels, those that would hide each other set around their middle.

    The official list gives the position of the commune: its neighbourhoods all have the same.
    """
    groups = _together(spots, 2 * radius)
    placed: list[Spot] = list(spots)
    for group in groups:
        if len(group) == 1:
            continue
        x = sum(spots[which][0] for which in group) / len(group)
        y = sum(spots[which][1] for which in group) / len(group)
        for rank, which in enumerate(group):
            # Vogel's spiral: neighbours stand some 1.9 steps apart.
            away, turn = 1.15 * radius * sqrt(rank + 0.6), radians(rank * _GOLDEN)
            placed[which] = (x + away * cos(turn), y + away * sin(turn))
    return _apart(placed, 2.1 * radius) if len(placed) <= _FEW else placed


def _apart(spots: list[Spot], wanted: float) -> list[Spot]:
    """Return the points pushed away from each other until they stand apart, or nearly."""
    for _ in range(_PUSHES):
        pushed = False
        for one, (x, y) in enumerate(spots):
            for other in range(one):
                right, down = x - spots[other][0], y - spots[other][1]
                far = hypot(right, down)
                if 0 < far < wanted - 0.5:
                    by = (wanted - far) / 2 / far
                    x, y = x + right * by, y + down * by
                    spots[other] = (spots[other][0] - right * by, spots[other][1] - down * by)
                    pushed = True
            spots[one] = (x, y)
        if not pushed:
            break
    return spots


def _together(spots: Sequence[Spot], near: float) -> list[list[int]]:
    """Return the ranks of the points by group: each is near the first of its group."""
    groups: list[list[int]] = []
    first: dict[tuple[int, int], list[int]] = {}
    for which, (x, y) in enumerate(spots):
        cell = int(x // near), int(y // near)
        group = _near(spots, groups, first, (which, near))
        if group is None:
            first.setdefault(cell, []).append(len(groups))
            groups.append([which])
        else:
            group.append(which)
    return groups


def _near(
    spots: Sequence[Spot],
    groups: list[list[int]],
    first: dict[tuple[int, int], list[int]],
    asked: tuple[int, float],
) -> list[int] | None:
    which, near = asked
    x, y = spots[which]
    column, row = int(x // near), int(y // near)
    around = ((column + i, row + j) for i in (0, -1, 1) for j in (0, -1, 1))
    for cell in around:
        for place in first.get(cell, ()):
            other_x, other_y = spots[groups[place][0]]
            if (x - other_x) ** 2 + (y - other_y) ** 2 < near * near:
                return groups[place]
    return None


def _bounded(scale: float) -> float:
    return min(_CLOSEST, max(_FARTHEST, scale))
