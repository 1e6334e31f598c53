"""What a workbook may speak of: validated, within its scope, never what is kept apart."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from desktop.services.jobs import Cancelled
from desktop.services.notebook import Notebook
from desktop.services.workbooks.links import CONFIDENTIAL, NOT_VALIDATED
from desktop.services.workbooks.scope import Period, Scope
from desktop.services.workbooks.sources import Sources
from sync.records.action import Action
from sync.records.agreement import Agreement
from sync.records.commitment import Commitment
from sync.records.decision import Decision
from sync.records.funding import FunderType, Funding
from sync.records.idea import Idea
from sync.records.meeting import Meeting
from sync.records.organisation import Organisation
from sync.records.territory import Territory
from sync.records.visit import Visit

TODAY = date(2026, 11, 23)
YEAR = Period.of_years(2026)
DONE = {"review_state": "VALIDE"}
OPEN = {**DONE, "diffusion": "DIFFUSABLE"}
PROMISE = {"title": "Des places", "shared_stake": "La garde", "due_on": "2026-12-31"}
VISIT = {"visited_on": "2026-03-04", "visit_type": "ECOUTE", "facts": "Le jardin."}

Add = Callable[..., str]


@pytest.fixture
def add(notebook: Notebook) -> Add:
    """Return what saves a validated record and returns its id."""

    def save(kind: str, **values: Any) -> str:
        return notebook.add(kind, {**OPEN, **values}).record.id

    return save


@pytest.fixture
def hamois(add: Add) -> str:
    return add(
        "territory",
        name="Le Hamois",
        territory_code="QN05109M",
        territory_type="QPV",
        commune_codes=["51649"],
        epci="200067213",
    )


@pytest.fixture
def elsewhere(add: Add) -> str:
    return add(
        "territory",
        name="Orgeval",
        territory_code="QN05103M",
        territory_type="QPV",
        commune_codes=["51454"],
        epci="200067213",
    )


def sources(notebook: Notebook, period: Period = YEAR, **filters: Any) -> Sources:
    """Return the records of a scope."""
    return Sources(notebook, Scope(period, **filters), TODAY)


def ids(records: tuple[Any, ...]) -> set[str]:
    return {record.id for record in records}


def test_only_validated_records_are_told_and_the_others_are_counted(
    notebook: Notebook, add: Add
) -> None:
    told = add("visit", **VISIT)
    archived = add("visit", **VISIT, review_state="ARCHIVE")
    add("visit", **VISIT, review_state="RECU")
    add("visit", **VISIT, review_state="BROUILLON")
    add("visit", **VISIT, diffusion="CONFIDENTIEL")

    found = sources(notebook)

    assert ids(found.of(Visit)) == {told, archived}
    assert [(one.what, one.count, one.why) for one in found.left_out(Visit)] == [
        ("Visites", 1, CONFIDENTIAL),
        ("Visites", 2, NOT_VALIDATED),
    ]


def test_what_is_in_the_trash_is_neither_told_nor_counted(notebook: Notebook, add: Add) -> None:
    notebook.delete(add("visit", **VISIT))

    found = sources(notebook)

    assert not found.of(Visit)
    assert not found.left_out(Visit)


def test_what_is_left_out_of_the_scope_is_not_counted_as_left_out(
    notebook: Notebook, add: Add, hamois: str, elsewhere: str
) -> None:
    add("visit", **VISIT, review_state="RECU", territory=elsewhere)
    add("visit", **{**VISIT, "visited_on": "2025-03-04"}, review_state="RECU", territory=hamois)

    found = sources(notebook, territories=frozenset({hamois}))

    assert not found.left_out(Visit)


def test_each_kind_has_the_day_by_which_it_is_of_the_period(notebook: Notebook, add: Add) -> None:
    inside = add("visit", **{**VISIT, "visited_on": "2026-12-31"})
    add("visit", **{**VISIT, "visited_on": "2027-01-01"})
    action = add("action", title="Jardin", year=2026)
    add("action", title="Jardin", year=2025)
    agreement = add("agreement", title="CPO", first_year=2024, last_year=2026)
    add("agreement", title="CPO", first_year=2021, last_year=2025)

    found = sources(notebook)

    assert ids(found.of(Visit)) == {inside}
    assert ids(found.of(Action)) == {action}
    assert ids(found.of(Agreement)) == {agreement}
    assert len(found.anywhen(Action)) == 2


def test_a_part_of_a_year_holds_the_actions_of_that_year(notebook: Notebook, add: Add) -> None:
    action = add("action", title="Jardin", year=2026)

    found = sources(notebook, Period(date(2026, 2, 1), date(2026, 6, 30)))

    assert ids(found.of(Action)) == {action}


def test_a_neighbourhood_has_what_is_also_about_it(
    notebook: Notebook, add: Add, hamois: str, elsewhere: str
) -> None:
    idea = {"heard_on": "2026-03-04", "title": "Un four", "summary": "Cuire ensemble"}
    idea["origin_of_idea"] = "HABITANT"
    here = add("idea", **idea, territory=hamois)
    also_here = add("idea", **idea, territory=elsewhere, other_territories=[hamois])
    add("idea", **idea, territory=elsewhere)
    action = add("action", title="Jardin", year=2026, neighbourhoods=[hamois])
    line = {"funder_type": "REGION", "year": 2026, "granted": 100_00}
    paid = add("funding", **line, action=action)
    add("funding", **line)

    found = sources(notebook, territories=frozenset({hamois}))

    assert ids(found.of(Idea)) == {here, also_here}
    assert ids(found.of(Action)) == {action}
    assert ids(found.of(Funding)) == {paid}
    assert ids(found.of(Territory)) == {hamois}


@pytest.mark.parametrize(
    ("kind", "codes", "epci", "inside"),
    [
        ("COMMUNE", ["51649"], None, {"Le Hamois"}),
        ("EPCI", [], "200067213", {"Le Hamois", "Orgeval"}),
    ],
)
@pytest.mark.usefixtures("hamois", "elsewhere")
def test_a_town_or_its_epci_holds_its_neighbourhoods(
    notebook: Notebook, add: Add, kind: str, codes: list[str], epci: str | None, inside: set[str]
) -> None:
    area = add(
        "territory",
        name="Tout",
        territory_code="TOUT",
        territory_type=kind,
        commune_codes=codes,
        epci=epci,
    )

    found = sources(notebook, territories=frozenset({area}))

    assert {one.name for one in found.of(Territory)} == {*inside, "Tout"}


def test_bodies_are_those_of_no_place(notebook: Notebook, add: Add, hamois: str) -> None:
    body = add("organisation", name="Les Invités")

    found = sources(notebook, territories=frozenset({hamois}), themes=frozenset({"2024:1"}))

    assert ids(found.of(Organisation)) == {body}


def test_a_theme_keeps_its_actions_and_their_money(notebook: Notebook, add: Add) -> None:
    action = add("action", title="Parents", year=2026, theme="2024:2.2")
    other = add("action", title="Santé", year=2026, theme="2024:2.1")
    line = {"funder_type": "REGION", "year": 2026, "granted": 100_00}
    paid = add("funding", **line, action=action)
    add("funding", **line, action=other)
    add("funding", **line)
    promise = add("commitment", **PROMISE, theme="2024:2.2")
    add("commitment", **PROMISE, theme="2024:2.1")

    found = sources(notebook, themes=frozenset({"2024:2.2"}))

    assert ids(found.of(Action)) == {action}
    assert ids(found.of(Commitment)) == {promise}
    assert ids(found.of(Funding)) == {paid}


def test_a_dispositif_keeps_its_actions_and_its_meetings(notebook: Notebook, add: Add) -> None:
    action = add("action", title="Jardin", year=2026, dispositif="CITE_EDUCATIVE")
    add("action", title="Autre", year=2026)
    meeting = {"held_on": "2026-03-04", "meeting_type": "COTECH", "title": "Le comité"}
    met = add("meeting", **meeting, dispositifs=["CITE_EDUCATIVE", "CONTRAT_VILLE"])
    add("meeting", **meeting, dispositifs=["CONTRAT_VILLE"])

    found = sources(notebook, dispositifs=frozenset({"CITE_EDUCATIVE"}))

    assert ids(found.of(Action)) == {action}
    assert ids(found.of(Meeting)) == {met}


def test_a_financer_keeps_its_lines_and_the_actions_that_have_one(
    notebook: Notebook, add: Add
) -> None:
    action = add("action", title="Jardin", year=2026)
    add("action", title="Autre", year=2026)
    line = {"year": 2026, "granted": 100_00, "action": action}
    region = add("funding", **line, funder_type="REGION")
    add("funding", **line, funder_type="DEPARTEMENT")

    found = sources(notebook, funder_types=frozenset({FunderType.REGION}))

    assert ids(found.of(Action)) == {action}
    assert ids(found.of(Funding)) == {region}


def test_money_and_bodies_may_be_told_and_words_need_more(notebook: Notebook, add: Add) -> None:
    action = add("action", title="Jardin", year=2026, diffusion="INTERNE")
    closed = add("visit", **VISIT, diffusion="INTERNE")
    opened = add("visit", **VISIT)

    found = sources(notebook)
    tellable = {record.id for model in (Action, Visit) for record in found.of(model)}

    assert tellable == {action, closed, opened}
    assert {one.id for one in found.of(Action) if found.tellable(one)} == {action}
    assert {one.id for one in found.of(Visit) if found.tellable(one)} == {opened}


def test_a_link_is_named_only_when_it_may_be(notebook: Notebook, add: Add) -> None:
    body = add("organisation", name="Les Invités")
    draft = add("organisation", name="En attente", review_state="BROUILLON")
    kept = add("organisation", name="Gardée", diffusion="CONFIDENTIEL")
    gone = add("organisation", name="Partie")
    notebook.delete(gone)

    found = sources(notebook)

    assert found.name(body) == "Les Invités"
    assert [found.name(key) for key in (draft, kept, gone, "unknown", None)] == [""] * 5
    assert found.names([body, draft, body]) == "Les Invités ; Les Invités"
    assert found.get(Visit, body) is None


def test_codes_are_told_by_their_labels(notebook: Notebook, add: Add) -> None:
    add("action", title="Jardin", year=2026, theme="2024:2.2")

    found = sources(notebook)

    assert found.label(Action, "theme", "2024:2.2") == "Soutien à la parentalité"
    assert found.label(Action, "theme", None) == ""
    assert ("2024:2.2", "Soutien à la parentalité") in found.labels(Action, "theme").entries
    assert ("REGION", "Région") in found.labels(Funding, "funder_type").entries


def test_reading_stops_when_it_is_asked_to(notebook: Notebook, add: Add) -> None:
    add("visit", **VISIT)

    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        Sources(notebook, Scope(YEAR), TODAY, stop).of(Visit)


def test_the_whole_demonstration_is_read_without_its_drafts(
    demo_sources: Callable[..., Sources],
) -> None:
    found = demo_sources()

    read = [found.of(model) for model in (Action, Funding, Visit, Idea, Decision, Meeting)]

    assert all(read)
    assert {record.review_state for records in read for record in records} <= {
        "VALIDE",
        "ARCHIVE",
    }
