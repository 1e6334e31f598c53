"""Lengths of time, moments and counts, as one says them."""

from datetime import datetime, timedelta
from typing import Final

from sync.records.french import MONTHS, number

_UNITS: Final = (
    (timedelta(days=365), "an", "ans"),
    (timedelta(days=30), "mois", "mois"),
    (timedelta(days=1), "jour", "jours"),
    (timedelta(hours=1), "heure", "heures"),
    (timedelta(minutes=1), "minute", "minutes"),
)


def counted(count: int, one: str, many: str = "") -> str:
    """Return « 1 fiche » or « 2 238 fiches »."""
    return f"{number(count)}\u00a0{one if count < 2 else many or one + 's'}"


def asking(count: int) -> str:
    """Return « 1 fiche demande votre avis », said so wherever a choice is waited for."""
    return f"{counted(count, 'fiche')} {'demande' if count < 2 else 'demandent'} votre avis"


def lapse(milliseconds: int) -> str:
    """Return a length of time in its largest unit, rounded: « 3 heures », « 1 an »."""
    length = timedelta(milliseconds=milliseconds)
    for unit, one, many in _UNITS:
        if length >= unit:
            return counted(round(length / unit), one, many)
    return "moins d’une minute"


def when(moment: datetime, now: datetime) -> str:
    """Return « aujourd’hui à 17 h 42 », « hier à 9 h 05 » or « le 3 mars à 9 h 05 », local."""
    local, today = moment.astimezone(), now.astimezone().date()
    hour = f"{local.hour}\u00a0h\u00a0{local:%M}"
    days = (today - local.date()).days
    if days in (0, 1):
        return f"{('aujourd’hui', 'hier')[days]} à {hour}"
    first = "1er" if local.day == 1 else str(local.day)
    year = "" if local.year == today.year else f" {local.year}"
    return f"le {first} {MONTHS[local.month - 1]}{year} à {hour}"
