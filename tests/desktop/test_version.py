"""The program knows its own version, packaged or not."""

import tomllib
from pathlib import Path

from desktop.version import VERSION


def test_the_version_shown_is_the_one_of_the_project(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))

    assert project["project"]["version"] == VERSION
