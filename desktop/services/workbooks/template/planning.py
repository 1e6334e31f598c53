"""What would be written in a template, and what would not, each with the reason."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.export.content import As, Hidden, Passed, Typed
from desktop.export.said import said
from desktop.export.template.seen import (
    Bound,
    Entry,
    Rule,
    SheetSeen,
    Spot,
    TemplateSeen,
    named,
    spot_of,
)
from desktop.services.workbooks.template.mapping import Link
from desktop.services.workbooks.template.mapping import Mapping as Filling
from desktop.services.workbooks.template.picks import Picked, offered

PassedOf = Callable[[str], Passed]
"""Returns what passed the gate of the workbook of a code."""

_NUMBERS: Final = frozenset({Bound.WHOLE, Bound.DECIMAL})
_LAST_ROW: Final = 1_048_576


@dataclass(frozen=True, slots=True)
class Plan:
    """The cells to write, and the sentences that say what is left out."""

    entries: tuple[Entry, ...] = ()
    told: tuple[str, ...] = ()


def plan(seen: TemplateSeen, mapping: Filling, passed_of: PassedOf) -> Plan:
    """Return what a mapping writes in a template today; values come only from `passed_of`."""
    entries: list[Entry] = []
    told: list[str] = []
    known = {code: offered(passed_of(code)) for code in mapping.codes}
    for link in mapping.links:
        try:
            entries += _link(seen, link, known[link.pick.code].get(link.pick))
        except _LeftOut as left:
            told.append(str(left))
    return Plan(tuple(entries), tuple(told))


def obstacle(sheet: SheetSeen, spot: Spot) -> str:
    """Return why nothing may be written in a cell; "" when it is free."""
    cell, name = sheet.at(spot), named(spot)
    if cell.formula:
        return f"{name} contient une formule, qui n’est jamais remplacée."
    if cell.covered:
        return f"{name} est recouverte par une cellule fusionnée\u00a0: choisissez la première."
    if cell.locked:
        return f"{name} est verrouillée par le financeur."
    table = sheet.table_at(spot)
    if table is not None and table.headed and spot[0] == table.first[0]:
        return f"{name} est l’en-tête d’un tableau\u00a0: versez une colonne dessous."
    return ""


class _LeftOut(Exception):  # noqa: N818 - told, not raised to anybody
    """Carry the sentence that says why a link writes nothing."""


def _link(seen: TemplateSeen, link: Link, found: Picked | None) -> list[Entry]:
    sheet = seen.sheet(link.sheet)
    if sheet is None:
        raise _LeftOut(
            f"La feuille «\u00a0{link.sheet}\u00a0» n’est plus dans ce modèle\u00a0: "
            f"«\u00a0{link.pick.title}\u00a0» n’est pas rempli."
        )
    spot = spot_of(link.cell)
    _refuse_moved(sheet, spot, link)
    if found is None:
        raise _LeftOut(
            f"«\u00a0{link.pick.title}\u00a0» n’existe pas dans ce périmètre\u00a0: "
            f"{link.cell} reste comme elle est."
        )
    if link.down:
        return _poured(sheet, spot, found)
    entry = _entry(sheet, spot, found.values[0])
    if entry is None:
        raise _LeftOut(
            f"«\u00a0{link.pick.title}\u00a0» est vide\u00a0: {link.cell} reste comme elle est."
        )
    return [entry]


def _refuse_moved(sheet: SheetSeen, spot: Spot, link: Link) -> None:
    """Refuse a cell that no longer has the text that named it."""
    now = sheet.at(spot).text if link.down else sheet.label_of(spot)
    if now == link.label:
        return
    elsewhere = [named(at) for at, cell in sheet.cells.items() if cell.text == link.label != ""]
    where = f" Ce texte est maintenant en {elsewhere[0]}." if elsewhere else ""
    raise _LeftOut(
        f"Le modèle a changé\u00a0: dans «\u00a0{sheet.name}\u00a0», {link.cell} répondait à "
        f"«\u00a0{link.label}\u00a0», et répond à «\u00a0{now}\u00a0».{where} Pointez-la à nouveau."
    )


def _poured(sheet: SheetSeen, header: Spot, found: Picked) -> list[Entry]:
    """Return the cells under a header, all of them or none."""
    room = list(_room(sheet, header, len(found.values)))
    if len(room) < len(found.values):
        raise _LeftOut(
            f"«\u00a0{found.pick.title}\u00a0» a {len(found.values)} lignes, et le modèle "
            f"{len(room)} de libres sous {named(header)}\u00a0: la colonne n’est pas remplie. "
            "Ajoutez des lignes au modèle."
        )
    first = room[0] if room else header
    made = (
        _entry(sheet, spot, value, first) for spot, value in zip(room, found.values, strict=False)
    )
    return [entry for entry in made if entry is not None]


def _room(sheet: SheetSeen, header: Spot, wanted: int) -> Iterator[Spot]:
    """Yield the free cells under a header, to the end of its table or the first one taken."""
    table = sheet.table_at(header)
    last = (table.last[0] - table.totals) if table else _LAST_ROW
    for row in range(header[0] + 1, min(last, header[0] + wanted) + 1):
        spot = (row, header[1])
        if obstacle(sheet, spot) or sheet.at(spot).text:
            return
        yield spot


def _entry(sheet: SheetSeen, spot: Spot, value: Typed, like: Spot | None = None) -> Entry | None:
    """Return a cell to write, None for no value; raises _LeftOut when it may not be written."""
    stands = obstacle(sheet, spot)
    if stands:
        raise _LeftOut(f"Dans «\u00a0{sheet.name}\u00a0», {stands}")
    held = _held(value)
    if held is None:
        return None
    _refuse_a_number_as_a_day(sheet, spot, held, said(value))
    rule = sheet.rule_at(spot)
    if rule is not None:
        held = _allowed(sheet, spot, rule, held, said(value))
    return Entry(sheet.name, spot, held, value.held is As.SHARE, like)


def _held(value: Typed) -> str | int | float | date | None:
    """Return a value as a spreadsheet holds it: euros with their cents, words for yes and no."""
    inner = value.value
    if inner is None or inner == "":
        return None
    if isinstance(inner, Hidden):
        return inner.value
    if isinstance(inner, bool):
        return "Oui" if inner else "Non"
    if isinstance(inner, int | float) and value.held is As.EUROS:
        return inner / 100
    return inner


def _refuse_a_number_as_a_day(
    sheet: SheetSeen, spot: Spot, held: str | int | float | date, shown: str
) -> None:
    """Refuse a number in a cell of dates: 2 025 would read 17/07/1905."""
    if isinstance(held, int | float) and sheet.at(spot).days:
        raise _LeftOut(
            f"{named(spot)} de «\u00a0{sheet.name}\u00a0» est au format de date, et la valeur est "
            f"{shown}\u00a0: elle s’y lirait comme un jour."
        )


def _allowed(
    sheet: SheetSeen, spot: Spot, rule: Rule, held: str | int | float | date, shown: str
) -> str | int | float | date:
    where = f"{named(spot)} de «\u00a0{sheet.name}\u00a0»"
    if rule.bound is Bound.LIST:
        return _listed(rule, held, shown, where)
    if rule.bound is Bound.DATE and not isinstance(held, date):
        raise _LeftOut(f"{where} n’accepte qu’une date, et la valeur est «\u00a0{shown}\u00a0».")
    if rule.bound is Bound.WHOLE and isinstance(held, float) and not held.is_integer():
        raise _LeftOut(f"{where} n’accepte qu’un nombre entier, et la valeur est {shown}.")
    if rule.bound in _NUMBERS and not isinstance(held, int | float):
        raise _LeftOut(f"{where} n’accepte qu’un nombre, et la valeur est «\u00a0{shown}\u00a0».")
    if isinstance(held, int | float) and rule.bound in _NUMBERS and not rule.holds(held):
        raise _LeftOut(f"{where} attend un nombre {rule.said}, et la valeur est {shown}.")
    if rule.bound is Bound.LENGTH and not rule.holds(len(str(held))):
        raise _LeftOut(
            f"{where} attend un nombre de signes {rule.said}, et le texte en a {len(str(held))}."
        )
    return held


def _listed(
    rule: Rule, held: str | int | float | date, shown: str, where: str
) -> str | int | float | date:
    """Return the choice that is this value, as the list of the template spells it."""
    if rule.choices is None:
        return held  # the list is computed: the spreadsheet will tell
    spelt = rule.choice(shown) or rule.choice(str(held))
    if spelt is None:
        raise _LeftOut(
            f"«\u00a0{shown}\u00a0» n’est pas dans la liste de choix de {where}\u00a0: la cellule "
            "reste comme elle est."
        )
    return spelt if isinstance(held, str) else held
