"""A content of odd and ordinary values, as the renderers of the three formats are given it."""

from datetime import UTC, date, datetime

import pytest

from desktop.export.content import (
    As,
    Chart,
    Check,
    Column,
    Content,
    Hidden,
    Labels,
    LeftOut,
    Marks,
    Note,
    Passed,
    Remark,
    Sheet,
    Typed,
)
from desktop.export.source import About

ODD = (
    "=1+1",
    '=HYPERLINK("x")',
    "+33 6 12",
    "-5",
    "- un tiret",
    "@SUM(A1)",
    "\ttabulation",
    "#N/A",
    "a\x00b\x07c",
    "é" * 40_000,
    "🏘️👩\u200d👧",
    "\u202eRTL\u200f",
    "_x0041_",
    "<b>&amp;",
    "ligne 1\nligne 2",
    "'=1",
    "\ud800seul",
    "TRUE",
    "00123",
    "  =2",
    "deux  espaces",
)


@pytest.fixture(scope="session")
def odd_texts() -> tuple[str, ...]:
    return ODD


@pytest.fixture(scope="session")
def about() -> About:
    return About(
        service="Service politique de la ville",
        contact="dsu@ville.example",
        made_at=datetime(2026, 3, 31, 9, 0, tzinfo=UTC),
        version="1.0",
        perimeter=(("Période", "2025"), ("Destinataire", "Préfecture")),
        file_name="W1_bilan_2025_v1",
        period=(date(2025, 1, 1), date(2025, 12, 31)),
    )


@pytest.fixture(scope="session")
def passed() -> Passed:
    """Return a content that holds every kind of value, of chart and of sheet."""
    content = Content(
        code="W1",
        title="Bilan de programmation",
        sheets=(actions(), ages(), figures(), months(), stories(), published()),
        notes=(Note("Définitions", "Accordé : montant notifié."),),
        checks=(
            Check("Actions", len(ODD), "Actions"),
            Check("Montant accordé", _granted(), "Actions", "Accordé (€)"),
            Check("Non connu", 33, "Âges", "Non connu"),
            Check("Femmes", 1, "Âges", "Femmes"),
        ),
        left_out=(LeftOut("Fiches à relire", 7, "Une fiche à relire ne sort jamais."),),
        remarks=(Remark("5 visites n’ont pas de durée.", tuple("abcde")),),
        lists=(Labels("Statut", (("F", "Financée"), ("R", "=Refusée"))),),
    )
    return Passed(content, (LeftOut("Effectifs", 3, "Moins de cinq personnes."),))


def actions() -> Sheet:
    """Return a sheet of data: a row per odd text."""
    return Sheet(
        name="Actions",
        title="Actions financées",
        sentence="Une ligne par action.",
        columns=(
            Column("Réf.", As.CODE, "La référence du dossier."),
            Column("Exercice", As.YEAR, "L’année."),
            Column("Intitulé", As.LONG_TEXT, "Ce que fait l’action.", written=True),
            Column("Notifiée le", As.DAY, "Le jour de la notification."),
            Column("Accordé (€)", As.EUROS, "Ce qui est accordé.", total=True, form="15059"),
            Column("% [accordé]", As.SHARE, "Accordé sur demandé."),
            Column("Heures", As.NUMBER, "Le temps passé.", unit="h", total=True),
            Column("Pluriannuelle", As.YES_NO, "Si elle dure plusieurs années."),
            Column("Statut", As.TEXT, "Où en est l’action.", listed="Statut"),
        ),
        rows=tuple(
            (
                f"00{number:03}",
                2025,
                text,
                date(2025, 1 + number % 12, 3),
                100_001 * (number + 1),
                number / 20,
                number * 1.25,
                number % 2 == 0,
                None if number % 3 else "Financée",
            )
            for number, text in enumerate(ODD)
        ),
        references=tuple(f"fiche-{number:04}" for number in range(len(ODD))),
    )


def ages() -> Sheet:
    """Return a synthesis with hidden counts and three charts."""
    columns = (
        Column("Âge", As.TEXT, "La tranche d’âge."),
        *(
            Column(title, As.WHOLE, "Des personnes.", total=title != "Objectif", people=True)
            for title in ("Femmes", "Hommes", "Non connu", "Objectif")
        ),
    )
    rows = (
        ("0-5 ans", 20, 15, 6, 50),
        ("6-11 ans", 27, 24, Hidden.FEW, 65),
        ("12-17 ans", 34, 33, Hidden.BESIDE, 80),
        ("18 ans et +", 1_041, 42, 6, 95),
    )
    charts = (
        Chart(
            "Publics",
            Marks.STACKED,
            "Âge",
            ("Femmes", "Hommes", "Non connu"),
            "Les adultes sont les plus nombreux.",
            against=("Objectif",),
        ),
        Chart("Profil", Marks.RADAR, "Âge", ("Femmes", "Hommes"), "Elles dominent.", rows=3),
        Chart("Femmes", Marks.BARS, "Âge", ("Femmes",), "Surtout des adultes."),
    )
    return Sheet("Âges", "Âges", "Par âge.", columns, rows, charts=charts, filters=False)


def figures() -> Sheet:
    """Return a sheet of unlike figures, whose name a formula must quote."""
    columns = (Column("Indicateur", As.TEXT, "Ce qui est compté."), Column("2025", As.NUMBER, ""))
    rows = (
        ("Actions", Typed(48, As.WHOLE)),
        ("Accordé", Typed(40_210_050, As.EUROS)),
        ("Part", Typed(0.5512, As.SHARE)),
        ("Jour", Typed(date(2025, 6, 1), As.DAY)),
        ("Petit effectif", Typed(Hidden.FEW, As.WHOLE)),
        ("Mot", Typed("=mot", As.TEXT)),
        ("Rien", None),
    )
    return Sheet("Chiffres d'ici", "Chiffres", "En bref.", columns, rows, filters=False)


def months() -> Sheet:
    """Return a sheet with a chart of lines."""
    themes = ("Propreté", "Éclairage d'ici [#1] @ 'bis'")
    columns = (
        Column("Mois", As.TEXT, "Le mois."),
        *(Column(theme, As.WHOLE, "Des observations.", total=True) for theme in themes),
    )
    rows = tuple((f"Mois {number}", number, 12 - number) for number in range(1, 13))
    chart = Chart("Par mois", Marks.LINES, "Mois", themes, "L’une monte, l’autre baisse.")
    return Sheet("Mois", "Par mois", "Une ligne par mois.", columns, rows, charts=(chart,))


def stories() -> Sheet:
    """Return a sheet without a row."""
    columns = (Column("Titre", As.TEXT, "Le titre."),)
    return Sheet("Récits", "Récits", "", columns, (), when_empty="Aucun récit retenu.")


def published() -> Sheet:
    """Return a sheet that follows a published layout."""
    columns = (
        Column("nomAttribuant", As.TEXT, ""),
        Column("dateConvention", As.DAY, ""),
        Column("montant", As.EUROS, ""),
        Column("idBeneficiaire", As.CODE, ""),
    )
    rows = (("Préfecture", date(2025, 3, 4), 1_234_567, "00012345678901"),)
    return Sheet("SCDL", "SCDL", "Publié.", columns, rows, exact=True, references=("fiche",))


def _granted() -> int:
    return sum(100_001 * (number + 1) for number in range(len(ODD)))
