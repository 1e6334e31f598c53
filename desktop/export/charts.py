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
from desktop.export.chart_plan import ChartPlan
from desktop.export.content import As, Chart, Column, Marks
from desktop.export.drawing import Picture
from desktop.export.laid import Laid
from desktop.export.package import quoted_sheet

_Made: TypeAlias = BarChart | LineChart | RadarChart
_FORMATS: Final = {
    As.EUROS: '#,##0"\u00a0€"',
    As.SHARE: '0"\u00a0"%',
    As.NUMBER: "General",
}
_INK, _GRID = "1F2A37", "C9D1DB"


def drawn(chart: Chart, laid: Laid) -> Picture:
    """Return the chart of a sheet, with the figures it shows now kept inside.

    The figures are read from the cells; those kept inside are for the programs that only show.
    """
    plan = ChartPlan(chart, laid)
    made = _made(plan)
    for number, title in enumerate(chart.of):
        made.series.append(_series(plan, title, number))
    if chart.against:
        over = LineChart()
        for number, title in enumerate(chart.against, len(chart.of)):
            over.series.append(_series(plan, title, number, over=True))
        made += over
    _dress(made, plan)
    return Picture(made, chart.title, chart.said, *plan.size)


def _made(plan: ChartPlan) -> _Made:
    marks = plan.chart.marks
    if marks is Marks.RADAR:
        radar = RadarChart()
        radar.type = "marker"
        return radar
    if marks is Marks.LINES:
        return LineChart()
    bars = BarChart()
    bars.type = "bar" if plan.lying else "col"
    bars.gapWidth = 60
    if marks is Marks.STACKED:
        bars.grouping, bars.overlap = "stacked", 100
    return bars


def _series(plan: ChartPlan, title: str, number: int, *, over: bool = False) -> Any:
    laid, labels, place = plan.laid, plan.labels, plan.place(title)
    column, header = laid.columns[place], laid.headers[place]
    named = StrRef(_area(laid, place, 0), StrData(1, [StrVal(0, v=header)]))
    words = StrData(len(labels), [StrVal(at, v=label) for at, label in enumerate(labels)])
    categories = StrRef(_area(laid, plan.place(plan.chart.by), len(labels)), words)
    figures = NumRef(_area(laid, place, len(labels)), _kept(plan.figures(title), column))
    series = Series(
        idx=number,
        order=number,
        tx=SeriesLabel(strRef=named),
        cat=AxDataSource(strRef=categories),
        val=NumDataSource(numRef=figures),
    )
    if over or plan.chart.marks in (Marks.LINES, Marks.RADAR):
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


def _dress(made: _Made, plan: ChartPlan) -> None:
    made.title = _title(plan.chart.title, 1_200, bold=True)
    made.roundedCorners = False
    made.layout = Layout()
    made.legend = Legend()
    made.legend.position, made.legend.overlay, made.legend.txPr = "b", False, _letters(900)
    if plan.alone:
        made.legend = None
    if isinstance(made, BarChart) and plan.labelled:
        made.dataLabels = _figures_beside(plan.measured)
    x, y = made.x_axis, made.y_axis
    for axis in (x, y):
        axis.delete = False
        axis.txPr = _letters(900)
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=_INK, w=9_525))
    grid = GraphicalProperties(ln=LineProperties(solidFill=_GRID, w=6_350))
    y.majorGridlines = ChartLines(spPr=grid)
    y.number_format = _FORMATS.get(plan.measured.held, "#,##0")
    y.majorTickMark = "out"
    x.axPos, y.axPos = ("l", "b") if plan.lying else ("b", "l")
    if not plan.dips:
        y.scaling.min = 0  # a bar cut at its foot lies about what it compares
    if plan.chart.marks is not Marks.RADAR:
        x.title = _title(plan.chart.by, 900)
        y.title = _title(plan.unit, 900)
        x.tickLblPos = "low"
    if plan.lying:
        x.scaling.orientation = "maxMin"  # the first row of the sheet comes first
        y.crosses = "max"


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
