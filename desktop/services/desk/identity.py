"""Who an organisation is, in a line: its names, its numbers and whether they hold, its seat."""

from collections.abc import Callable
from dataclasses import dataclass

from sync.records import checks
from sync.records.coding import understood
from sync.records.findings import Finding
from sync.records.organisation import Organisation

Check = Callable[[str], Finding | None]


@dataclass(frozen=True, slots=True)
class OfficialNumber:
    """A number as people read it, and whether it passes its check."""

    name: str
    shown: str
    sound: bool

    @property
    def sentence(self) -> str:
        """Return the number with a sign and a word for its check."""
        told = "✔\u00a0vérifié" if self.sound else "⚠\u00a0à vérifier"
        return f"{self.name}\u00a0{self.shown} {told}"


@dataclass(frozen=True, slots=True)
class Identity:
    """What stands at the head of the desk; texts are empty where nothing is known."""

    name: str
    acronym: str
    organisation_type: str
    numbers: tuple[OfficialNumber, ...]
    address: str
    link: str
    territory: str


def identity(record: Organisation) -> Identity:
    """Return who an organisation is; its territory only when it acts in one alone."""
    record = understood(record)
    found = (
        _number("SIRET", _grouped(record.siret), record.siret, checks.siret),
        _number("RNA", record.rna or "", record.rna, checks.rna),
    )
    places = record.intervention_territories
    return Identity(
        record.name,
        record.acronym or "",
        record.organisation_type.label if record.organisation_type else "",
        tuple(number for number in found if number is not None),
        address(record),
        record.link_to_team.label if record.link_to_team else "",
        places[0] if len(places) == 1 else "",
    )


def address(record: Organisation) -> str:
    """Return the seat on one line."""
    town = " ".join(part for part in (record.postal_code, record.commune_name) if part)
    return ", ".join(part for part in (record.street, town) if part)


def _number(name: str, shown: str, value: str | None, check: Check) -> OfficialNumber | None:
    return OfficialNumber(name, shown, check(value) is None) if value else None


def _grouped(siret: str | None) -> str:
    """Return « 732 829 320 00074 », which the eye can compare with a paper."""
    if siret is None or len(siret) != 14:
        return siret or ""
    return "\u00a0".join((siret[:3], siret[3:6], siret[6:9], siret[9:]))
