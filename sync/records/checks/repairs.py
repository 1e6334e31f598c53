"""Which small slips of typing are put right before a checked value is judged."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from sync.records.checks import contacts, organisations, territories

# By check: what reads the value kindly. None means "cannot be read", and the check tells why.
_REPAIRS: MappingProxyType[Callable[..., Any], Callable[[str], str | None]] = MappingProxyType(
    {
        organisations.siret: organisations.repaired_siret,
        organisations.siren: organisations.repaired_siren,
        organisations.epci_code: organisations.repaired_siren,
        organisations.rna: organisations.repaired_reference,
        organisations.dauphin_reference: organisations.repaired_reference,
        territories.qpv_code: territories.repaired_place_code,
        territories.contract_code: territories.repaired_place_code,
        territories.insee_code: territories.repaired_insee,
        contacts.phone: contacts.normalised_phone,
        contacts.email_address: contacts.normalised_email,
    }
)


def repaired(check: Callable[..., Any] | None, value: str) -> str:
    """Return the value as it is stored when its check knows how; else the value itself.

    The values judged are often typed or pasted: "812 231 132 00026" is a sound SIRET.
    """
    repair = _REPAIRS.get(check) if check is not None else None
    return (repair(value) if repair else None) or value
