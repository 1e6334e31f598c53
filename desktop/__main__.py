"""Start the windows program: arguments, technical log, then the application."""

import argparse
import faulthandler
import gc
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from desktop.paths import default_data_dir

if TYPE_CHECKING:
    from desktop.app import Arguments

_PROGRAM = "carnet-de-quartier"
_LOG_SIZE = 512 * 1024
_NO_SCREEN = (
    "Aucun écran n’est disponible ici\u00a0: la fenêtre ne peut pas s’ouvrir, et rien n’a changé. "
    "La commande «\u00a0carnet\u00a0» fait le même travail sans écran."
)


def main() -> None:
    """Run the program of this process and leave with its code."""
    # What the imports make stays: looking for garbage among it costs a sixth of the start.
    # Once the windows are there, `run` collects by itself.
    gc.disable()
    sys.exit(start(sys.argv[1:]))


def start(words: Sequence[str]) -> int:
    """Read the arguments, open the log, run the windows; return the exit code."""
    # Late, so that `main` comes first.
    from desktop.app import run

    arguments = read_arguments(words)
    if not _has_screen(os.environ):
        if not arguments.screenshots:
            sys.stderr.write(f"{_NO_SCREEN}\n")
            return 1
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if not arguments.screenshots:
        _open_log(platformdirs.user_log_path(_PROGRAM, appauthor=False))
    return run(arguments)


def _has_screen(environment: Mapping[str, str]) -> bool:
    """Tell whether a window can be shown: without a screen Qt would end the process itself."""
    named = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    return sys.platform != "linux" or any(environment.get(name) for name in named)


def read_arguments(words: Sequence[str]) -> "Arguments":
    """Return what was asked; leave with code 2 and a sentence when it cannot be read."""
    # Late, so that `main` comes first.
    from desktop.app import Arguments
    from desktop.ui.asking import own_version

    parser = argparse.ArgumentParser(prog=_PROGRAM, description="Le carnet de quartier.")
    parser.add_argument("--data-dir", type=Path, help="dossier du carnet")
    parser.add_argument("--passphrase-file", type=Path, help="fichier qui contient la phrase")
    parser.add_argument("--screenshots", type=Path, metavar="DIR", help="images des fenêtres")
    parser.add_argument("--every-look", action="store_true", help="… dans chaque thème et à 150 %%")
    parser.add_argument("--version", action="version", version=own_version())
    given = parser.parse_args(words)
    preferences = platformdirs.user_config_path(_PROGRAM, appauthor=False) / "fenetre.ini"
    named = os.environ.get("CARNET_PASSPHRASE_FILE")
    secret = given.passphrase_file or (Path(named) if named else None)
    try:
        phrase = secret.read_text(encoding="utf-8").strip("\r\n") if secret else None
    except OSError:
        parser.error(f"Le fichier {secret} ne peut pas être lu.")
    return Arguments(
        data_dir=given.data_dir or _usual_folder(preferences),
        # Pictures are taken in several looks, which are not those of whoever works here.
        preferences=None if given.screenshots else preferences,
        passphrase=phrase,
        screenshots=given.screenshots,
        every_look=given.every_look,
    )


def _usual_folder(preferences: Path) -> Path:
    named = os.environ.get("CARNET_DATA_DIR")
    if named:
        return Path(named)
    # Late, so that `main` comes first.
    from desktop.ui.preferences import Preferences

    return Preferences(preferences).folder or default_data_dir()


def _open_log(folder: Path) -> None:
    """Log technical English without any personal data; a read-only disk only means no log."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "carnet.log", maxBytes=_LOG_SIZE, backupCount=2, encoding="utf-8"
        )
        faults = logging.FileHandler(folder / "fault.log", mode="w", encoding="utf-8")
        if faults.stream is not None:
            faulthandler.enable(faults.stream)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger("desktop").setLevel(logging.INFO)


if __name__ == "__main__":
    main()
