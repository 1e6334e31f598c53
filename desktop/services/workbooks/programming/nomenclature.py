"""The themes of the programme 147, vintage by vintage, as financers number them."""

from dataclasses import dataclass
from typing import Final

from desktop.export.content import Labels
from desktop.services.workbooks.sources import Sources

LIST: Final = "Thèmes du programme 147"
UNKNOWN: Final = "Thème non précisé"


@dataclass(frozen=True, slots=True, order=True)
class Theme:
    """A theme or a sub-theme; the code "" stands for none."""

    vintage: str = ""
    code: str = ""
    label: str = ""

    @property
    def shown(self) -> str:
        """Return « 4.2 – Culture et expression artistique »; "" for none."""
        return f"{self.code} – {self.label}" if self.code else ""


class Nomenclature:
    """The list of themes of the notebook: a code changes its meaning with its vintage."""

    def __init__(self, sources: Sources) -> None:
        self._entries = sources.reading.entries("theme")
        self._labels = {entry.code: entry.label for entry in self._entries}

    def theme_of(self, code: str | None) -> Theme:
        """Return the theme of a code of an action, the one above for a sub-theme."""
        vintage, number = _parts(code)
        return self._theme(vintage, number.partition(".")[0])

    def sub_theme_of(self, code: str | None) -> Theme:
        """Return the sub-theme of a code of an action; none when only the theme is known."""
        vintage, number = _parts(code)
        return self._theme(vintage, number) if "." in number else Theme()

    @property
    def labels(self) -> Labels:
        """Return the list as the sheet of lists shows it."""
        return Labels(LIST, tuple((entry.code, entry.label) for entry in self._entries))

    def _theme(self, vintage: str, number: str) -> Theme:
        if not number:
            return Theme()
        full = f"{vintage}:{number}" if vintage else number
        return Theme(vintage, number, self._labels.get(full, number))


def _parts(code: str | None) -> tuple[str, str]:
    vintage, _, number = (code or "").rpartition(":")
    return vintage, number
