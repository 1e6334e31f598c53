"""Interleaved timings, and the table that sets ours beside the physical floor."""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Line:
    """One measure: our figure, the floor's, what to reach; `unit` says of what."""

    what: str
    ours: float
    unit: str
    floor: float | None = None
    floor_is: str = ""
    reach: str = ""

    @property
    def ratio(self) -> str:
        """Return ours over the floor."""
        return "" if not self.floor else f"{self.ours / self.floor:.2f}"


def seconds(work: Work) -> float:
    """Return how long one run takes on the wall clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def processor(work: Work) -> float:
    """Return the processor seconds of one run, which neighbours on the machine hardly change."""
    start = time.process_time()
    work()
    return time.process_time() - start


def each(work: Callable[[int], object], count: int) -> list[float]:
    """Return how long each of `count` numbered runs takes, in seconds."""
    return [seconds(lambda number=number: work(number)) for number in range(count)]  # type: ignore[misc]  # a default freezes the number


def p95(times: Sequence[float]) -> float:
    """Return the time that 95 runs in 100 stay under."""
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]


def show(lines: Sequence[Line]) -> None:
    """Print the table as Markdown."""
    rows = [("measure", "ours", "floor", "ratio", "to reach", "the floor is")]
    rows += [
        (
            line.what,
            f"{line.ours:.4g} {line.unit}",
            "" if line.floor is None else f"{line.floor:.4g} {line.unit}",
            line.ratio,
            line.reach,
            line.floor_is,
        )
        for line in lines
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for number, row in enumerate(rows):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        sys.stdout.write("| " + " | ".join(cells) + " |\n")
        if number == 0:
            sys.stdout.write("|" + "|".join("-" * (width + 2) for width in widths) + "|\n")
