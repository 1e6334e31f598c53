"""What every page and panel is given: the notebook, the voice of the window, the ways to go."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.drafts import Draft
from desktop.ui.discretion import Discretion
from desktop.ui.exchange.exchanges import Exchanges
from desktop.ui.forms.sources import Sources
from desktop.ui.notices import Notices
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Workplace:
    """`begin` opens a new form of a kind with values, `resume` goes on with one that was not
    finished; `go` turns to a page by its key,
    `back` to the one before.

    `ask_save` gives where to write a file from a suggested name, `ask_files` the files chosen,
    `ask_folder` where to write several; all may be given up (None, nothing). `act` runs a
    command of the menus by its name.
    """

    notebook: Notebook
    sources: Sources
    notices: Notices
    tasks: Tasks
    discretion: Discretion
    exchanges: Exchanges
    begin: Callable[[str, Mapping[str, Any]], object]
    resume: Callable[[Draft], object]
    go: Callable[[str], object]
    back: Callable[[], object]
    act: Callable[[str], object]
    ask_save: Callable[[str], Path | None]
    ask_files: Callable[[], tuple[Path, ...]]
    ask_folder: Callable[[], Path | None]
    zoom_factor: Callable[[], float]
    theme: Callable[[], Theme]
    opening: Opening
    version: str
