"""The clock of an organisation: how long ago the team was last in touch with it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sync.records.deadlines import months_after

MONTHS: Final = 3
"""After how many months without a visit or a call a silence is told."""

_WEEK, _MONTH, _YEAR = 7, 30, 365.25


@dataclass(frozen=True, slots=True)
class Clock:
    """The last visit or call, what to say of it, and whether that is long ago."""

    last: date | None
    sentence: str
    silent: bool


def since(last: date | None, today: date) -> Clock:
    """Tell how long ago a last contact was."""
    if last is None:
        return Clock(None, "Aucun contact noté", silent=False)
    days = (today - last).days
    if is_silence(last, today):
        return Clock(last, f"Aucun contact depuis {lapse(days)}", silent=True)
    told = {0: "aujourd’hui", 1: "hier"}.get(days, f"il y a {lapse(days)}")
    return Clock(last, f"Dernier contact\u00a0: {told}", silent=False)


def is_silence(last: date, until: date) -> bool:
    """Tell whether more than three months passed between two days."""
    return last < months_after(until, -MONTHS)


def lapse(days: int) -> str:
    """Return « 8 jours », « 5 semaines », « 4 mois » or « 2 ans »."""
    if days < 3 * _WEEK:
        return f"{days}\u00a0jour{'s' if days > 1 else ''}"
    if days < 2 * _MONTH:
        return f"{days // _WEEK}\u00a0semaines"
    if days < 2 * _YEAR:
        return f"{int(days / _MONTH)}\u00a0mois"
    return f"{int(days / _YEAR)}\u00a0ans"
