"""The checks of single values: identifiers, addresses, phone numbers and dates."""

from sync.records.checks.contacts import (
    email_address,
    normalised_email,
    normalised_phone,
    phone,
    shown_phone,
)
from sync.records.checks.dates import sensible_date
from sync.records.checks.organisations import (
    dauphin_reference,
    epci_code,
    repaired_siret,
    rna,
    siren,
    siret,
)
from sync.records.checks.repairs import repaired
from sync.records.checks.territories import (
    commune_of,
    contract_code,
    insee_code,
    qpv_code,
    repaired_insee,
)

__all__ = [
    "commune_of",
    "contract_code",
    "dauphin_reference",
    "email_address",
    "epci_code",
    "insee_code",
    "normalised_email",
    "normalised_phone",
    "phone",
    "qpv_code",
    "repaired",
    "repaired_insee",
    "repaired_siret",
    "rna",
    "sensible_date",
    "shown_phone",
    "siren",
    "siret",
]
