"""`carnet review`: list what waits, validate it, send it back."""

import json

from tests.desktop.cli.conftest import Cli

TASK = {
    "what": "Rappeler la CAF",
    "who": "Karim",
    "due_on": "2026-11-30",
    "review_state": "A_SYNCHRONISER",
}


def test_nothing_waits_in_a_new_notebook(cli: Cli) -> None:
    answer = cli("review")

    assert (answer.code, answer.out) == (0, "Rien à relire.\n")


def test_what_is_sent_is_listed_then_validated(cli: Cli) -> None:
    key = cli("add", "task", "--json", "-", stdin=json.dumps(TASK)).lines[0]

    listed = cli("review", "list", "--kind", "task", "--json").json
    validated = cli("review", "validate", key, "--json")

    assert [(line["id"], line["state"]) for line in listed] == [(key, "A_SYNCHRONISER")]
    assert (validated.code, validated.json) == (0, {"validated": 1})
    assert cli("get", key, "--json").json["review_state"] == "VALIDE"
    assert cli("review", "list", "--json").json == []


def test_sending_back_wants_words(cli: Cli) -> None:
    key = cli("add", "task", "--json", "-", stdin=json.dumps(TASK)).lines[0]

    empty = cli("review", "return", key, "--comment", " ")
    sent = cli("review", "return", key, "--comment", "Qui appelle ?")

    assert empty.code == 2
    assert "Écrivez" in empty.err
    assert "renvoyée" in sent.out
    assert cli("get", key, "--json").json["review_comment"] == "Qui appelle ?"
