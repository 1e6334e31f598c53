"""Invented pictures of a neighbourhood: a garden, a court, a mural, a market, a map; no people."""

import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from math import cos, pi, sin
from types import MappingProxyType
from typing import Final, TypeAlias

from PIL import Image, ImageDraw

Draw: TypeAlias = ImageDraw.ImageDraw
Chance: TypeAlias = Sequence[int]

_WIDE, _TALL = 960, 720
_GREENS: Final = ("#4f7f45", "#6b9a4f", "#8fb35a", "#3f6a4a", "#a8bf63")
_BRIGHT: Final = ("#c8553d", "#e0a83c", "#3d7ea6", "#5b8c5a", "#8a5a83", "#e5d3b3")
_FRUIT: Final = ("#d9573f", "#e0a83c", "#7aa650", "#8a3f4f", "#e8c24a")
_EARTH: Final = ("#8a6b4f", "#7a5c42", "#96775a")


def scene(subject: str, name: str) -> bytes:
    """Return an invented picture of a subject, a JPEG or a PNG; the same for the same name.

    Raises KeyError for a subject that nobody can draw.
    """
    paint, ground, kept_as = _SUBJECTS[subject]
    picture = Image.new("RGB", (_WIDE, _TALL), ground)
    paint(ImageDraw.Draw(picture), hashlib.sha512(name.encode()).digest())
    room = io.BytesIO()
    picture.save(room, kept_as, **({"quality": 84} if kept_as == "JPEG" else {"optimize": True}))
    return room.getvalue()


def _garden(draw: Draw, chance: Chance) -> None:
    """Paint garden beds seen from above, each with its rows, and a water barrel."""
    for row in range(3):
        for column in range(4):
            place = row * 4 + column
            left, top = 30 + column * 232, 40 + row * 225
            box = (left, top, left + 205 - chance[place] % 40, top + 185)
            draw.rounded_rectangle(box, 12, fill=_EARTH[chance[place] % len(_EARTH)])
            _plants(draw, box, chance[place:])
    draw.ellipse((846, 596, 946, 696), fill="#3c5a6b", outline="#27404d", width=8)


def _plants(draw: Draw, box: tuple[int, int, int, int], chance: Chance) -> None:
    left, top, right, bottom = box
    green, side = _GREENS[chance[1] % len(_GREENS)], 9 + chance[2] % 9
    for down in range(top + 26, bottom - 12, 38):
        for across in range(left + 24, right - 14, 34):
            draw.ellipse((across - side, down - side, across + side, down + side), fill=green)
            if chance[3] % 3 == 0:
                draw.ellipse((across - 4, down - 4, across + 4, down + 4), fill="#d9573f")


def _court(draw: Draw, chance: Chance) -> None:
    """Paint a sports court from the stands: its lines, two hoops, trees behind."""
    draw.rectangle((0, 0, _WIDE, 240), fill="#c7dbe6")
    for place in range(9):
        across, side = place * 118 + chance[place] % 50, 60 + chance[place + 9] % 45
        draw.ellipse(
            (across - side, 230 - side, across + side, 230 + side), fill=_GREENS[place % 5]
        )
    floor = _BRIGHT[chance[20] % 4]
    draw.polygon(((170, 260), (790, 260), (940, 690), (20, 690)), fill=floor, outline="white")
    draw.line(((170, 260), (790, 260), (940, 690), (20, 690), (170, 260)), fill="white", width=7)
    draw.line(((112, 430), (848, 430)), fill="white", width=6)
    draw.ellipse((390, 380, 570, 480), outline="white", width=6)
    for across in (250, 710):
        draw.rectangle((across - 5, 130, across + 5, 275), fill="#47535c")
        draw.rectangle((across - 46, 100, across + 46, 165), fill="#f4f4f0", outline="#47535c")


