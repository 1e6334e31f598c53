"""The six workbooks: what each is called, who reads it, and what makes its content."""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, cast

from desktop.errors import BadInput
from desktop.export.content import Content
from desktop.services.workbooks.sources import Sources

_HERE: Final = "desktop.services.workbooks"


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook of the catalogue.

    `stem` is its word in the names of files, `package` where its content is made, and
    `by_reader` says that each reader receives lines of its own: files then name it.
    """

    code: str
    title: str
    reader: str
    stem: str
    package: str
    by_reader: bool = False

    def content(self, sources: Sources) -> Content:
        """Return what the workbook says of these records."""
        module = importlib.import_module(f"{_HERE}.{self.package}.content")
        make = cast(Callable[[Sources], Content], module.content)
        return make(sources)


_ALL: Final = (
    Workbook(
        "W1",
        "Bilan de programmation",
        "Préfecture, délégué du préfet, ANCT",
        "bilan",
        "programming",
    ),
    Workbook(
        "W2",
        "Comité des financeurs",
        "Commune, EPCI, Département, Région, Caf",
        "financeurs",
        "funders",
        by_reader=True,
    ),
    Workbook(
        "W3",
        "Moins instruire, mieux soutenir",
        "Tous les financeurs, direction générale",
        "soutien",
        "support",
    ),
    Workbook(
        "W4",
        "Rendre compte autrement",
        "Tous les financeurs, comité de pilotage",
        "autrement",
        "account",
        by_reader=True,
    ),
    Workbook(
        "W5",
        "Observatoire social et urbain, GUSP",
        "Bailleurs, commune, EPCI, préfecture",
        "observatoire",
        "observatory",
        by_reader=True,
    ),
    Workbook(
        "W6",
        "Instances et droit commun",
        "Signataires du contrat de ville",
        "instances",
        "governance",
    ),
)
WORKBOOKS: Final[Mapping[str, Workbook]] = MappingProxyType({each.code: each for each in _ALL})


def workbook(code: str) -> Workbook:
    """Return the workbook of a code, in any case; raises BadInput."""
    found = WORKBOOKS.get(code.strip().upper())
    if found is None:
        raise BadInput(
            f"«\u00a0{code}\u00a0» n’est pas un classeur\u00a0: choisissez {', '.join(WORKBOOKS)}.",
            "workbook",
        )
    return found
