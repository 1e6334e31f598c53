"""Records written from the command line, and what is answered line by line."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

VISIT = '{"visited_on": "2026-03-01", "visit_type": "ECOUTE", "facts": "%s"}'


def _visit(facts: str = "Local trop petit") -> str:
    return VISIT % facts


def test_each_line_is_answered_by_one_id(cli: Callable[..., Any]) -> None:
    answer = cli("add", "visit", "--json", "-", stdin=f"{_visit('a')}\n\n{_visit('b')}\n")

    assert answer.code == 0
    assert [cli("get", line, "--json").json["facts"] for line in answer.lines] == ["a", "b"]


def test_a_refused_line_answers_why_and_lets_the_others_through(cli: Callable[..., Any]) -> None:
    lines = [_visit(), '{"visited_on": "demain"}', "{broken", "[1]", "12", _visit()]

    answer = cli("add", "visit", "--json", "-", stdin="\n".join(lines))

    assert answer.code == 2
    assert [line.startswith("refusé : ") for line in answer.lines] == [
        False,
        True,
        True,
        True,
        True,
        False,
    ]
    assert answer.lines[1].startswith("refusé : visited_on : ")
    blocking = [error for error in answer.errors if error["severity"] == "error"]
    assert {error["line"] for error in blocking} == {1, 2, 3, 5}
    assert {"visited_on", "visit_type", "facts"} <= {error["field"] for error in blocking}
    assert len(cli("list", "visit", "--json").json) == 2


@pytest.mark.parametrize(
    "text",
    [
        _visit(),
        json.dumps(json.loads(_visit()), indent=4),
        f"[{_visit()}]",
        json.dumps([json.loads(_visit('une accolade } et \\" un guillemet'))], indent=1),
        f"\ufeff{_visit()}",
    ],
)
@pytest.mark.parametrize("by_file", [True, False])
def test_one_record_may_be_laid_out_in_any_way(
    cli: Callable[..., Any], tmp_path: Path, text: str, by_file: bool
) -> None:
    path = tmp_path / "visite.json"
    path.write_text(text, encoding="utf-8")

    answer = cli("add", "visit", "--json", str(path) if by_file else "-", stdin=text)

    assert answer.code == 0, answer.err
    assert len(answer.lines) == 1


def test_lines_may_follow_a_record_laid_out_over_several(cli: Callable[..., Any]) -> None:
    text = json.dumps(json.loads(_visit("a")), indent=2) + f"\n{_visit('b')}\n"

    answer = cli("add", "visit", "--json", "-", stdin=text)

    assert answer.code == 0
    assert len(answer.lines) == 2


@pytest.mark.parametrize(
    "text",
    [
        '{"facts": NaN}',
        "[" * 100_000,
        '{"facts": ' + "1" * 5_000 + "}",
        '"facts"',
        "null",
        '{"facts": "\\ud800", "visited_on": "2026-03-01", "visit_type": []}',
    ],
)
def test_strange_json_is_refused_in_one_line(cli: Callable[..., Any], text: str) -> None:
    answer = cli("add", "visit", "--json", "-", stdin=text)

    assert answer.code == 2
    assert len(answer.lines) == 1
    assert answer.out.startswith("refusé : ")


def test_bytes_that_are_not_utf_8_are_refused(cli: Callable[..., Any]) -> None:
    answer = cli("add", "visit", "--json", "-", stdin=b'{"facts": "\xe9"}\n')

    assert answer.code == 2
    assert "UTF-8" in answer.out


def test_a_record_that_was_read_can_be_written_back(cli: Callable[..., Any]) -> None:
    record = cli("add", "visit", "--json", "-", stdin=_visit()).out.strip()
    content = cli("get", record, "--json").json

    answer = cli(
        "edit", "visit", record, "--json", "-", stdin=json.dumps({**content, "facts": "Corrigé"})
    )

    assert (answer.code, answer.err) == (0, "")
    assert cli("get", record, "--json").json["facts"] == "Corrigé"


def test_a_record_of_another_kind_is_not_written(cli: Callable[..., Any]) -> None:
    answer = cli("add", "visit", "--json", "-", stdin='{"kind": "task", "what": "Appeler"}')

    assert answer.code == 2
    assert answer.out.startswith("refusé : kind : ")


def test_undo_and_redo_tell_what_they_did(cli: Callable[..., Any]) -> None:
    cli("add", "visit", "--json", "-", stdin=_visit())

    undone, redone = cli("undo"), cli("redo")

    assert "VIS-" in undone.out
    assert undone.out.startswith("Annulé")
    assert redone.out.startswith("Refait")
    assert len(cli("list", "visit", "--json").json) == 1


def test_there_may_be_nothing_to_undo(cli: Callable[..., Any]) -> None:
    answer = cli("undo", "--json")

    assert (answer.code, answer.json) == (0, None)


def test_a_deleted_record_comes_back_from_the_trash(cli: Callable[..., Any]) -> None:
    record = cli("add", "visit", "--json", "-", stdin=_visit()).out.strip()

    cli("delete", record)
    trashed = cli("trash", "--json").json
    cli("trash", "restore", record)

    assert [one["id"] for one in trashed] == [record]
    assert cli("trash", "list").out == "La corbeille est vide.\n"
    assert len(cli("list", "visit", "--json").json) == 1


def test_a_version_comes_back(cli: Callable[..., Any]) -> None:
    record = cli("add", "visit", "--json", "-", stdin=_visit("avant")).out.strip()
    cli("edit", "visit", record, "--json", "-", stdin='{"facts": "après"}')

    answer = cli("restore-version", record, "1")

    assert answer.code == 0
    assert cli("get", record, "--json").json["facts"] == "avant"
    assert len(cli("history", record, "--json").json) == 3


def _process(cli: Callable[..., Any], *arguments: str) -> subprocess.Popen[str]:
    assert cli is not None  # its notebook is the one of the environment
    return subprocess.Popen(
        [sys.executable, "-m", "desktop.cli", *arguments],
        cwd=Path(__file__).parents[3],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def test_a_program_gets_its_answer_before_it_sends_the_next_line(cli: Callable[..., Any]) -> None:
    with _process(cli, "add", "visit", "--json", "-") as program:
        assert program.stdin is not None
        assert program.stdout is not None
        answers = []
        for text in (_visit(), "{broken", _visit()):
            program.stdin.write(f"{text}\n")
            program.stdin.flush()
            answers.append(program.stdout.readline())
        program.communicate()

    assert [answer.startswith("refusé") for answer in answers] == [False, True, False]
    assert program.returncode == 2


@pytest.fixture
def heard() -> Iterator[None]:
    """Have the programs started here hear Ctrl+C: tests run in the background make them deaf."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_ctrl_c_stops_between_two_records(cli: Callable[..., Any]) -> None:
    with _process(cli, "add", "visit", "--json", "-") as program:
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write(f"{_visit()}\n")
        program.stdin.flush()
        first = program.stdout.readline().strip()
        program.send_signal(signal.SIGINT)
        err = program.communicate()[1]

    assert program.returncode == 130
    assert "rien n’a été enregistré à moitié" in err
    assert cli("get", first).code == 0


@pytest.mark.parametrize("ending", ["\n", ""])
def test_a_line_too_long_gets_one_answer_and_lets_the_next_through(
    cli: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr("desktop.cli.input_records._LONGEST_LINE", 200)
    long = _visit("x" * 1_000)

    before = cli("add", "visit", "--json", "-", stdin=f"{long}\n{_visit()}\n")
    alone = cli("add", "visit", "--json", "-", stdin=f"{_visit()}\n{long}{ending}")

    assert [line.startswith("refusé : ") for line in before.lines] == [True, False]
    assert "trop longue" in before.lines[0]
    assert [line.startswith("refusé : ") for line in alone.lines] == [False, True]


@pytest.mark.parametrize("given", ["zz", "../../etc", "", 12, "0" * 31])
def test_a_given_id_has_the_shape_of_an_id(cli: Callable[..., Any], given: object) -> None:
    values = {**json.loads(_visit()), "id": given}

    answer = cli("add", "visit", "--json", "-", stdin=json.dumps(values))

    assert answer.code == 2
    assert answer.errors[0]["field"] == "id"
