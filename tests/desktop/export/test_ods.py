"""A content as an OpenDocument spreadsheet: sound parts, typed cells, texts that stay texts."""

import io
from xml.etree import ElementTree as Xml
from zipfile import ZIP_STORED, ZipFile

import pytest

from desktop.export.content import Passed
from desktop.export.ods import write_ods
from desktop.export.source import About
from desktop.export.text import cell_text

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
CHART = "{urn:oasis:names:tc:opendocument:xmlns:chart:1.0}"
LIST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"


def quiet(*_told: object) -> None:
    """Tell nobody."""


@pytest.fixture(scope="session")
def parts(passed: Passed, about: About) -> dict[str, bytes]:
    file = io.BytesIO()
    write_ods(file, passed, about, quiet)
    with ZipFile(file) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="session")
def content(parts: dict[str, bytes]) -> Xml.Element:
    return Xml.fromstring(parts["content.xml"])


def cells(content: Xml.Element, sheet: str, row: int) -> list[Xml.Element]:
    """Return the cells of a row of a sheet, from 0."""
    table = next(
        item for item in content.iter(f"{TABLE}table") if item.get(f"{TABLE}name") == sheet
    )
    return list(table.iter(f"{TABLE}table-row"))[row].findall(f"{TABLE}table-cell")


def shown(cell: Xml.Element) -> str:
    """Return the text of a cell, spaces told apart."""
    return "\n".join(_text(line) for line in cell.findall(f"{TEXT}p"))


def _text(line: Xml.Element) -> str:
    told = line.text or ""
    for part in line:
        spaces = " " * int(part.get(f"{TEXT}c", "1")) if part.tag == f"{TEXT}s" else _text(part)
        told += spaces + (part.tail or "")
    return told


def test_every_part_is_xml_and_listed_once(parts: dict[str, bytes]) -> None:
    bodies = {name: body for name, body in parts.items() if name != "mimetype"}
    listed = [
        str(item.get(f"{LIST}full-path"))
        for item in Xml.fromstring(parts["META-INF/manifest.xml"]).iter(f"{LIST}file-entry")
    ]

    for body in bodies.values():
        Xml.fromstring(body)
    files = [path for path in listed if not path.endswith("/")]
    assert sorted(files) == sorted(set(bodies) - {"META-INF/manifest.xml"})


def test_texts_are_strings_as_they_were_typed(
    content: Xml.Element, odd_texts: tuple[str, ...]
) -> None:
    found = [cells(content, "Actions", 4 + at)[2] for at in range(len(odd_texts))]

    assert {cell.get(f"{OFFICE}value-type") for cell in found} == {"string"}
    assert [shown(cell) for cell in found] == [
        cell_text(text).text.expandtabs(4) for text in odd_texts
    ]


def test_cells_are_typed(content: Xml.Element) -> None:
    row = cells(content, "Actions", 5)
    kinds = [cell.get(f"{OFFICE}value-type") for cell in row]

    assert kinds[:2] == ["string", "float"]
    assert kinds[3:8] == ["date", "currency", "percentage", "float", "string"]
    assert row[3].get(f"{OFFICE}date-value") == "2025-02-03"
    assert row[4].get(f"{OFFICE}value") == "2000.02"
    assert shown(row[4]) == "2\u202f000,02\u00a0€"


def test_a_total_follows_the_filters(content: Xml.Element, odd_texts: tuple[str, ...]) -> None:
    last = 4 + len(odd_texts)
    total = cells(content, "Actions", last)[4]

    assert total.get(f"{TABLE}formula") == f"of:=SUBTOTAL(109;[.E5:.E{last}])"
    ranges = {
        item.get(f"{TABLE}name"): item.get(f"{TABLE}display-filter-buttons")
        for item in content.iter(f"{TABLE}database-range")
    }
    assert ranges["T_Actions"] == "true"
    assert ranges["T_Ages"] == "false"


def test_every_look_that_a_cell_has_is_defined(content: Xml.Element) -> None:
    defined = {item.get(f"{STYLE}name") for item in content.iter(f"{STYLE}style")}
    used = {item.get(f"{TABLE}style-name") for item in content.iter()} - {None}

    assert used <= defined


def test_the_first_sheet_leads_to_the_others(content: Xml.Element) -> None:
    links = [link.get("{http://www.w3.org/1999/xlink}href") for link in content.iter(f"{TEXT}a")]

    assert "#'Actions'.A1" in links
    assert "#'Chiffres d''ici'.A1" in links
    assert all(str(link).startswith("#") for link in links)


def test_the_file_tells_no_author_and_no_computer(parts: dict[str, bytes]) -> None:
    told = parts["meta.xml"].decode()

    assert "<meta:generator>Carnet de quartier</meta:generator>" in told
    assert "creator" not in told


def test_pages_are_landscape_and_one_wide(parts: dict[str, bytes]) -> None:
    page = parts["styles.xml"].decode()

    assert 'style:print-orientation="landscape"' in page
    assert 'style:scale-to-X="1"' in page
    assert "<text:page-number>" in page


def test_a_zero_is_printed(parts: dict[str, bytes]) -> None:
    assert b'zero-values"' in parts["styles.xml"]


def test_every_chart_has_its_part_and_its_words(
    parts: dict[str, bytes], content: Xml.Element, passed: Passed
) -> None:
    charts = [chart for sheet in passed.content.sheets for chart in sheet.charts]
    link = "{http://www.w3.org/1999/xlink}href"
    objects = [str(item.get(link)) for item in content.iter(f"{DRAW}object")]
    described = [item.text for item in content.iter(f"{SVG}desc")]

    assert objects == [f"./Object {number}" for number in range(1, len(charts) + 1)]
    assert all(f"{path[2:]}/content.xml" in parts for path in objects)
    assert described == [f"{chart.title} – {chart.said}" for chart in charts]


def test_a_chart_reads_the_cells_of_its_sheet(parts: dict[str, bytes]) -> None:
    chart = Xml.fromstring(parts["Object 1/content.xml"])
    series = list(chart.iter(f"{CHART}series"))

    assert [one.get(f"{CHART}values-cell-range-address") for one in series] == [
        f"'Âges'.{column}5:'Âges'.{column}8" for column in "BCDE"
    ]
    assert [one.get(f"{CHART}class") for one in series] == ["chart:bar"] * 3 + ["chart:line"]


def test_series_are_told_apart_without_colour(parts: dict[str, bytes]) -> None:
    lines = Xml.fromstring(parts["Object 4/content.xml"])
    looks = {item.get(f"{STYLE}name"): item for item in lines.iter(f"{STYLE}style")}
    marks = {
        kind.get(f"{CHART}symbol-name")
        for name in ("s0", "s1")
        for kind in looks[name].iter(f"{STYLE}chart-properties")
    }

    assert len(marks) == 2
    styles = Xml.fromstring(parts["Object 4/styles.xml"])
    defined = {item.get(f"{DRAW}name") for item in styles.iter()}
    used = {item.get(f"{DRAW}stroke-dash") for item in lines.iter()} - {None}
    assert used
    assert used <= defined


def test_the_reference_of_a_record_stays_off_paper(
    content: Xml.Element, odd_texts: tuple[str, ...]
) -> None:
    printed = {
        item.get(f"{TABLE}name"): item.get(f"{TABLE}print-ranges")
        for item in content.iter(f"{TABLE}table")
    }

    last = 5 + len(odd_texts)
    assert printed["Actions"] == f"'Actions'.A1:'Actions'.I{last}"
    assert [name for name, area in printed.items() if area] == ["Actions"]
