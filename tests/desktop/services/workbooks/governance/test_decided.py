"""W6: decisions, alliances, and the money of ordinary law, counted by hand."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from desktop.services.workbooks.governance.content import content
from desktop.services.workbooks.scope import Period
from desktop.services.workbooks.sources import Sources
from sync.records.funding import FunderType
from tests.desktop.services.workbooks.reading_back import (
    assert_sound,
    cells,
    given,
    line,
    remarks,
    sheet,
    summary,
)

Add = Callable[..., str]
Read = Callable[..., Sources]


def test_decisions_are_followed_and_late_ones_counted(add: Add, meet: Add, read: Read) -> None:
    session = meet()
    late = add("decision", title="Ouvrir", nature="MANDAT", meeting=session, due_on="2026-11-13")
    add(
        "decision",
        title="Payer",
        nature="MANDAT",
        decided_on="2026-06-01",
        state="FAITE",
        due_on="2026-07-01",
        communicated_on="2026-06-02",
        owner="Service jeunesse",
    )
    add("decision", title="Avant", nature="MANDAT", decided_on="2025-06-01")
    undated = add("decision", title="Un jour", nature="REPORT")

    told = content(read())

    rows = sheet(told, "Décisions")
    assert cells(rows, "Décidée le") == [date(2026, 5, 5), date(2026, 6, 1)]
    assert cells(rows, "Instance") == ["Comité de pilotage (Copil)", ""]
    assert cells(rows, "Retard (jours)") == [10, None]
    assert cells(rows, "Pilote") == ["", "Service jeunesse"]
    assert next(c for c in rows.columns if c.title == "Pilote").written
    mandates = line(sheet(told, "Suivi des décisions"), "Mandat")
    assert list(mandates.values())[1:] == [2, 1, 0, 1, 0, 1, 1]
    assert remarks(told)["Décisions à mener sans pilote\u00a0: 1."] == (late,)
    assert remarks(told)["Décisions sans date ni séance datée\u00a0: 1."] == (undated,)


def test_an_alliance_is_told_at_both_ends_of_the_period(add: Add, read: Read) -> None:
    history = [
        {"level": "1", "on": "2025-03-01"},
        {"level": "2", "on": "2026-01-01"},
        {"level": "4", "on": "2026-06-01"},
        {"level": "3", "on": "2027-01-01"},
    ]
    add("partner", name="Caf", echelon="CAF", alliance_level="3", alliance_history=history)
    add("partner", name="Ville", echelon="COMMUNE", alliance_history=[{"level": "1"}])
    add("partner", name="Zoo", echelon="AUTRE", alliance_history=history[2:3], alliance_level="4")

    told = content(read())

    assert [row[3:7] for row in sheet(told, "Alliances").rows] == [
        ("2 – Consulté", "4 – Copilote", 2, date(2026, 6, 1)),
        ("", "0 – Inconnu", None, None),
        ("4 – Copilote", "4 – Copilote", 0, date(2026, 6, 1)),
    ]
    levels = {row[0]: row[1:] for row in sheet(told, "Niveaux d’alliance").rows}
    assert levels["2 – Consulté"] == (1, 0)
    assert levels["4 – Copilote"] == (1, 2)
    assert levels["Niveau non noté"] == (1, 0)
    assert summary(told)["Alliances qui ont avancé"] == 1


def test_ordinary_law_is_told_apart_from_specific_credits(add: Add, read: Read) -> None:
    def grant(kind: str, amount: int, ordinary: bool | None = None, **values: Any) -> None:
        given = {"funder_type": kind, "year": 2026, "status": "VOTE", "granted": amount}
        add("funding", ordinary_law=ordinary, **{**given, **values})

    grant("ETAT_P147", 1_000_00)
    grant("CAF_ORG_SOCIAL", 2_000_00, ordinary=True)
    grant("CAF_ORG_SOCIAL", 300_00)
    grant("COMMUNE", 500_00, ordinary=False)
    grant("RESSOURCES_PROPRES", 900_00)
    grant("COMMUNE", 40_00, year=2025)

    told = content(read())

    year = line(sheet(told, "Droit commun par exercice"), 2026)
    assert list(year.values())[1:-1] == [4, 1_000_00, 500_00, 2_000_00, 300_00, 3_800_00]
    assert year["Droit commun (%)"] == pytest.approx(2_000 / 3_500)
    caf = line(sheet(told, "Droit commun par financeur"), "Caf et organismes sociaux")
    assert list(caf.values())[1:] == [2, 0, 0, 2_000_00, 300_00, 2_300_00, 1.0]
    assert summary(told)["Droit commun accordé"] == 2_000_00
    assert summary(told)["Crédits spécifiques accordés"] == 1_500_00


def test_what_was_not_voted_or_not_given_in_money_is_not_granted(add: Add, read: Read) -> None:
    line = {"funder_type": "COMMUNE", "year": 2026, "ordinary_law": True, "granted": 500_00}
    draft = add("action", title="Jardin", year=2026, review_state="BROUILLON")
    add("funding", **line, status="VOTE")
    add("funding", **line, status="INSTRUIT")
    add("funding", **line, status="VOTE", aid_form="NATURE")
    add("funding", **line, status="VOTE", action=draft)

    told = content(read())

    assert summary(told)["Droit commun accordé"] == 500_00
    assert given(sheet(told, "Droit commun par financeur"), "Total accordé (€)") == {
        "Commune": 500_00
    }
    assert ("Financements", 1) in [(each.what, each.count) for each in told.left_out]
    assert_sound(told)


def test_a_filter_of_financers_chooses_actions_whose_whole_money_is_told(
    add: Add, read: Read
) -> None:
    chosen, other = (add("action", title=title, year=2026) for title in ("Jardin", "Autre"))
    voted = {"year": 2026, "status": "VOTE", "granted": 100_00}
    add("funding", **voted, funder_type="ETAT_P147", action=chosen)
    add("funding", **voted, funder_type="COMMUNE", action=chosen, ordinary_law=True)
    add("funding", **voted, funder_type="COMMUNE", action=other, ordinary_law=True)

    told = content(read(funder_types=frozenset({FunderType.STATE_P147})))

    assert summary(told)["Droit commun accordé"] == 100_00
    assert summary(told)["Crédits spécifiques accordés"] == 100_00
    assert_sound(told)


def test_a_long_period_shows_the_years_in_which_something_was_granted(add: Add, read: Read) -> None:
    add("funding", funder_type="COMMUNE", year=2024, status="VOTE", granted=100_00)

    told = content(read(Period.always()))

    assert cells(sheet(told, "Droit commun par exercice"), "Exercice") == [2024]
    assert_sound(told)
