"""Draw the charts of a sheet as OpenDocument charts that one can read in black and white."""

from typing import Final
from xml.sax.saxutils import escape, quoteattr

from desktop.export.chart_plan import ChartPlan
from desktop.export.content import As, Marks
from desktop.export.letters import letter
from desktop.export.ods_cells import quoted
from desktop.export.ods_styles import document

_INK, _GRID = "#1f2a37", "#c9d1db"
ROW: Final = 0.5  # centimetres of the empty rows that a chart covers
_CLASSES: Final = {
    Marks.BARS: "bar",
    Marks.STACKED: "bar",
    Marks.LINES: "line",
    Marks.RADAR: "radar",
}
_NUMBERS: Final = {As.EUROS: "money", As.SHARE: "share"}
# From one series to the next, both the grey and the grain change.
_FILLS: Final = (
    ("", "#1f4e79"),
    ("", "#bdd7ee"),
    ("slanted", "#1f4e79"),
    ("", "#7f8c9b"),
    ("", "#ffffff"),
    ("flat", "#7f6000"),
    ("", "#111827"),
    ("crossed", "#1f2a37"),
)
_STROKES: Final = (
    ("", "circle", "#1f4e79"),
    ("dashes", "square", "#b45309"),
    ("dots", "arrow-up", "#1f2a37"),
    ("mixed", "diamond", "#4d7c0f"),
    ("long", "x", "#7f7f7f"),
    ("longer", "plus", "#6d28d9"),
    ("short", "star", "#0f766e"),
)

STYLES: Final = document(
    "styles",
    "<office:styles>"
    + "".join(
        f'<draw:hatch draw:name="{name}" draw:style="{style}" draw:color="{colour}"'
        f' draw:distance="{distance}cm" draw:rotation="{turned}"/>'
        for name, style, colour, distance, turned in (
            ("slanted", "single", "#1f4e79", 0.12, 450),
            ("flat", "single", "#7f6000", 0.1, 0),
            ("crossed", "double", "#1f2a37", 0.15, 0),
        )
    )
    + "".join(
        f'<draw:stroke-dash draw:name="{name}" draw:style="rect" draw:dots1="{dots}"'
        f' draw:dots1-length="{length}cm" draw:dots2="{more}" draw:dots2-length="0.05cm"'
        f' draw:distance="{gap}cm"/>'
        for name, dots, length, more, gap in (
            ("dashes", 1, 0.3, 0, 0.2),
            ("dots", 1, 0.06, 0, 0.1),
            ("mixed", 1, 0.3, 1, 0.15),
            ("long", 1, 0.6, 0, 0.2),
            ("longer", 1, 0.6, 2, 0.15),
            ("short", 1, 0.15, 0, 0.1),
        )
    )
    + "</office:styles>",
)


def covered_rows(plan: ChartPlan) -> int:
    """Return how many empty rows the chart stands on."""
    return int(plan.size[1] / ROW) + 2


def frame(plan: ChartPlan, number: int) -> str:
    """Return the cell that holds the chart of a number, told in words too."""
    width, height = plan.size
    told = escape(f"{plan.chart.title} – {plan.chart.said}")
    place = (
        f'svg:x="0cm" svg:y="0.1cm" svg:width="{width}cm" svg:height="{height:.2f}cm"'
        f' draw:name="Graphique {number}" draw:z-index="{number}"'
    )
    return (
        f"<table:table-cell><draw:frame {place}>"
        f'<draw:object xlink:href="./Object {number}" xlink:type="simple" xlink:show="embed"'
        f' xlink:actuate="onLoad"/><svg:title>{escape(plan.chart.title)}</svg:title>'
        f"<svg:desc>{told}</svg:desc></draw:frame></table:table-cell>"
    )


def drawn(plan: ChartPlan) -> str:
    """Return the content of the part that holds a chart."""
    chart = plan.chart
    width, height = plan.size
    titles = (*chart.of, *chart.against)
    kind = _CLASSES[chart.marks]
    series = "".join(
        _series(plan, title, number, "line" if title in chart.against else kind)
        for number, title in enumerate(titles)
    )
    legend = (
        ""
        if plan.alone
        else '<chart:legend chart:legend-position="bottom" chart:style-name="legend"/>'
    )
    body = (
        f'<office:body><office:chart><chart:chart svg:width="{width}cm"'
        f' svg:height="{height:.2f}cm" xlink:href=".." xlink:type="simple"'
        f' chart:class="chart:{kind}" chart:style-name="chart">'
        f"{_title(chart.title, 'title')}{legend}"
        f'<chart:plot-area chart:style-name="plot">{_axes(plan)}{series}'
        '<chart:wall chart:style-name="wall"/></chart:plot-area>'
        "</chart:chart></office:chart></office:body>"
    )
    return document("content", _styles(plan, len(titles)) + body)


def _axes(plan: ChartPlan) -> str:
    titled = plan.chart.marks is not Marks.RADAR
    categories = _area(plan, plan.place(plan.chart.by))
    return (
        '<chart:axis chart:dimension="x" chart:name="primary-x" chart:style-name="x">'
        + (_title(plan.chart.by, "axis") if titled else "")
        + f"<chart:categories table:cell-range-address={categories}/></chart:axis>"
        '<chart:axis chart:dimension="y" chart:name="primary-y" chart:style-name="y">'
        + (_title(plan.unit, "axis") if titled else "")
        + '<chart:grid chart:style-name="grid" chart:class="major"/></chart:axis>'
    )


