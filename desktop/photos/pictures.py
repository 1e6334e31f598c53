"""Make a picture anew from its pixels alone: upright, reduced, in sRGB, with nothing hidden.

Nothing of the original file but its pixels goes on: no place, device, date, author, colour
profile, comment, embedded thumbnail or second image, and no byte after the end.
"""

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from PIL import ExifTags, Image, ImageCms
from pillow_heif import register_heif_opener

LONGEST_SIDE: Final = 2_560
"""Pixels of the longest side of what is kept: enough for an A4 print."""

MOST_PIXELS: Final = 80_000_000
"""Pixels of the largest picture that is read; telephones make up to 50 million."""

THUMBNAIL: Final = 320

_QUALITY: Final = 85
_FEW_COLOURS: Final = 1_024
_OLDEST: Final = date(1990, 1, 1)
_TURNS: Final = MappingProxyType(
    {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
)
# Everything that Pillow and its decoders were seen to raise on files made to break them.
UNREADABLE: Final = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    LookupError,
    TypeError,
    ArithmeticError,
    AttributeError,
    AssertionError,
    RuntimeError,
    MemoryError,
    struct.error,
    zlib.error,
)


class TooLarge(Exception):  # noqa: N818 - told in French by whoever knows the name of the file
    """Say that a picture has more pixels than is read."""


EXPLODING: Final = (TooLarge, Image.DecompressionBombError, Image.DecompressionBombWarning)


@dataclass(frozen=True, slots=True)
class Remade:
    """A picture made anew; `drawn` for a drawing or a screen, kept as PNG."""

    content: bytes
    width: int
    height: int
    thumbnail: bytes
    taken_on: date | None
    drawn: bool


def remake(content: bytes, format_name: str) -> Remade:
    """Return a picture made anew; raises one of EXPLODING or of UNREADABLE.

    `format_name` is Pillow's: no other decoder is tried.
    """
    if format_name == "HEIF":
        register_heif_opener()
    with _calm(), Image.open(io.BytesIO(content), formats=[format_name]) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise TooLarge
        lossy = format_name in ("JPEG", "HEIF")
        taken_on, turn = _told(opened)
        opened.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
        opened.load()
        image = _plain(opened)
        drawn = not lossy and image.getcolors(_FEW_COLOURS) is not None
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
        image = _in_srgb(image)
    if turn is not None:
        image = image.transpose(turn)
    return _written(image, taken_on, drawn=drawn)


def _written(image: Image.Image, taken_on: date | None, *, drawn: bool) -> Remade:
    opaque = _on_white(image)
    kept = _bare(image if drawn else opaque)
    small = _bare(opaque)
    small.thumbnail((THUMBNAIL, THUMBNAIL), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return Remade(
        content=_encoded(kept, "PNG" if drawn else "JPEG"),
        width=image.width,
        height=image.height,
        thumbnail=_encoded(small, "JPEG"),
        taken_on=taken_on,
        drawn=drawn,
    )


def _encoded(image: Image.Image, format_name: str) -> bytes:
    written = io.BytesIO()
    if format_name == "PNG":
        image.save(written, "PNG", optimize=True)
    else:
        image.save(written, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return written.getvalue()


def _bare(image: Image.Image) -> Image.Image:
    """Return the pixels in an image that never knew the file."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    return bare


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _plain(image: Image.Image) -> Image.Image:
    """Return the first frame, eight bits a channel, without palette."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    if image.mode in ("P", "PA", "LA", "La", "RGBa") or "transparency" in image.info:
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    # A copy: the opened image knows how to read its file again.
    return image.copy()


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return the image with its colours moved from its own profile to sRGB."""
    wanted = "RGBA" if image.mode == "RGBA" else "L" if image.mode in ("1", "L") else "RGB"
    profile = image.info.get("icc_profile")
    if isinstance(profile, bytes) and image.mode in ("RGB", "RGBA", "CMYK"):
        with suppress(ImageCms.PyCMSError, *UNREADABLE):
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            moved = ImageCms.profileToProfile(image, own, target, outputMode=wanted)
            if moved is not None:
                return moved
    return image.convert(wanted)


def _told(image: Image.Image) -> tuple[date | None, Image.Transpose | None]:
    """Return the day of the picture and the turn that puts it upright, as the file tells them."""
    try:
        exif = image.getexif()
        turn = _TURNS.get(exif.get(ExifTags.Base.Orientation, 1))
        inside = exif.get_ifd(ExifTags.IFD.Exif)
    except UNREADABLE:
        return None, None
    days = (
        inside.get(ExifTags.Base.DateTimeOriginal),
        inside.get(ExifTags.Base.DateTimeDigitized),
        exif.get(ExifTags.Base.DateTime),
    )
    return next((day for day in map(_day, days) if day is not None), None), turn


def _day(written: object) -> date | None:
    try:
        day = date.fromisoformat(str(written)[:10].replace(":", "-"))
    except ValueError:
        return None
    return day if day >= _OLDEST else None


@contextmanager
def _calm() -> Iterator[None]:
    """Leave aside what decoders remark about odd files; a picture that explodes stays a refusal."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield
