"""The lines of the first sheet: what the workbook is about, where things are, how to read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from desktop.export.content import As, Passed, Value
from desktop.export.laid import CONTROLS, DICTIONARY, LISTS, Laid
from desktop.export.package import PRODUCT
from desktop.export.source import About
from desktop.export.text import plain
from desktop.export.values import french_moment


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the first sheet: a title, its value, the sheet it leads to if any.

    ``named`` is the name that formulas may use for the value; ``heads`` a title of lines below.
    """

    title: str
    value: Value = ""
    held: As = As.LONG_TEXT
    leads_to: str = ""
    named: str = ""
    heads: bool = False


def front_sentence(about: About) -> str:
    """Return the one sentence under the title of the first sheet."""
    return f"Classeur préparé par {about.service or 'le service'} avec {PRODUCT}."


def front_lines(passed: Passed, about: About, sheets: tuple[Laid, ...]) -> tuple[Line, ...]:
    """Return the lines in order; texts are ready for a cell."""
    lines = (*_identity(about), *_sheets(sheets), *_notes(passed))
    return tuple(
        Line(
            title=plain(line.title),
            value=plain(line.value) if line.value.__class__ is str else line.value,
            held=line.held,
            leads_to=line.leads_to,
            named=line.named,
            heads=line.heads,
        )
        for line in lines
    )


def _identity(about: About) -> Iterator[Line]:
    yield Line("Périmètre et filtres", heads=True)
    for title, text in about.perimeter:
        yield Line(title, text)
    if about.period:
        first, last = about.period
        yield Line("Début de la période", first, As.DAY, named="Periode_Debut")
        yield Line("Fin de la période", last, As.DAY, named="Periode_Fin")
    yield Line("Fiches prises en compte", "Fiches validées seulement.")
    yield Line("Ce document", heads=True)
    yield Line("Service", about.service)
    yield Line("Contact", about.contact)
    yield Line("Date de l’extraction", french_moment(about.made_at))
    if about.file_name:
        yield Line("Nom du fichier", about.file_name)
    yield Line("Version du logiciel", f"{PRODUCT} {about.version}")


def _sheets(sheets: tuple[Laid, ...]) -> Iterator[Line]:
    yield Line("Feuilles", "Cliquez sur un nom pour aller à la feuille.", heads=True)
    for sheet in sheets:
        yield Line(sheet.name, _what(sheet), leads_to=sheet.name)
    yield Line(
        CONTROLS, "Chaque total recompté, ce qui n’est pas ici et pourquoi.", leads_to=CONTROLS
    )
    yield Line(DICTIONARY, "Le sens, l’unité et l’origine de chaque colonne.", leads_to=DICTIONARY)
    yield Line(LISTS, "Les codes et leurs libellés.", leads_to=LISTS)


def _what(sheet: Laid) -> str:
    count = len(sheet.rows)
    rows = "aucune ligne" if not count else "1 ligne" if count == 1 else f"{count} lignes"
    title = sheet.title.rstrip(".")
    return rows.capitalize() if title == sheet.name else f"{title} – {rows}"


_ALWAYS: Final = (
    (
        "Petits effectifs",
        "Un effectif de moins de 5 personnes est remplacé par «\u00a0<5\u00a0», et une case "
        "voisine par «\u00a0n. c.\u00a0» (non communiqué) quand elle permettrait de le retrouver. "
        "Les totaux calculés sous les tableaux ne comptent pas ces cases.",
    ),
    (
        "Cases vides",
        "Une case vide veut dire «\u00a0non renseigné\u00a0». Elle ne veut pas dire zéro.",
    ),
    (
        "Montants et dates",
        "Les montants sont en euros, au centime près. Les dates sont de vraies dates. "
        "SIRET, RNA et codes sont du texte\u00a0: leurs zéros de tête sont gardés.",
    ),
    (
        "Totaux",
        "La ligne «\u00a0Total\u00a0» sous un tableau suit les filtres. La feuille "
        "«\u00a0Contrôles\u00a0» recalcule les totaux et les compare au carnet\u00a0: chaque écart "
        "doit être à 0.",
    ),
    (
        "Confidentialité",
        "Ce classeur est réservé à son destinataire. Il ne contient aucun nom d’auteur, aucune "
        "fiche confidentielle ni fiche à relire, aucune parole sans accord de diffusion.",
    ),
)


def _notes(passed: Passed) -> Iterator[Line]:
    yield Line("Pour lire ce classeur", heads=True)
    told = {note.title for note in passed.content.notes}
    for note in passed.content.notes:
        yield Line(note.title, note.text)
    for title, text in _ALWAYS:
        if title not in told:
            yield Line(title, text)
