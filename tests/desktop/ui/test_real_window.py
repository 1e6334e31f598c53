"""The real window on a real X server, not the offscreen platform."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.services.notebook import Notebook

_SHOW = """
import sys
from pathlib import Path
from desktop.app import Program
from desktop.services.opening import Opening
from desktop.ui.asking import application
from desktop.ui.preferences import Preferences

folder, phrase, picture = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
qt = application([])
program = Program(qt, Preferences(folder / "preferences.ini"), folder, Opening())
program.open_now(phrase)
for _ in range(20):
    qt.processEvents()
assert qt.platformName() == "xcb", qt.platformName()
assert qt.primaryScreen().grabWindow(0).save(picture)
program.stop()
"""


@pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="there is no Xvfb on this machine")
def test_the_window_shows_on_an_x_server(
    notebook: Notebook, passphrase: str, tmp_path: Path
) -> None:
    notebook.add("organisation", {"name": "Les Jardins d’Éloi"})
    folder = notebook.folder.path
    notebook.close()
    picture = tmp_path / "screen.png"

    done = subprocess.run(
        [
            "xvfb-run",
            "-a",
            "-s",
            "-screen 0 1366x768x24",
            sys.executable,
            "-c",
            _SHOW,
            str(folder),
            passphrase,
            str(picture),
        ],
        env={**os.environ, "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert picture.stat().st_size > 5_000
