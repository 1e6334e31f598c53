"""What tells the series of a chart apart once it is printed in black and white."""

from typing import Any, Final, Literal

from openpyxl.chart.marker import Marker
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties

_Grain = Literal["", "wdUpDiag", "dkHorz", "lgCheck"]
_Dashes = Literal["solid", "dash", "sysDot", "dashDot", "lgDash", "lgDashDotDot", "sysDash"]
_Mark = Literal["circle", "square", "triangle", "diamond", "x", "plus", "star"]
_INK: Final = "1F2A37"
_WHITE: Final = "FFFFFF"
_EDGE: Final = 9_525  # English Metric Units: 0.75 point
_STROKE: Final = 25_400

# From one series to the next, both the grey and the grain change.
_FILLS: Final[tuple[tuple[_Grain, str], ...]] = (
    ("", "1F4E79"),
    ("", "BDD7EE"),
    ("wdUpDiag", "1F4E79"),
    ("", "7F8C9B"),
    ("", _WHITE),
    ("dkHorz", "7F6000"),
    ("", "111827"),
    ("lgCheck", "1F2A37"),
)
_STROKES: Final[tuple[tuple[_Dashes, _Mark, str], ...]] = (
    ("solid", "circle", "1F4E79"),
    ("dash", "square", "B45309"),
    ("sysDot", "triangle", "1F2A37"),
    ("dashDot", "diamond", "4D7C0F"),
    ("lgDash", "x", "7F7F7F"),
    ("lgDashDotDot", "plus", "6D28D9"),
    ("sysDash", "star", "0F766E"),
)


def fill_of(number: int) -> GraphicalProperties:
    """Return how the bars of a series are filled, by its number from 0."""
    grain, colour = _FILLS[number % len(_FILLS)]
    look = GraphicalProperties(ln=LineProperties(solidFill=_INK, w=_EDGE))
    if grain:
        look.pattFill = PatternFillProperties(prst=grain, fgClr=_rgb(colour), bgClr=_rgb(_WHITE))
    else:
        look.solidFill = colour
    return look


def stroke_of(series: Any, number: int) -> None:
    """Give the line of a series its dashes and its marks, by its number from 0."""
    dashes, mark, colour = _STROKES[number % len(_STROKES)]
    line = LineProperties(solidFill=colour, prstDash=dashes, w=_STROKE)
    series.graphicalProperties = GraphicalProperties(ln=line)
    series.marker = Marker(symbol=mark, size=8)
    series.marker.graphicalProperties = GraphicalProperties(
        solidFill=colour if mark == "circle" else _WHITE,
        ln=LineProperties(solidFill=colour, w=_EDGE),
    )
    series.smooth = False


def _rgb(colour: str) -> ColorChoice:
    choice = ColorChoice()
    choice.srgbClr = colour
    return choice
