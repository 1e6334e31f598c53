"""The timeline tells everything around an organisation, the newest first, silences included."""

from collections.abc import Callable
from datetime import date

import pytest

from desktop.services.desk import timeline as module
from desktop.services.desk.entries import Entry, Sort, first_line
from desktop.services.desk.reach import reach
from desktop.services.desk.timeline import Silence, Timeline, Year
from desktop.services.notebook import Notebook

Write = Callable[..., str]


def read(notebook: Notebook, organisation: str) -> Timeline:
    """Return the timeline of an organisation."""
    return Timeline(notebook, reach(notebook, organisation))


def test_everything_around_an_organisation_is_told_the_newest_first(
    carnet: Notebook, organisation: str, visit: Write, action: Write, funding: Write
) -> None:
    seen = visit("2026-03-02", purpose="Voir l’atelier")
    call = visit("2026-03-10", mode="TELEPHONE")
    garden = action("Goûters du mercredi", 2026, starts_on="2026-04-01")
    paid = funding(garden, 2026, decided_on="2026-05-04", granted=300_000)
    place = carnet.add(
        "territory",
        {"name": "Cité-Dorée", "territory_type": "QUARTIER_VECU", "territory_code": "DOREE"},
    ).record.id
    born = carnet.add(
        "idea",
        {"title": "Un verger", "summary": "Planter.", "territory": place, "heard_on": "2026-03-03",
         "origin_of_idea": "HABITANT", "born_of": seen},
    ).record.id  # fmt: skip
    note = carnet.add(
        "evaluation",
        {"evaluated_on": "2026-06-01", "form": "VERBATIM", "by_role": "HABITANT", "about": garden,
         "quote": "Ici on respire.", "theme": None, "tone": None, "consent": "INTERNE"},
    ).record.id  # fmt: skip
    done = carnet.add(
        "task",
        {"what": "Rappeler la mairie", "who": "Jeanne", "due_on": "2026-06-10", "about": call,
         "state": "FAITE", "done_on": "2026-06-09"},
    ).record.id  # fmt: skip

    entries = list(read(carnet, organisation).entries())
    told = [entry.id for entry in entries]

    assert entries[5].detail.endswith("Entendue, née d’une visite")
    assert told == [done, note, paid, garden, call, born, seen]


def test_a_call_is_told_from_a_visit_and_each_sort_is_counted(
    carnet: Notebook, organisation: str, visit: Write
) -> None:
    visit("2026-03-02")
    visit("2026-03-03")
    call = visit("2026-03-10", mode="TELEPHONE")

    timeline = read(carnet, organisation)

    assert (timeline.counts[Sort.VISIT], timeline.counts[Sort.CALL], timeline.total) == (2, 1, 3)
    assert [entry.id for entry in timeline.entries(Sort.CALL)] == [call]
    assert {entry.name for entry in timeline.entries(Sort.VISIT)} == {"Visite"}


def test_years_are_marked_and_long_silences_told(
    carnet: Notebook, organisation: str, visit: Write
) -> None:
    visit("2026-05-20")
    visit("2026-05-02")
    visit("2025-12-24")

    lines = list(read(carnet, organisation).lines())

    assert [line for line in lines if not isinstance(line, Entry)] == [
        Year(2026),
        Silence("aucun contact pendant 4\u00a0mois"),
        Year(2025),
    ]
    assert isinstance(lines[3], Silence)


def test_a_filtered_timeline_tells_no_silence(
    carnet: Notebook, organisation: str, visit: Write
) -> None:
    visit("2026-05-20")
    visit("2025-12-24")

    lines = list(read(carnet, organisation).lines(Sort.VISIT))

    assert not any(isinstance(line, Silence) for line in lines)


def test_thousands_of_visits_are_read_page_by_page_in_order(
    carnet: Notebook, organisation: str, visit: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGE", 3)
    days = [f"2026-0{month}-{day:02d}" for month in range(1, 4) for day in (1, 9, 17, 25)]
    for on in days:
        visit(on)

    told = [entry.on.isoformat() for entry in read(carnet, organisation).entries()]

    assert told == sorted(days, reverse=True)


def test_the_clock_counts_from_the_last_visit_that_took_place(
    carnet: Notebook, organisation: str, visit: Write
) -> None:
    visit("2026-11-15")
    visit("2026-12-24")

    clock = read(carnet, organisation).clock(date(2026, 11, 23))

    assert clock.sentence == "Dernier contact\u00a0: il y a 8\u00a0jours"
    assert not clock.silent


def test_nothing_of_another_organisation_is_told(
    carnet: Notebook, organisation: str, visit: Write
) -> None:
    other = carnet.add("organisation", {"name": "Boxe pour toutes"}).record.id
    visit("2026-03-02", organisation=other)

    timeline = read(carnet, organisation)

    assert timeline.total == 0
    assert list(timeline.lines()) == []


def test_what_is_in_the_trash_is_not_told(
    carnet: Notebook, organisation: str, visit: Write
) -> None:
    carnet.delete(visit("2026-03-02"))

    assert read(carnet, organisation).total == 0


def test_an_amount_stays_apart_from_the_words_so_that_it_can_be_hidden(
    carnet: Notebook, organisation: str, action: Write, funding: Write
) -> None:
    funding(action("Goûters", 2026), 2026, requested=150_000)

    entry = next(iter(read(carnet, organisation).entries(Sort.FUNDING)))

    assert entry.cents == 150_000
    assert "1" not in entry.title + entry.detail


def test_the_first_line_that_says_something_is_quoted() -> None:
    assert first_line("\n  \n  Le jardin   ouvre.\nEnsuite…") == "Le jardin ouvre."
    assert first_line(None) == ""
    assert first_line("mot " * 100).endswith("mot…")
