"""Columns that the workbooks of money share, with the boxes of the forms that they match."""

from desktop.export.content import As, Column

_REFERENCE = "DAUPHIN\u00a0: référence administrative\u00a0; OSIRIS\u00a0: Numéro action"


def euros(title: str, meaning: str, origin: str, form: str = "", *, total: bool = True) -> Column:
    """Return a column of cents, whose unit stands in its title."""
    return Column(
        f"{title} (€)", As.EUROS, meaning, "€", origin=origin, form=form, width=15, total=total
    )


def count(title: str, meaning: str, origin: str, *, total: bool = True) -> Column:
    """Return a column of whole numbers that count records, not people."""
    return Column(title, As.WHOLE, meaning, origin=origin, width=11, total=total)


def people(title: str, meaning: str, origin: str, form: str = "") -> Column:
    """Return a column that counts people: the gate hides what is below five."""
    return Column(
        title, As.WHOLE, meaning, "personnes", origin, form, width=11, total=True, people=True
    )


def part(title: str, meaning: str, origin: str = "calcul", *, of_people: bool = False) -> Column:
    """Return a column of shares of one; the gate reads those of people with their counts."""
    return Column(f"{title} (%)", As.SHARE, meaning, "%", origin, width=12, people=of_people)


def reference() -> Column:
    """Return the reference of an action: the one of DAUPHIN, or the code of its record."""
    return Column(
        "Réf. DAUPHIN",
        As.CODE,
        "La référence administrative du dossier\u00a0; à défaut, le code de la fiche dans le"
        " carnet.",
        origin="action.dauphin_reference",
        form=_REFERENCE,
        width=13,
    )


def year() -> Column:
    """Return the exercise of an action or of a line."""
    return Column(
        "Exercice",
        As.YEAR,
        "L’année du budget.",
        origin="action.year",
        form="DAUPHIN\u00a0: exercice budgétaire",
        width=10,
    )


def title() -> Column:
    """Return the title of an action."""
    return Column(
        "Intitulé",
        As.TEXT,
        "L’intitulé de l’action, comme dans le dossier.",
        origin="action.title",
        form="CERFA 12156, 6\u00a0: intitulé\u00a0; OSIRIS\u00a0: Intitulé",
        width=24,
        written=True,
    )


def body() -> Column:
    """Return the name of the organisation."""
    return Column(
        "Structure",
        As.TEXT,
        "Le nom complet de la structure qui porte l’action ou reçoit l’aide.",
        origin="organisation.name",
        form="CERFA 12156, 1\u00a0: nom\u00a0; OSIRIS\u00a0: Nom",
        width=22,
    )


def siret() -> Column:
    """Return the SIRET, a text of fourteen digits."""
    return Column(
        "N° SIRET",
        As.CODE,
        "Les quatorze chiffres de l’établissement\u00a0; vide pour un collectif qui n’en a pas.",
        origin="organisation.siret",
        form="CERFA 12156, 1\u00a0: SIRET\u00a0; OSIRIS\u00a0: N° Siret",
        width=16,
    )


def rna() -> Column:
    """Return the national number of an association."""
    return Column(
        "N° RNA",
        As.CODE,
        "Le numéro d’association\u00a0; vide pour une structure qui n’en est pas une, et en"
        " Alsace-Moselle.",
        origin="organisation.rna",
        form="CERFA 12156, 1\u00a0: RNA\u00a0; OSIRIS\u00a0: N° RNA",
        width=13,
    )
