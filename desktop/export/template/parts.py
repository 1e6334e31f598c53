"""The parts of a workbook's archive: which sheet is where, which rules bind its cells."""

import posixpath
from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree import ElementTree
from zipfile import ZipFile

from openpyxl.utils.cell import range_boundaries

from desktop.export.template.seen import Bound, Rule, Spot

WORKBOOK: Final = "xl/workbook.xml"
STYLES: Final = "xl/styles.xml"
_MOST_CHOICES: Final = 5_000
Area = tuple[Spot, Spot]


def sheet_parts(archive: ZipFile) -> Mapping[str, str]:
    """Return the part of each sheet, by name; raises KeyError or ParseError when broken."""
    targets = {
        one.attrib["Id"]: one.attrib["Target"]
        for one in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    found: dict[str, str] = {}
    for element in ElementTree.fromstring(archive.read(WORKBOOK)).iter():
        if local(element.tag) == "sheet":
            number = next(value for name, value in element.attrib.items() if local(name) == "id")
            found[element.attrib["name"]] = _full(targets[number])
    return found


def counts_from_1904(archive: ZipFile) -> bool:
    """Tell whether the days of a workbook are counted from 1904, as old Macs did."""
    for element in ElementTree.fromstring(archive.read(WORKBOOK)).iter():
        if local(element.tag) == "workbookPr":
            return element.attrib.get("date1904", "0") in ("1", "true")
    return False


def raw_rules(archive: ZipFile, part: str) -> Iterator[tuple[tuple[Area, ...], Mapping[str, str]]]:
    """Yield the areas and the properties of each rule of entry, those of later Excels included."""
    for element in ElementTree.fromstring(archive.read(part)).iter():
        if local(element.tag) != "dataValidation":
            continue
        inner = {local(one.tag): "".join(one.itertext()).strip() for one in element}
        told = {**{local(name): value for name, value in element.attrib.items()}, **inner}
        yield tuple(_areas(told.get("sqref", ""))), told


def rule_of(told: Mapping[str, str], choices: tuple[str, ...] | None) -> Rule:
    """Return a rule from its properties; `choices` are those of its list."""
    try:
        bound = Bound(told.get("type", "custom"))
    except ValueError:
        bound = Bound.OTHER
    limits = tuple(_numbers(told.get("formula1", ""), told.get("formula2", "")))
    whole = limits if len(limits) == (2 if told.get("formula2") else 1) else ()
    return Rule(bound, choices, told.get("operator", "between"), whole)


def written_choices(formula: str) -> tuple[str, ...] | None:
    """Return the choices that a list spells out; None when it points elsewhere."""
    if len(formula) < 2 or not (formula.startswith('"') and formula.endswith('"')):
        return None
    return tuple(one.strip() for one in formula[1:-1].split(","))[:_MOST_CHOICES]


def local(tag: str) -> str:
    """Return a name without its namespace."""
    return tag.rpartition("}")[2]


def _full(target: str) -> str:
    return target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _areas(references: str) -> Iterator[Area]:
    for reference in references.split():
        left, top, right, bottom = range_boundaries(reference)
        yield (top or 1, left or 1), (bottom or 1_048_576, right or 16_384)


def _numbers(*texts: str) -> Iterator[float]:
    for text in texts:
        try:
            yield float(text)
        except ValueError:
            continue
