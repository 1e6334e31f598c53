"""The first sheet, and the order in which the sheets that explain the data are written."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from desktop.export import controls, dictionary
from desktop.export.cells import Cells, Look
from desktop.export.package import PRODUCT, Package, SheetPlan
from desktop.export.perimeter import Perimeter
from desktop.export.source import Circumstances, Cut, Sheet, Source
from desktop.export.values import french_moment

READ_ME: Final = "Lisez-moi"
OWN_SHEETS: Final = (READ_ME, "Contrôles", "Dictionnaire", "Listes")
_FIRST_ROW: Final = 4


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that the explaining sheets tell of an export."""

    sheets: tuple[Sheet, ...]
    cuts: tuple[Cut, ...]
    perimeter: Perimeter
    circumstances: Circumstances


def write_about(package: Package, source: Source, told: Told) -> None:
    """Write the controls, the dictionary, the lists, then the first sheet."""
    cells, sheets = package.cells, told.sheets
    package.add(controls.PLAN, _controls(cells, source, told))
    package.add(dictionary.DICTIONARY, dictionary.dictionary_rows(cells, sheets))
    package.add(dictionary.LISTS, dictionary.list_rows(cells, source, sheets))
    lines = list(_read_me(told))
    links = {
        f"A{_FIRST_ROW + place}": line[0]
        for place, line in enumerate(lines)
        if line[0] in _sheet_names(told)
    }
    plan = SheetPlan(
        name=READ_ME,
        table="",
        title="Données du carnet",
        sentence=f"Extraction faite avec {PRODUCT}.",
        headers=(),
        widths=(38, 110),
        links=links,
    )
    rows = ([cells.text(title, Look.LABEL), cells.text(text)] for title, text in lines)
    package.add(plan, rows)


def _controls(cells: Cells, source: Source, told: Told) -> Iterator[list[str]]:
    yield from controls.control_rows(cells, source, told.sheets, told.cuts, told.perimeter)
    yield from controls.hidden_rows(cells, told.sheets, told.perimeter)


def _sheet_names(told: Told) -> set[str]:
    return {sheet.name for sheet in told.sheets if sheet.name} | set(OWN_SHEETS)


def _read_me(told: Told) -> Iterator[tuple[str, str]]:
    circumstances = told.circumstances
    yield "Périmètre", told.perimeter.said.perimeter
    yield "Service", circumstances.service
    yield "Date de l’extraction", french_moment(circumstances.made_at)
    yield "Version du logiciel", f"{PRODUCT} {circumstances.version}"
    yield "Filtres", told.perimeter.said.filters
    yield "", ""
    yield "Feuilles", "Cliquez sur un nom pour aller à la feuille."
    for sheet in told.sheets:
        if sheet.name:
            yield sheet.name, f"{sheet.what} – lignes : {sheet.rows}"
    yield "Contrôles", "Lignes et totaux comparés au carnet, champs et fiches laissés de côté."
    yield "Dictionnaire", "Le sens, le type et les valeurs possibles de chaque colonne."
    yield "Listes", "Les codes et leurs libellés."
    yield "", ""
    yield from _NOTES
    yield "Petits effectifs", told.perimeter.said.few
    yield "Confidentialité", told.perimeter.said.confidentiality


_NOTES: Final = (
    (
        "Cases vides",
        "Une case vide veut dire « non renseigné ». Elle ne veut pas dire zéro.",
    ),
    (
        "Codes et libellés",
        "Les feuilles montrent les libellés ; les codes sont dans la feuille « Listes ».",
    ),
    (
        "Fiches liées",
        "Une fiche liée est montrée par son code et son intitulé. "
        "« (fiche retirée) » : elle est à la corbeille ou n’existe plus.",
    ),
    (
        "Montants et dates",
        "Les montants sont en euros, au centime près. Les dates sont de vraies dates ; "
        "les heures sont celles de l’ordinateur qui a fait l’extraction.",
    ),
    (
        "Numéros",
        "SIRET, SIREN, RNA, téléphones et codes sont du texte : leurs zéros de tête sont gardés.",
    ),
)
