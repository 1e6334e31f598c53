"""Move a notebook's files out of the way: nothing here is ever deleted."""

from datetime import datetime
from pathlib import Path
from typing import Final

from desktop.files import copy_atomically, sync_folder
from desktop.store.folder import NotebookFolder, folder_told

SIDE_FILES: Final = ("-wal", "-shm", "-journal", "")
"""What SQLite adds to a base's name. The base comes last: until it moves, all can be undone."""


def new_aside(folder: NotebookFolder, moment: datetime) -> Path:
    """Make and return an empty folder in `set-aside/` named after `moment`."""
    stamp = moment.strftime("%Y%m%d-%H%M%S")
    names = (stamp if turn == 1 else f"{stamp}-{turn}" for turn in range(1, 1000))
    with folder_told():
        folder.set_aside.mkdir(mode=0o700, parents=True, exist_ok=True)
        aside = next(path for path in map(folder.set_aside.joinpath, names) if not path.exists())
        aside.mkdir(mode=0o700)
        sync_folder(folder.set_aside)
    return aside


def copy_keys(folder: NotebookFolder, aside: Path) -> None:
    """Copy both key files beside the base put aside, so that it can still be opened."""
    for path in (folder.keys.main, folder.keys.copy):
        if path.exists():
            copy_atomically(path, aside / path.name)


def move_base(folder: NotebookFolder, aside: Path) -> None:
    """Move the base and its side files into `aside`; goes on where a killed one stopped."""
    with folder_told():
        for path in base_files(folder.base):
            if path.exists():
                path.replace(aside / path.name)
        sync_folder(aside)
        sync_folder(folder.path)


def bring_back(folder: NotebookFolder, aside: Path) -> None:
    """Undo `move_base`, whole or partial."""
    with folder_told():
        for path in reversed(base_files(folder.base)):
            if (aside / path.name).exists():
                (aside / path.name).replace(path)
        sync_folder(folder.path)


def set_aside(folder: NotebookFolder, moment: datetime) -> Path:
    """Put the whole notebook aside, keys and marker too, and return where.

    The folder then holds no notebook and a new one can be made; the backups stay. Nothing may
    hold the base open. Raises `ReadOnly` or `DiskFull`; done again, it goes on.
    """
    aside = new_aside(folder, moment)
    copy_keys(folder, aside)
    with folder_told():
        if folder.marker_file.exists():
            folder.marker_file.replace(aside / folder.marker_file.name)
    move_base(folder, aside)
    with folder_told():
        for path in (folder.keys.main, folder.keys.copy):
            path.unlink(missing_ok=True)
    return aside


def base_files(base: Path) -> tuple[Path, ...]:
    """Return the paths of `base` and of its side files, in the order they are moved."""
    return tuple(base.with_name(base.name + suffix) for suffix in SIDE_FILES)
