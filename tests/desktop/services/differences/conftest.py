"""Two notebooks of one space, which both know a contact."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from tests.desktop.neighbour import neighbour


@pytest.fixture
def key(carnet: Notebook) -> str:
    values = {"last_name": "Diallo", "role": "PRESIDENCE", "phone": "0639989893"}
    return carnet.add("contact", values).record.id


@pytest.fixture
def other(carnet: Notebook, key: str, doors: Opening, tmp_path: Path) -> Iterator[Notebook]:
    assert key
    with neighbour(carnet, doors, tmp_path / "other") as notebook:
        yield notebook
