"""Differences from the command line: listed with their versions, and decided."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.services.opening import Opening
from tests.desktop.neighbour import neighbour, take

Run = Callable[..., Any]


@pytest.fixture
def key(
    cli: Run,  # noqa: ARG001 - makes the notebook
    opening: Opening,
    tmp_path: Path,
    passphrase: str,
) -> str:
    """Return a contact to whom two people gave another phone."""
    with opening.open(tmp_path / "carnet", passphrase) as notebook:
        values = {"last_name": "Diallo", "role": "PRESIDENCE", "phone": "0639989893"}
        made = notebook.add("contact", values).record.id
        with neighbour(notebook, opening, tmp_path / "other") as other:
            notebook.edit(made, {"phone": "0639981024"})
            other.edit(made, {"phone": "0639980000"})
            take(notebook, other)
    return made


def test_each_version_is_listed_with_its_author(cli: Run, key: str) -> None:
    answer = cli("differences", "list")

    assert answer.code == 0
    assert "1. 06 39 98 10 24 – vous" in answer.out
    assert "2. 06 39 98 00 00 – Bruno Petit" in answer.out
    (record,) = cli("differences", "list", "--json").json
    assert record["id"] == key
    assert [each["value"] for each in record["fields"][0]["versions"]] == [
        "+33639981024",
        "+33639980000",
    ]


@pytest.mark.parametrize(
    ("given", "phone"),
    [(("--choice", "1"), "+33639981024"), (("--value", "0639985555"), "+33639985555")],
)
def test_a_choice_is_written(cli: Run, key: str, given: tuple[str, str], phone: str) -> None:
    answer = cli("differences", "resolve", key, "phone", *given)

    assert answer.code == 0
    assert cli("get", key, "--json").json["phone"] == phone
    assert "Aucune fiche n’attend de choix." in cli("differences", "list").out


@pytest.mark.parametrize(
    "given",
    [
        ("phone",),
        ("phone", "--choice", "3"),
        ("phone", "--choice", "1", "--value", "0639985555"),
        ("last_name", "--choice", "1"),
    ],
)
def test_what_is_no_choice_is_refused(cli: Run, key: str, given: tuple[str, ...]) -> None:
    answer = cli("differences", "resolve", key, *given)

    assert answer.code == 2
    assert len(cli("differences", "list", "--json").json) == 1
