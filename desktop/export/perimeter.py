"""What may leave the notebook in a workbook, and the French reason of what may not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel

from sync.records.base import Diffusion, Record
from sync.records.fields import FieldSpec, Sensitivity, fields_of
from sync.records.verbatims import Consent

NEVER: Final = "Jamais exporté"
PRIVATE: Final = "Note privée de son auteur, jamais exportée"
PERSONAL: Final = "Donnée personnelle, exportée seulement sur demande"
CONFIDENTIAL: Final = "Confidentiel, exporté seulement sur demande"


@dataclass(frozen=True, slots=True)
class Said:
    """What the sheets that explain an export say of the choice made for it."""

    filters: str
    perimeter: str
    few: str
    confidentiality: str
    left_out: str


_FILTERS: Final = "Aucun : toutes les fiches en usage, relues ou non, sont concernées."
_FEW: Final = (
    "Les effectifs inférieurs à 5 ne sont pas masqués ici : ce classeur sert à l’équipe. "
    "Pour un financeur ou un partenaire, faites un fichier à transmettre."
)
_LEFT_OUT: Final = (
    "Laissées de côté : confidentielles, ou paroles recueillies sans accord de diffusion. "
    "Elles ne sortent que sur demande."
)
TEAM: Final = Said(
    filters=_FILTERS,
    perimeter=(
        "Toutes les fiches en usage, SANS les données personnelles ni confidentielles. "
        "Les fiches confidentielles et les paroles sans accord de diffusion n’y sont pas."
    ),
    few=_FEW,
    confidentiality=(
        "Ce classeur est destiné à l’équipe. Il contient des textes libres : relisez-les "
        "avant toute transmission. Aucun nom d’auteur n’y figure."
    ),
    left_out=_LEFT_OUT,
)
WITH_PERSONAL_DATA: Final = Said(
    filters=_FILTERS,
    perimeter=(
        "Toutes les fiches en usage, AVEC les données personnelles et confidentielles, "
        "à la demande de la personne qui a fait l’extraction. "
        "Les notes privées et les champs jamais exportés n’y sont pas."
    ),
    few=_FEW,
    confidentiality=(
        "Ce classeur contient des données personnelles : gardez-le dans un dossier protégé, "
        "ne le transmettez pas par courriel, et supprimez-le dès qu’il n’est plus utile."
    ),
    left_out=_LEFT_OUT,
)


@dataclass(frozen=True, slots=True)
class Perimeter:
    """The choice made for one export of the team: with personal data, or without.

    A service that lets data out to others gives a stricter one.
    """

    with_personal_data: bool = False

    @property
    def said(self) -> Said:
        """Return what the first sheet says of the choice made."""
        return WITH_PERSONAL_DATA if self.with_personal_data else TEAM

    def reason_to_hide(self, field: FieldSpec) -> str:
        """Return why a field stays in the notebook; "" when it may leave."""
        about = field.about
        if about.sensitivity is Sensitivity.NEVER_EXPORTED:
            return NEVER
        if about.private:
            return PRIVATE
        if self.with_personal_data:
            return ""
        if about.sensitivity is Sensitivity.CONFIDENTIAL:
            return CONFIDENTIAL
        return PERSONAL if about.personal else ""

    def fields(self, model: type[BaseModel]) -> Iterator[FieldSpec]:
        """Yield the fields of a record or item type that may leave, as declared."""
        for field in fields_of(model):
            if not self.reason_to_hide(field):
                yield field

    def hidden(self, model: type[BaseModel]) -> Iterator[tuple[FieldSpec, str]]:
        """Yield the fields that stay, and why."""
        for field in fields_of(model):
            if reason := self.reason_to_hide(field):
                yield field, reason

    def keeps(self, record: Record) -> bool:
        """Tell whether a record may leave; a trashed one never does."""
        if record.deleted_at is not None:
            return False
        if self.with_personal_data:
            return True
        return record.diffusion is not Diffusion.CONFIDENTIAL and self.agreed(record)

    def agreed(self, words: BaseModel) -> bool:
        """Tell whether those whose words they are let a record or a line travel this far."""
        if self.with_personal_data:
            return True
        return getattr(words, "consent", None) != Consent.NO_DIFFUSION

    def cites(self, record: Record) -> bool:
        """Tell whether a record may be cited by another, by its code at least."""
        return record.deleted_at is None

    def names(self, model: type[Record]) -> bool:
        """Tell whether the heading of such records may leave: each of its fields may."""
        shown = {field.name for field in self.fields(model)}
        return shown.issuperset(model.heading_fields)