def _series(plan: ChartPlan, title: str, number: int, kind: str) -> str:
    place = plan.place(title)
    header = plan.laid.first_row - 1
    label = quoteattr(f"{quoted(plan.laid.name)}.{letter(place)}{header}")
    return (
        f'<chart:series chart:style-name="s{number}"'
        f" chart:values-cell-range-address={_area(plan, place)}"
        f' chart:label-cell-address={label} chart:class="chart:{kind}">'
        f'<chart:data-point chart:repeated="{plan.count}"/></chart:series>'
    )


def _area(plan: ChartPlan, place: int) -> str:
    first = plan.laid.first_row
    column, last = letter(place), first + plan.count - 1
    sheet = quoted(plan.laid.name)
    return quoteattr(f"{sheet}.{column}{first}:{sheet}.{column}{last}")


def _title(text: str, look: str) -> str:
    return f'<chart:title chart:style-name="{look}"><text:p>{escape(text)}</text:p></chart:title>'


def _styles(plan: ChartPlan, count: int) -> str:
    marks = plan.chart.marks
    lines = range(0 if marks in (Marks.LINES, Marks.RADAR) else len(plan.chart.of), count)
    figure = _NUMBERS.get(plan.measured.held)
    number = f' style:data-style-name="n-{figure}"' if figure else ""
    least = "" if plan.dips else ' chart:minimum="0"'
    end = ' chart:axis-position="end"' if plan.lying else ""
    plot = (
        f'chart:include-hidden-cells="false" chart:treat-empty-cells="leave-gap"'
        f' chart:vertical="{str(plan.lying).lower()}" chart:gap-width="60"'
    )
    if marks is Marks.STACKED:
        plot += ' chart:stacked="true" chart:overlap="100"'
    looks = (
        _style("chart", "", f'draw:stroke="solid" svg:stroke-color="{_GRID}" {_WHITE}'),
        _style("wall", "", f'draw:stroke="none" {_WHITE}'),
        _style("title", "", "", 'fo:font-size="12pt" fo:font-weight="bold"'),
        _style("axis", "", "", 'fo:font-size="9pt"'),
        _style("legend", "", 'draw:stroke="none" draw:fill="none"', 'fo:font-size="9pt"'),
        _style("plot", plot),
        _style("x", _axis(reversed_=plan.lying), f'svg:stroke-color="{_INK}"', _SMALL),
        _style("y", _axis() + least + end, f'svg:stroke-color="{_INK}"', _SMALL, number),
        _style("grid", "", f'draw:stroke="solid" svg:stroke-color="{_GRID}"'),
        *(_stroke(at) if at in lines else _fill(at, plan) for at in range(count)),
    )
    formats = _FORMATS if figure else ""
    return f"<office:automatic-styles>{formats}{''.join(looks)}</office:automatic-styles>"


_WHITE: Final = 'draw:fill="solid" draw:fill-color="#ffffff"'
_SMALL: Final = f'fo:font-size="9pt" fo:color="{_INK}"'
_FORMATS: Final = (
    '<number:number-style style:name="n-money" number:language="fr" number:country="FR">'
    '<number:number number:decimal-places="0" number:min-integer-digits="1"'
    ' number:grouping="true"/><number:text>\u00a0€</number:text></number:number-style>'
    '<number:percentage-style style:name="n-share" number:language="fr" number:country="FR">'
    '<number:number number:decimal-places="0" number:min-integer-digits="1"/>'
    "<number:text>\u00a0%</number:text></number:percentage-style>"
)


def _axis(*, reversed_: bool = False) -> str:
    turned = str(reversed_).lower()
    return f'chart:display-label="true" chart:reverse-direction="{turned}" chart:visible="true"'


def _fill(number: int, plan: ChartPlan) -> str:
    grain, colour = _FILLS[number % len(_FILLS)]
    look = f'draw:stroke="solid" svg:stroke-width="0.02cm" svg:stroke-color="{_INK}" '
    if grain:
        look += f'draw:fill="hatch" draw:fill-hatch-name="{grain}" draw:fill-hatch-solid="false"'
    else:
        look += f'draw:fill="solid" draw:fill-color="{colour}"'
    told = 'chart:data-label-number="value"' if plan.labelled else ""
    return _style(f"s{number}", told, look, _SMALL)


def _stroke(number: int) -> str:
    dashes, mark, colour = _STROKES[number % len(_STROKES)]
    look = f'svg:stroke-width="0.07cm" svg:stroke-color="{colour}" draw:fill-color="{colour}" '
    look += f'draw:stroke="dash" draw:stroke-dash="{dashes}"' if dashes else 'draw:stroke="solid"'
    told = (
        f'chart:symbol-type="named-symbol" chart:symbol-name="{mark}"'
        ' chart:symbol-width="0.25cm" chart:symbol-height="0.25cm"'
    )
    return _style(f"s{number}", told, look)


def _style(name: str, chart: str, graphic: str = "", text: str = "", more: str = "") -> str:
    parts = (("chart", chart), ("graphic", graphic), ("text", text))
    told = "".join(f"<style:{kind}-properties {given}/>" for kind, given in parts if given)
    return f'<style:style style:name="{name}" style:family="chart"{more}>{told}</style:style>'
