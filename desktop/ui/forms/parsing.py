"""Read numbers, amounts, dates and times the way people type them; without Qt.

Each function returns None when the text is not understood, never a guess.
"""

import re
import unicodedata
from datetime import date, time, timedelta
from decimal import Decimal, InvalidOperation

_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:er)?[\s./-]+(\d{1,2}|[a-z]+)\.?(?:[\s./-]+(\d{2}|\d{4}))?")
_COMPACT_DATE = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_TIME = re.compile(r"(\d{1,2})\s*(?:h|:|heures?)\s*(\d{2})?\s*(?:min|mn)?")
_COMPACT_TIME = re.compile(r"(\d{1,2})(\d{2})?")
_NEAR = {"avant-hier": -2, "avant hier": -2, "hier": -1, "aujourd'hui": 0, "auj": 0, "demain": 1}
_NEAR["apres-demain"] = 2
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
)


def decimal(text: str) -> Decimal | None:
    """Return the number in « 1 234,50 », « 1234.5 » or « 12 % »."""
    plain = "".join(text.split()).replace("€", "").replace("%", "").replace("−", "-")
    if "," in plain and "." in plain:
        mark = max(",", ".", key=plain.rfind)
        plain = plain.replace("," if mark == "." else ".", "")
    plain = plain.replace(",", ".")
    if not _DECIMAL.fullmatch(plain):
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def integer(text: str) -> int | None:
    """Return the whole number in « 1 234 »."""
    number = decimal(text)
    if number is None or number != number.to_integral_value():
        return None
    return int(number)


def cents(text: str) -> int | None:
    """Return the amount in cents of « 1 234,50 € »; more than two decimals are not an amount."""
    number = decimal(text)
    if number is None:
        return None
    amount = number * 100
    return int(amount) if amount == amount.to_integral_value() else None


def day(text: str, today: date) -> date | None:
    """Return the day in « 13/11/2026 », « 3/5 », « 1er mars », « hier » or « lundi ».

    A weekday is the last one, today included: a visit is written down after it took place.
    A day without a year is of this year, and a year of two digits is of this century.
    """
    plain = _folded(text)
    if plain in _NEAR:
        return today + timedelta(days=_NEAR[plain])
    words = plain.split()
    if words and words[0].rstrip(".") in _WEEKDAYS + tuple(name[:3] for name in _WEEKDAYS):
        if len(words) == 1:
            wanted = [name[:3] for name in _WEEKDAYS].index(words[0][:3])
            return today - timedelta(days=(today.weekday() - wanted) % 7)
        plain = " ".join(words[1:])
    return _calendar_day(plain, today)


def is_relative(text: str) -> bool:
    """Tell whether what is typed means another day tomorrow (« hier », « lundi »)."""
    plain = _folded(text)
    return plain in _NEAR or (plain.isalpha() and plain[:3] in {name[:3] for name in _WEEKDAYS})


def clock(text: str) -> time | None:
    """Return the time in « 14h30 », « 14:30 », « 1430 » or « 9 h »."""
    plain = _folded(text)
    found = _TIME.fullmatch(plain) or _COMPACT_TIME.fullmatch(plain)
    if found is None:
        return None
    hours, minutes = int(found[1]), int(found[2] or 0)
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def _calendar_day(plain: str, today: date) -> date | None:
    iso = _ISO_DATE.fullmatch(plain)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    found = _DAY_MONTH.fullmatch(plain) or _COMPACT_DATE.fullmatch(plain)
    if found is None:
        return None
    month = int(found[2]) if found[2].isdigit() else _month(found[2])
    year = today.year if found[3] is None else int(found[3])
    return _day(year + 2000 if year < 100 else year, month, int(found[1]))


def _month(name: str) -> int:
    near = [number for number, full in enumerate(_MONTHS, 1) if full.startswith(name)]
    return near[0] if len(near) == 1 and len(name) >= 3 else 0


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _folded(text: str) -> str:
    plain = text.replace("’", "'").casefold().strip()
    decomposed = unicodedata.normalize("NFD", plain)
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())
