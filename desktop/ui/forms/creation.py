"""A record made in place, from the name typed where a link was looked for."""

from collections.abc import Callable
from dataclasses import dataclass

from sync.records import RECORD_TYPES


@dataclass(frozen=True, slots=True)
class Created:
    """The new record; `take_back` sends it to the trash and gives the typed name back."""

    kind: str
    heading: str
    take_back: Callable[[], object]

    @property
    def sentence(self) -> str:
        """Return what there is to say about it."""
        model = RECORD_TYPES[self.kind]
        e = "e" if model.feminine else ""
        where = model.label_plural.lower()
        return (
            f"«\u00a0{self.heading}\u00a0» est ajouté{e} aux {where}. Sa fiche reste à compléter."
        )


def silent(_created: Created) -> None:
    """Say nothing of a record made in place."""
