"""Give a cell that has no format of its own the one of a day or of a percentage."""

import re
from typing import Final
from xml.parsers import expat

DAY: Final = "14"
"""The number that every spreadsheet gives to its short date."""

PERCENT: Final = "10"
_FORMAT: Final = re.compile(rb'\snumFmtId\s*=\s*["\'][0-9]+["\']')
_APPLIED: Final = re.compile(rb'\sapplyNumberFormat\s*=\s*["\'][^"\']*["\']')


class Looks:
    """The styles of a workbook, to which some may be added at the end."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        self._spans: list[tuple[int, int]] = []
        self._open = (0, 0)
        self._close = 0
        self._added: dict[tuple[str, str], int] = {}
        self._read()

    def like(self, style: str, number: str) -> str:
        """Return the number of a style like another, but with a format of numbers."""
        key = (style or "0", number)
        if key not in self._added:
            self._added[key] = len(self._spans) + len(self._added)
        return str(self._added[key])

    def written(self) -> bytes:
        """Return the part with the styles that were added."""
        if not self._added:
            return self._xml
        start, inside = self._open
        total = f' count="{len(self._spans) + len(self._added)}"'.encode()
        opening = re.sub(rb'\scount\s*=\s*["\'][0-9]+["\']', b"", self._xml[start:inside])
        opening = opening[:-1] + total + b">"
        more = b"".join(self._made(*key) for key in self._added)
        return b"".join(
            (
                self._xml[:start],
                opening,
                self._xml[inside : self._close],
                more,
                self._xml[self._close :],
            )
        )

    def _made(self, style: str, number: str) -> bytes:
        start, end = self._spans[int(style)]
        whole = self._xml[start:end]
        inside = whole.index(b">")
        tag, rest = whole[:inside], whole[inside:]
        if tag.endswith(b"/"):
            tag, rest = tag[:-1], b"/" + rest
        tag = _APPLIED.sub(b"", _FORMAT.sub(b"", tag))
        return tag + f' numFmtId="{number}" applyNumberFormat="1"'.encode() + rest

    def _after(self, began: int, closing: int) -> int:
        """Return where an element ends: after its only tag, or after the one that closes it."""
        inside = self._xml.index(b">", began) + 1
        alone = self._xml[inside - 2 : inside] == b"/>"
        return inside if alone else self._xml.index(b">", closing) + 1

    def _read(self) -> None:
        parser = expat.ParserCreate(namespace_separator="}")
        path: list[str] = []
        starts: list[int] = []

        def start(name: str, _attributes: dict[str, str]) -> None:
            path.append(name.rpartition("}")[2])
            starts.append(parser.CurrentByteIndex)
            if path[-1] == "cellXfs":
                at = parser.CurrentByteIndex
                self._open = (at, self._xml.index(b">", at) + 1)

        def end(_name: str) -> None:
            name, began = path.pop(), starts.pop()
            here = parser.CurrentByteIndex
            if name == "xf" and path[-1:] == ["cellXfs"]:
                self._spans.append((began, self._after(began, here)))
            elif name == "cellXfs":
                self._close = here

        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.Parse(self._xml, True)
