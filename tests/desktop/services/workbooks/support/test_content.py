"""The third workbook of the demonstration year, each figure counted again by hand."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from statistics import median

from desktop.services.notebook import Notebook
from desktop.services.workbooks.gate.gate import Gate
from desktop.services.workbooks.scope import Period, Scope
from desktop.services.workbooks.sources import Sources
from desktop.services.workbooks.support.content import content
from desktop.store.query import ListQuery
from sync.records.idea import Idea
from sync.records.visit import Visit
from tests.desktop.services.workbooks.filled import (
    column,
    every_row,
    misshapen,
    row,
    sheet,
    sources,
    unproved,
)

ReadDemo = Callable[..., Sources]
INSTRUCTING = {
    "INSTRUCTION",
    "DAUPHIN",
    "PIECES",
    "RELANCE",
    "CONTROLE_SERVICE_FAIT",
    "COMPTE_RENDU_FINANCIER",
}


def visits_of(notebook: Notebook, year: int) -> list[Visit]:
    records = notebook.records(ListQuery("visit"))
    return [
        record
        for record in records
        if isinstance(record, Visit)
        and record.visited_on.year == year
        and record.review_state in ("VALIDE", "ARCHIVE")
        and record.diffusion != "CONFIDENTIEL"
    ]


def ideas_of(notebook: Notebook) -> list[Idea]:
    records = notebook.records(ListQuery("idea"))
    return [
        record
        for record in records
        if isinstance(record, Idea)
        and record.review_state in ("VALIDE", "ARCHIVE")
        and record.diffusion != "CONFIDENTIEL"
    ]


def test_its_sheets_hold_together_and_prove_their_totals(demo_sources: ReadDemo) -> None:
    for period in (Period.of_years(2026), Period.of_years(2025, 2026), Period.of_years(2019)):
        told = content(demo_sources(Scope(period)))

        assert misshapen(told) == []
        assert unproved(told) == []


def test_the_time_of_the_demonstration_is_that_of_its_visits(
    demo_notebook: Notebook, demo_sources: ReadDemo
) -> None:
    told = content(demo_sources())

    visits = visits_of(demo_notebook, 2026)
    lines = [line for visit in visits for line in visit.support_given]
    instructing = sum(line.minutes or 0 for line in lines if line.support_type in INSTRUCTING)
    supporting = sum(line.minutes or 0 for line in lines) - instructing
    summary = sheet(told, "Synthèse")
    assert row(summary, "Visites")["Valeur"] == len(visits) > 50
    assert row(summary, "Minutes d’instruction")["Valeur"] == instructing > 0
    assert row(summary, "Minutes d’appui")["Valeur"] == supporting > 0
    assert row(summary, "Structures rencontrées")["Valeur"] == len(
        {visit.organisation for visit in visits}
    )
    types = Counter(visit.visit_type for visit in visits)
    assert sorted(map(str, column(sheet(told, "Visites par type"), "Visites"))) == sorted(
        map(str, types.values())
    )


def test_the_delay_of_the_demonstration_is_that_of_its_supported_ideas(
    demo_notebook: Notebook, demo_sources: ReadDemo
) -> None:
    told = content(demo_sources())

    waits = []
    for idea in ideas_of(demo_notebook):
        days = [step.on for step in idea.stage_history if step.stage == "SOUTENUE"]
        if days and days[0] and days[0].year == 2026 and idea.heard_on:
            waits.append((days[0] - idea.heard_on).days)
    summary = sheet(told, "Synthèse")
    assert row(summary, "Idées soutenues")["Valeur"] == len(waits) > 3
    found = row(summary, "Délai médian de l’écoute au soutien, en jours")["Valeur"]
    assert found == median(waits)


def test_nothing_of_what_stays_in_the_team_is_in_a_cell(
    demo_notebook: Notebook, demo_sources: ReadDemo
) -> None:
    told = content(demo_sources(Scope(Period.of_years(2025, 2026))))

    said = "\n".join(str(cell) for each in every_row(told) for cell in each)
    visits = [*visits_of(demo_notebook, 2025), *visits_of(demo_notebook, 2026)]
    kept = {text for visit in visits for text in (visit.facts, visit.next_step, visit.author)}
    kept |= {str(line.note) for visit in visits for line in visit.support_given if line.note}
    assert len(kept) > 20
    assert [text for text in kept if text and text in said] == []


def test_an_empty_notebook_makes_a_workbook_that_says_so(notebook: Notebook) -> None:
    told = content(sources(notebook))

    assert unproved(told) == []
    assert misshapen(told) == []
    assert told.remarks == ()
    empty = [each for each in told.sheets if not each.rows]
    assert all(each.when_empty for each in empty)
    assert {each.name for each in empty} >= {"Vivier d’idées", "Entonnoir", "Ateliers", "Suites"}


def test_a_territory_keeps_only_its_own(demo_notebook: Notebook, demo_sources: ReadDemo) -> None:
    somewhere = Counter(visit.territory for visit in visits_of(demo_notebook, 2026))
    chosen, count = somewhere.most_common(1)[0]
    assert chosen is not None

    told = content(demo_sources(Scope(Period.of_years(2026), territories=frozenset({chosen}))))

    assert row(sheet(told, "Synthèse"), "Visites")["Valeur"] == count
    assert unproved(told) == []


def test_it_has_the_same_sheets_whatever_the_day(demo_notebook: Notebook) -> None:
    scope = Scope(Period.of_years(2025))
    first = content(Sources(demo_notebook, scope, date(2026, 1, 2)))
    later = content(Sources(demo_notebook, scope, date(2026, 11, 23)))

    assert [each.name for each in first.sheets] == [each.name for each in later.sheets]


def test_the_gate_finds_nothing_in_it_that_should_never_have_come(demo_sources: ReadDemo) -> None:
    for scope in (Scope(Period.of_years(2026)), Scope(Period.of_years(2025, 2026))):
        read = demo_sources(scope)
        told = content(read)

        passed = Gate(lambda _: ()).check(told, read).passed

        assert [each.name for each in passed.content.sheets] == [each.name for each in told.sheets]
        assert [len(each.rows) for each in passed.content.sheets] == [
            len(each.rows) for each in told.sheets
        ]
