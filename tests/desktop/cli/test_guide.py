"""The page of the guide on the command line: everything is in it, and its examples run."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import openpyxl
import pytest
from PIL import Image

from desktop.cli.root import carnet
from desktop.cli.session import common_options

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    """Return the text of the page."""
    return (root / "resources" / "guide" / "ligne-de-commande.md").read_text("utf-8")


def _documented() -> dict[str, set[str]]:
    """Return the long options of every command, by the path of the command."""
    found: dict[str, set[str]] = {}

    def walk(command: click.Command, path: str) -> None:
        context = click.Context(command)
        names = {name for param in command.params for name in param.opts if name[:2] == "--"}
        found[path] = names
        if isinstance(command, click.Group):
            for name in command.list_commands(context):
                child = command.get_command(context, name)
                assert child is not None
                walk(child, f"{path} {name}")

    walk(carnet, "carnet")
    return found


@pytest.mark.parametrize(("path", "options"), _documented().items(), ids=list(_documented()))
def test_every_command_and_option_is_documented(page: str, path: str, options: set[str]) -> None:
    # The part of the page around the command: between its heading and the next one.
    sections = re.split(r"^## ", page, flags=re.MULTILINE)
    about = [section for section in sections if path in section]

    assert about
    assert not [option for option in options if not any(option in text for text in about)]


def test_the_common_options_are_documented(page: str) -> None:
    names = {name for param in common_options() for name in param.opts if name[:2] == "--"}

    assert names <= set(re.findall(r"--[a-z-]+", page))


def _examples(page: str) -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


@pytest.fixture
def files(cli: Run, tmp_path: Path) -> Path:
    """Return a folder that holds the files which the examples name."""
    assert cli is not None
    texts = {
        "nouvelle-phrase.txt": "la nouvelle phrase du carnet\n",
        "visites.jsonl": '{"visited_on": "2026-02-01", "visit_type": "ECOUTE", "facts": "Oui"}\n',
        "qpv.csv": "Code QPV;Libellé\nQN05109M;Le Hamois\n",
        "structures.csv": "Nom;Sigle\nLes Invités;LI\n",
        "fautes.csv": "SIRET;Nom\n12345678901234;Les Invités\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    book = openpyxl.Workbook()
    book.create_sheet("Visites")
    for row in (("Date de la visite", "Type", "Faits"), ("03/03/2026", "Écoute", "Un jardin")):
        book["Visites"].append(row)
    book.save(tmp_path / "visites.xlsx")
    Image.new("RGB", (40, 30), "green").save(tmp_path / "plantation.jpg")
    return tmp_path


def _run(cli: Run, line: str) -> tuple[int, Any]:
    """Run one line of the page: a command, perhaps after `echo '…' |`, and its expected code."""
    command, _, remark = line.partition("    # ")
    expected = int(remark.removeprefix("code ")) if remark else 0
    stdin = ""
    if command.startswith("echo "):
        said, command = command.removeprefix("echo ").split(" | ")
        stdin = shlex.split(said)[0]
    program, *arguments = shlex.split(command)
    assert program == "carnet"
    return expected, cli(*arguments, stdin=stdin)


def test_every_example_of_the_page_runs(
    cli: Run, files: Path, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for line in _examples(page):
        with monkeypatch.context() as patch:
            if line.startswith("carnet init "):
                (files / "neuf").mkdir()
                patch.chdir(files / "neuf")
                patch.setenv("CARNET_DATA_DIR", str(files / "neuf" / "carnet"))
                (files / "neuf" / "phrase.txt").write_bytes((files / "phrase.txt").read_bytes())

            expected, answer = _run(cli, line)

            assert answer.code == expected, f"{line}\n{answer.out}{answer.err}"
            if line.startswith("carnet passphrase "):
                monkeypatch.setenv("CARNET_PASSPHRASE_FILE", "nouvelle-phrase.txt")
            if line.startswith("carnet recover "):
                monkeypatch.setenv("CARNET_PASSPHRASE_FILE", "phrase.txt")
