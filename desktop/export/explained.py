"""The sheets that explain the others, for any format: controls, dictionary, lists."""

from collections.abc import Mapping
from typing import Final

from desktop.export.content import As, Check, Column, Content, LeftOut, Passed, Typed
from desktop.export.laid import (
    CONTROLS,
    DICTIONARY,
    LISTS,
    Cell,
    Computed,
    Formula,
    Laid,
    Tally,
)
from desktop.export.source import Cut
from desktop.export.text import plain

Tallies = Mapping[str, tuple[Laid, Tally]]
"""Each sheet as it was written and what it adds up to, by its name in the content."""

EXPECTED, FOUND, GAP = 3, 5, 6
"""Places of the columns of the controls that formulas read."""

CONFORMS: Final = "Conforme"
TO_CHECK: Final = "À vérifier"
_NOT_COMPARABLE: Final = "Non comparable"
_BLANK: Final = (None, None, None, None, "")
_TYPES: Final[Mapping[As, str]] = {
    As.TEXT: "Texte",
    As.LONG_TEXT: "Texte long",
    As.CODE: "Code (texte)",
    As.WHOLE: "Nombre entier",
    As.YEAR: "Année",
    As.NUMBER: "Nombre",
    As.EUROS: "Montant en euros",
    As.SHARE: "Pourcentage",
    As.DAY: "Date",
    As.YES_NO: "Oui ou Non",
}
_UNITS: Final[Mapping[As, str]] = {As.EUROS: "€", As.SHARE: "%"}


def controls(passed: Passed, tallies: Tallies, cuts: list[Cut]) -> Laid:
    """Return the sheet that recounts every figure and says what is not in the workbook."""
    content = passed.content
    columns = (
        Column("Contrôle", As.TEXT, "", width=20),
        Column("Feuille", As.TEXT, "", width=24),
        Column("Élément", As.TEXT, "", width=44),
        Column("Dans le carnet", As.WHOLE, "", width=16),
        Column("Laissé de côté", As.WHOLE, "", width=12),
        Column("Dans ce classeur", As.WHOLE, "", width=16),
        Column("Écart", As.WHOLE, "", width=12),
        Column("Verdict", As.TEXT, "", width=16),
        Column("Explication", As.LONG_TEXT, "", width=56),
    )
    rows = (
        *(_checked(check, *tallies[check.sheet]) for check in content.checks),
        *(_left_out("Laissé de côté", item) for item in content.left_out),
        *(_left_out("Masqué ou retiré", item) for item in passed.withheld),
        *map(_cut, cuts),
    )
    return _own(
        CONTROLS,
        columns,
        rows,
        "Ce que contient le carnet, ce que contient ce classeur, et ce qui n’y est pas. "
        "Tous les écarts doivent être à 0.",
    )


def dictionary(content: Content, tallies: Tallies) -> Laid:
    """Return the sheet that says what each column means."""
    titles = (
        ("Feuille", 24),
        ("Colonne", 30),
        ("Sens", 60),
        ("Type", 18),
        ("Unité", 12),
        ("Valeurs possibles", 34),
        ("Origine dans le carnet", 30),
        ("Formulaire officiel", 30),
    )
    rows = (
        _defined(laid, column, header)
        for sheet in content.sheets
        for laid in (tallies[sheet.name][0],)
        for column, header in zip(laid.columns, laid.headers, strict=True)
    )
    sentence = "Ce que veut dire chaque colonne de chaque feuille."
    return _own(DICTIONARY, _words(titles), tuple(rows), sentence)


def lists(content: Content) -> Laid:
    """Return the sheet of codes and labels."""
    titles = (("Liste", 40), ("Code", 30), ("Libellé", 70))
    rows = tuple(
        (labels.name, code, label) for labels in content.lists for code, label in labels.entries
    )
    sentence = "Les codes et leurs libellés. Les autres feuilles montrent les libellés."
    return _own(LISTS, _words(titles), rows, sentence)


def _own(
    name: str, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...], sentence: str
) -> Laid:
    return Laid(
        name=name,
        table=f"T_{name.replace('ô', 'o')}",
        title=name,
        sentence=sentence,
        columns=columns,
        headers=tuple(column.title for column in columns),
        rows=tuple(tuple(map(_fitted, row)) for row in rows),
        when_empty="Rien à signaler ici.",
    )


def _fitted(cell: Cell) -> Cell:
    return plain(cell) if cell.__class__ is str else cell


def _words(titles: tuple[tuple[str, int], ...]) -> tuple[Column, ...]:
    return tuple(Column(title, As.LONG_TEXT, "", width=width) for title, width in titles)


def _checked(check: Check, laid: Laid, tally: Tally) -> tuple[Cell, ...]:
    place = _place(check, laid)
    held = laid.columns[place].held if check.column else As.WHOLE
    found = tally.sum_of(place) if check.column else len(laid.rows)
    gap = check.expected - found
    partial = bool(check.column) and place in tally.hidden
    if partial and gap:
        # The difference would give the hidden counts back.
        told = "Des effectifs de cette colonne sont masqués\u00a0: le total n’est pas communiqué."
        return ("Total", laid.name, check.what, None, None, None, None, _NOT_COMPARABLE, told)
    return (
        "Total" if check.column else "Nombre de lignes",
        laid.name,
        check.what,
        Typed(check.expected, held),
        None,
        Computed(_formula(check, laid, tally), found, held, laid, place)
        if laid.rows
        else Typed(0, held),
        Computed(Formula.GAP, gap, held),
        Computed(Formula.VERDICT, TO_CHECK if gap else CONFORMS, As.TEXT),
        "Sans les effectifs masqués, des deux côtés." if partial else "",
    )


def _place(check: Check, laid: Laid) -> int:
    titles = [column.title for column in laid.columns]
    return titles.index(plain(check.column)) if check.column else 0


def _formula(check: Check, laid: Laid, tally: Tally) -> Formula:
    if check.column:
        return Formula.SUM
    return Formula.FILLED if tally.first_filled == len(laid.rows) else Formula.ROWS


def _left_out(control: str, item: LeftOut) -> tuple[Cell, ...]:
    return (control, "", item.what, None, item.count, None, None, "", item.why)


def _cut(cut: Cut) -> tuple[Cell, ...]:
    told = f"{cut.length} caractères\u00a0: le début seulement est ici, le tout est au carnet."
    return ("Texte coupé", cut.sheet, f"{cut.column}, {cut.code}", *_BLANK, told)


def _defined(laid: Laid, column: Column, header: str) -> tuple[str, ...]:
    return (
        laid.name,
        header,
        column.meaning,
        _TYPES[column.held],
        column.unit or _UNITS.get(column.held, ""),
        _allowed(column),
        column.origin,
        column.form,
    )


def _allowed(column: Column) -> str:
    if column.listed:
        return f"Voir la feuille «\u00a0{LISTS}\u00a0»\u00a0: {column.listed}"
    return "Oui\u00a0; Non" if column.held is As.YES_NO else ""
