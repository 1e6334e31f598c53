"""The demonstration year, made once for all the tests of the workbooks."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from desktop.services.demo import PASSPHRASE, make_demo
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.services.workbooks.scope import Period, Scope
from desktop.services.workbooks.sources import Sources
from tests.desktop.services.workbooks.programme import Programme

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def demo_notebook_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the demonstration of the 23rd of November 2026; copy it to write."""
    folder = tmp_path_factory.mktemp("demo") / "carnet"
    make_demo(folder, today=TODAY)
    return folder


@contextmanager
def copied(folder: Path, to: Path) -> Iterator[Notebook]:
    """Open a copy of a notebook."""
    shutil.copytree(folder, to)
    with Opening().open(to, PASSPHRASE) as notebook:
        yield notebook


@pytest.fixture(scope="session")
def demo_notebook(
    demo_notebook_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Notebook]:
    """Return a copy of the demonstration, opened once: for reading only."""
    with copied(demo_notebook_folder, tmp_path_factory.mktemp("read") / "carnet") as notebook:
        yield notebook


@pytest.fixture(scope="module")
def written_demo_notebook(
    demo_notebook_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Notebook]:
    """Return a copy of the demonstration that the tests of one module write in."""
    with copied(demo_notebook_folder, tmp_path_factory.mktemp("written") / "carnet") as notebook:
        yield notebook


@pytest.fixture
def own_demo_notebook(demo_notebook_folder: Path, tmp_path: Path) -> Iterator[Notebook]:
    """Return a copy of the demonstration that the test may write in."""
    with copied(demo_notebook_folder, tmp_path / "demo") as notebook:
        yield notebook


@pytest.fixture
def demo_sources(demo_notebook: Notebook) -> Callable[..., Sources]:
    """Return what reads the demonstration within a scope, the year 2026 unless it is given."""

    def read(scope: Scope | None = None) -> Sources:
        return Sources(demo_notebook, scope or Scope(Period.of_years(2026)), TODAY)

    return read


@pytest.fixture
def programme(carnet: Notebook) -> Programme:
    """Return a small programmation to write."""
    return Programme(carnet)
