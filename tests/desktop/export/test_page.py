"""Charts are not cut by the end of a page."""

from openpyxl import Workbook
from openpyxl.chart import BarChart

from desktop.export.drawing import Picture, blocks
from desktop.export.page import keep_charts_whole
from desktop.export.page import lay_out as lay_out_page

WIDTHS = (24, 12, 12)
POINTS = 28.35  # in a centimetre


def pictures(count: int, width: float = 26.8) -> list[Picture]:
    """Return charts of which two hold on a page, one above the other."""
    return [Picture(BarChart(), "Titre", "Dit.", width, 6.0) for _ in range(count)]


def test_figures_and_one_chart_print_on_one_page() -> None:
    sheet = Workbook().worksheets[0]
    made = list(blocks(pictures(1), WIDTHS, 10))

    breaks = keep_charts_whole(sheet, WIDTHS, 5 * POINTS, made)

    assert breaks is None
    assert sheet.page_setup.fitToHeight == 1


def test_a_chart_that_would_be_cut_begins_a_page() -> None:
    sheet = Workbook().worksheets[0]
    lay_out_page(sheet, WIDTHS, header_row=4, footer=("", "", ""))
    made = list(blocks(pictures(3), WIDTHS, 60))

    breaks = keep_charts_whole(sheet, WIDTHS, 30 * POINTS, made)

    assert breaks is not None
    first, _, third = (block.placed[0].row - len(block.said) for block in made)
    assert [one.id for one in breaks.brk] == [first, third]
    assert sheet.page_setup.fitToHeight == 0


def test_two_half_charts_stand_side_by_side() -> None:
    (block,) = blocks(pictures(2, width=13.2), WIDTHS, 10)

    left, right = block.placed

    assert left.row == right.row
    assert left.column == 0
    assert right.column > len(WIDTHS)