def _mural(draw: Draw, chance: Chance) -> None:
    """Paint a long wall covered with large flat shapes, and the pavement before it."""
    for row in range(70, 560, 34):
        draw.line((0, row, _WIDE, row), fill="#d9d2c4", width=2)
    for place in range(14):
        across, down = 20 + place * 68, 110 + chance[place] % 260
        side, colour = 60 + chance[place + 14] % 90, _BRIGHT[chance[place + 28] % len(_BRIGHT)]
        if chance[place + 40] % 2:
            draw.pieslice((across, down, across + side * 2, down + side * 2), 180, 360, fill=colour)
        else:
            _star(draw, (across, down), side, colour)
    draw.rectangle((0, 566, _WIDE, _TALL), fill="#8d8f92")
    draw.rectangle((0, 560, _WIDE, 580), fill="#b9bbbd")


def _star(draw: Draw, centre: tuple[int, int], side: int, colour: str) -> None:
    points = [
        (
            centre[0] + side * (0.45 if turn % 2 else 1) * sin(turn * pi / 6),
            centre[1] + side * (0.45 if turn % 2 else 1) * cos(turn * pi / 6),
        )
        for turn in range(12)
    ]
    draw.polygon(points, fill=colour)


def _market(draw: Draw, chance: Chance) -> None:
    """Paint striped awnings over crates of fruit."""
    for stall in range(4):
        left, colour = 20 + stall * 235, _BRIGHT[chance[stall] % 5]
        for stripe in range(6):
            strip = (left + stripe * 36, 150, left + stripe * 36 + 36, 270)
            draw.rectangle(strip, fill=colour if stripe % 2 else "#f6f1e6")
        draw.rectangle((left + 6, 270, left + 14, 620), fill="#6a5644")
        draw.rectangle((left + 202, 270, left + 210, 620), fill="#6a5644")
        for row in range(2):
            for crate in range(3):
                _crate(draw, (left + 18 + crate * 64, 430 + row * 90), chance[stall * 6 + crate :])
    draw.rectangle((0, 640, _WIDE, _TALL), fill="#a39b8f")


def _crate(draw: Draw, corner: tuple[int, int], chance: Chance) -> None:
    left, top = corner
    draw.rectangle((left, top, left + 56, top + 62), fill="#b58a5a", outline="#7a5c42", width=3)
    fruit = _FRUIT[chance[7] % len(_FRUIT)]
    for place in range(9):
        across, down = left + 12 + place % 3 * 16, top + 12 + place // 3 * 16
        draw.ellipse((across - 8, down - 8, across + 8, down + 8), fill=fruit)


def _map(draw: Draw, chance: Chance) -> None:
    """Draw the plan of a walk: streets, blocks, the way taken and its numbered stops."""
    for row in range(4):
        for column in range(5):
            left, top = 40 + column * 184, 40 + row * 168
            place = row * 5 + column
            green = chance[place] % 4 == 0
            box = (left, top, left + 150, top + 130 - chance[place + 20] % 30)
            draw.rectangle(box, fill="#b9d3a0" if green else "#dcd3c3", outline="#a99f8d", width=2)
    stops = [(30 + turn * 178, 193 + chance[turn + 41] % 3 * 168) for turn in range(6)]
    way: list[tuple[int, int]] = []
    for across, down in stops:
        way += [(across, way[-1][1])] if way else []
        way.append((across, down))
    draw.line(way, fill="#b3261e", width=8)
    for number, (across, down) in enumerate(stops, start=1):
        draw.ellipse((across - 19, down - 19, across + 19, down + 19), fill="#b3261e")
        draw.text((across, down), str(number), fill="white", anchor="mm", font_size=24)


_SUBJECTS: Final[Mapping[str, tuple[Callable[[Draw, Chance], None], str, str]]] = MappingProxyType(
    {
        "photo-jardin": (_garden, "#a9b78a", "JPEG"),
        "photo-terrain": (_court, "#b8b2a6", "JPEG"),
        "photo-fresque": (_mural, "#e9e3d6", "JPEG"),
        "photo-marche": (_market, "#cfe0ea", "JPEG"),
        "carte-marche": (_map, "#f5f1e8", "PNG"),
    }
)
SUBJECTS: Final = frozenset(_SUBJECTS)
"""What can be drawn."""
