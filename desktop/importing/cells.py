"""Turn one cell of a file into the value of one field, and say what was put right."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any, Final

from desktop.importing.numbers import (
    read_cents,
    read_day,
    read_hour,
    read_moment,
    read_number,
    read_whole,
)
from desktop.importing.table import Cell
from desktop.importing.words import plain, single_spaced
from sync.records.checks import repaired
from sync.records.fields import FieldSpec, Kind

_NOTHING: Final = frozenset({"na", "n/a", "null", "nan", "nd", "n.d.", "#n/a", "-", "–", "—"})
_SPREADSHEET_ERROR = re.compile(r"#(REF|VALUE|VALEUR|DIV/0|NAME|NOM|NULL|NUL|NUM|NOMBRE)[!?]")
_SEVERAL = re.compile(r"[|;\n]")
_ROUNDED = re.compile(r"[0-9]([.,][0-9]+)?[eE]\+?[0-9]+")
# An exported text that a spreadsheet could run carries this sign; it is not part of the text.
_DEFUSED = re.compile(r"'(?=[=+\-@＝＋－＠\t\r\n])")
# Codes without a check of their own that lose zeros all the same: shortest and full width.
_WIDTHS: Final = MappingProxyType({"departement": (1, 2), "postal_code": (4, 5)})

YES: Final = frozenset({"oui", "o", "vrai", "true", "yes", "1", "x"})
NO: Final = frozenset({"non", "n", "faux", "false", "no", "0"})

_NAMED: Final = 8  # labels of a list that a refusal names

Codes = Mapping[str, str]
"""The codes of a list by everything a file may call them: code, label, both plain."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: a value (None: nothing), or what is wrong, or what was put right."""

    value: Any = None
    refused: str = ""
    repaired: str = ""


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell says nothing: empty, or one of the usual ways of writing so."""
    return cell is None or (isinstance(cell, str) and cell.strip().casefold() in _NOTHING | {""})


def read_cell(field: FieldSpec, cell: Cell, codes: Codes) -> Reading:
    """Return the value of `field` that a cell gives; links come out as their written names."""
    if is_blank(cell):
        return Reading()
    if isinstance(cell, str) and _SPREADSHEET_ERROR.fullmatch(cell.strip()):
        return Reading(refused=f"la formule de cette cellule n’a pas de résultat ({cell.strip()}).")
    return _READERS[field.kind](field, cell, codes)


def as_text(cell: Cell) -> str:
    """Return a cell as a person would have typed it: 13.0 is 13, a day is 31/12/2025."""
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() != time():
        return f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else _DEFUSED.sub("", str(cell).strip(), count=1)


def _text(field: FieldSpec, cell: Cell, _codes: Codes) -> Reading:
    text = single_spaced(as_text(cell))
    if field.about.check is None and field.name not in _WIDTHS:
        return Reading(text)
    if _ROUNDED.fullmatch(text):
        return Reading(refused=f"le tableur a arrondi ce numéro ({text}), des chiffres manquent.")
    return _identifier(field, text)


def _long_text(_field: FieldSpec, cell: Cell, _codes: Codes) -> Reading:
    return Reading(as_text(cell))


def _identifier(field: FieldSpec, text: str) -> Reading:
    """Return a number of identity, its lost zeros put back when that makes it a sound one."""
    check = field.about.check
    value = _lost_zeros(field, repaired(check, text))
    if check is not None and check(value) and (place := _padded_place(check, value)):
        value = place
    lost = value != text and value.endswith(text.removesuffix(".0")) and value.startswith("0")
    return Reading(value, repaired=f"{text} est devenu {value}" if lost else "")


def _lost_zeros(field: FieldSpec, value: str) -> str:
    shortest, width = _WIDTHS.get(field.name, (0, 0))
    return value.zfill(width) if len(value) == shortest and value.isdigit() else value


def _padded_place(check: Callable[[Any], Any], value: str) -> str:
    """Return a code of commune that lost its zero, when the check takes it so."""
    padded = value.zfill(5)
    return padded if len(value) == 4 and value.isdigit() and not check(padded) else ""


def _whole(_field: FieldSpec, cell: Cell, _codes: Codes) -> Reading:
    number = read_whole(cell)
    if number is None:
        return _unread(cell, "un nombre entier, par exemple 12")
    return Reading(number)


def _number(_field: FieldSpec, cell: Cell, _codes: Codes) -> Reading:
    number = read_number(cell)
    return _unread(cell, "un nombre") if number is None else Reading(float(number))


def _money(_field: FieldSpec, cell: Cell, _codes: Codes) -> Reading:
    cents = read_cents(cell)
    if cents is None:
        return _unread(cell, "un montant en euros, par exemple 1250,50")
    return Reading(cents)


def _yes_no(_field: FieldSpec, cell: Cell, _codes: Codes) -> Reading:
    word = plain(as_text(cell))
    if word in YES | NO:
        return Reading(word in YES)
    return _unread(cell, "oui ou non")


def _day(_field: FieldSpec, cell: Cell, _codes: Codes) -> Reading:
    day = read_day(cell)
    if day is None:
        return _unread(cell, "une date, par exemple 31/12/2025")
    return Reading(day.isoformat())


def _hour(_field: FieldSpec, cell: Cell, _codes: Codes) -> Reading:
    hour = read_hour(cell)
    if hour is None:
        return _unread(cell, "une heure, par exemple 14:30")
    return Reading(hour.isoformat(timespec="minutes"))


def _moment(_field: FieldSpec, cell: Cell, _codes: Codes) -> Reading:
    moment = read_moment(cell)
    if moment is None:
        return _unread(cell, "une date, par exemple 31/12/2025")
    return Reading(moment.isoformat())


def _code(_field: FieldSpec, cell: Cell, codes: Codes) -> Reading:
    text = single_spaced(as_text(cell))
    found = codes.get(text) or codes.get(plain(text)) if codes else text
    return Reading(found) if found else _not_listed(text, codes)


def _several(field: FieldSpec, cell: Cell, codes: Codes) -> Reading:
    """Return the different values of a cell that holds several, in their order."""
    one = _code if codes else _text
    readings = [one(field, part, codes) for part in parts(cell)]
    refused = next((reading.refused for reading in readings if reading.refused), "")
    told = " ; ".join(reading.repaired for reading in readings if reading.repaired)
    return Reading(list(dict.fromkeys(reading.value for reading in readings)), refused, told)


def parts(cell: Cell) -> list[str]:
    """Return the texts of a cell that lists several, separated by « | », « ; » or lines."""
    pieces = (single_spaced(piece) for piece in _SEVERAL.split(as_text(cell)))
    return list(dict.fromkeys(piece for piece in pieces if not is_blank(piece)))


def _link(_field: FieldSpec, cell: Cell, _codes: Codes) -> Reading:
    return Reading(single_spaced(as_text(cell)))


def _links(_field: FieldSpec, cell: Cell, _codes: Codes) -> Reading:
    return Reading(parts(cell))


def _items(_field: FieldSpec, _cell: Cell, _codes: Codes) -> Reading:
    return Reading()  # lines inside a record do not fit in a cell; see `headings.takes`


def _unread(cell: Cell, expected: str) -> Reading:
    return Reading(refused=f"«\u00a0{as_text(cell)[:40]}\u00a0» n’est pas {expected}.")


def _not_listed(text: str, codes: Codes) -> Reading:
    labels = [*{code: name for name, code in codes.items()}.values()]  # of each, the last name
    some = ", ".join(labels[:_NAMED]) + ("…" if len(labels) > _NAMED else "")
    return Reading(refused=f"«\u00a0{text[:40]}\u00a0» n’est pas dans la liste ({some}).")


_READERS: Final[Mapping[Kind, Callable[[FieldSpec, Cell, Codes], Reading]]] = MappingProxyType(
    {
        Kind.TEXT: _text,
        Kind.LONG_TEXT: _long_text,
        Kind.INTEGER: _whole,
        Kind.NUMBER: _number,
        Kind.MONEY: _money,
        Kind.YES_NO: _yes_no,
        Kind.DATE: _day,
        Kind.TIME: _hour,
        Kind.MOMENT: _moment,
        Kind.CODE: _code,
        Kind.CODES: _several,
        Kind.LINK: _link,
        Kind.LINKS: _links,
        Kind.ITEMS: _items,
    }
)
