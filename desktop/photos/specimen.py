"""Invented files for the demonstration: painted scenes, a page, a silence; nobody is on them."""

import hashlib
import io
from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageDraw

from sync.records.attachment import AttachmentType

_SIZE: Final = (960, 720)
_SKIES: Final = (("#a9cbe8", "#f3ead7"), ("#f2d3b1", "#fbf4e6"), ("#c9d6df", "#eef1f2"))
_GROUNDS: Final = ("#5d8a4e", "#7c9a5a", "#8d8271")
_WALLS: Final = ("#c9a27e", "#b7b2a8", "#d8c3a5", "#a98467", "#9db4ab")
_FRAME: Final = b"\xff\xfb\x90\x64" + bytes(413)
"""A frame of silence, 128 kbit/s at 44.1 kHz."""


def specimen(kind: AttachmentType, name: str) -> bytes:
    """Return the content of an invented file, the same for the same name."""
    chance = hashlib.sha256(name.encode()).digest()
    if kind is AttachmentType.SOUND:
        return _FRAME * 200
    if kind is AttachmentType.DOCUMENT:
        return _page()
    room = io.BytesIO()
    if kind is AttachmentType.DRAWING:
        _poster(chance).save(room, "PNG", optimize=True)
    else:
        _scene(chance).save(room, "JPEG", quality=82, optimize=True)
    return room.getvalue()


def _scene(chance: Sequence[int]) -> Image.Image:
    """Paint houses under a sky, with trees in front."""
    wide, tall = _SIZE
    top, low = _SKIES[chance[0] % len(_SKIES)]
    fade = Image.linear_gradient("L").resize(_SIZE)
    scene = Image.composite(Image.new("RGB", _SIZE, low), Image.new("RGB", _SIZE, top), fade)
    draw = ImageDraw.Draw(scene)
    left = -(chance[1] % 80)
    for place in range(7):
        across, up = 110 + chance[2 + place] % 90, 170 + chance[9 + place] % 210
        wall = _WALLS[chance[16 + place] % len(_WALLS)]
        _house(draw, (left, tall - 170 - up, left + across, tall - 150), wall)
        left += across
    draw.rectangle((0, tall - 160, wide, tall), fill=_GROUNDS[chance[23] % len(_GROUNDS)])
    for place in range(5):
        _tree(
            draw, place * 200 + chance[24 + place] % 130, tall - 120, 40 + chance[25 + place] % 35
        )
    return scene


def _house(draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int], wall: str) -> None:
    left, top, right, bottom = box
    draw.rectangle(box, fill=wall)
    for row in range(top + 24, bottom - 40, 52):
        for column in range(left + 16, right - 24, 40):
            draw.rectangle((column, row, column + 20, row + 28), fill="#4a5a68")


def _tree(draw: ImageDraw.ImageDraw, across: int, down: int, round_: int) -> None:
    draw.rectangle((across - 6, down - round_, across + 6, down + 40), fill="#5b4636")
    top = down - round_ * 2
    draw.ellipse((across - round_, top, across + round_, top + 2 * round_), fill="#3f6f3d")


def _poster(chance: Sequence[int]) -> Image.Image:
    """Draw a poster of a few flat colours."""
    wide, tall = 600, 800
    poster = Image.new("RGB", (wide, tall), _SKIES[chance[0] % len(_SKIES)][1])
    draw = ImageDraw.Draw(poster)
    for place in range(6):
        across, down, side = (chance[place * 3 + turn] for turn in (1, 2, 3))
        box = (across * 2, down * 2, across * 2 + 60 + side, down * 2 + 60 + side)
        draw.ellipse(box, fill=_WALLS[side % len(_WALLS)])
    for row in range(4):
        draw.rectangle((60, 620 + row * 36, 540 - 70 * row, 636 + row * 36), fill="#2b2b2b")
    return poster


def _page() -> bytes:
    """Return the smallest page that readers of PDF show."""
    text = b"BT /F1 24 Tf 72 760 Td (Document de demonstration) Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    page, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(page))
        page += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = (len(objects) + 1, table, len(objects) + 1, len(page))
    return page + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\n" \
        b"startxref\n%d\n%%%%EOF\n" % end  # fmt: skip
