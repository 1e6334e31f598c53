"""Started as a process of its own: show the window, say when it was usable, and leave.

`python -m tests.bench.start_window bare` shows an empty main window; with a folder and a phrase,
ours on that notebook. Prints the nanoseconds of the wall clock and the peak memory in KiB.
"""

import gc
import sys
import time
from pathlib import Path


def bare() -> None:
    """Show a main window with nothing in it."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    window.grab()
    application.processEvents()


def ours(folder: Path, phrase: str) -> None:
    """Open a notebook and show its first page, filled, as `desktop.__main__` does."""
    gc.disable()
    from desktop.app import Program
    from desktop.services.opening import Opening
    from desktop.ui.asking import application
    from desktop.ui.preferences import Preferences

    qt = application([])
    program = Program(qt, Preferences(folder / "preferences.ini"), folder, Opening())
    program.open_now(phrase)
    qt.processEvents()
    assert program.window is not None
    program.window.grab()


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        ours(Path(sys.argv[1]), sys.argv[2])
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    sys.stdout.write(f"{time.time_ns()} {peak}\n")
    sys.stdout.flush()
    # Closing down is not part of the start.
    import os

    os._exit(0)
