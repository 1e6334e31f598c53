"""The budget of an action, by the lines of the CERFA 12156 and 15059."""

from collections.abc import Iterable, Iterator
from typing import Annotated

from sync.records.base import Item
from sync.records.declare import MONEY, PERSON, TEXT, in_line, money, said
from sync.records.fields import CodeList, Sensitivity
from sync.records.findings import Finding, error, warning
from sync.records.french import euros


class Side(CodeList):
    """The two halves of a budget."""

    EXPENSES = "CHARGES", "Charges"
    INCOME = "PRODUITS", "Produits"


class Account(CodeList):
    """The lines of the CERFA 12156*06, with the suffixes that DAUPHIN uses."""

    SUPPLIES = "601", "601 – Matières et fournitures"
    SERVICES_BOUGHT = "604", "604 – Prestations de services"
    OTHER_SUPPLIES = "60x", "60 – Autres achats"
    RENTALS = "613", "613 – Locations"
    MAINTENANCE = "615", "615 – Entretien et réparation"
    INSURANCE = "616", "616 – Assurance"
    DOCUMENTATION = "618", "618 – Documentation"
    FEES = "622", "622 – Rémunérations intermédiaires et honoraires"
    PUBLICITY = "623", "623 – Publicité, publications"
    TRAVEL = "625", "625 – Déplacements, missions"
    OTHER_SERVICES = "62x", "62 – Services bancaires et autres"
    PAYROLL_TAXES = "631", "631 – Impôts et taxes sur rémunération"
    OTHER_TAXES = "635", "635 – Autres impôts et taxes"
    WAGES = "641", "641 – Rémunération des personnels"
    SOCIAL_CHARGES = "645", "645 – Charges sociales"
    OTHER_STAFF_COSTS = "647", "647 – Autres charges de personnel"
    OTHER_MANAGEMENT_COSTS = "65", "65 – Autres charges de gestion courante"
    FINANCIAL_COSTS = "66", "66 – Charges financières"
    EXCEPTIONAL_COSTS = "67", "67 – Charges exceptionnelles"
    DEPRECIATION = "68", "68 – Dotations"
    PROFIT_TAX = "69", "69 – Impôt sur les bénéfices"
    INDIRECT_COSTS = "CHARGES_INDIRECTES", "Charges indirectes réparties"
    AID_IN_KIND_GIVEN = "860", "860 – Secours en nature"
    FREE_GOODS_USED = "861", "861 – Mise à disposition gratuite"
    FREE_SERVICES_USED = "862", "862 – Prestations en nature"
    VOLUNTEERS_USED = "864", "864 – Personnel bénévole"
    SALES = "70", "70 – Ventes de produits et prestations"
    PUBLIC_PRICING = "73", "73 – Dotations et tarification"
    STATE = "74etat", "74 – État"
    REGION = "74region", "74 – Région"
    DEPARTEMENT = "74dep", "74 – Département"
    EPCI = "74epci", "74 – Intercommunalité"
    COMMUNE = "74com", "74 – Commune"
    SOCIAL_BODIES = "74orgasoc", "74 – Organismes sociaux (Caf, etc.)"
    EUROPEAN_FUNDS = "74fe", "74 – Fonds européens"
    EMPLOYMENT_AID = "74agenceserv", "74 – Agence de services et de paiement"
    PRIVATE_AID = "74aidespriv", "74 – Aides privées"
    OTHER_PUBLIC_BODIES = "74x", "74 – Autres établissements publics"
    MEMBERSHIP_FEES = "756", "756 – Cotisations"
    DONATIONS = "758", "758 – Dons et mécénat"
    FINANCIAL_INCOME = "76", "76 – Produits financiers"
    EXCEPTIONAL_INCOME = "77", "77 – Produits exceptionnels"
    WRITE_BACKS = "78", "78 – Reprises et reports"
    COST_TRANSFERS = "79", "79 – Transfert de charges"
    OWN_RESOURCES = "RESSOURCES_PROPRES", "Ressources propres affectées"
    VOLUNTEERS_GIVEN = "870", "870 – Bénévolat"
    SERVICES_GIVEN = "871", "871 – Prestations en nature"
    GOODS_GIVEN = "875", "875 – Dons en nature"

    @property
    def side(self) -> Side:
        """Return the half of the budget that the line belongs to."""
        expense = self.value.startswith(("6", "86")) or self is Account.INDIRECT_COSTS
        return Side.EXPENSES if expense else Side.INCOME


class BudgetLine(Item):
    """One line of a budget, as planned and as spent or received."""

    label = "Ligne du budget"

    account: Annotated[
        Account,
        said("Ligne", "La ligne du formulaire CERFA."),
        in_line(Sensitivity.PUBLIC, PERSON),
    ]
    name: Annotated[
        str | None,
        said("Précision", "Ce que la ligne recouvre, si c’est utile.", 200),
        in_line(Sensitivity.PUBLIC, TEXT, searched=True),
    ] = None
    planned: Annotated[
        int | None,
        money("Prévu", "Le montant prévu."),
        in_line(Sensitivity.PUBLIC, PERSON, kind=MONEY, unit="€"),
    ] = None
    actual: Annotated[
        int | None,
        money("Réalisé", "Le montant constaté au bilan."),
        in_line(Sensitivity.PUBLIC, PERSON, kind=MONEY, unit="€"),
    ] = None


def total(lines: Iterable[BudgetLine], side: Side, *, actual: bool = False) -> int:
    """Return the sum of one half of a budget, in cents."""
    amounts = (
        line.actual if actual else line.planned for line in lines if line.account.side is side
    )
    return sum(amount or 0 for amount in amounts)


def balance(lines: tuple[BudgetLine, ...], *, final: bool) -> Iterator[Finding]:
    """Yield a remark for a planned or an actual budget whose two halves differ.

    It blocks only once the budget is said to be final and both halves are filled in: until
    then it is being typed, and what is half typed must be saved.
    """
    for actual, which in ((False, "prévu"), (True, "réalisé")):
        expenses = total(lines, Side.EXPENSES, actual=actual)
        income = total(lines, Side.INCOME, actual=actual)
        if expenses == income:
            continue
        sentence = (
            f"Dans le budget {which}, les charges font {euros(expenses)} et les produits"
            f" {euros(income)} : les deux totaux doivent être égaux pour valider l’action."
        )
        if final and expenses and income:
            yield error(sentence, "budget")
        else:
            yield warning(sentence, "budget")
