"""The same scores at several moments, joined into profiles that can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.ui.charts.chart import sentence
from desktop.ui.charts.dots import DotRow, DotRows

_UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class Profile:
    """A named series of scores, one for each label; None where nothing is known."""

    name: str
    values: tuple[int | None, ...]


class ProfileChart(DotRows):
    """Draws each profile by its own mark and line, with its scores written beside."""

    joined = True

    def show_profiles(
        self, labels: Sequence[str], profiles: Sequence[Profile], most: int = 4
    ) -> None:
        """Show the profiles over these labels, from 0 to `most`, the oldest first."""
        rows = [_row(place, label, profiles) for place, label in enumerate(labels)]
        self.show_dots([profile.name for profile in profiles], rows, scale=(0, most))
        told = [_told(row, profiles) for row in rows] if profiles else []
        self.tell(sentence(told))


def _row(place: int, label: str, profiles: Sequence[Profile]) -> DotRow:
    values = (profile.values for profile in profiles)
    scores = tuple(each[place] if place < len(each) else None for each in values)
    return DotRow(label, scores, " → ".join(_score(score) for score in scores))


def _score(score: int | None) -> str:
    return _UNKNOWN if score is None else str(score)


def _told(row: DotRow, profiles: Sequence[Profile]) -> str:
    said = (
        f"{profile.name} {'non renseigné' if score is None else score}"
        for profile, score in zip(profiles, row.scores, strict=True)
    )
    return f"{row.label}\u00a0: {', '.join(said)}"
