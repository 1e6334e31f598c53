"""How values, days and moments are written in French, in one place for every window."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sync.records.checks import phone
from sync.records.fields import FieldSpec, Kind
from sync.records.french import MONTHS

_SPACE = "\u00a0"
_BRIEF = 24
# As stored, so that a list needs no library to read it aloud.
_FRENCH_PHONE = re.compile(r"^\+33(\d)(\d\d)(\d\d)(\d\d)(\d\d)$")
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_YES_NO = {True: "Oui", False: "Non"}


def number(value: float | int | Decimal) -> str:
    """Return « 1 234,5 », with the decimals that are there."""
    text = f"{value:,.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    return text.replace(",", _SPACE).replace(".", ",")


def money(amount: int) -> str:
    """Return « 1 234,50 € » for an amount in cents."""
    sign = "−" if amount < 0 else ""
    euros, rest = divmod(abs(amount), 100)
    return f"{sign}{number(euros)},{rest:02d}{_SPACE}€"


def short_day(day: date) -> str:
    """Return « 13/11/2026 »."""
    return f"{day:%d/%m/%Y}"


def weekday(day: date) -> str:
    """Return « vendredi »."""
    return _DAYS[day.weekday()]


def long_day(day: date) -> str:
    """Return « vendredi 13 novembre 2026 », with « 1er » where usage wants it."""
    first = "1er" if day.day == 1 else str(day.day)
    return f"{weekday(day)} {first} {MONTHS[day.month - 1]} {day.year}"


def clock(moment: datetime | time) -> str:
    """Return « 14:32 »; a datetime is shown in local time."""
    return f"{moment.astimezone() if isinstance(moment, datetime) else moment:%H:%M}"


def moment(at: datetime) -> str:
    """Return « 13/11/2026 à 14:32 » in local time."""
    return f"{at.astimezone():%d/%m/%Y} à {at.astimezone():%H:%M}"


def relative(at: datetime, today: date) -> str:
    """Return « aujourd’hui à 14:32 », « hier à 17:12 » or « le 2 mars à 09:00 »."""
    local = at.astimezone()
    days = (today - local.date()).days
    if days in (0, 1):
        return f"{('aujourd’hui', 'hier')[days]} à {local:%H:%M}"
    first = "1er" if local.day == 1 else str(local.day)
    year = "" if local.year == today.year else f" {local.year}"
    return f"le {first} {MONTHS[local.month - 1]}{year} à {local:%H:%M}"


def counted(count: int, one: str, many: str = "") -> str:
    """Return « 1 fiche », « 12 fiches », « aucune » left to the caller."""
    return f"{number(count)}{_SPACE}{one if count < 2 else many or one + 's'}"


def this(label: str, *, feminine: bool) -> str:
    """Return « cette visite », « cet atelier » or « ce contact »."""
    word = label[:1].lower() + label[1:]
    if feminine:
        return f"cette {word}"
    return f"cet {word}" if word[:1] in "aeiouyéèêâîôh" else f"ce {word}"


def new(label: str, *, feminine: bool) -> str:
    """Return « Nouvelle visite », « Nouvel atelier » or « Nouveau contact »."""
    word = label[:1].lower() + label[1:]
    if feminine:
        return f"Nouvelle {word}"
    return f"Nouvel {word}" if word[:1] in "aeiouyéèêâîôh" else f"Nouveau {word}"


def brief_new(text: str) -> str:
    """Return the words of `new` for a button that shares its line: long ones say « fiche »."""
    return text if len(text) <= _BRIEF else "Nouvelle fiche"


def cell(field: FieldSpec, value: Any) -> str:
    """Return a value of the store as a list shows it: amounts, days and yes/no made readable."""
    if value is None or value == "":
        return ""
    match field.kind:
        case Kind.MONEY:
            return money(int(value))
        case Kind.YES_NO:
            return _YES_NO[bool(value)]
        case Kind.INTEGER | Kind.NUMBER if isinstance(value, int | float):
            return str(value) if field.is_year else number(value)
        case Kind.DATE | Kind.MOMENT if isinstance(value, str):
            return _stored_day(field.kind, value)
        case _ if field.about.check is phone:
            return _FRENCH_PHONE.sub(r"0\1 \2 \3 \4 \5".replace(" ", _SPACE), str(value))
        case _:
            return " ".join(str(value).split())


def _stored_day(kind: Kind, text: str) -> str:
    try:
        if kind is Kind.DATE:
            return short_day(date.fromisoformat(text))
        return moment(datetime.fromisoformat(text))
    except ValueError:
        return text
