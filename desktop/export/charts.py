"""Draw the charts of a sheet as native Excel charts that one can read in black and white."""

from typing import Any, Final, TypeAlias

from openpyxl.chart import BarChart, LineChart, RadarChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout
from openpyxl.chart.legend import Legend
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.utils import get_column_letter

from desktop.export.chart_looks import fill_of, stroke_of
from desktop.export.content import As, Chart, Column, Hidden, Marks, Typed
from desktop.export.drawing import Picture
from desktop.export.laid import Cell, Laid
from desktop.export.package import quoted_sheet
from desktop.export.shown import shown
from desktop.export.text import cell_text

HALF, WHOLE = 13.2, 26.8
"""Widths of a chart in centimetres: two beside each other on A4 landscape, or one alone."""

_Made: TypeAlias = BarChart | LineChart | RadarChart
_FORMATS: Final = {
    As.EUROS: '#,##0"\u00a0€"',
    As.SHARE: '0"\u00a0"%',
    As.NUMBER: "General",
}
_UNITS: Final = {As.EUROS: "Montant (€)", As.SHARE: "Part (%)"}
_INK, _GRID = "1F2A37", "C9D1DB"
_LONG_LABEL, _MANY, _MOST_LABELLED = 14, 8, 15


def drawn(chart: Chart, laid: Laid) -> Picture:
    """Return the chart of a sheet, with the figures it shows now kept inside.

    The figures are read from the cells; those kept inside are for the programs that only show.
    """
    count = min(chart.rows or len(laid.rows), len(laid.rows))
    by = _place(laid, chart.by)
    labels = [cell_text(shown(row[by], laid.columns[by].held)).text for row in laid.rows[:count]]
    lying = _lies(chart, labels)
    made = _made(chart, lying)
    for number, title in enumerate(chart.of):
        made.series.append(_series(chart, laid, title, number, labels))
    if chart.against:
        over = LineChart()
        for number, title in enumerate(chart.against, len(chart.of)):
            over.series.append(_series(chart, laid, title, number, labels, over=True))
        made += over
    _dress(made, chart, laid, lying=lying)
    width, height = _size(chart, labels, lying=lying)
    return Picture(made, chart.title, chart.said, width, height)


def _place(laid: Laid, title: str) -> int:
    return next(at for at, column in enumerate(laid.columns) if column.title == title)


def _lies(chart: Chart, labels: list[str]) -> bool:
    """Bars lie when their labels would not stand side by side under them."""
    bars = chart.marks in (Marks.BARS, Marks.STACKED) and not chart.against
    return bars and (len(labels) > _MANY or max(map(len, labels), default=0) > _LONG_LABEL)


def _made(chart: Chart, lying: bool) -> _Made:
    if chart.marks is Marks.RADAR:
        radar = RadarChart()
        radar.type = "marker"
        return radar
    if chart.marks is Marks.LINES:
        return LineChart()
    bars = BarChart()
    bars.type = "bar" if lying else "col"
    bars.gapWidth = 60
    if chart.marks is Marks.STACKED:
        bars.grouping, bars.overlap = "stacked", 100
    return bars


def _series(
    chart: Chart, laid: Laid, title: str, number: int, labels: list[str], *, over: bool = False
) -> Any:
    place, by = _place(laid, title), _place(laid, chart.by)
    column = laid.columns[place]
    header = laid.headers[place]
    figures = [_figure(row[place], column.held) for row in laid.rows[: len(labels)]]
    series = Series(
        idx=number,
        order=number,
        tx=SeriesLabel(strRef=StrRef(_area(laid, place, 0), StrData(1, [StrVal(0, v=header)]))),
        cat=AxDataSource(
            strRef=StrRef(
                _area(laid, by, len(labels)),
                StrData(len(labels), [StrVal(at, v=label) for at, label in enumerate(labels)]),
            )
        ),
        val=NumDataSource(numRef=NumRef(_area(laid, place, len(labels)), _kept(figures, column))),
    )
    if over or chart.marks in (Marks.LINES, Marks.RADAR):
        stroke_of(series, number)
    else:
        series.graphicalProperties = fill_of(number)
        series.invertIfNegative = False
    return series


