"""Empty the folder of a notebook, keys first: without them, what is left opens for nobody.

Killed at any moment, the next start goes on: a journal says that the emptying was decided, and
each step finds out what is left to do.
"""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from desktop.files import shred, sync_folder, write_atomically
from desktop.store.folder import NotebookFolder, folder_told

JOURNAL: Final = "carnet.emptying"

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def _nothing(_step: str) -> None:
    """Watch nothing."""


def begun_emptying(folder: Path) -> bool:
    """Tell whether the emptying of a folder was decided and has not ended."""
    try:
        return (folder / JOURNAL).exists()
    except OSError:
        # A folder that cannot be looked into is told of by whoever opens it.
        return False


class Emptying:
    """Empty one folder. The caller closed the notebook and holds the folder's lock.

    ``watch`` hears the name of each step before it is done; tests stop the program there.
    """

    def __init__(self, folder: NotebookFolder, watch: Callable[[str], None] = _nothing) -> None:
        self._folder = folder
        self._watch = watch
        self._journal = folder.path / JOURNAL

    def begun(self) -> Mapping[str, str] | None:
        """Return what `begin` was told, None when no emptying was decided here."""
        try:
            told = json.loads(self._journal.read_bytes())
        except FileNotFoundError:
            return None
        except ValueError:
            # Written whole or not at all: damaged since. The decision itself stands.
            return {}
        return {str(name): str(value) for name, value in told.items()}

    def begin(self, told: Mapping[str, str] = NOTHING) -> None:
        """Decide; from here on, the notebook no longer exists. Then empty.

        ``told`` is kept until `forget`, in clear: what is needed to say goodbye.
        """
        self._watch("journal")
        write_atomically(self._journal, json.dumps(dict(told)).encode())
        self.finish()

    def finish(self) -> None:
        """Do what is left of the steps; raises `ReadOnly` when a file resists, to try again."""
        with folder_told():
            self._watch("keys")
            for path in list(self._keys()):
                shred(path)
            self._watch("base")
            for path in self._folder.path.glob("carnet.db*"):
                path.unlink(missing_ok=True)
            for folder in (self._folder.backups, self._folder.files, self._folder.set_aside):
                self._watch(folder.name)
                if folder.exists():
                    shutil.rmtree(folder)
            self._watch("marker")
            ends = self._folder.path.glob("carnet.end*")
            for path in (*ends, self._folder.restore_journal, self._folder.marker_file):
                path.unlink(missing_ok=True)
            sync_folder(self._folder.path)

    def forget(self) -> None:
        """Remove the journal: everything is done, and said to whoever asked for it."""
        self._watch("forget")
        with folder_told():
            self._journal.unlink(missing_ok=True)
            sync_folder(self._folder.path)

    def _keys(self) -> Iterator[Path]:
        """Yield every file that holds a key slot, the present ones first."""
        yield from self._folder.path.glob("carnet.keys*")
        yield from self._folder.path.glob(".carnet.keys*")
        yield from self._folder.backups.glob("*.keys")
        yield from self._folder.set_aside.glob("*/carnet.keys*")
