"""The demonstration: believable, consistent, the same for the same seed."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

import pytest

from desktop.demo.bodies import siret
from desktop.demo.content import elided
from desktop.demo.generate import generate
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
    return list(generate(2026, None, lists, read_content()))


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
        assert funding.get("paid", 0) <= funding["granted"] <= funding["requested"]

    for values in of(season, "action"):
        action = judge(RECORD_TYPES["action"], values).record
        budget = getattr(action, "budget", ())
        own = sum(line.planned for line in budget if line.account == "RESSOURCES_PROPRES")
        assert total(budget, Side.EXPENSES) == total(budget, Side.INCOME) == values["planned_cost"]
        assert asked[values["id"]] + own == values["planned_cost"]


def test_numbers_are_well_formed_and_belong_to_nobody(season: list[Made]) -> None:
    numbers = [body["siret"] for body in of(season, "organisation") if "siret" in body]

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


def test_every_day_is_inside_the_season(season: list[Made]) -> None:
    days = [visit["visited_on"] for visit in of(season, "visit")]

    assert date(2025, 1, 6).isoformat() <= min(days)
    assert max(days) <= date(2026, 6, 26).isoformat()
