"""All commands of the server alike: an answer in JSON, refusals in JSON, help in plain words."""

import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from sync.server.__main__ import answer, carnet_server
from tests.sync.server.shell import Shell
from tests.sync.server.test_cli_people import join

README = Path(__file__).parents[3] / "README.md"


def commands(group: click.Group, *before: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *before, name)
        else:
            yield " ".join((*before, name)), command


EVERY = dict(commands(carnet_server))


def a_life(folder: Path, device: str) -> dict[str, tuple[str, ...]]:
    """Return what each command is given, in an order in which each of them can do its work."""
    return {
        "init": (),
        "invite": ("--space", "Nord", "--role", "agent", "--name", "Karim Roe"),
        "people list": (),
        "people role": ("Jeanne Doe", "reader"),
        "devices": (),
        "unlock": (device, "AB2-3CD"),
        "parked list": (),
        "parked accept": ("--person", "Jeanne Doe"),
        "parked discard": ("--person", "Jeanne Doe"),
        "sealed list": (),
        "sealed take-in": (),
        "sealed hand-out": ("--to", str(folder)),
        "erase": ("--space", "Nord", "--record", "01a208cf-4e30-77d6-8ad3-c8884350d7f3"),
        "sweep": (),
        "backup": (str(folder / "copy.db"),),
        "check": (),
        "upgrade": (),
        "openapi": (),
        "revoke": (device,),
        "wipe": (device,),
        "people remove": ("Jeanne Doe",),
        "restore": (str(folder / "copy.db"),),
    }


def test_every_command_answers_in_json(begun: Shell, tmp_path: Path) -> None:
    join(begun, "Jeanne Doe")
    given = a_life(tmp_path, begun.ask("devices")["devices"][0]["device"])

    said = {path: begun.type(*path.split(), *words, "--json") for path, words in given.items()}

    assert given.keys() | {"run"} == EVERY.keys()
    assert {path: err for path, (code, _, err) in said.items() if code or err} == {}
    assert all(isinstance(json.loads(out), dict) for _, out, _ in said.values())


def test_a_server_that_runs_says_in_json_where_it_listens(begun: Shell) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "sync.server", "run", "--port", str(port), "--json"]

    with subprocess.Popen(
        [*words, "--data-dir", str(begun.folder)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        process.terminate()  # a shell may have its children ignore Ctrl+C

    assert said == {"host": "127.0.0.1", "port": port, "warnings": []}


@pytest.mark.parametrize("path", EVERY)
def test_every_command_refuses_in_json(
    path: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CARNET_SERVER_DIR", "CARNET_SERVER_DATABASE"):
        monkeypatch.delenv(name, raising=False)

    code = answer([*path.split(), "--json"])

    said = capsys.readouterr()
    refused = json.loads(said.err)
    assert (code, said.out, refused["code"]) == (2, "", 2)
    assert refused["error"].endswith(".")
    assert refused["advice"]


@pytest.mark.parametrize("path", EVERY)
def test_every_command_is_explained_in_plain_words(path: str) -> None:
    command = EVERY[path]

    told = [command.help or ""]
    told += [one.help or "" for one in command.params if isinstance(one, click.Option)]

    for each in told:
        assert each.endswith(".")
        assert not re.search(r"'|(?<!\u00a0)[:;?!»]|«(?!\u00a0)|  ", each)
        assert not re.search(r"\b(tu|te|toi|ton|ta|tes|erreur|invalide|échec)\b", each.lower())
    assert all(each.metavar for each in command.params if isinstance(each, click.Argument))


def test_the_readme_has_a_line_for_every_command() -> None:
    lines = re.findall(r"^\| `carnet-server ([^`]+)` \|", README.read_text("utf-8"), re.MULTILINE)
    named = [" ".join(word for word in line.split() if word.islower()) for line in lines]

    assert sorted(named) == sorted(EVERY)
