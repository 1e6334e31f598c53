"""Mappings are kept under a name in the base, without any value of a record."""

import pytest

from desktop.errors import BadInput
from desktop.services.notebook import Notebook
from desktop.services.refusals import NotFound
from desktop.services.workbooks.template.mapping import (
    Link,
    Mapping,
    forget_mapping,
    keep_mapping,
    mapping_named,
    mappings,
)
from desktop.services.workbooks.template.picks import Pick, PickKind

PICK = Pick("W1", PickKind.CELL, "Santé", "Par thème", "Accordé")
MADE = Mapping("Caf 2026", "caf.xlsx", (Link("Demande", "B4", PICK, "Budget"),))


def test_a_mapping_is_found_again_by_its_name(notebook: Notebook) -> None:
    keep_mapping(notebook, MADE)

    assert mapping_named(notebook, "caf 2026") == MADE
    assert MADE.codes == ("W1",)


def test_a_mapping_of_the_same_name_takes_its_place(notebook: Notebook) -> None:
    keep_mapping(notebook, MADE)
    keep_mapping(notebook, Mapping("Région", "r.xlsx"))

    keep_mapping(notebook, Mapping("CAF 2026", "autre.xlsx"))

    assert [(one.name, one.template) for one in mappings(notebook)] == [
        ("CAF 2026", "autre.xlsx"),
        ("Région", "r.xlsx"),
    ]


def test_a_mapping_can_be_forgotten(notebook: Notebook) -> None:
    keep_mapping(notebook, MADE)

    forget_mapping(notebook, "Caf 2026")

    assert mappings(notebook) == ()
    with pytest.raises(NotFound):
        mapping_named(notebook, "Caf 2026")


def test_a_mapping_needs_a_name(notebook: Notebook) -> None:
    for name in ("  ", "x" * 81):
        with pytest.raises(BadInput):
            keep_mapping(notebook, Mapping(name, "x.xlsx"))


def test_a_cell_holds_one_link() -> None:
    other = Link("Demande", "B4", Pick("W1", PickKind.FIGURE, "Actions"), "Budget")

    made = MADE.with_link(other)

    assert made.links == (other,)
    assert made.link_at("Demande", "B4") == other
    assert made.without("Demande", "B4").links == ()
