"""What this computer remembers of the window: theme, zoom, size, folder; nothing of the records."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from desktop.ui.theme import Theme

ZOOMS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)


class _Passing:
    """What QSettings does, without a file."""

    def __init__(self) -> None:
        self._values: dict[str, object] = {}

    def value(self, name: str, default: object = None) -> object:
        return self._values.get(name, default)

    def setValue(self, name: str, value: object) -> None:
        self._values[name] = value


class Preferences:
    """Reads and writes one small file; without one, choices last as long as the program."""

    def __init__(self, path: Path | None) -> None:
        self._settings: QSettings | _Passing = (
            QSettings(str(path), QSettings.Format.IniFormat) if path else _Passing()
        )

    @property
    def theme(self) -> Theme:
        """Return the theme chosen."""
        stored = str(self._settings.value("theme", Theme.SYSTEM.value))
        return Theme(stored) if stored in set(Theme) else Theme.SYSTEM

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self._settings.setValue("theme", theme.value)

    @property
    def zoom(self) -> float:
        """Return the zoom factor, one of ZOOMS."""
        stored = str(self._settings.value("zoom", "1"))
        try:
            return min(ZOOMS, key=lambda step: abs(step - float(stored)))
        except ValueError:
            return 1.0

    @zoom.setter
    def zoom(self, factor: float) -> None:
        self._settings.setValue("zoom", str(factor))

    @property
    def folder(self) -> Path | None:
        """Return the folder of the notebook when another one than the usual was chosen."""
        stored = str(self._settings.value("folder", ""))
        return Path(stored) if stored else None

    @folder.setter
    def folder(self, path: Path) -> None:
        self._settings.setValue("folder", str(path))

    @property
    def geometry(self) -> QByteArray:
        """Return where the window was; empty the first time."""
        stored = self._settings.value("geometry")
        return stored if isinstance(stored, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue("geometry", geometry)


def next_zoom(factor: float, step: int) -> float:
    """Return the zoom one step larger or smaller."""
    place = min(range(len(ZOOMS)), key=lambda index: abs(ZOOMS[index] - factor)) + step
    return ZOOMS[max(0, min(place, len(ZOOMS) - 1))]
