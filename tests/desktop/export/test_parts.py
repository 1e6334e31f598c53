"""The archive of a workbook is sound: parts declared, relations kept, charts that tell."""

import io
import posixpath
from xml.etree import ElementTree as Xml
from zipfile import ZipFile

import pytest

from desktop.export.content import Passed
from desktop.export.source import About
from desktop.export.workbook import write_workbook

RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


def quiet(*_told: object) -> None:
    """Tell nobody."""


@pytest.fixture(scope="session")
def parts(passed: Passed, about: About) -> dict[str, bytes]:
    file = io.BytesIO()
    write_workbook(file, passed, about, quiet)
    with ZipFile(file) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="session")
def charts(parts: dict[str, bytes]) -> list[Xml.Element]:
    names = sorted(name for name in parts if name.startswith("xl/charts/"))
    return [Xml.fromstring(parts[name]) for name in names]


def test_every_part_is_xml_and_declared_once(parts: dict[str, bytes]) -> None:
    types = Xml.fromstring(parts["[Content_Types].xml"])
    declared = [str(item.get("PartName")) for item in types.iter(f"{TYPES}Override")]

    for body in parts.values():
        Xml.fromstring(body)
    shown = {f"/{name}" for name in parts if not name.endswith((".rels", "[Content_Types].xml"))}
    assert shown == set(declared)
    assert len(declared) == len(set(declared))


def test_every_relation_leads_to_a_part_and_none_leaves_the_file(parts: dict[str, bytes]) -> None:
    for name, body in parts.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        for relation in Xml.fromstring(body).iter(RELATION):
            target = str(relation.get("Target"))
            path = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            assert relation.get("TargetMode") != "External"
            assert posixpath.normpath(path) in parts


def test_nothing_runs_and_nothing_is_commented(parts: dict[str, bytes]) -> None:
    names = " ".join(parts).casefold()

    assert not any(word in names for word in ("vba", "comment", "external", "activex", "embed"))


def test_no_code_is_marked_as_a_number_kept_as_a_text(parts: dict[str, bytes]) -> None:
    sheet = Xml.fromstring(parts["xl/worksheets/sheet2.xml"])
    tables = Xml.fromstring(parts["xl/tables/table1.xml"])
    spared = [error for error in sheet.iter() if error.tag.endswith("}ignoredError")]

    assert [error.get("sqref") for error in spared] == [tables.get("ref")]
    assert [part.tag.rpartition("}")[2] for part in sheet][-3:] == [
        "headerFooter",
        "ignoredErrors",
        "tableParts",
    ]


def test_every_chart_keeps_its_figures_and_reads_the_cells(charts: list[Xml.Element]) -> None:
    assert len(charts) == 4
    for chart in charts:
        for series in chart.iter(f"{CHART}ser"):
            assert series.find(f".//{CHART}val//{CHART}f") is not None
            assert series.find(f".//{CHART}val//{CHART}pt/{CHART}v") is not None
            assert series.find(f".//{CHART}cat//{CHART}pt/{CHART}v") is not None


def test_a_hidden_count_is_not_drawn(charts: list[Xml.Element]) -> None:
    unknown = list(charts[0].iter(f"{CHART}ser"))[2]

    drawn = [point.get("idx") for point in unknown.iterfind(f".//{CHART}val//{CHART}pt")]

    assert drawn == ["0", "3"]


def test_a_chart_draws_the_first_rows_asked_for(charts: list[Xml.Element]) -> None:
    cells = charts[1].find(f".//{CHART}val//{CHART}f")

    assert cells is not None
    assert cells.text == "'Âges'!$B$5:$B$7"


def test_an_objective_is_a_line_over_the_bars(charts: list[Xml.Element]) -> None:
    bars, line = charts[0].find(f".//{CHART}barChart"), charts[0].find(f".//{CHART}lineChart")

    assert bars is not None
    assert line is not None
    assert len(bars.findall(f"{CHART}ser")) == 3
    assert [name.text for name in line.iterfind(f".//{CHART}tx//{CHART}v")] == ["Objectif"]
    orders = [item.get("val") for item in charts[0].iterfind(f".//{CHART}ser/{CHART}order")]
    assert orders == ["0", "1", "2", "3"]


def test_axes_and_their_titles_are_shown(charts: list[Xml.Element]) -> None:
    for chart in charts:
        kinds = ("catAx", "valAx")
        axes = [axis for kind in kinds for axis in chart.iter(f"{CHART}{kind}")]
        assert len(axes) == 2
        assert all(_value(axis, "delete") == "0" for axis in axes)
        if chart.find(f".//{CHART}radarChart") is None:
            assert all(axis.find(f"{CHART}title") is not None for axis in axes)


def test_series_are_told_apart_without_colour(charts: list[Xml.Element]) -> None:
    lines = charts[3].find(f".//{CHART}lineChart")
    assert lines is not None
    dashes = [
        dash.get("val") for dash in lines.iterfind(f"{CHART}ser/{CHART}spPr//{DRAWN}prstDash")
    ]
    marks = [mark.get("val") for mark in lines.iter(f"{CHART}symbol")]
    fills = [
        Xml.tostring(look)
        for look in charts[0].iterfind(f".//{CHART}barChart/{CHART}ser/{CHART}spPr")
    ]

    assert len(set(dashes)) == len(dashes) == 2
    assert len(set(marks)) == len(marks) == 2
    assert len(set(fills)) == len(fills) == 3


def test_a_chart_is_told_in_words_beside_it_and_to_who_does_not_see_it(
    parts: dict[str, bytes],
) -> None:
    said = "Publics – Les adultes sont les plus nombreux."
    drawing = Xml.fromstring(parts["xl/drawings/drawing1.xml"])

    described = [frame.get("descr") for frame in drawing.iter(f"{PLACED}cNvPr")]

    assert described[0] == said
    assert len(described) == 3
    assert said.encode() in parts["xl/worksheets/sheet3.xml"]


def test_charts_stand_under_the_figures_and_not_on_each_other(parts: dict[str, bytes]) -> None:
    drawing = Xml.fromstring(parts["xl/drawings/drawing1.xml"])
    corners = [
        (int(corner.findtext(f"{PLACED}row", "")), int(corner.findtext(f"{PLACED}col", "")))
        for corner in drawing.iter(f"{PLACED}from")
    ]

    assert len(set(corners)) == 3
    assert all(row > 9 for row, _ in corners)  # rows 1 to 9 hold the table and its total


def _value(axis: Xml.Element, name: str) -> str | None:
    found = axis.find(f"{CHART}{name}")
    return None if found is None else found.get("val")
