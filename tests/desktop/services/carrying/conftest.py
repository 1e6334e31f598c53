"""Two people of one space, each with a laptop that never sees the other's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.services.opening import Opening
from tests.keys import Agent, agents


@pytest.fixture
def both(opening: Opening, tmp_path: Path) -> Iterator[list[Agent]]:
    """Return Jeanne and Bruno."""
    with agents(opening, tmp_path, "5" * 32, "Jeanne", "Bruno") as made:
        yield made


@pytest.fixture
def jeanne(both: list[Agent]) -> Agent:
    return both[0]


@pytest.fixture
def bruno(both: list[Agent]) -> Agent:
    return both[1]


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    """Return the place of the file on the key."""
    return tmp_path / "travail.carnet-echange"
