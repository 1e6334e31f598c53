"""The sheet that proves the others: rows and totals against the notebook, and what is not here."""

from collections.abc import Iterator

from desktop.export.cells import Cells, Look, decimal_euros
from desktop.export.package import HEADER_ROW, SheetPlan, quoted_sheet
from desktop.export.perimeter import Perimeter
from desktop.export.source import Cut, Sheet, Source
from sync.records import RECORD_TYPES
from sync.records.fields import Kind, fields_of

PLAN = SheetPlan(
    name="Contrôles",
    table="T_Controles",
    title="Contrôles",
    sentence="Ce que contient le carnet, ce que contient ce classeur, et ce qui n’y est pas. "
    "Tous les écarts doivent être à 0.",
    headers=(
        "Contrôle",
        "Feuille",
        "Élément",
        "Dans le carnet",
        "Laissé de côté",
        "Dans ce classeur",
        "Écart",
        "Explication",
    ),
    widths=(26, 30, 36, 16, 16, 18, 12, 60),
)


def control_rows(
    cells: Cells,
    source: Source,
    sheets: tuple[Sheet, ...],
    cuts: tuple[Cut, ...],
    perimeter: Perimeter,
) -> Iterator[list[str]]:
    """Yield the counts, the totals and the cut texts."""
    number = HEADER_ROW
    for sheet in sheets:
        for row in _sheet_rows(cells, sheet, number, perimeter.said.left_out):
            number += 1
            yield row
    for cut in cuts:
        what = f"{cut.code}, {cut.column}"
        length = f"{cut.length} caractères : le début seulement est ici, le tout est au carnet."
        yield _told(cells, "Texte coupé", cut.sheet, what, length)
    for kind, model in RECORD_TYPES.items():
        if trashed := source.count(kind, trashed=True):
            yield [
                *_words(cells, "Corbeille", "", model.label_plural),
                cells.number(trashed),
                cells.number(trashed),
                cells.number(0),
                cells.number(0),
                cells.text("Une fiche à la corbeille n’est jamais exportée."),
            ]


def hidden_rows(
    cells: Cells, sheets: tuple[Sheet, ...], perimeter: Perimeter
) -> Iterator[list[str]]:
    """Yield each field that is not in the workbook, and why."""
    for kind in dict.fromkeys(sheet.kind for sheet in sheets):
        model = RECORD_TYPES[kind]
        for field, reason in perimeter.hidden(model):
            yield _told(cells, "Champ laissé de côté", model.label_plural, field.title, reason)
        for field in fields_of(model):
            if field.item is None or perimeter.reason_to_hide(field):
                continue
            for inner, reason in perimeter.hidden(field.item):
                what = f"{field.title} : {inner.title}"
                yield _told(cells, "Champ laissé de côté", model.label_plural, what, reason)


def _sheet_rows(cells: Cells, sheet: Sheet, above: int, left_out: str) -> Iterator[list[str]]:
    place = above + 1
    area = _area(sheet, sheet.last_letter)
    yield [
        *_words(cells, "Nombre de lignes", sheet.name, sheet.what),
        cells.number(sheet.in_notebook),
        cells.number(sheet.tally.left_out),
        cells.formula(f"COUNTA({area})", sheet.rows) if sheet.rows else cells.number(0),
        cells.formula(
            f"D{place}-E{place}-F{place}", sheet.in_notebook - sheet.tally.left_out - sheet.rows
        ),
        cells.text(left_out if sheet.tally.left_out else ""),
    ]
    money = (column for column in sheet.columns if column.field.kind is Kind.MONEY)
    for place, column in enumerate(money if sheet.rows else (), above + 2):
        total = decimal_euros(sheet.tally.cents.get(column.field.name, 0))
        yield [
            *_words(cells, "Total", sheet.name, column.header),
            cells.number(total, Look.MONEY),
            cells.empty(),
            cells.formula(f"SUM({_area(sheet, column.letter)})", total, Look.MONEY),
            cells.formula(f"ROUND(D{place}-F{place},2)", 0, Look.MONEY),
            cells.text("Le total du carnet est compté sur les lignes présentes ici."),
        ]


def _area(sheet: Sheet, letter: str) -> str:
    last = HEADER_ROW + sheet.rows
    return f"{quoted_sheet(sheet.name)}!${letter}${HEADER_ROW + 1}:${letter}${last}"


def _words(cells: Cells, *words: str) -> list[str]:
    return [cells.text(word) for word in words]


def _told(cells: Cells, control: str, sheet: str, what: str, why: str) -> list[str]:
    blank = [cells.empty()] * 4
    return [*_words(cells, control, sheet, what), *blank, cells.text(why)]
