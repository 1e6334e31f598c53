"""Know where the program's own files and the person's notebook are found."""

import sys
from pathlib import Path

import platformdirs

_FOLDER = "carnet-de-quartier"


def resources_dir() -> Path:
    """Return the folder of the files shipped with the program, packaged or not."""
    return Path(__file__).resolve().parents[1] / "resources"


def default_data_dir(program: Path | None = None) -> Path:
    """Return where this person's notebook is kept when nothing else is said.

    It is the local profile, not the roaming one, nor « Documents », which are often copied to
    a server. When `portable.txt` lies beside the program, the notebook stays beside it too.
    """
    beside = program or _program_dir()
    if beside is not None and (beside / "portable.txt").is_file():
        return beside / "carnet"
    return platformdirs.user_data_path(_FOLDER, appauthor=False, roaming=False)


def _program_dir() -> Path | None:
    """Return the folder of the packaged executable; None when run from its sources."""
    return Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) else None
