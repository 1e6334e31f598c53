"""The sheets that explain the others: each column, and each list of codes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from desktop.export.cells import Cells
from desktop.export.package import SheetPlan
from desktop.export.source import Column, Sheet, Source
from sync.records.base import SYSTEM
from sync.records.fields import CodeList, FieldSpec, Kind, Sensitivity, Stage

DICTIONARY: Final = SheetPlan(
    name="Dictionnaire",
    table="T_Dictionnaire",
    title="Dictionnaire",
    sentence="Ce que veut dire chaque colonne de chaque feuille.",
    headers=(
        "Feuille",
        "Colonne",
        "Sens",
        "Type",
        "Unité",
        "Valeurs possibles",
        "À remplir",
        "Diffusion",
        "Donnée personnelle",
        "Source",
    ),
    widths=(28, 30, 60, 20, 10, 50, 24, 16, 14, 24),
)
LISTS: Final = SheetPlan(
    name="Listes",
    table="T_Listes",
    title="Listes",
    sentence="Les codes du carnet et leurs libellés. Les autres feuilles montrent les libellés.",
    headers=("Liste", "Code", "Libellé", "Millésime", "Dépend de", "En usage"),
    widths=(40, 30, 60, 12, 24, 10),
)
_MOST_LABELS: Final = 6
_TYPES: Final[Mapping[Kind, str]] = {
    Kind.TEXT: "Texte",
    Kind.LONG_TEXT: "Texte long",
    Kind.INTEGER: "Nombre entier",
    Kind.NUMBER: "Nombre",
    Kind.MONEY: "Montant en euros",
    Kind.YES_NO: "Oui ou Non",
    Kind.DATE: "Date",
    Kind.TIME: "Heure",
    Kind.MOMENT: "Date et heure",
    Kind.CODE: "Choix dans une liste",
    Kind.CODES: "Choix multiples",
    Kind.LINK: "Fiche liée",
    Kind.LINKS: "Fiches liées",
    Kind.ITEMS: "Plusieurs lignes",
}
_STAGES: Final[Mapping[Stage, str]] = {
    Stage.SAVE: "Pour enregistrer",
    Stage.VALIDATE: "Pour valider",
    Stage.OPTIONAL: "Si utile",
}
_SENSITIVITIES: Final[Mapping[Sensitivity, str]] = {
    Sensitivity.PUBLIC: "Diffusable",
    Sensitivity.INTERNAL: "Interne",
    Sensitivity.CONFIDENTIAL: "Confidentiel",
    Sensitivity.NEVER_EXPORTED: "Jamais exporté",
}


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list of codes in use in the workbook; closed when the program itself defines it."""

    title: str
    codes: type[CodeList] | None
    name: str


def dictionary_rows(cells: Cells, sheets: tuple[Sheet, ...]) -> Iterator[list[str]]:
    """Yield one row per column of each sheet of data."""
    titles = {_key(listed): listed.title for listed in _lists(sheets)}
    for sheet, column in _written(sheets):
        field = column.field
        words = (
            sheet.name,
            column.header,
            field.help,
            _TYPES[field.kind],
            field.about.unit or ("€" if field.kind is Kind.MONEY else ""),
            _allowed(field, titles),
            _STAGES[field.stage],
            _SENSITIVITIES[field.about.sensitivity],
            "Oui" if field.about.personal else "Non",
            "Carnet de quartier" if field.about.section == SYSTEM else "Saisie de l’équipe",
        )
        yield [cells.text(word) for word in words]


def list_rows(cells: Cells, source: Source, sheets: tuple[Sheet, ...]) -> Iterator[list[str]]:
    """Yield one row per value of each list that a column of the workbook uses."""
    for listed in _lists(sheets):
        for code, label, vintage, parent, active in _values(source, listed):
            words = (listed.title, code, label, vintage, parent, "Oui" if active else "Non")
            yield [cells.text(word) for word in words]


def _written(sheets: tuple[Sheet, ...]) -> Iterator[tuple[Sheet, Column]]:
    for sheet in sheets:
        if sheet.name:
            for column in sheet.columns:
                yield sheet, column


def _lists(sheets: tuple[Sheet, ...]) -> Iterator[_Listed]:
    seen: set[object] = set()
    titles: set[str] = set()
    for sheet, column in _written(sheets):
        field = column.field
        if field.codes is None and not field.about.list_name:
            continue
        title = field.title if field.title not in titles else f"{field.title} ({sheet.name})"
        listed = _Listed(title, field.codes, field.about.list_name)
        if _key(listed) not in seen:
            seen.add(_key(listed))
            titles.add(title)
            yield listed


def _key(listed: _Listed) -> object:
    return listed.codes or listed.name


def _values(source: Source, listed: _Listed) -> Iterator[tuple[str, str, str, str, bool]]:
    if listed.codes is not None:
        for member in listed.codes:
            yield member.value, member.label, "", "", True
        return
    for entry in source.entries(listed.name):
        yield entry.code, entry.label, entry.vintage or "", entry.parent or "", entry.active


def _allowed(field: FieldSpec, titles: Mapping[object, str]) -> str:
    title = titles.get(field.codes or field.about.list_name or "")
    if field.codes is not None and len(field.codes) <= _MOST_LABELS:
        return " ; ".join(member.label for member in field.codes)
    if title:
        return f"Voir la feuille « Listes » : {title}"
    return _bounds(field)


def _bounds(field: FieldSpec) -> str:
    if field.kind is Kind.MONEY or field.minimum is None or field.maximum is None:
        return f"{field.max_length} caractères au plus" if field.max_length else ""
    return f"De {field.minimum:g} à {field.maximum:.0f}"
