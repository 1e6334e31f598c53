"""What the first workbook keeps to itself: few people, opinions, neighbourhoods not validated."""

from typing import Any

from desktop.export.content import Content, Typed, Value
from desktop.services.workbooks.programming.content import content
from desktop.services.workbooks.scope import Recipient
from sync.records.action import Action
from sync.records.funding import FunderType, Funding
from tests.desktop.services.workbooks.filled import (
    add,
    column,
    row,
    sheet,
    sources,
    titles,
    unproved,
)
from tests.desktop.services.workbooks.programme import Programme

STATE = Recipient("Préfecture", frozenset({FunderType.STATE_P147, FunderType.STATE_OTHER}))
CAF = Recipient("Caf", frozenset({FunderType.CAF}))


def told(programme: Programme, **scope: Any) -> Content:
    return content(sources(programme.notebook, **scope))


def _open(record: Action | Funding) -> bool:
    return record.review_state in ("VALIDE", "ARCHIVE") and record.diffusion != "CONFIDENTIEL"


def _value(said: Content, place: Any) -> int:
    cell = sheet(said, place.sheet).rows[place.row][place.column]
    held = cell.value if isinstance(cell, Typed) else cell
    return int(str(held or 0))


def _parts(said: Content, places: Any) -> int:
    return sum(_value(said, place) for place in places)


def test_few_people_are_hidden_inside_the_text_of_the_indicators(programme: Programme) -> None:
    programme.action(
        dauphin_reference="DA01234567",
        indicators=[
            {"name": "Personnes accompagnées", "planned": 3, "actual": 2},
            {"name": "Relogées", "measure": "familles", "planned": 12, "actual": 4},
            {"name": "Jeunes inscrits", "planned": 8, "actual": 5},
            {"name": "Femmes", "planned": 8, "actual": 0},
            {"name": "Ateliers", "measure": "séances", "planned": 3, "actual": 2},
        ],
    )

    line = row(sheet(told(programme), "Actions"), "DA01234567")

    assert str(line["Indicateurs"]).split("\u00a0; ") == [
        "Personnes accompagnées\u00a0: prévu 3, réalisé <5",
        "Relogées (familles)\u00a0: prévu 12, réalisé <5",
        "Jeunes inscrits\u00a0: prévu 8, réalisé 5",
        "Femmes\u00a0: prévu 8, réalisé 0",
        "Ateliers (séances)\u00a0: prévu 3, réalisé 2",
    ]


def test_the_cofinancers_are_those_that_were_asked_with_what_they_decided(
    programme: Programme,
) -> None:
    action = programme.action(dauphin_reference="DA01234567")
    programme.line(action, "COMMUNE", status="REFUSE", granted=None)
    programme.line(action, "REGION", status="ENVISAGE", granted=None)
    programme.line(action, "EPCI", status="INSTRUIT", proposed=111_111, granted=111_111)
    programme.line(action, "DEPARTEMENT", amount=0)

    told_of = row(sheet(told(programme), "Actions"), "DA01234567")["Cofinanceurs"]

    assert set(str(told_of).split("\u00a0; ")) == {
        "Financeur COMMUNE\u00a0: refusé",
        "Financeur EPCI",
        "Financeur DEPARTEMENT\u00a0: 0,00\u00a0€",
    }


def test_a_neighbourhood_that_may_not_be_named_still_shares_an_action(
    programme: Programme,
) -> None:
    here = programme.place("QN05109M")
    hidden = add(
        programme.notebook,
        "territory",
        name="À valider",
        territory_code="QN05110I",
        territory_type="QPV",
        review_state="RECU",
    )
    programme.line(programme.action(neighbourhoods=[here, hidden]), amount=700_000)

    said = told(programme)

    lines = [tuple(each[1:4]) for each in sheet(said, "Par QPV").rows]
    assert lines == [
        ("Quartier QN05109M", "", 0),
        ("Actions sur plusieurs quartiers", "", 1),
    ]
    assert unproved(said) == []


def test_what_was_proposed_is_read_by_the_state_alone_and_after_the_decision(
    programme: Programme,
) -> None:
    decided = programme.action(dauphin_reference="DA00000001")
    waiting = programme.action("Jouer", dauphin_reference="DA00000002")
    programme.line(decided, proposed=250_000)
    programme.line(waiting, status="INSTRUIT", proposed=111_111, granted=None)

    table = sheet(told(programme, recipient=STATE), "Actions")

    assert row(table, "DA00000001")["Proposé P147 (€)"] == 250_000
    assert row(table, "DA00000002")["Proposé P147 (€)"] is None
    for other in (None, CAF):
        assert "Proposé P147 (€)" not in titles(sheet(told(programme, recipient=other), "Actions"))


def test_where_a_file_stands_is_read_before_the_decision_by_the_state_alone(
    programme: Programme,
) -> None:
    action = programme.action(dauphin_reference="DA00000001", status="RECEVABLE")
    programme.line(action, status="DEMANDE", granted=None)
    programme.action("Jouer", dauphin_reference="DA00000002", status="VOTEE")

    def states(recipient: Recipient | None) -> list[Value]:
        return column(sheet(told(programme, recipient=recipient), "Actions"), "Statut")

    assert states(STATE) == ["Recevable", "Votée"]
    assert states(CAF) == states(None) == ["", "Votée"]
