"""Read numbers, amounts, days and hours as French spreadsheets and forms write them."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from desktop.importing.table import Cell
from desktop.importing.words import plain

_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009'’]")
_UNITS = re.compile(r"(€|euros?|eur|%|h)$", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?[0-9]+([.,][0-9]+)?|[-+]?[.,][0-9]+")
_FRENCH_GROUPS = re.compile(r"[-+]?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+|[-+]?[0-9]{1,3}(\.[0-9]{3}){2,}")
_ENGLISH_GROUPS = re.compile(r"[-+]?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+|[-+]?[0-9]{1,3}(,[0-9]{3}){2,}")
_DAY = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4}|[0-9]{2})(?:[ T].*)?")
_ISO_DAY = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[ T].*)?")
_SPOKEN_DAY = re.compile(
    r"(?:(?:le|(?:lun|mar|mer|jeu|ven|sam|dim)[a-z]*\.?),?\s+)*"
    r"([0-9]{1,2})(?:er)?[\s-]+([^\W\d_]{3,9})\.?[\s-]+([0-9]{4}|[0-9]{2})"
)
_MONTHS: Final = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre"),
    *("octobre", "novembre", "decembre"),
)
_HOUR = re.compile(r"([0-9]{1,2})\s*[:hH]\s*([0-9]{2})?(?::[0-9]{2})?")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000  # 1954 to 2119: a year or a count is not a day
_SERIAL_ORIGIN = date(1899, 12, 30)
_LONGEST: Final = 40


def read_number(cell: Cell) -> Decimal | None:
    """Return the number a cell holds, whatever its decimal sign and its groups; else None."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return _decimal(repr(cell))
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return None
    text = _UNITS.sub("", _BLANKS.sub("", cell))
    if _FRENCH_GROUPS.fullmatch(text):
        return _decimal(text.replace(".", "").replace(",", "."))
    if _ENGLISH_GROUPS.fullmatch(text):
        return _decimal(text.replace(",", ""))
    return _decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def read_whole(cell: Cell) -> int | None:
    """Return the whole number a cell holds; "1104.0" is one, "1104.5" is not."""
    number = read_number(cell)
    return int(number) if number is not None and number == number.to_integral_value() else None


def read_cents(cell: Cell) -> int | None:
    """Return an amount of euros as whole cents, or None when it has parts of a cent.

    A workbook computes with binary numbers: their last, meaningless digits are dropped.
    """
    number = read_number(cell)
    if number is None:
        return None
    cents = number * 100
    if isinstance(cell, float):
        cents = round(cents, 4)
    return int(cents) if cents == cents.to_integral_value() else None


def read_day(cell: Cell) -> date | None:
    """Return the day a cell holds: a real date, "31/12/2025", "2025-12-31", a day number."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    number = read_number(cell) if not isinstance(cell, str) or cell.strip().isdigit() else None
    if number is not None and _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return _SERIAL_ORIGIN + timedelta(days=int(number))
    return _written_day(cell) if isinstance(cell, str) else None


def read_hour(cell: Cell) -> time | None:
    """Return the hour a cell holds: a real hour, "14:30", "14h30", a part of a day."""
    if isinstance(cell, datetime):
        return cell.time().replace(second=0, microsecond=0)
    if isinstance(cell, time):
        return cell.replace(second=0, microsecond=0)
    if isinstance(cell, float) and 0 <= cell < 1:
        return time(*divmod(round(cell * 1440) % 1440, 60))
    match = _HOUR.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        return None
    return time(int(match[1]), int(match[2] or 0))


def read_moment(cell: Cell) -> datetime | None:
    """Return the day and hour a cell holds, as the clock of the office showed them."""
    if isinstance(cell, str):
        try:
            cell = datetime.fromisoformat(cell.strip())
        except ValueError:
            cell = read_day(cell)
    if isinstance(cell, datetime):
        return cell if cell.tzinfo else cell.astimezone()
    return (
        datetime(cell.year, cell.month, cell.day).astimezone() if isinstance(cell, date) else None
    )


def _written_day(text: str) -> date | None:
    text = text.strip()
    if match := _ISO_DAY.fullmatch(text):
        year, month, day = match.groups()
    elif match := _DAY.fullmatch(text):
        day, month, year = match.groups()
    elif match := _SPOKEN_DAY.fullmatch(text.casefold()):
        day, month, year = match[1], _month(match[2]), match[3]
    else:
        return None
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


def _month(word: str) -> str:
    """Return the number of the only month that begins with a word, or "0"."""
    found = [place for place, name in enumerate(_MONTHS, 1) if name.startswith(plain(word))]
    return str(found[0]) if len(found) == 1 else "0"


def _decimal(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < 10**15 else None
