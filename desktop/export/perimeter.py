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
class Perimeter:
    """The choice made for one export: with personal and confidential data, or without."""

    with_personal_data: bool = False

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

    def names(self, model: type[Record]) -> bool:
        """Tell whether the heading of such records may leave: each of its fields may."""
        shown = {field.name for field in self.fields(model)}
        return shown.issuperset(model.heading_fields)
