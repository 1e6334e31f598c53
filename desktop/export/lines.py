"""Pour the rows of one sheet into its part, numbered and tall enough for their texts."""

from collections.abc import Iterable, Sequence
from typing import IO, Final

from desktop.export.cells import Cells, Look, header_lines_in, lines_in, row_markup
from desktop.export.drawing import Block, Picture, blocks

_CHUNK: Final = 200
_LINE_HEIGHT, _PADDING, _TITLE_HEIGHT = 13, 3, 26  # points
_MOST_LINES: Final = 15


class Lines:
    """The rows of one sheet; the first ``free`` ones overflow to the right, on one line."""

    def __init__(
        self, stream: IO[bytes], widths: tuple[int, ...], cells: Cells, *, free: int
    ) -> None:
        self._stream = stream
        self._widths = widths
        self._cells = cells
        self._free = free
        self._number = 0
        self.height = 0.0

    def write(self, rows: Iterable[Iterable[str]]) -> int:
        """Write rows by handfuls; return how many."""
        before = number = self._number
        pending = []
        for number, made in enumerate(rows, before + 1):
            cells = list(made)
            height = self._height(number, cells)
            self.height += height
            pending.append(row_markup(number, cells, height))
            if len(pending) >= _CHUNK:
                self._stream.write("".join(pending).encode())
                pending.clear()
        self._stream.write("".join(pending).encode())
        self._number = number
        return number - before

    def write_under(self, pictures: Sequence[Picture]) -> list[Block]:
        """Write the sentences of charts under the rows; return where the charts stand."""
        made = list(blocks(pictures, self._widths, self._number + 1))
        for block in made:
            self._number = block.placed[0].row - len(block.said)
            self._free = self._number + len(block.said)
            self.write([self._cells.text(piece, Look.SENTENCE)] for piece in block.said)
        return made

    def _height(self, number: int, cells: list[str]) -> int:
        """Return the height of a row: not every program finds it by itself."""
        if number <= self._free:
            return _TITLE_HEIGHT if number == 1 else _LINE_HEIGHT + _PADDING
        measure = header_lines_in if number == self._free + 1 else lines_in
        lines = max(
            (measure(cell, width) for cell, width in zip(cells, self._widths, strict=False)),
            default=1,
        )
        return min(lines, _MOST_LINES) * _LINE_HEIGHT + _PADDING
