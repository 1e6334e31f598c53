"""A second notebook of the same space, whose operations can be given to the first."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.identity import Identity, Person, new_device
from desktop.store.ingest import ingest
from tests.conftest import PASSPHRASE


@contextmanager
def neighbour(notebook: Notebook, doors: Opening, place: Path) -> Iterator[Notebook]:
    """Open the notebook of Bruno, who shares the space and knows all that was written so far."""
    notebook.backups.make()
    shutil.copytree(notebook.folder.path, place)
    with doors.open(place, PASSPHRASE) as other:
        space = other.base.identity.space
        bruno = Identity(space, new_device(), Person(uuid4().hex, "Bruno Petit", "BP"))
        with other.base.writing():
            other.base.settings.put_identity(bruno)
        with notebook.base.writing():
            notebook.base.db.execute(
                "INSERT OR REPLACE INTO person(id, name) VALUES (?, ?)",
                [bruno.person.id, bruno.person.name],
            )
        yield other


def take(notebook: Notebook, other: Notebook) -> None:
    """Give a notebook all that another one knows."""
    ingest(notebook.base, list(other.base.log.everything()), "Réception")


def meet(one: Notebook, other: Notebook) -> None:
    """Let two notebooks know the same."""
    take(one, other)
    take(other, one)
