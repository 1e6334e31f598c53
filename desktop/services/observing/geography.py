"""From latitudes and longitudes to kilometres on a sheet of paper, without any map service."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, floor, log10, radians
from typing import Final

_DEGREE_KM: Final = 111.32


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the earth, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the sheet, in kilometres; y grows to the south as on a screen."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Return how wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return how high it is."""
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[float, float]:
        """Return the point in the middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def at_least(self, side: float) -> "Box":
        """Return the same box, each side at least so long: one point alone has some ground."""
        x, y = self.centre
        wide, high = max(self.width, side) / 2, max(self.height, side) / 2
        return Box(x - wide, y - high, x + wide, y + high)


@dataclass(frozen=True, slots=True)
class Projection:
    """The equirectangular projection: a degree of longitude shrinks as cos(latitude).

    True to distance along the parallel `latitude` and along every meridian: within a town or a
    département the error is below what a point covers; between Lille and Marseille distances from
    east to west are off by up to a tenth, which a map of who is where forgives.
    """

    latitude: float

    @classmethod
    def about(cls, places: Iterable[Place]) -> "Projection":
        """Return the projection that suits these places: their mean latitude."""
        latitudes = [place.latitude for place in places] or [46.5]
        return cls(sum(latitudes) / len(latitudes))

    def flat(self, place: Place) -> tuple[float, float]:
        """Return x (east) and y (south) in kilometres."""
        shrunk = cos(radians(self.latitude))
        return place.longitude * shrunk * _DEGREE_KM, -place.latitude * _DEGREE_KM

    def box(self, places: Iterable[Place]) -> Box:
        """Return the smallest rectangle around the places; raises ValueError when there is none."""
        points = [self.flat(place) for place in places]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return Box(min(xs), min(ys), max(xs), max(ys))


def round_distance(most: float) -> float:
    """Return the largest 1, 2 or 5 × 10ⁿ kilometres that is not over `most`."""
    power = 10.0 ** floor(log10(most))
    return next(step * power for step in (5, 2, 1) if step * power <= most * 1.000001)