def _area(laid: Laid, place: int, count: int) -> str:
    """Return the cells of a column, its header alone when there are none to count."""
    letter = get_column_letter(place + 1)
    if not count:
        return f"{quoted_sheet(laid.name)}!${letter}${laid.first_row - 1}"
    last = laid.first_row + count - 1
    return f"{quoted_sheet(laid.name)}!${letter}${laid.first_row}:${letter}${last}"


def _kept(figures: list[float | None], column: Column) -> NumData:
    points = [NumVal(at, v=repr(value)) for at, value in enumerate(figures) if value is not None]
    return NumData(_FORMATS.get(column.held, "#,##0"), len(figures), points)


def _figure(value: Cell, held: As) -> float | None:
    """Return what a point is worth; a hidden or empty one is not drawn."""
    if isinstance(value, Typed):
        return _figure(value.value, value.held)
    if isinstance(value, bool | Hidden) or not isinstance(value, int | float):
        return None
    return value / 100 if held is As.EUROS else float(value)


def _dress(made: _Made, chart: Chart, laid: Laid, *, lying: bool) -> None:
    first = laid.columns[_place(laid, chart.of[0])]
    made.title = _title(chart.title, 1_200, bold=True)
    made.roundedCorners = False
    made.layout = Layout()
    made.legend = Legend()
    made.legend.position, made.legend.overlay, made.legend.txPr = "b", False, _letters(900)
    if len(chart.of) + len(chart.against) == 1:
        made.legend = None
        if isinstance(made, BarChart) and len(laid.rows) <= _MOST_LABELLED:
            made.dataLabels = _figures_beside(first)
    x, y = made.x_axis, made.y_axis
    for axis in (x, y):
        axis.delete = False
        axis.txPr = _letters(900)
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=_INK, w=9_525))
    grid = GraphicalProperties(ln=LineProperties(solidFill=_GRID, w=6_350))
    y.majorGridlines = ChartLines(spPr=grid)
    y.number_format = _FORMATS.get(first.held, "#,##0")
    y.majorTickMark = "out"
    if not _dips(made):
        y.scaling.min = 0  # a bar cut at its foot lies about what it compares
    if chart.marks is not Marks.RADAR:
        x.title = _title(chart.by, 900)
        y.title = _title(_unit(chart, first), 900)
        x.tickLblPos = "low"
    if lying:
        x.scaling.orientation = "maxMin"  # the first row of the sheet comes first
        y.crosses = "max"


def _dips(made: _Made) -> bool:
    """Tell whether some figure is below zero."""
    points = (point for series in made.series for point in series.val.numRef.numCache.pt)
    return any(float(point.v) < 0 for point in points)


def _unit(chart: Chart, first: Column) -> str:
    if len(chart.of) == 1 and not chart.against:
        return first.title
    return _UNITS.get(first.held) or first.unit.capitalize() or "Nombre"


def _title(text: str, size: int, *, bold: bool = False) -> Title:
    letters = CharacterProperties(sz=size, b=bold, solidFill=_INK)
    paragraph = Paragraph(
        pPr=ParagraphProperties(defRPr=letters), r=[RegularTextRun(rPr=letters, t=text)]
    )
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)


def _letters(size: int) -> RichText:
    letters = CharacterProperties(sz=size, solidFill=_INK)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=letters), endParaRPr=letters)
    return RichText(p=[paragraph])


def _figures_beside(column: Column) -> DataLabelList:
    labels = DataLabelList()
    labels.showVal = True
    labels.showSerName = labels.showCatName = labels.showLegendKey = labels.showPercent = False
    labels.numFmt = _FORMATS.get(column.held, "#,##0")
    labels.txPr = _letters(900)
    return labels


def _size(chart: Chart, labels: list[str], *, lying: bool) -> tuple[float, float]:
    """Return the centimetres that the labels of a chart need."""
    longest = max(map(len, labels), default=0)
    if chart.marks is Marks.RADAR:
        return 19.0, 13.5
    if lying:
        bars = 1 if chart.marks is Marks.STACKED else len(chart.of)
        height = min(max(8.0, 3.5 + len(labels) * (0.45 + 0.3 * bars)), 22.0)
        wide = longest > 2 * _LONG_LABEL or len(labels) > 2 * _MANY
        return (WHOLE if wide else HALF), height
    return (WHOLE if len(labels) * max(longest, 4) > 60 else HALF), 8.0
