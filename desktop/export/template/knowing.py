"""What to know of a template before filling it, told from the parts of its archive.

A library that rewrites a workbook (openpyxl) loses drawings, text boxes, controls, charts, pivot
tables, slicers, comments' looks, later conditional formats and custom parts. Nothing here is
rewritten: only cells are replaced in the file. What stays as it is, is told all the same: nobody
can check it from the preview.
"""

from collections.abc import Iterable, Iterator
from typing import Final
from zipfile import ZipFile

from desktop.export.template.seen import SheetSeen

_KEPT: Final = (
    ("xl/media/", "image", "images"),
    ("xl/drawings/drawing", "dessin ou zone de texte", "dessins ou zones de texte"),
    ("xl/charts/chart", "graphique", "graphiques"),
    ("xl/ctrlProps/", "case à cocher ou bouton", "cases à cocher ou boutons"),
    ("xl/activeX/activeX", "contrôle ActiveX", "contrôles ActiveX"),
    ("xl/slicers/", "segment", "segments"),
    ("xl/comments", "feuille de commentaires", "feuilles de commentaires"),
    ("xl/threadedComments/", "fil de discussion", "fils de discussion"),
    ("customXml/item", "partie XML propre au financeur", "parties XML propres au financeur"),
)
_TOLD: Final = (
    (
        "xl/vbaProject.bin",
        "Ce modèle contient des macros\u00a0: elles sont gardées telles quelles, le carnet ne les "
        "exécute jamais.",
    ),
    (
        "_xmlsignatures/",
        "Ce modèle est signé numériquement\u00a0: cette signature ne vaudra plus pour le fichier "
        "rempli.",
    ),
    (
        "xl/pivotTables/",
        "Ce modèle contient un tableau croisé dynamique\u00a0: dans Excel, actualisez-le pour "
        "qu’il compte ce qui vient d’être rempli.",
    ),
    (
        "xl/externalLinks/",
        "Ce modèle est relié à d’autres classeurs\u00a0: les liens restent, le carnet ne les suit "
        "pas.",
    ),
    (
        "xl/connections.xml",
        "Ce modèle va chercher des données ailleurs\u00a0: le carnet ne le fait pas, Excel pourra "
        "le proposer à l’ouverture.",
    ),
)
_FORMULAS: Final = (
    "Les formules de ce modèle ({count}) ne sont pas changées\u00a0: leurs résultats se calculent "
    "à l’ouverture dans Excel ou LibreOffice."
)


def remarks(archive: ZipFile, sheets: Iterable[SheetSeen]) -> Iterator[str]:
    """Yield one sentence for each thing to know, the weightiest first."""
    names = archive.namelist()
    known = tuple(sheets)
    for start, sentence in _TOLD:
        if any(name.startswith(start) for name in names):
            yield sentence
    yield from _sheets(known)
    count = sum(cell.formula for sheet in known for cell in sheet.cells.values())
    if count:
        yield _FORMULAS.format(count=count)
    kept = list(_kept(names))
    if kept:
        yield f"Gardé tel quel, sans être montré ici\u00a0: {', '.join(kept)}."


def _sheets(sheets: tuple[SheetSeen, ...]) -> Iterator[str]:
    protected = [sheet.name for sheet in sheets if sheet.protected]
    if protected:
        yield (
            f"Protégé\u00a0: {', '.join(protected)}. Le carnet n’écrit que dans les cellules que "
            "le financeur a laissées ouvertes."
        )
    hidden = [sheet.name for sheet in sheets if sheet.hidden]
    if hidden:
        yield f"Masqué dans le modèle, et laissé ainsi\u00a0: {', '.join(hidden)}."


def _kept(names: Iterable[str]) -> Iterator[str]:
    known = [name for name in names if "/_rels/" not in name]
    for start, one, several in _KEPT:
        count = sum(name.startswith(start) for name in known)
        if count:
            yield f"{count} {one if count == 1 else several}"
