"""Which figure goes in which cell of a financer's template, kept under a name in this base.

A mapping holds names of sheets, cells and columns, never a value of a record. It is local: it is
not exchanged, and is in the backups of the base.
"""

import json
from collections.abc import Mapping as Told
from dataclasses import dataclass, replace
from typing import Any, Final

from desktop.errors import BadInput
from desktop.services.notebook import Notebook
from desktop.services.reading import Reading
from desktop.services.refusals import NotFound
from desktop.services.workbooks.template.picks import Pick, PickKind

LONGEST_NAME: Final = 80
_SETTING: Final = "templates"


@dataclass(frozen=True, slots=True)
class Link:
    """A pick and its cell. ``label`` is the text that named the cell when it was pointed at.

    ``down`` pours a column under a header: the cell is then the header itself.
    """

    sheet: str
    cell: str
    pick: Pick
    label: str = ""
    down: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """The links of one template, under the name that the service gave them."""

    name: str
    template: str
    links: tuple[Link, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of the workbooks that it draws from."""
        return tuple(dict.fromkeys(link.pick.code for link in self.links))

    def with_link(self, link: Link) -> "Mapping":
        """Return the mapping with a link more; the cell loses the one it had."""
        others = self.without(link.sheet, link.cell).links
        return replace(self, links=(*others, link))

    def without(self, sheet: str, cell: str) -> "Mapping":
        """Return the mapping without the link of a cell."""
        kept = (one for one in self.links if (one.sheet, one.cell) != (sheet, cell))
        return replace(self, links=tuple(kept))

    def link_at(self, sheet: str, cell: str) -> Link | None:
        """Return the link of a cell; None when it has none."""
        return next((one for one in self.links if (one.sheet, one.cell) == (sheet, cell)), None)


def mappings(reading: Reading) -> tuple[Mapping, ...]:
    """Return the mappings of this base, by name."""
    kept = reading.base.settings.get(_SETTING)
    found = map(_mapping, json.loads(kept)) if kept else ()
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def mapping_named(reading: Reading, name: str) -> Mapping:
    """Return a mapping by its name, in any case; raises NotFound."""
    wanted = name.strip().casefold()
    for one in mappings(reading):
        if one.name.casefold() == wanted:
            return one
    raise NotFound(f"Aucun remplissage ne s’appelle «\u00a0{name}\u00a0».")


def keep_mapping(notebook: Notebook, mapping: Mapping) -> Mapping:
    """Keep a mapping, in place of the one of the same name; raises BadInput."""
    name = " ".join(mapping.name.split())
    if not name or len(name) > LONGEST_NAME:
        raise BadInput(
            f"Donnez un nom à ce remplissage, en {LONGEST_NAME} signes au plus. Rien n’a changé.",
            "name",
        )
    kept = replace(mapping, name=name)
    others = [one for one in mappings(notebook) if one.name.casefold() != name.casefold()]
    _keep(notebook, (*others, kept))
    return kept


def forget_mapping(notebook: Notebook, name: str) -> None:
    """Forget a mapping; raises NotFound."""
    gone = mapping_named(notebook, name)
    _keep(notebook, tuple(one for one in mappings(notebook) if one != gone))


def _keep(notebook: Notebook, known: tuple[Mapping, ...]) -> None:
    told = [
        {"name": one.name, "template": one.template, "links": [*map(_told, one.links)]}
        for one in known
    ]
    with notebook.base.writing():
        notebook.base.settings.put(_SETTING, json.dumps(told, ensure_ascii=False))


def _told(link: Link) -> dict[str, object]:
    pick = link.pick
    return {
        "sheet": link.sheet,
        "cell": link.cell,
        "label": link.label,
        "down": link.down,
        "pick": [pick.code, pick.kind.value, pick.row, pick.sheet, pick.column],
    }


def _mapping(told: Told[str, Any]) -> Mapping:
    return Mapping(told["name"], told["template"], tuple(map(_link, told["links"])))


def _link(told: Told[str, Any]) -> Link:
    code, kind, row, sheet, column = told["pick"]
    pick = Pick(code, PickKind(kind), row, sheet, column)
    return Link(told["sheet"], told["cell"], pick, told["label"], told["down"])
