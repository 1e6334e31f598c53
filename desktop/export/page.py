"""How a sheet of a workbook shows and prints: widths, frozen cells, A4 landscape, footer."""

from collections.abc import Sequence
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break, RowBreak
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop.export.drawing import PAGE_WIDTH, Block, height_of, width_of

_PAGE_HEIGHT: Final = 17.4  # centimetres of landscape A4 between our margins
_LEAST_SCALE: Final = 0.55  # below, what is printed is too small to read
_POINTS: Final = 72 / 2.54  # in a centimetre
_A4: Final = 9


def lay_out(
    sheet: Worksheet, widths: Sequence[int], *, header_row: int, footer: tuple[str, str, str]
) -> None:
    """Set how a sheet shows and prints; `header_row` is repeated, 0 for a sheet without table."""
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    setup = sheet.page_setup
    setup.orientation, setup.paperSize = "landscape", _A4
    setup.fitToWidth, setup.fitToHeight = 1, 0
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.7
    margins.header = margins.footer = 0.3
    for part, text in zip(("left", "center", "right"), footer, strict=True):
        getattr(sheet.oddFooter, part).text = text
    if header_row:
        sheet.freeze_panes = f"B{header_row + 1}"
        sheet.print_title_rows = f"{header_row}:{header_row}"
        sheet.print_title_cols = "A:A"


def keep_charts_whole(
    sheet: Worksheet, widths: Sequence[int], above: float, made: Sequence[Block]
) -> RowBreak | None:
    """Print figures and charts on one page when it stays legible, else charts on their own.

    `above` is the height of the rows above the charts, in points.
    """
    wide = max(width_of(widths), max(_right(block, widths) for block in made))
    used = above / _POINTS
    scale = min(1.0, PAGE_WIDTH / wide)
    if min(scale, _PAGE_HEIGHT / (used + height_of(made))) >= _LEAST_SCALE:
        sheet.page_setup.fitToHeight = 1
        return None
    return _breaks(used, _PAGE_HEIGHT / scale, made)


def _breaks(used: float, page: float, made: Sequence[Block]) -> RowBreak:
    """Begin a page before each line of charts that what is left of one would cut."""
    breaks = RowBreak()
    left = page - used % page
    for block in made:
        needed = height_of([block])
        if needed > left:
            breaks.append(Break(id=block.placed[0].row - len(block.said)))
            left = page
        left -= needed
    return breaks


def _right(block: Block, widths: Sequence[int]) -> float:
    last = block.placed[-1]
    return width_of(widths[: last.column]) + last.picture.width
