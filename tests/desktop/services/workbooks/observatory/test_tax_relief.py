"""The axes of the tax relief, which only a landlord reads: its money, and what is observed."""

from collections.abc import Callable
from typing import Any

import pytest

from desktop.services.workbooks.observatory.content import content
from desktop.services.workbooks.scope import Recipient
from desktop.services.workbooks.sources import Sources
from sync.records.funding import FunderType
from tests.desktop.services.workbooks.reading_back import remarks, sheet

Add = Callable[..., str]
Read = Callable[..., Sources]
LANDLORDS = Recipient("Les bailleurs", frozenset({FunderType.LANDLORD}))


@pytest.fixture
def relief(add: Add, observe: Add, quarter: str) -> dict[str, Any]:
    """Return the ids of two landlords; the first pays for one of two actions."""
    first = add("partner", name="Les Trois Toits", echelon="BAILLEUR")
    second = add("partner", name="Habitat du Canal", echelon="BAILLEUR")
    town = add("partner", name="Ville", echelon="COMMUNE")
    carrier = add("organisation", name="Le Banc", organisation_type="ASSO_1901")
    said = {"year": 2026, "organisation": carrier, "tfpb_axis": "7", "territory": quarter}
    action = add("action", title="Un été", planned_cost=10_000_00, actual_cost=9_000_00, **said)
    alone = add("action", title="Une fête", planned_cost=500_00, **said)
    add("action", title="Sans axe", planned_cost=1, **{**said, "tfpb_axis": None})
    for funder, kind, granted in ((first, "BAILLEUR", 4_000_00), (town, "COMMUNE", 6_000_00)):
        line = {"funder": funder, "funder_type": kind, "year": 2026, "status": "VERSE"}
        add("funding", action=action, granted=granted, paid=granted // 2, **line)
    observe(tfpb_axis="8", follow_up="RESOLUE", closed_on="2026-03-13")
    observe(tfpb_axis="8", diffusion="INTERNE")
    return {"first": first, "second": second, "town": town, "alone": alone}


@pytest.mark.usefixtures("relief")
def test_the_eight_axes_stand_with_their_money_and_their_observations(read: Read) -> None:
    told = content(read(LANDLORDS))

    rows = {str(row[0])[:1]: row[1:] for row in sheet(told, "Axes TFPB").rows}
    assert list(rows) == list("12345678")
    assert rows["7"] == (1, 10_000_00, 9_000_00, 4_000_00, 2_000_00, 0, 0, None)
    assert rows["8"] == (0, 0, 0, 0, 0, 2, 1, 10.0)
    assert rows["1"] == (0, 0, 0, 0, 0, 0, 0, None)


def test_the_actions_are_those_that_the_landlord_pays(read: Read, relief: dict[str, Any]) -> None:
    told = content(read(LANDLORDS))

    assert sheet(told, "Actions TFPB").rows == (
        (
            "7. Animation, lien social, vivre ensemble",
            "Un été",
            "Le Banc",
            "Le Port",
            2026,
            10_000_00,
            9_000_00,
            4_000_00,
            2_000_00,
        ),
    )
    unpaid = "Actions rattachées à un axe sans financement de ce bailleur, absentes d’ici\u00a0: 1."
    assert remarks(told)[unpaid] == (relief["alone"],)


def test_what_the_landlord_has_not_voted_is_not_granted(
    add: Add, read: Read, relief: dict[str, Any]
) -> None:
    line = {"funder": relief["first"], "funder_type": "BAILLEUR", "year": 2026, "granted": 80_00}
    refused = add("action", title="Un bal", year=2026, tfpb_axis="6", planned_cost=1_00)
    add("funding", action=relief["alone"], status="INSTRUIT", **line)
    add("funding", action=refused, status="REFUSE", funder_type="BAILLEUR", year=2026)

    told = content(read(LANDLORDS))

    amounts = {row[1]: row[7] for row in sheet(told, "Actions TFPB").rows}
    assert amounts == {"Un été": 4_000_00, "Une fête": 0}


def test_a_landlord_that_is_named_reads_its_own_actions(read: Read, relief: dict[str, Any]) -> None:
    mine = content(read(Recipient("Les Trois Toits", partners=frozenset({relief["first"]}))))
    other = content(read(Recipient("Habitat du Canal", partners=frozenset({relief["second"]}))))

    assert len(sheet(mine, "Actions TFPB").rows) == 1
    assert len(sheet(other, "Actions TFPB").rows) == 0
    assert len(sheet(other, "Axes TFPB").rows) == 8


def test_no_other_reader_receives_the_axes(read: Read, relief: dict[str, Any]) -> None:
    readers = (
        None,
        Recipient("La Région", frozenset({FunderType.REGION})),
        Recipient("La Ville", partners=frozenset({relief["town"]})),
    )

    for reader in readers:
        told = content(read(reader))
        assert not {"Axes TFPB", "Actions TFPB"} & {each.name for each in told.sheets}
        assert "Axe de l’abattement" not in {each.name for each in told.lists}
