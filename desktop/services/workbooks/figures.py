"""Figures that several workbooks make in the same way."""

from collections.abc import Sequence
from statistics import median

from sync.records.french import number


def share(part: int, whole: int) -> float | None:
    """Return a part of a whole, from 0 to 1; None of nothing."""
    return part / whole if whole else None


def middle(values: Sequence[int]) -> float | None:
    """Return the median; None of nothing."""
    return float(median(values)) if values else None


def several(count: int, one: str, many: str) -> str:
    """Return « 1 visite » or « 1 204 visites »."""
    return f"{number(count)} {one if count < 2 else many}"
