"""What the main window is given besides its notebook."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.privacy.concerns import Remark
from desktop.services.opening import Opening
from desktop.ui.icons import Icons
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Theme
from desktop.ui.verbs import Acts


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`acts` are the commands that the window itself does not know; the asks may answer None."""

    icons: Icons
    tasks: Tasks
    today: Callable[[], date]
    ask_folder: Callable[[], Path | None]
    ask_file: Callable[[], Path | None]
    ask_files: Callable[[], tuple[Path, ...]]
    ask_save: Callable[[str], Path | None]
    zoom: Callable[[int], object]
    zoom_factor: Callable[[], float]
    theme: Callable[[], Theme]
    opening: Opening
    version: str
    remarks: Callable[[str], Sequence[Remark]]
    acts: Acts
