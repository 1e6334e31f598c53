"""The demonstration: believable, consistent, the same for the same seed."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

import pytest

from desktop.demo.bodies import siret
from desktop.demo.content import elided
from desktop.demo.generate import chronicle, generate
from desktop.demo.season import Lists
from desktop.paths import resources_dir
from desktop.services.demo import read_content
from sync.records import RECORD_TYPES
from sync.records.budget import Side, total
from sync.records.checks import organisations
from sync.records.default_lists import default_entries
from sync.records.fields import Kind, fields_of
from sync.records.judgement import judge

Made = tuple[str, dict[str, Any]]
ASKED = {
    "organisation": 40,
    "partner": 25,
    "visit": 300,
    "idea": 60,
    "evaluation": 80,
    "action": 60,
    "funding": 150,
    "meeting": 20,
}
FORMS = 7
STAGES = 11
DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def lists() -> Lists:
    codes: dict[str, list[str]] = {}
    for entry in default_entries(resources_dir() / "lists"):
        name, vintage, code = (
            entry.values.get(key) for key in ("list_name", "vintage", "entry_code")
        )
        codes.setdefault(str(name), []).append(f"{vintage}:{code}" if vintage else str(code))
    return codes


@pytest.fixture(scope="module")
def season(lists: Lists) -> list[Made]:
    return list(generate(2026, None, lists, read_content(), DAY))


def of(season: list[Made], kind: str) -> Iterator[dict[str, Any]]:
    return (values for made, values in season if made == kind)


def test_a_season_holds_what_was_asked(season: list[Made]) -> None:
    counts = Counter(kind for kind, _ in season)

    assert {kind: counts[kind] for kind in ASKED} == ASKED
    assert counts["observation"] + counts["walk"] == 150
    assert counts.keys() == RECORD_TYPES.keys() - {"list_entry"}


def test_the_whole_season_passes_the_checks_without_a_remark(season: list[Made]) -> None:
    remarks = [
        (kind, finding.field, finding.sentence)
        for kind, values in season
        for finding in judge(RECORD_TYPES[kind], values).findings
        if "pas encore passé" not in finding.sentence  # only the clock of this machine says so
    ]

    assert remarks == []


def test_later_seasons_pass_the_checks_too(lists: Lists) -> None:
    made = islice(generate(7, 8_000, lists, read_content()), 4_000, 8_000)

    blocked = [
        (kind, finding.sentence)
        for kind, values in made
        for finding in judge(RECORD_TYPES[kind], values).errors
    ]

    assert blocked == []


@pytest.mark.parametrize("size", [0, 1, 1_000, 3_000])
def test_a_size_gives_exactly_that_many_records_with_links_that_hold(
    lists: Lists, size: int
) -> None:
    known: set[str] = set()

    for kind, values in generate(2026, size, lists, read_content()):
        assert set(_links(kind, values)) <= known
        assert values["id"] not in known
        known.add(values["id"])

    assert len(known) == size


def _links(kind: str, values: dict[str, Any]) -> Iterator[str]:
    for field in fields_of(RECORD_TYPES[kind]):
        value = values.get(field.name)
        if value and field.kind is Kind.LINK:
            yield value
        elif value and field.kind is Kind.LINKS:
            yield from value


def test_the_same_seed_gives_the_same_records_and_another_seed_others(lists: Lists) -> None:
    first = list(generate(1, 500, lists, read_content()))

    assert list(generate(1, 500, lists, read_content())) == first
    assert list(generate(2, 500, lists, read_content())) != first


def test_ideas_are_at_every_stage_and_evaluations_of_every_form(season: list[Made]) -> None:
    assert len({idea["stage"] for idea in of(season, "idea")}) == STAGES
    assert len({note["form"] for note in of(season, "evaluation")}) == FORMS


def test_dates_follow_one_another_from_the_source_to_the_evaluation(season: list[Made]) -> None:
    day = {values["id"]: _main_day(kind, values) for kind, values in season}
    ends = {action["id"]: action["ends_on"] for action in of(season, "action")}

    for idea in of(season, "idea"):
        assert day[idea["born_of"]] <= idea["heard_on"]
    for action in of(season, "action"):
        if "idea" in action:
            assert day[action["idea"]] <= action["starts_on"]
    for funding in of(season, "funding"):
        assert funding["decided_on"] <= day[funding["action"]]
    for note in of(season, "evaluation"):
        assert day[note["about"]] <= note["evaluated_on"] <= ends[note["about"]]


def _main_day(kind: str, values: dict[str, Any]) -> str:
    names = {"idea": "heard_on", "action": "starts_on"}
    name = names.get(kind) or RECORD_TYPES[kind].order_by[0]
    return str(values.get(name, ""))


def test_the_money_of_an_action_adds_up(season: list[Made]) -> None:
    asked: Counter[str] = Counter()
    for funding in of(season, "funding"):
        asked[funding["action"]] += funding["requested"]
        granted = funding["granted"] or 0
        assert funding.get("paid", 0) <= granted <= funding["requested"]
        assert (funding["status"] == "REFUSE") is (granted == 0)

    for values in of(season, "action"):
        action = judge(RECORD_TYPES["action"], values).record
        budget = getattr(action, "budget", ())
        own = sum(line.planned for line in budget if line.account in ("RESSOURCES_PROPRES", "870"))
        assert total(budget, Side.EXPENSES) == total(budget, Side.INCOME) == values["planned_cost"]
        assert asked[values["id"]] + own == values["planned_cost"]


def test_what_an_action_cost_is_what_its_budget_spent(season: list[Made]) -> None:
    reported = 0
    for values in of(season, "action"):
        spent = sum(line.get("actual", 0) for line in values["budget"])
        assert spent == 2 * values.get("actual_cost", 0)  # expenses, then income
        reported += spent > 0

    assert reported > 15


def test_numbers_are_well_formed_and_belong_to_nobody(season: list[Made]) -> None:
    bodies = [*of(season, "organisation"), *of(season, "partner")]
    numbers = [body["siret"] for body in bodies if "siret" in body]

    assert len(numbers) == len(set(numbers)) > 30
    assert all(number.startswith("999") for number in numbers)
    assert not [number for number in numbers if organisations.siret(number)]
    assert all(contact["phone"].startswith("+3363998") for contact in of(season, "contact"))
    assert all(contact["email"].endswith("@exemple.fr") for contact in of(season, "contact"))


def test_a_hundred_thousand_organisations_have_different_numbers() -> None:
    assert len({siret(number) for number in range(0, 100_000, 97)}) == len(range(0, 100_000, 97))


def test_codes_come_from_the_lists(season: list[Made], lists: Lists) -> None:
    for kind, values in season:
        for field in fields_of(RECORD_TYPES[kind]):
            if field.about.list_name and values.get(field.name):
                given = values[field.name]
                codes = given if isinstance(given, list) else [given]
                assert set(codes) <= set(lists[field.about.list_name]), (kind, field.name)


def test_the_texts_vary(season: list[Made]) -> None:
    facts = [visit["facts"] for visit in of(season, "visit")]

    assert len(set(facts)) > 0.95 * len(facts)
    assert not [text for text in facts if "{" in text or " de le " in text or " à le " in text]


def test_articles_are_contracted() -> None:
    assert elided("Visite à le kiosque, près de le square.") == "Visite au kiosque, près du square."
    assert elided("Arrivée à la place.") == "Arrivée à la place."


def test_the_work_ends_today_with_some_of_it_ahead(season: list[Made]) -> None:
    visits = sorted(visit["visited_on"] for visit in of(season, "visit"))
    agreed = [visit["next_visit_on"] for visit in of(season, "visit") if "next_visit_on" in visit]
    meetings = [meeting["held_on"] for meeting in of(season, "meeting")]

    assert visits[0] >= "2025-01-06"
    assert visits.count(DAY.isoformat()) >= 1
    assert [day for day in visits if day > DAY.isoformat()] == ["2026-11-24", "2026-11-26"]
    assert len([day for day in agreed if day > DAY.isoformat()]) == 8
    assert len([day for day in meetings if day > DAY.isoformat()]) == 3


@pytest.mark.parametrize("day", [date(2027, 1, 4), date(2027, 2, 28), date(2028, 2, 29)])
def test_any_day_ends_a_season_without_a_remark(lists: Lists, day: date) -> None:
    remarks = [
        (kind, finding.field, finding.sentence)
        for kind, values in generate(2026, None, lists, read_content(), day)
        for finding in judge(RECORD_TYPES[kind], values).findings
        if "pas encore passé" not in finding.sentence  # only the clock of this machine says so
    ]

    assert remarks == []


def test_what_is_told_as_past_is_past(season: list[Made]) -> None:
    told = (
        *("reviewed_on", "forwarded_on", "closed_on", "returned_on", "told_residents_on"),
        *("minutes_sent_on", "report_sent_on", "communicated_on", "done_on", "heard_on"),
        *("evaluated_on", "observed_on", "decided_on", "report_received_on", "starts_on"),
        *("financial_report_received_on", "last_exchange_on", "signed_on"),
    )

    ahead = [
        (kind, name, values[name])
        for kind, values in season
        for name in told
        if values.get(name) and values[name] > DAY.isoformat()
    ]

    assert ahead == []


def test_few_tasks_are_still_to_do_and_two_of_them_are_late(season: list[Made]) -> None:
    still = [task for task in of(season, "task") if task["state"] != "FAITE"]

    assert len(still) == 8
    assert sum(task["due_on"] < DAY.isoformat() for task in still) == 2


def test_most_ideas_moved_this_month(season: list[Made]) -> None:
    resting = ("REALISEE", "SOUTENUE", "REORIENTEE", "EN_PAUSE", "ABANDONNEE")
    month = (DAY - timedelta(days=30)).isoformat()
    under_way = [idea for idea in of(season, "idea") if idea["stage"] not in resting]

    asleep = [idea for idea in under_way if idea["stage_history"][-1]["on"] < month]

    assert 2 <= len(asleep) <= 6 < len(under_way) - 20


def test_an_agreement_gives_each_year_what_was_planned(season: list[Made]) -> None:
    granted: Counter[tuple[str, int]] = Counter()
    for funding in of(season, "funding"):
        if "agreement" in funding:
            granted[funding["agreement"], funding["year"]] += funding["granted"]

    for agreement in of(season, "agreement"):
        planned: Counter[int] = Counter()
        for line in agreement["amounts"]:
            planned[line["year"]] += line["amount"]
        assert [granted[agreement["id"], year] for year in (2025, 2026, 2027)] == [
            *(planned[year] for year in (2025, 2026)),
            0,
        ]


def test_residents_speak_for_a_believable_part_of_a_session(season: list[Made]) -> None:
    shares = [
        100 * meeting["usage_speaking_minutes"] / sum(point["minutes"] for point in points)
        for meeting in of(season, "meeting")
        if (points := meeting["agenda"]) and "usage_speaking_minutes" in meeting
    ]

    assert len(shares) == 17
    assert 8 <= min(shares) <= max(shares) <= 45


def test_two_financial_reports_are_due_soon(season: list[Made]) -> None:
    limit = (DAY + timedelta(days=31)).isoformat()
    due = [action["report_due_on"] for action in of(season, "action") if "report_due_on" in action]

    assert len([day for day in due if DAY.isoformat() < day <= limit]) == len(due) == 2


def test_five_organisations_that_the_team_follows_were_not_seen_lately(season: list[Made]) -> None:
    last: dict[str, str] = {}
    for visit in of(season, "visit"):
        body = visit["organisation"]
        last[body] = max(last.get(body, ""), visit["visited_on"])

    silent = [body for body, day in last.items() if day < "2026-08-23"]

    assert len(silent) == 5
    assert len(last) == ASKED["organisation"]


def test_observers_are_grown_up_or_nearly(season: list[Made]) -> None:
    ages = Counter(observer["age_band"] for observer in of(season, "observer"))

    assert ages.keys().isdisjoint({"0-5", "6-11"})
    assert ages["12-17"] <= 2


def test_each_neighbourhood_has_a_place_on_the_map(season: list[Made]) -> None:
    places = {(one["latitude"], one["longitude"]) for one in of(season, "territory")}

    assert len(places) == 13
    assert all(42 < latitude < 51.5 and -5 < longitude < 8.5 for latitude, longitude in places)


def test_alliances_have_three_or_four_dated_steps(season: list[Made]) -> None:
    for partner in of(season, "partner"):
        days = [step["on"] for step in partner["alliance_history"]]
        assert len(days) in (3, 4)
        assert days == sorted(days)
        assert days[-1] <= DAY.isoformat()


def test_a_grid_has_three_voices_and_something_to_discuss(season: list[Made]) -> None:
    grids = [note for note in of(season, "evaluation") if note["form"] == "GRILLE_MARQUEURS"]

    for grid in grids:
        levels: dict[str, list[int]] = {}
        for score in grid["scores"]:
            levels.setdefault(score["marker"], []).append(int(score["level"]))
        assert {len(given) for given in levels.values()} == {3}
    assert any(max(given) - min(given) >= 2 for given in levels.values())


def test_a_chronicle_writes_every_record_then_what_became_of_it(
    lists: Lists, season: list[Made]
) -> None:
    story = chronicle(2026, lists, read_content(), DAY)

    days = [written.on for written in story]
    assert days == sorted(days)
    assert days[-1] <= DAY
    assert sum(not written.again for written in story) == len(season)
    known: set[str] = set()
    for written in story:
        assert set(_links(written.kind, written.values)) <= known
        assert written.again is (written.values["id"] in known)
        known.add(written.values["id"])
    again = Counter(written.kind for written in story if written.again)
    changing = {"organisation", "commitment", "partner", "idea", "observation", "action"}
    assert again.keys() == changing


def test_one_commitment_has_a_review_to_hold(lists: Lists) -> None:
    now: dict[str, dict[str, Any]] = {}
    for written in chronicle(2026, lists, read_content(), DAY):
        if written.kind == "commitment":
            now[written.values["id"]] = written.values

    open_ones = [one for one in now.values() if one["state"] in ("VALIDE", "EN_COURS")]
    due = [one for one in open_ones if one["next_review_on"] <= DAY.isoformat()]

    assert len(due) == 1
    assert all(one["last_review_on"] <= DAY.isoformat() for one in now.values())
