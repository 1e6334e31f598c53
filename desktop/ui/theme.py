"""The colours of the windows, light and dark, and the style made from them.

Own palettes on Fusion, because the platform's dark mode is not heard everywhere. Every pair of
text and ground below has a contrast of at least 4.5:1; a test computes it.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from desktop.ui.style_sheet import style_sheet
from desktop.ui.tokens import CONTRAST, DARK, LIGHT, Tokens

# Below ten points, French texts on a 1366×768 laptop tire the eyes.
_SMALLEST = 10.0


class Theme(StrEnum):
    """What the person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Look:
    """What the windows look like now."""

    tokens: Tokens
    factor: float


class Appearance:
    """Applies a theme and a zoom factor to the whole application."""

    def __init__(self, application: QApplication, icons: Path) -> None:
        self._application = application
        self._icons = icons
        self._font = QFont(application.font())
        self._size = max(_SMALLEST, self._font.pointSizeF())
        self._look = Look(LIGHT, 1.0)

    @property
    def look(self) -> Look:
        """Return what is applied now."""
        return self._look

    def apply(self, theme: Theme, factor: float) -> Look:
        """Give every window these colours and this size of text."""
        tokens = self._tokens(theme)
        font = QFont(self._font)
        font.setPointSizeF(self._size * factor)
        # A style sheet keeps the font it met: it is taken off before the font changes.
        self._application.setStyleSheet("")
        self._application.setFont(font)
        self._application.setPalette(palette(tokens))
        self._application.setStyleSheet(
            style_sheet(tokens, factor, points=self._size * factor, icons=self._icons.as_posix())
        )
        self._look = Look(tokens, factor)
        return self._look

    def _tokens(self, theme: Theme) -> Tokens:
        if theme is not Theme.SYSTEM:
            return _CHOSEN[theme]
        hints = self._application.styleHints()
        wanted = hints.accessibility().contrastPreference()
        if wanted is Qt.ContrastPreference.HighContrast:
            return CONTRAST
        return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT


_CHOSEN = {Theme.LIGHT: LIGHT, Theme.DARK: DARK, Theme.CONTRAST: CONTRAST}


def palette(tokens: Tokens) -> QPalette:
    """Return the palette that every standard widget draws itself with."""
    made = QPalette()
    role = QPalette.ColorRole
    for target, colour in (
        (role.Window, tokens.window),
        (role.Base, tokens.base),
        (role.AlternateBase, tokens.raised),
        (role.Button, tokens.raised),
        (role.ToolTipBase, tokens.base),
        (role.WindowText, tokens.text),
        (role.Text, tokens.text),
        (role.ButtonText, tokens.text),
        (role.ToolTipText, tokens.text),
        (role.PlaceholderText, tokens.secondary),
        (role.Highlight, tokens.selected),
        (role.HighlightedText, tokens.text),
        (role.Link, tokens.action),
        (role.Accent, tokens.action),
    ):
        made.setColor(target, QColor(colour))
    for target in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, target, QColor(tokens.disabled))
    return made
