"""The gap between the voices that scored the same things."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.ui.charts.chart import sentence
from desktop.ui.charts.dots import DotRow, DotRows


@dataclass(frozen=True, slots=True)
class GapRow:
    """One thing that was scored, and the score of each voice that spoke."""

    label: str
    scores: Mapping[str, int]

    @property
    def gap(self) -> int:
        """Return how far apart the furthest voices are."""
        return max(self.scores.values()) - min(self.scores.values()) if self.scores else 0


class GapChart(DotRows):
    """Draws each voice by its own mark and the gap as a thick line, with its size beside."""

    def show_rows(self, rows: Sequence[GapRow], least: int = 0, most: int = 4) -> None:
        """Show these rows on a scale; voices stand in the order in which they first speak."""
        voices = tuple(dict.fromkeys(voice for row in rows for voice in row.scores))
        dots = [
            DotRow(row.label, tuple(row.scores.get(voice) for voice in voices), _beside(row))
            for row in rows
        ]
        self.show_dots(voices, dots, scale=(least, most))
        self.tell(sentence([_told(row) for row in rows]))


def _beside(row: GapRow) -> str:
    return f"écart {row.gap}" if len(row.scores) > 1 else ""


def _told(row: GapRow) -> str:
    said = ", ".join(f"{voice} {score}" for voice, score in row.scores.items())
    gap = f", {_beside(row)}" if _beside(row) else ""
    return f"{row.label}\u00a0: {said or 'pas de note'}{gap}"
