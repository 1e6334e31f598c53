"""The last parts of the CERFA 15059: the annex, the gaps to explain, what is left to sign."""

from collections.abc import Iterable
from typing import Final

from desktop.export.content import As, Column, Row, Sheet
from desktop.services.workbooks.financial_report.budget import Amounts, added, is_in_kind, of_side
from desktop.services.workbooks.financial_report.gaps import RULE, Gap, none_said, significant
from desktop.services.workbooks.sources import Sources
from sync.records.action import Action
from sync.records.budget import Account, Side
from sync.records.french import euros
from sync.records.organisation import Organisation

ANNEX: Final = "Annexe"
GAPS: Final = "Écarts significatifs"
ATTESTATION: Final = "Attestation"
TO_COMPLETE: Final = "À compléter par l’association."
_FORM: Final = "CERFA 15059, 3. Données chiffrées\u00a0: annexe"
_NONE: Final = "Aucune n’est saisie dans le budget."


def annex(action: Action) -> Sheet:
    """Return the draft of the annex: what the figures say, for the body to complete."""
    rows = (
        ("Règles de répartition des charges indirectes", _indirect(action)),
        ("Explication des écarts significatifs entre le budget et la réalisation", _gaps(action)),
        ("Contributions volontaires en nature affectées à l’action", _in_kind(action)),
        ("Observations à formuler sur le compte rendu financier", TO_COMPLETE),
    )
    columns = (
        Column("Rubrique", As.TEXT, "La question du formulaire.", form=_FORM, width=40),
        Column(
            "Projet de réponse", As.LONG_TEXT, "À relire et à compléter.", written=True, width=90
        ),
    )
    return Sheet(
        ANNEX,
        "3. Données chiffrées\u00a0: annexe",
        "Un projet, tiré des montants saisis\u00a0: relisez-le et complétez-le avant l’envoi.",
        columns,
        rows,
        filters=False,
        references=(action.id,) * len(rows),
    )


def gaps(action: Action) -> Sheet:
    """Return the gaps to explain, with room for the reason of each."""
    rows = tuple(_row(gap) for gap in significant(action.budget))
    columns = (
        Column("Côté", As.TEXT, "Charges ou produits.", form=_FORM),
        Column("Compte", As.TEXT, "La ligne du CERFA 12156.", form=_FORM, width=40),
        Column("Précision", As.TEXT, "Ce que la ligne recouvre.", written=True, width=18),
        Column("Prévision", As.EUROS, "Le montant prévu.", "€", "action.budget.planned"),
        Column("Réalisation", As.EUROS, "Le montant constaté.", "€", "action.budget.actual"),
        Column("Écart", As.EUROS, "Réalisation moins prévision.", "€"),
        Column("Explication", As.LONG_TEXT, "À écrire par l’association.", form=_FORM, width=40),
    )
    return Sheet(
        GAPS,
        "3. Écarts significatifs à expliquer",
        RULE,
        columns,
        rows,
        filters=False,
        references=(action.id,) * len(rows),
        when_empty=none_said(action.budget),
    )


def attestation(sources: Sources, action: Action) -> Sheet:
    """Return what the legal representative signs by hand: no name is ever printed."""
    body = sources.get(Organisation, action.organisation)
    named = body.name if body else ""
    rows = (
        ("Je soussigné(e), (nom et prénom)", ""),
        ("Représentant(e) légal(e) de l’association", named),
        ("Certifie exactes les informations du présent compte rendu. Fait le", ""),
        ("À", ""),
        ("Signature", ""),
    )
    columns = (
        Column("Mention", As.TEXT, "Le texte du formulaire.", form="CERFA 15059, 4.", width=60),
        Column("À remplir à la main", As.LONG_TEXT, "Laissé blanc pour la signature.", width=60),
    )
    return Sheet(
        ATTESTATION,
        "4. Attestation",
        "À remplir et à signer à la main par l’association, une fois imprimée.",
        columns,
        rows,
        filters=False,
    )


def _indirect(action: Action) -> str:
    lines = (line for line in action.budget if line.account is Account.INDIRECT_COSTS)
    said = _said(added(lines))
    if not said:
        return f"{_NONE} S’il y en a, dites comment elles sont réparties entre les actions."
    return f"Charges indirectes réparties\u00a0: {said}. Règle de répartition\u00a0: {TO_COMPLETE}"


def _gaps(action: Action) -> str:
    found = significant(action.budget)
    if not found:
        return none_said(action.budget)
    return "\n".join([*(gap.sentence for gap in found), f"Explications\u00a0: {TO_COMPLETE}"])


def _in_kind(action: Action) -> str:
    lines = [
        f"{title}\u00a0: {said}."
        for side, title in ((Side.EXPENSES, "Emplois (86)"), (Side.INCOME, "Ressources (87)"))
        if (said := _said(_kind_of(action, side)))
    ]
    return "\n".join(lines) or _NONE


def _kind_of(action: Action, side: Side) -> Amounts:
    return added(line for line in of_side(action.budget, side) if is_in_kind(line.account))


def _said(amounts: Amounts) -> str:
    parts: Iterable[tuple[int | None, str]] = (
        (amounts.planned, "prévus"),
        (amounts.actual, "réalisés"),
    )
    return ", ".join(f"{euros(cents)} {word}" for cents, word in parts if cents is not None)


def _row(gap: Gap) -> Row:
    amounts = gap.amounts
    return (
        *(gap.side.label, gap.title, gap.name),
        *(amounts.planned, amounts.actual, amounts.gap, ""),
    )
