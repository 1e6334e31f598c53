"""How each nature of observation looks and reads: a word, a shape and a colour, always together."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.services.observing.territory_map import NATURES, Figures
from desktop.ui.charts.marks import mark
from desktop.ui.words import counted, short_day
from sync.records.observation import ObservationNature

# one, several, and the word of a narrow column; in the order of NATURES
_WORDS: Final = (
    ("ressource", "ressources", "Ressources"),
    ("besoin", "besoins", "Besoins"),
    ("dysfonctionnement", "dysfonctionnements", "Dysfonct."),
    ("ambiance", "ambiances", "Ambiance"),
    ("changement", "changements", "Changem."),
    ("idée", "idées", "Idées"),
)
# At least 4.5:1 on the grounds of the light and of the dark theme.
_ON_LIGHT: Final = ("#18653a", "#1f4e99", "#9b1c1c", "#6a3d9a", "#0b6478", "#7a4b00")
_ON_DARK: Final = ("#86d9a6", "#9cc0ff", "#ffa3a3", "#d3b8f8", "#83d8e6", "#f3ca7d")
_DARK = 128

SHORT: Final = tuple(short for _, _, short in _WORDS)
FULL: Final = tuple(nature.label for nature in ObservationNature)
_NAMES: Final = {nature.value: nature.label for nature in ObservationNature}


def nature_label(code: str) -> str:
    """Return a nature in words; the code itself when a newer program wrote it."""
    return _NAMES.get(code, code)


def colour_of(which: int, palette: QPalette) -> QColor:
    """Return the colour of a nature on the ground of the theme."""
    dark = palette.color(QPalette.ColorRole.Base).lightness() < _DARK
    return QColor((_ON_DARK if dark else _ON_LIGHT)[which])


def in_words(by_nature: Sequence[int]) -> str:
    """Return « 3 ressources, 1 besoin », the resources first; empty when there is nothing."""
    return ", ".join(
        counted(count, one, many)
        for count, (one, many, _) in zip(by_nature, _WORDS, strict=True)
        if count
    )


def told(figures: Figures) -> str:
    """Return a territory and its figures as one sentence, as the table has them."""
    if not figures.total:
        return f"{figures.name}\u00a0: aucune observation sur la période."
    last = f", la dernière le {short_day(figures.last)}" if figures.last else ""
    waiting = (
        (figures.to_forward, "à transmettre", "à transmettre"),
        (figures.to_return, "retour à faire", "retours à faire"),
    )
    rest = [counted(*one) for one in waiting if one[0]]
    after = f" {', '.join(rest)}." if rest else ""
    total = counted(figures.total, "observation")
    return f"{figures.name}\u00a0: {total} ({in_words(figures.by_nature)}){last}.{after}"


def split_width(by_nature: Sequence[int], letters: QFontMetricsF) -> float:
    """Return how wide `draw_split` is."""
    side = letters.height()
    wide = sum(letters.horizontalAdvance(str(count)) + side for count in by_nature if count)
    return wide + side * 0.35 * max(0, sum(map(bool, by_nature)) - 1)


def draw_split(painter: QPainter, by_nature: Sequence[int], at: QPointF, palette: QPalette) -> None:
    """Draw the shape and the count of each nature from `at` (left, middle) to the right."""
    letters = QFontMetricsF(painter.font())
    side, x = letters.height(), at.x()
    for which, count in enumerate(by_nature):
        if not count:
            continue
        colour = colour_of(which, palette)
        mark(painter, which, QPointF(x + side * 0.4, at.y()), side * 0.26, colour)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        wide = letters.horizontalAdvance(str(count))
        box = QRectF(x + side * 0.9, at.y() - side / 2, wide + 1, side)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), str(count))
        x += wide + side * 1.35


class Legend(QWidget):
    """Says which shape and colour stands for which nature, with how many there are of each."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: tuple[int, ...] = (0,) * len(NATURES)
        self.setAccessibleName("Légende")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_counts(self, by_nature: Sequence[int]) -> None:
        """Take other totals."""
        self._counts = tuple(by_nature)
        self.setAccessibleDescription(in_words(by_nature))
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines it takes."""
        places = self._places(width)
        return round(places[-1].bottom()) + 1

    def hasHeightForWidth(self) -> bool:
        """Tell that it wraps."""
        return True

    def sizeHint(self) -> QSize:
        """Return two lines of a comfortable length."""
        width = self.fontMetrics().averageCharWidth() * 60
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return one word by line at worst."""
        width = max(self.width(), self.fontMetrics().averageCharWidth() * 24)
        return QSize(self.fontMetrics().averageCharWidth() * 24, self.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw each nature."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for which, place in enumerate(self._places(self.width())):
            side = place.height()
            middle = QPointF(place.left() + side / 2, place.center().y())
            mark(painter, which, middle, side * 0.26, colour_of(which, self.palette()))
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            words = place.adjusted(side, 0, 0, 0)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self._text(which))
        painter.end()

    def _text(self, which: int) -> str:
        return f"{FULL[which]}\u00a0: {self._counts[which]}"

    def _places(self, width: int) -> list[QRectF]:
        letters = QFontMetricsF(self.font())
        side, places, x, y = letters.height() * 1.25, [], 0.0, 0.0
        for which in range(len(NATURES)):
            wide = side * 1.5 + letters.horizontalAdvance(self._text(which))
            if x and x + wide > width:
                x, y = 0.0, y + side
            places.append(QRectF(x, y, wide, side))
            x += wide
        return places
