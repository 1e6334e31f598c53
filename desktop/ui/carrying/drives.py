"""Which keys are plugged in, and the exchange files that lie on them."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStorageInfo

from sync.client.bundle.contents import ENDING

_PLUGGED: Final = ("/media/", "/run/media/", "/Volumes/")
"""Where Linux and macOS mount what one plugs in."""

_REMOVABLE: Final = 2
"""What Windows answers of a key (GetDriveTypeW)."""


@dataclass(frozen=True, slots=True)
class Drive:
    """A key that is plugged in; `free` in bytes."""

    root: Path
    name: str
    free: int


Drives = Callable[[], tuple[Drive, ...]]


def plugged_in() -> tuple[Drive, ...]:
    """Return the keys that can be written or read now."""
    return tuple(
        _drive(volume)
        for volume in QStorageInfo.mountedVolumes()
        if volume.isValid() and volume.isReady() and is_removable(volume.rootPath())
    )


def is_removable(root: str) -> bool:
    """Tell whether what is mounted there was plugged in."""
    if sys.platform == "win32":
        import ctypes

        kind: int = ctypes.windll.kernel32.GetDriveTypeW(f"{Path(root).drive}\\")
        return kind == _REMOVABLE
    return root.startswith(_PLUGGED)


def files_on(drives: Iterable[Drive]) -> tuple[Path, ...]:
    """Return the exchange files at the top of the keys, the newest first."""
    found = [path for drive in drives for path in _listed(drive.root)]
    return tuple(path for _at, path in sorted(found, reverse=True))


def _listed(root: Path) -> list[tuple[float, Path]]:
    try:
        return [(path.stat().st_mtime, path) for path in root.glob(f"[!.]*{ENDING}")]
    except OSError:
        return []


def _drive(volume: QStorageInfo) -> Drive:
    root = Path(volume.rootPath())
    name = volume.displayName() or root.name
    shown = name if sys.platform != "win32" else f"{name} ({root.drive})"
    return Drive(root, shown, max(0, volume.bytesAvailable()))
