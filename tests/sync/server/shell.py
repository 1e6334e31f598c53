"""Type commands of `carnet-server` about one folder."""

import json
from pathlib import Path
from typing import Any

import pytest

from sync.server.__main__ import answer


class Shell:
    """A terminal: a code, what was said, and what went wrong."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def type(self, *words: str) -> tuple[int, str, str]:
        code = answer([*words, "--data-dir", str(self.folder)])
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def ask(self, *words: str) -> Any:
        code, out, err = self.type(*words, "--json")
        assert code == 0, err
        return json.loads(out)

    def ask_all(self, *words: str) -> Any:
        """Return an answer, good or bad."""
        return json.loads(self.type(*words, "--json")[1])

    def invite(self, name: str = "Jeanne Doe", role: str = "agent") -> str:
        words = ("--space", "Nord", "--role", role, "--name", name)
        return str(self.ask("invite", *words)["code"])
