"""Pictures come out upright, reduced, in sRGB, and with nothing hidden left in them."""

import io
import struct
import zlib
from datetime import date
from typing import Any

import pytest
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from desktop.photos.pictures import LONGEST_SIDE, THUMBNAIL
from desktop.photos.prepare import prepare
from desktop.photos.prepared import FileRefused, Prepared
from sync.records.attachment import AttachmentType
from tests.desktop.photos.conftest import SECRET, XMP, photo, read, told, written

RED, LIME, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)
TURNED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera held so sees an upright scene, by its EXIF orientation."""


def png_text() -> PngImagePlugin.PngInfo:
    """Return the texts that a program writes into a PNG."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", SECRET)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    texts.add_text("Comment", SECRET, zip=True)
    return texts


def wide_profile() -> bytes:
    """Return a colour profile that carries a text."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


HIDING: dict[str, dict[str, Any]] = {
    "JPEG": {"exif": told(), "comment": SECRET.encode(), "xmp": XMP},
    "HEIF": {"exif": told().tobytes(), "xmp": XMP},
    "PNG": {"exif": told(), "pnginfo": png_text(), "icc_profile": wide_profile()},
    "WEBP": {"exif": told(), "xmp": XMP, "icc_profile": wide_profile()},
    "TIFF": {"exif": told(), "description": SECRET, "artist": SECRET},
    "GIF": {"comment": SECRET.encode()},
}


def signs_of(content: bytes) -> set[str]:
    """Return the names of the segments of a JPEG or the chunks of a PNG."""
    if content.startswith(b"\x89PNG"):
        place, found = 8, set()
        while place < len(content):
            length = int.from_bytes(content[place : place + 4], "big")
            found.add(content[place + 4 : place + 8].decode())
            place += 12 + length
        return found
    place, found = 2, set()
    while content[place + 1] != 0xDA:
        found.add(f"{content[place + 1]:02x}")
        place += 2 + int.from_bytes(content[place + 2 : place + 4], "big")
    return found


def near(pixel: Any, colour: tuple[int, int, int]) -> bool:
    """Tell whether a pixel has a colour, give or take what JPEG changes."""
    return all(abs(one - other) < 60 for one, other in zip(pixel, colour, strict=True))


def is_upright(made: Prepared, width: int, height: int) -> bool:
    """Tell whether red, lime and blue are in their corners."""
    image = read(made.content).convert("RGB")
    corners = [image.getpixel(at) for at in ((2, 2), (width - 3, 2), (2, height - 3))]
    right = map(near, corners, (RED, LIME, BLUE))
    return (made.width, made.height) == image.size == (width, height) and all(right)


@pytest.mark.parametrize("format_name", HIDING)
def test_nothing_hidden_is_left(format_name: str) -> None:
    hiding = written(photo(), format_name, **HIDING[format_name])

    made = prepare(hiding, f"photo.{format_name.lower()}")

    for content in (made.content, made.thumbnail):
        image = read(content)
        assert not image.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & image.info.keys()
        assert SECRET.encode() not in content
        assert b"GPS" not in content
    assert made.cleaned
    assert signs_of(made.content) <= {"e0", "db", "c0", "c2", "c4", "IHDR", "PLTE", "IDAT", "IEND"}


def test_the_originals_did_hide_something() -> None:
    for format_name in ("JPEG", "HEIF", "PNG", "WEBP"):
        hiding = written(photo(), format_name, **HIDING[format_name])

        assert b"GPS" in hiding or b"exif" in hiding.lower(), format_name
        assert read(hiding).getexif().get_ifd(ExifTags.IFD.GPSInfo), format_name


@pytest.mark.parametrize("format_name", ["JPEG", "HEIF", "PNG", "WEBP"])
def test_the_day_is_read_before_everything_is_removed(format_name: str) -> None:
    hiding = written(photo(), format_name, **HIDING[format_name])

    assert prepare(hiding, "photo").taken_on == date(2026, 11, 13)


@pytest.mark.parametrize(
    "written_day", ["0000:00:00 00:00:00", "", "hier", "1970:01:01 00:00:00", "2026:13:45 00:00:00"]
)
def test_a_day_that_is_none_is_left_out(written_day: str) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.DateTime] = written_day

    made = prepare(written(photo(), "JPEG", exif=exif), "photo.jpg")

    assert made.taken_on is None


@pytest.mark.parametrize("orientation", TURNED)
@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP"])
def test_pictures_are_put_upright(format_name: str, orientation: int) -> None:
    turn = TURNED[orientation]
    seen = photo() if turn is None else photo().transpose(turn)
    content = written(seen, format_name, exif=told(orientation), quality=95)

    made = prepare(content, "photo")

    assert is_upright(made, 64, 48)


def test_a_heic_held_upright_is_upright() -> None:
    seen = photo().transpose(Image.Transpose.ROTATE_90)

    made = prepare(written(seen, "HEIF", exif=told(6).tobytes(), quality=90), "IMG_0001.HEIC")

    assert is_upright(made, 64, 48)
    assert made.media_type == "image/jpeg"
    assert made.file_name == "IMG_0001.jpg"


def test_large_pictures_are_reduced() -> None:
    made = prepare(written(photo(4000, 3000), "JPEG"), "photo.jpg")

    assert (made.width, made.height) == (LONGEST_SIDE, 1920)
    assert read(made.content).size == (LONGEST_SIDE, 1920)
    assert max(read(made.thumbnail).size) == THUMBNAIL


def test_small_pictures_are_not_enlarged() -> None:
    made = prepare(written(photo(3, 2), "JPEG"), "photo.jpg")

    assert (made.width, made.height) == (3, 2)


def test_cmyk_becomes_rgb() -> None:
    made = prepare(written(photo().convert("CMYK"), "JPEG"), "affiche.jpg")

    assert read(made.content).mode == "RGB"
    assert is_upright(made, 64, 48)


def test_a_profile_moves_the_colours_before_it_goes() -> None:
    # Red and green exchanged, which no program could guess without reading the profile.
    profile = bytearray(wide_profile())
    red, green = (profile.index(mark, 128) for mark in (b"rXYZ", b"gXYZ"))
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    content = written(photo(), "PNG", icc_profile=bytes(profile))

    image = read(prepare(content, "photo.png").content)

    assert near(image.getpixel((2, 2)), LIME)
    assert near(image.getpixel((61, 2)), RED)


def test_a_broken_profile_does_not_stop_the_picture() -> None:
    made = prepare(written(photo(), "JPEG", icc_profile=b"\x00\x01bad" * 50), "photo.jpg")

    assert is_upright(made, 64, 48)


def test_sixteen_bits_of_grey_become_eight() -> None:
    deep = Image.new("I;16", (8, 4), 0x8000)

    image = read(prepare(written(deep, "PNG"), "plan.png").content)

    assert image.mode == "L"
    assert abs(int(str(image.getpixel((3, 2)))) - 128) <= 1


def test_a_moving_gif_gives_its_first_frame() -> None:
    frames = [Image.new("RGB", (20, 10), colour) for colour in ("red", "blue")]
    content = written(frames[0], "GIF", save_all=True, append_images=frames[1:])

    image = read(prepare(content, "rire.gif").content)

    assert getattr(image, "n_frames", 1) == 1
    assert image.convert("RGB").getpixel((5, 5)) == RED


def test_drawings_stay_sharp() -> None:
    drawing = Image.new("RGBA", (40, 30), (0, 0, 0, 0))
    drawing.paste((200, 30, 30, 255), (5, 5, 20, 20))

    made = prepare(written(drawing, "PNG"), "logo.png")

    assert (made.media_type, made.kind) == ("image/png", AttachmentType.DRAWING)
    assert read(made.content).getpixel((6, 6)) == (200, 30, 30, 255)
    assert read(made.content).getpixel((30, 25))[3] == 0  # type: ignore[index] # RGBA pixel
    assert near(read(made.thumbnail).getpixel((38, 28)), (255, 255, 255))


def test_photos_saved_as_png_become_jpeg() -> None:
    made = prepare(written(photo(200, 150), "PNG"), "photo.png")

    assert (made.media_type, made.kind) == ("image/jpeg", AttachmentType.PHOTO)
    assert made.file_name == "photo.jpg"


def test_bytes_after_the_end_do_not_follow(jpeg: bytes) -> None:
    packed = io.BytesIO()
    packed.write(jpeg + b"PK\x03\x04 <script>alert(1)</script> " + SECRET.encode())

    made = prepare(packed.getvalue(), "photo.jpg")

    assert b"script" not in made.content
    assert SECRET.encode() not in made.content


def test_a_huge_exif_is_no_trouble() -> None:
    content = written(photo(), "JPEG", exif=b"Exif\x00\x00MM\x00*" + b"\xff" * 60_000)

    assert is_upright(prepare(content, "photo.jpg"), 64, 48)


def test_a_text_that_unpacks_without_end_is_refused() -> None:
    bomb = zlib.compress(b"a" * 200_000_000, 9)
    chunk = b"zTXtc\x00\x00" + bomb
    body = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    content = written(photo(), "PNG")
    place = content.index(b"IDAT") - 4

    with pytest.raises(FileRefused, match="abîmée"):
        prepare(content[:place] + body + content[place:], "photo.png")
