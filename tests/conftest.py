"""What every test shares: Qt without a screen, a calm Hypothesis, a home that is nobody's."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import settings

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.keyslots import Argon2
from tests.simulation.seeding import said

# Before any QApplication exists; an explicit choice of platform is respected.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parents[1]

settings.register_profile("default", database=None, deadline=None)
settings.register_profile("proof", database=None, deadline=None, max_examples=10_000)
settings.load_profile("default")


def pytest_report_header() -> str:
    """Say with which seed the histories are drawn."""
    return said()


@pytest.fixture(scope="session", autouse=True)
def _home_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests away from the notebook and the settings of whoever runs them."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
            patch.setenv(name, str(home))
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(home / name.lower()))
        for name in ("CARNET_DATA_DIR", "CARNET_PASSPHRASE_FILE"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of the repository."""
    return ROOT


class Clock:
    """A wall clock that only moves when told: milliseconds since 1970."""

    def __init__(self) -> None:
        self.ms = 1_795_430_000_000  # 23 November 2026

    def __call__(self) -> int:
        """Return the present moment, a millisecond after the last one asked for."""
        self.ms += 1
        return self.ms

    def wait(self, **duration: float) -> None:
        """Let time pass."""
        self.ms += int(timedelta(**duration).total_seconds() * 1000)


PASSPHRASE = "une longue phrase de rue"


@pytest.fixture
def clock() -> Clock:
    """Return a clock that the test moves."""
    return Clock()


@pytest.fixture
def opening(clock: Clock) -> Opening:
    """Return a way to open notebooks that spends no time on passphrases."""
    return Opening(now_ms=clock, cost=Argon2(memory_kib=64, iterations=1, lanes=1))


@pytest.fixture
def passphrase() -> str:
    """Return the passphrase of the test notebooks."""
    return PASSPHRASE


@pytest.fixture
def notebook(opening: Opening, tmp_path: Path) -> Iterator[Notebook]:
    """Return a new notebook of Jeanne Dupont, closed after the test."""
    made = opening.create(tmp_path / "carnet", name="Jeanne Dupont", passphrase=PASSPHRASE)
    yield made.notebook
    made.notebook.close()
