"""What the main window is given besides its notebook."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.ui.icons import Icons
from desktop.ui.tasks import Tasks
from desktop.ui.verbs import Acts


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`acts` are the commands that the window itself does not know; the asks may answer None."""

    icons: Icons
    tasks: Tasks
    today: Callable[[], date]
    ask_path: Callable[[], Path | None]
    ask_file: Callable[[], Path | None]
    ask_files: Callable[[], tuple[Path, ...]]
    ask_save: Callable[[str], Path | None]
    zoom: Callable[[int], object]
    acts: Acts
