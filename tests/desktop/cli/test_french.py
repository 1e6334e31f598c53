"""What click would say in English is said in French."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import click
import pytest

from desktop.cli.root import carnet

Run = Callable[..., Any]
ENGLISH = re.compile(
    r"\b(usage:|options:|commands:|error|missing|invalid|no such|required|show this|got unexpected"
    r"|try '|exit|default|argument)\b",
    re.IGNORECASE,
)


def commands() -> Iterator[tuple[str, ...]]:
    """Yield the path of every command and group."""

    def walk(group: click.Group, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        context = click.Context(group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            yield (*path, name)
            if isinstance(command, click.Group):
                yield from walk(command, (*path, name))

    yield ()
    yield from walk(carnet, ())


@pytest.mark.parametrize("path", list(commands()), ids=lambda path: " ".join(path) or "carnet")
def test_every_help_page_is_in_french(bare_cli: Run, path: tuple[str, ...]) -> None:
    answer = bare_cli(*path, "--help")

    assert answer.code == 0
    assert answer.out.startswith("Usage\u00a0: carnet")
    assert "Affiche cette aide." in answer.out
    assert not ENGLISH.search(answer.out)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["serch"], "Vouliez-vous «\u00a0search\u00a0»\u00a0?"),
        (["backup", "creat"], "Vouliez-vous «\u00a0create\u00a0»\u00a0?"),
        (["xyz"], "La commande «\u00a0xyz\u00a0» n’existe pas."),
        (["list", "visit", "--jsn"], "Vouliez-vous «\u00a0--json\u00a0»\u00a0?"),
        (["list"], "Il manque TYPE."),
        (["search"], "Il manque MOTS."),
        (["list", "visits"], "Vouliez-vous «\u00a0visit\u00a0»\u00a0?"),
        (["list", "visit", "encore"], "«\u00a0encore\u00a0» est en trop."),
        (["list", "visit", "--limit"], "L’option «\u00a0--limit\u00a0» attend une valeur."),
        (["list", "visit", "--limit", "0"], "il faut au moins 1."),
        (["list", "visit", "--limit", "x"], "n’est pas un nombre entier."),
        (["undo", "--json=oui"], "L’option «\u00a0--json\u00a0» n’attend pas une valeur."),
        (["import", "x.csv"], "Il manque l’option «\u00a0--as\u00a0»."),
        (["demo", "d", "--seed", "x"], "n’est pas un nombre entier."),
        (["export", "data"], "Il manque l’option «\u00a0--out\u00a0»."),
    ],
)
def test_a_refused_command_line_is_told_in_french(
    bare_cli: Run, arguments: list[str], sentence: str
) -> None:
    answer = bare_cli(*arguments)

    assert (answer.code, answer.out) == (2, "")
    assert sentence in answer.err
    assert "Pour l’aide\u00a0: carnet" in answer.err
    assert not ENGLISH.search(answer.err)


@pytest.mark.parametrize("arguments", [[], ["backup"], ["export"]])
def test_a_command_of_several_given_alone_shows_its_help(
    bare_cli: Run, arguments: list[str]
) -> None:
    answer = bare_cli(*arguments)

    assert answer.code == 2
    assert "Commandes\u00a0:" in answer.err


def test_a_refusal_is_json_when_asked(bare_cli: Run) -> None:
    answer = bare_cli("--json", "list", "visits")

    assert answer.code == 2
    assert "n’est pas un type de fiche" in answer.errors[0]["sentence"]


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (["list", "visits", "--json"], "kind"),
        (["list", "--json"], "kind"),
        (["list", "visit", "--limit", "0", "--json"], "limit"),
        (["list", "visit", "--jsn", "--json"], "jsn"),
        (["add", "visits", "--json", "-"], "kind"),
        (["add", "visit", "encore", "--json=-"], ""),
        (["import", "x.csv", "--as", "zzz", "--json"], "as"),
    ],
)
def test_a_refusal_is_json_wherever_it_was_asked(
    bare_cli: Run, arguments: list[str], field: str
) -> None:
    answer = bare_cli(*arguments)

    assert (answer.code, answer.out) == (2, "")
    assert [error["field"] for error in answer.errors] == [field]


def test_a_refusal_begins_like_a_sentence(bare_cli: Run) -> None:
    answer = bare_cli("list", "visit", "--limit", "0")

    assert answer.err.startswith("L’option «\u00a0--limit\u00a0»\u00a0: il faut au moins 1.")


def test_no_path_is_judged_in_english() -> None:
    types = [param.type for path in commands() for param in _params(path)]
    paths = [kind for kind in types if isinstance(kind, click.Path)]

    assert paths
    assert not [path for path in paths if path.readable or path.exists]


def _params(path: tuple[str, ...]) -> list[click.Parameter]:
    command: click.Command = carnet
    for name in path:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), name)
        assert found is not None
        command = found
    return command.get_params(click.Context(command))
