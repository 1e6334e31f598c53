"""Write a filled copy of a template: cells replaced, everything else as the financer made it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import BinaryIO, Final
from xml.parsers.expat import ExpatError
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from desktop.export.template.cell_markup import cell
from desktop.export.template.inspection import NotATemplate
from desktop.export.template.looks import DAY, PERCENT, Looks
from desktop.export.template.parts import STYLES, WORKBOOK
from desktop.export.template.seen import Entry, SheetSeen, Spot, TemplateSeen
from desktop.export.template.spans import Spans, spans_of
from desktop.export.template.splicing import spliced

_CALCULATED: Final = re.compile(rb"<(?P<prefix>\w+:)?calcPr\b(?P<told>[^>]*?)/?>")
_FULL: Final = re.compile(rb'\sfullCalcOnLoad\s*=\s*["\'][^"\']*["\']')
# The properties of the calculation come after these two, in the order of the format.
_NAMES: Final = re.compile(rb"</(?P<prefix>\w+:)?definedNames>")
_SHEETS: Final = re.compile(
    rb"</(?P<prefix>\w+:)?(?:externalReferences|sheets)>(?!.*externalReferences>)", re.S
)
_BROKEN: Final = (BadZipFile, ExpatError, EOFError, KeyError, ValueError, IndexError)


def write_filled(
    file: BinaryIO, template: BinaryIO, seen: TemplateSeen, entries: Sequence[Entry]
) -> None:
    """Write a template with these cells filled; raises NotATemplate.

    Every part but the sheets, the styles and the workbook is copied as it is. The results of
    formulas are left out, to be computed at the opening: they would tell the old figures.
    """
    try:
        with ZipFile(template) as archive, ZipFile(file, "w", ZIP_DEFLATED) as filled:
            changed = _Filling(archive, seen).parts(entries)
            for part in archive.infolist():
                content = changed.get(part.filename)
                filled.writestr(part, archive.read(part) if content is None else content)
    except _BROKEN as error:
        raise NotATemplate from error


class _Filling:
    """One template being filled."""

    def __init__(self, archive: ZipFile, seen: TemplateSeen) -> None:
        self._archive = archive
        self._seen = seen
        self._looks = Looks(archive.read(STYLES)) if STYLES in archive.namelist() else None

    def parts(self, entries: Sequence[Entry]) -> Mapping[str, bytes]:
        """Return the parts that change, by name."""
        by_sheet: dict[str, dict[Spot, Entry]] = {}
        for entry in entries:
            by_sheet.setdefault(entry.sheet, {})[entry.spot] = entry
        changed = {
            sheet.part: self._sheet(sheet, by_sheet.get(sheet.name, {}))
            for sheet in self._seen.sheets
        }
        if self._looks is not None:
            changed[STYLES] = self._looks.written()
        changed[WORKBOOK] = recomputed(self._archive.read(WORKBOOK))
        return changed

    def _sheet(self, sheet: SheetSeen, entries: Mapping[Spot, Entry]) -> bytes:
        spans: Spans = spans_of(self._archive.read(sheet.part))

        def write(entry: Entry, style: str) -> bytes:
            look = self._look(sheet, entry, style)
            return cell(entry, look, spans.prefix, since_1904=self._seen.since_1904)

        return spliced(spans, entries, write)

    def _look(self, sheet: SheetSeen, entry: Entry, style: str) -> str:
        """Return the style of a cell: its own, unless a day or a part would read as a number."""
        there = sheet.at(entry.spot if entry.spot in sheet.cells else entry.like or entry.spot)
        if self._looks is None:
            return style
        if isinstance(entry.value, date) and not there.days:
            return self._looks.like(style, DAY)
        if entry.share and not there.shares and not isinstance(entry.value, str):
            return self._looks.like(style, PERCENT)
        return style


def recomputed(workbook: bytes) -> bytes:
    """Return the part of the workbook, asking for everything to be computed at the opening."""
    found = _CALCULATED.search(workbook)
    if found is not None:
        told = _FULL.sub(b"", found["told"])
        prefix = found["prefix"] or b""
        tag = b"<" + prefix + b"calcPr" + told + b' fullCalcOnLoad="1"/>'
        return workbook[: found.start()] + tag + workbook[found.end() :]
    after = _NAMES.search(workbook) or _SHEETS.search(workbook)
    if after is None:
        return workbook
    tag = b"<" + (after["prefix"] or b"") + b'calcPr fullCalcOnLoad="1"/>'
    return workbook[: after.end()] + tag + workbook[after.end() :]
