"""A command line on a notebook made for the test, run in this very process."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop.cli.__main__ import run
from desktop.services.opening import Opening


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """Return the lines of the answer."""
        return self.out.splitlines()

    @property
    def json(self) -> Any:
        """Return the answer as JSON."""
        return json.loads(self.out)

    @property
    def errors(self) -> list[dict[str, Any]]:
        """Return the errors told as JSON."""
        return [json.loads(line) for line in self.err.splitlines()]


Cli = Callable[..., Answer]
OPEN = {"review_state": "VALIDE", "diffusion": "DIFFUSABLE"}


@pytest.fixture
def bare_cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Return a way to run commands, without any notebook."""

    def call(*arguments: str, stdin: str | bytes = "") -> Answer:
        content = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
        capsys.readouterr()
        code = run(arguments)
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return call


@pytest.fixture
def cli(
    bare_cli: Cli,
    opening: Opening,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    passphrase: str,
) -> Cli:
    """Return a way to run commands on the notebook of Jeanne Dupont, from an empty folder."""
    made = opening.create(tmp_path / "carnet", name="Jeanne Dupont", passphrase=passphrase)
    made.notebook.close()
    (tmp_path / "phrase.txt").write_text(f"{passphrase}\n", encoding="utf-8")
    (tmp_path / "cle-de-secours.txt").write_text(made.recovery.printed, encoding="utf-8")
    monkeypatch.setenv("CARNET_DATA_DIR", str(tmp_path / "carnet"))
    monkeypatch.setenv("CARNET_PASSPHRASE_FILE", str(tmp_path / "phrase.txt"))
    monkeypatch.chdir(tmp_path)
    return bare_cli


@pytest.fixture
def add(cli: Cli) -> Callable[..., str]:
    """Return what saves a record that may leave."""

    def save(kind: str, **values: Any) -> str:
        answer = cli("add", kind, "--json", "-", stdin=json.dumps({**OPEN, **values}))
        assert answer.code == 0, answer.err
        return str(answer.lines[0])

    return save


@pytest.fixture
def hamois(add: Callable[..., str]) -> str:
    """Return the id of a neighbourhood."""
    return add(
        "territory",
        name="Le Hamois",
        territory_code="QN05109M",
        territory_type="QPV",
        contract_code="CN05103I",
    )


@pytest.fixture
def idea(add: Callable[..., str], hamois: str) -> Callable[..., str]:
    """Return what saves an idea of this year."""

    def save(title: str, **values: Any) -> str:
        given = {
            "heard_on": "2026-03-04",
            "summary": "Faire ensemble",
            "origin_of_idea": "HABITANT",
            "theme": "2024:6.2",
            "territory": hamois,
        }
        return add("idea", title=title, **{**given, **values})

    return save
