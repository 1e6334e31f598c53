"""Pictures made for the tests, with everything that a telephone hides in them."""

import io
from typing import Any

import pytest
from PIL import ExifTags, Image
from pillow_heif import register_heif_opener

SECRET = "Zénaïde-Marqueur-7319"
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    'xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="50,38.1N" '
    f'exif:GPSLongitude="3,3.9E">{SECRET}</rdf:Description></rdf:RDF></x:xmpmeta>'
).encode()


def told(orientation: int = 1) -> Image.Exif:
    """Return an EXIF block with a day, a place, a device and an author."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = SECRET
    exif[ExifTags.Base.Artist] = SECRET
    exif[ExifTags.Base.DateTime] = "2026:11:14 09:00:00"
    inside = exif.get_ifd(ExifTags.IFD.Exif)
    inside[ExifTags.Base.DateTimeOriginal] = "2026:11:13 15:04:05"
    inside[ExifTags.Base.BodySerialNumber] = SECRET
    inside[ExifTags.Base.MakerNote] = SECRET.encode() * 20
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = (50.0, 38.0, 6.0)
    place[ExifTags.GPS.GPSLongitudeRef] = "E"
    place[ExifTags.GPS.GPSLongitude] = (3.0, 3.0, 54.0)
    return exif


def photo(width: int = 64, height: int = 48) -> Image.Image:
    """Return a picture of many colours, none of its four corners alike."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    noise = Image.effect_noise((width, height), 12)
    made = Image.merge("RGB", (across, down, noise))
    quarter = (width // 4, height // 4)
    for colour, corner in (("red", (0, 0)), ("lime", (width - quarter[0], 0))):
        made.paste(Image.new("RGB", quarter, colour), corner)
    made.paste(Image.new("RGB", quarter, "blue"), (0, height - quarter[1]))
    return made


def written(image: Image.Image, format_name: str, **more: Any) -> bytes:
    """Return the bytes of a file."""
    if format_name == "HEIF":
        register_heif_opener()
    file = io.BytesIO()
    image.save(file, format_name, **more)
    return file.getvalue()


def read(content: bytes) -> Image.Image:
    """Return a kept picture, read."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


@pytest.fixture
def jpeg() -> bytes:
    """Return a photo of a telephone."""
    return written(photo(), "JPEG", exif=told(), comment=SECRET.encode(), quality=95)
