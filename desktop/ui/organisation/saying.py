"""How the desk writes days and amounts, short where the eye runs down a column."""

from datetime import date

from desktop.ui import words
from sync.records.french import SHORT_MONTHS

LONGEST_DAY = "30\u00a0sept."


def brief_day(day: date) -> str:
    """Return « 13 nov. »: the year is written above."""
    first = "1er" if day.day == 1 else str(day.day)
    return f"{first}\u00a0{SHORT_MONTHS[day.month - 1]}"


def euros(cents: int | None) -> str:
    """Return « 3 000 € », with cents only where there are some; "" for an unknown amount."""
    if cents is None:
        return ""
    return words.money(cents) if cents % 100 else f"{words.number(cents // 100)}\u00a0€"
