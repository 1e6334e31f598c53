"""What the files of the trade call our fields: portals, open data, spreadsheets of services.

Sources: extracts of DAUPHIN, OSIRIS and GISPRO, the SCDL schema "subventions", the files of
ANCT. A field's own title and name are always understood too; accents, case and signs never count.
"""

from types import MappingProxyType
from typing import Final

_COMMUNES = ("communes", "nom commune", "noms communes", "libellé commune", "communes concernées")
_INSEE = (
    "code insee",
    "codes insee",
    "codes insee communes",
    "code commune",
    "code insee commune",
    "insee",
    "insee com",
)
_LATITUDE = ("lat", "y", "lat commune", "latitude commune")
_LONGITUDE = ("lon", "lng", "long", "x", "lon commune", "longitude commune")
_DEPARTEMENT = ("dep", "dept", "code département", "code dep", "num dép", "n° département")
_REFERENCE = (
    "référence administrative",
    "référence administrative de la demande",
    "référence",
    "réf dauphin",
    "numéro dauphin",
    "action de demande - code dossier",
    "projet - code dossier",
    "code dossier",
    "n° dossier",
)
_TITLE = ("intitulé de demande", "intitulé du projet", "intitulé de l’action", "intitulé", "objet")
_YEAR = ("exercice demande", "exercice budgétaire", "exercice", "année", "exercice début")

SYNONYMS: Final = MappingProxyType(
    {
        "territory": {
            "territory_code": ("code qpv", "codes qpv", "qpv", "code quartier", "code", "qp"),
            "name": ("libellé", "nom qpv", "nom du quartier", "libellé qpv", "quartier", "lib qp"),
            "territory_type": ("type", "type territoire"),
            "commune_codes": _INSEE,
            "commune_names": _COMMUNES,
            "epci": ("code epci", "siren epci", "epci"),
            "contract_code": ("code contrat", "contrat de ville", "code cv"),
            "population": ("pop", "population municipale", "nombre d’habitants", "habitants"),
            "latitude": _LATITUDE,
            "longitude": _LONGITUDE,
        },
        "contract": {
            "contract_code": ("code contrat", "code cv", "contrat", "code contrat de ville", "id"),
            "name": ("libellé", "nom", "libellé contrat", "contrat de ville", "intitulé"),
            "geo_code": ("code géo", "siren epci", "code epci", "siren", "code insee", "epci"),
            "departement": _DEPARTEMENT,
            "population_in_qpv": ("population qpv", "pop qpv", "habitants qpv", "population"),
            "latitude": _LATITUDE,
            "longitude": _LONGITUDE,
        },
        "organisation": {
            "name": (
                "raison sociale",
                "libellé demandeur",
                "nom demandeur",
                "demandeur",
                "nom bénéficiaire",
                "bénéficiaire",
                "nom de la structure",
                "nom de l’association",
                "structure",
                "association",
                "dénomination",
                "libellé",
                "libellé tiers",
                "porteur",
            ),
            "acronym": ("sigle", "nom d’usage"),
            "organisation_type": ("type", "type structure", "famille", "type de tiers", "statut"),
            "siret": (
                "n° siret",
                "numéro siret",
                "code siret",
                "siret demandeur",
                "siret du demandeur",
                "siret complet",
                "id bénéficiaire",
                "identifiant siret",
            ),
            "rna": ("n° rna", "numéro rna", "code rna", "rna bénéficiaire", "waldec", "id rna"),
            "contract_codes": (
                "codes contrat de ville",
                "code contrat de ville",
                "contrat de ville",
                "codes contrat",
                "code contrat",
            ),
            "street": ("adresse postale", "adresse siège", "voie", "rue"),
            "postal_code": ("cp", "code postal siège"),
            "commune_code": _INSEE,
            "commune_name": ("ville", *_COMMUNES),
            "departement": _DEPARTEMENT,
            "purpose": ("objet social", "objet de l’association", "description"),
        },
        "contact": {
            "first_name": ("prénom",),
            "last_name": ("nom", "nom de famille"),
            "email": ("mail", "courriel", "e-mail", "adresse mail", "adresse électronique"),
            "phone": ("tél", "téléphone", "n° de téléphone", "portable", "mobile"),
            "organisation": ("structure", "association", "siret", "raison sociale"),
        },
        "action": {
            "title": _TITLE,
            "dauphin_reference": _REFERENCE,
            "organisation": (
                "siret",
                "n° siret",
                "code siret",
                "libellé demandeur",
                "demandeur",
                "structure",
                "porteur",
                "raison sociale",
            ),
            "year": _YEAR,
            "theme": ("thématique", "thématique dispositif", "thème"),
            "dispositif": ("nom dispositif", "dispositif aide"),
            "status": ("statut", "état dossier", "statut de la demande", "avancement"),
            "objectives": ("objectif", "objectifs opérationnels"),
            "planned_cost": ("coût total", "coût", "coût prévu", "budget", "total charges"),
        },
        "funding": {
            "action": (*_REFERENCE, "action", "dossier"),
            "funder": ("financeur", "nom attribuant", "attribuant"),
            "year": _YEAR,
            "requested": ("montant sollicité", "montant demandé", "demandé", "sollicité"),
            "proposed": ("montant proposé", "montant favorable", "proposé", "favorable"),
            "granted": ("montant accordé", "montant voté", "accordé", "montant", "voté"),
            "paid": ("montant versé", "montant payé", "versé", "réalisé"),
            "decided_on": ("date de décision", "date décision", "date convention"),
            "decision_reference": ("référence décision", "n° de délibération", "délibération"),
            "commitment_number": ("chorus - ej", "ej chorus", "n° ej", "n° doc. précédent (ej)"),
        },
        "visit": {
            "visited_on": ("date", "jour", "date de visite", "date du rendez-vous"),
            "visit_type": ("type",),
            "facts": ("faits", "compte rendu", "ce que j’ai vu"),
            "organisation": ("structure", "association", "siret", "raison sociale"),
        },
        "observation": {
            "observed_on": ("date", "jour"),
            "facts": ("faits", "observation", "description"),
            "place": ("lieu", "adresse", "où"),
        },
    }
)
