"""A whole notebook for the tests of the store, whose own fixtures stop at the files."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.base import Base
from desktop.store.keyslots import Argon2
from sync.records import RECORD_TYPES
from tests.conftest import PASSPHRASE, Clock
from tests.records_of_each_kind import full_values

CHEAP = Argon2(memory_kib=64, iterations=1, lanes=1)


@pytest.fixture
def wall_clock() -> Clock:
    """Return the clock of `carnet`, which the test moves."""
    return Clock()


@pytest.fixture
def doors(wall_clock: Clock) -> Opening:
    """Return a way to open notebooks, on the clock of `carnet`."""
    return Opening(now_ms=wall_clock, cost=CHEAP)


@pytest.fixture(scope="session")
def newborn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a notebook in which nothing was written yet, made once."""
    folder = tmp_path_factory.mktemp("newborn") / "carnet"
    made = Opening(now_ms=Clock(), cost=CHEAP).create(
        folder, name="Jeanne Dupont", passphrase=PASSPHRASE
    )
    made.notebook.close()
    return folder


@pytest.fixture
def carnet(doors: Opening, newborn: Path, tmp_path: Path) -> Iterator[Notebook]:
    """Return a new notebook of Jeanne Dupont, closed after the test."""
    shutil.copytree(newborn, tmp_path / "carnet")
    with doors.open(tmp_path / "carnet", PASSPHRASE) as notebook:
        yield notebook


@pytest.fixture
def base(carnet: Notebook) -> Base:
    """Return the base of `carnet`."""
    return carnet.base


@pytest.fixture(params=list(RECORD_TYPES))
def kind(request: pytest.FixtureRequest) -> str:
    """Return each kind of record in turn."""
    return str(request.param)


@pytest.fixture(scope="session")
def full() -> Callable[..., dict[str, Any]]:
    """Return what makes sound values for every field of a kind, texts holding given words."""
    return full_values
