"""Records read from the command line: one, a list, a search, a history."""

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def visits(cli: Run) -> list[str]:
    """Return the ids of three visits."""
    lines = [
        f'{{"visited_on": "2026-0{month}-01", "visit_type": "{kind}", "facts": "{facts}"}}'
        for month, kind, facts in (
            (1, "ECOUTE", "Le local est trop petit"),
            (2, "ECOUTE", "Une idée de jardin"),
            (3, "MEDIATION", "Le préau fuit"),
        )
    ]
    return list(cli("add", "visit", "--json", "-", stdin="\n".join(lines)).lines)


def _months(answer: Any) -> list[str]:
    return [record["visited_on"][5:7] for record in answer.json]


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        (["visited_on>=01/02/2026"], ["03", "02"]),
        (["visited_on<2026-02-01"], ["01"]),
        (["visit_type=Médiation"], ["03"]),
        (["visit_type!=MEDIATION"], ["02", "01"]),
        (["facts~préau"], ["03"]),
        (["purpose="], ["03", "02", "01"]),
        (["purpose!="], []),
        (["visit_type=ECOUTE", "facts~jardin"], ["02"]),
    ],
)
def test_conditions_are_written_as_in_a_spreadsheet(
    cli: Run, visits: list[str], conditions: list[str], expected: list[str]
) -> None:
    options = [part for condition in conditions for part in ("--where", condition)]

    answer = cli("list", "visit", *options, "--order", "visited_on", "--desc", "--json")

    assert len(visits) == 3
    assert _months(answer) == expected


@pytest.mark.parametrize(
    "condition", ["visited_on=demain", "foo=1", "visit_type=JARDINAGE", "facts", "=2"]
)
def test_a_condition_that_means_nothing_is_refused(cli: Run, condition: str) -> None:
    answer = cli("list", "visit", "--where", condition)

    assert (answer.code, answer.out) == (2, "")
    assert "liste n’a pas été faite" in answer.err


def test_a_list_begins_with_the_code_and_stops_at_its_limit(cli: Run, visits: list[str]) -> None:
    answer = cli("list", "visites", "--limit", "2", "--order", "visited_on")

    assert len(visits) == 3
    assert answer.lines[0].startswith("Code ")
    assert [line.split()[1] for line in answer.lines[1:]] == ["01/01/2026", "01/02/2026"]


def test_a_list_and_a_record_say_the_same_of_it(cli: Run, visits: list[str]) -> None:
    listed = {record["id"]: record for record in cli("list", "visit", "--json").json}

    assert listed[visits[0]] == cli("get", visits[0], "--json").json
    assert listed[visits[0]]["author"] == "Jeanne Dupont"


def test_an_empty_list_is_an_empty_array(cli: Run) -> None:
    assert cli("list", "visit", "--json").json == []
    assert "aucune fiche" in cli("list", "visit").err


def test_words_are_found_without_their_accents(cli: Run, visits: list[str]) -> None:
    found = cli("search", "PREAU", "--json").json

    assert [hit["id"] for hit in found] == [visits[2]]
    assert cli("search", "preau", "--kind", "task", "--json").json == []


def test_a_record_is_shown_in_french(cli: Run, visits: list[str]) -> None:
    answer = cli("get", visits[0])

    assert "Date de la visite\u00a0: 01/01/2026" in answer.out
    assert "Type de visite\u00a0: Écoute" in answer.out
    assert "il lui manque\u00a0: " in answer.out


def test_what_was_typed_cannot_play_tricks_on_a_terminal(cli: Run) -> None:
    organisation = cli(
        "add", "organisation", "--json", "-", stdin='{"name": "Asso \u202e rouge"}'
    ).out.strip()

    answers = [
        cli(*arguments).out
        for arguments in (
            ("get", organisation),
            ("list", "organisation"),
            ("search", "asso"),
            ("history", organisation),
        )
    ]

    assert all("\\u202e" in answer for answer in answers)
    assert not any(sign in answer for answer in answers for sign in "\u202e\x1b\u2028")


def test_an_unknown_reference_is_told_as_json_when_asked(cli: Run) -> None:
    answer = cli("get", "VIS-00-XX-9999", "--json")

    assert answer.code == 2
    assert "VIS-00-XX-9999" in answer.errors[0]["sentence"]
