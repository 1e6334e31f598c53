"""What the program gives its main window."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from desktop.ui.asking import own_version
from desktop.ui.commands import THEMES
from desktop.ui.surroundings import Surroundings

if TYPE_CHECKING:
    from desktop.app import Program


def surroundings_of(program: "Program") -> Surroundings:
    """Return what the program gives its main window."""
    themes = {name: partial(program.set_theme, theme) for name, theme in THEMES.items()}
    return Surroundings(
        icons=program.icons,
        tasks=program.tasks,
        today=lambda: datetime.now().astimezone().date(),
        ask_folder=program.asking.new_files,
        ask_file=program.asking.file,
        ask_files=program.asking.files,
        ask_save=program.asking.new_file,
        zoom=program.zoom,
        remarks=program.remarks,
        zoom_factor=lambda: program.appearance.look.factor,
        theme=lambda: program.preferences.theme,
        opening=program.opening,
        version=own_version(),
        acts={
            **themes,
            "restore": program.show_backups,
            **program.asking.by_name(lambda: program.folder),
        },
    )
