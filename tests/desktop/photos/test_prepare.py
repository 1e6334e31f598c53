"""What cannot be kept is refused in one French sentence; documents are kept with a warning."""

import io
import os
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from desktop.photos.prepare import LARGEST_DOCUMENT, LARGEST_PICTURE, prepare, prepare_file
from desktop.photos.prepared import FileRefused
from sync.records.attachment import AttachmentType
from tests.desktop.photos.conftest import photo, written

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def packed(**entries: bytes) -> bytes:
    """Return an archive of these entries; « __ » stands for a slash, « _ » for a dot."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return file.getvalue()


def office(main: str, **more: bytes) -> bytes:
    """Return what an office program would write, as far as anybody looks."""
    file = io.BytesIO(packed(**more))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr(main, b"<x/>")
    return file.getvalue()


def bomb(side: int) -> bytes:
    """Return a PNG of `side` × `side` black pixels, a few hundred bytes for billions."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * (side // 8 + 1) * 1_000, 9)
    marked = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + marked


def refusal(content: bytes, name: str = "photo.jpg") -> FileRefused:
    """Return the refusal of a file."""
    with pytest.raises(FileRefused) as told:
        prepare(content, name)
    return told.value


@pytest.mark.parametrize("side", [9_000, 12_000, 60_000])
def test_a_picture_that_explodes_is_refused_in_little_memory(side: int) -> None:
    content = bomb(side)

    tracemalloc.start()
    told = refusal(content, "bombe.png")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert "millions de points" in told.sentence
    assert "Réduisez-la" in told.advice
    assert peak < 5_000_000


def test_every_cut_photo_is_refused_with_a_sentence(jpeg: bytes) -> None:
    for length in range(3, len(jpeg) - 2, max(1, len(jpeg) // 40)):
        told = refusal(jpeg[:length])

        assert "abîmée ou incomplète" in told.sentence
        assert told.advice


@pytest.mark.parametrize("format_name", ["PNG", "HEIF", "WEBP", "TIFF", "GIF", "BMP"])
def test_a_photo_cut_in_two_is_refused(format_name: str) -> None:
    content = written(photo(200, 150), format_name)

    assert "abîmée" in refusal(content[: len(content) // 2], "photo").sentence


def test_flipped_bytes_never_surface_as_anything_but_a_refusal() -> None:
    for format_name in ("JPEG", "PNG", "HEIF", "WEBP", "TIFF", "GIF", "BMP"):
        content = written(photo(40, 30), format_name)
        for place in range(0, len(content), max(1, len(content) // 60)):
            broken = bytearray(content)
            broken[place] ^= 0xFF
            try:
                prepare(bytes(broken), "photo")
            except FileRefused as told:
                assert told.advice  # noqa: PT017 - either outcome is right


def test_an_empty_file_is_refused() -> None:
    assert "il est vide" in refusal(b"").sentence


@pytest.mark.parametrize(
    ("content", "name", "word"),
    [
        (b"MZ\x90\x00" + b"\0" * 100, "photo.jpg", "programme"),
        (b"\x7fELF" + b"\0" * 100, "photo.png", "programme"),
        (b"#!/bin/sh\nrm -rf /\n", "notes.txt", "programme"),
        (b"L\x00\x00\x00\x01\x14\x02\x00" + b"\0" * 90, "photo.lnk", "programme"),
        (b"<html><script>alert(1)</script>", "page.html", "format"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "dessin.svg", "format"),
        (b"@echo off\r\n", "lance.bat", "format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "notes.doc", "ancien format"),
        (packed(photo_jpg=b"x"), "photos.zip", "archive"),
        (b"PK\x03\x04 nothing more", "notes.docx", "archive"),
        (office("word/document.xml", word__vbaProject_bin=b"x"), "notes.docx", "macros"),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 90, "film.mp4", "vidéos"),
        (b"Rar!\x1a\x07\x00", "photo.jpg", "archive"),
        (b"texte \x00 avec un z\xe9ro", "notes.txt", "format"),
        (b"GIF89a=alert(1);//", "photo.gif", "abîmée"),
        (b"\xff\xd8\xff", "photo.jpg", "abîmée"),
    ],
)
def test_what_is_not_wanted_is_refused_by_its_bytes(content: bytes, name: str, word: str) -> None:
    told = refusal(content, name)

    assert word in told.sentence
    assert told.sentence.startswith(f"«\u00a0{name}\u00a0» n’a pas été joint\u00a0: ")
    assert told.advice


@pytest.mark.parametrize(
    ("content", "name", "media_type", "kind"),
    [
        (b"%PDF-1.7\n%...", "Compte rendu.pdf", "application/pdf", AttachmentType.DOCUMENT),
        (office("word/document.xml"), "note.docx", WORD, AttachmentType.DOCUMENT),
        (office("xl/workbook.xml"), "budget.xlsx", SHEET, AttachmentType.DOCUMENT),
        (
            packed(mimetype=b"application/vnd.oasis.opendocument.text"),
            "note.odt",
            "application/vnd.oasis.opendocument.text",
            AttachmentType.DOCUMENT,
        ),
        ("Café, thé".encode(), "notes.txt", "text/plain", AttachmentType.DOCUMENT),
        ("nom;âge\r\n".encode("cp1252"), "liste.csv", "text/csv", AttachmentType.DOCUMENT),
        ("né".encode("utf-16"), "notes.txt", "text/plain", AttachmentType.DOCUMENT),
        (b"ID3\x04" + b"\0" * 60, "atelier.mp3", "audio/mpeg", AttachmentType.SOUND),
        (b"\xff\xfb\x90\x00" + b"\0" * 60, "atelier.mp3", "audio/mpeg", AttachmentType.SOUND),
        (b"OggS" + b"\0" * 60, "atelier.ogg", "audio/ogg", AttachmentType.SOUND),
        (b"RIFF\0\0\0\0WAVEfmt ", "atelier.wav", "audio/wav", AttachmentType.SOUND),
        (b"\0\0\0\x18ftypM4A " + b"\0" * 60, "memo.m4a", "audio/mp4", AttachmentType.SOUND),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 60, "memo.m4a", "audio/mp4", AttachmentType.SOUND),
    ],
)
def test_documents_and_sounds_are_kept_as_they_are_with_a_warning(
    content: bytes, name: str, media_type: str, kind: AttachmentType
) -> None:
    made = prepare(content, name)

    assert (made.content, made.media_type, made.kind) == (content, media_type, kind)
    assert made.file_name == name
    assert "Avant" in made.warning or "avant de le transmettre" in made.warning
    assert not made.cleaned


def test_a_wrong_ending_is_put_right(jpeg: bytes) -> None:
    assert prepare(jpeg, "photo.png").file_name == "photo.jpg"
    assert prepare(jpeg, "photo.exe").file_name == "photo.jpg"
    assert prepare(jpeg, "photo.jpeg").file_name == "photo.jpeg"


def test_files_that_are_too_heavy_are_refused_before_they_are_opened() -> None:
    heavy_photo = b"\xff\xd8\xff" + b"\0" * LARGEST_PICTURE
    heavy_document = b"%PDF-" + b"\0" * LARGEST_DOCUMENT

    assert "40\u00a0Mo" in refusal(heavy_photo).sentence
    assert "25\u00a0Mo" in refusal(heavy_document, "plan.pdf").sentence


def test_a_file_is_read_and_left_as_it_was(tmp_path: Path, jpeg: bytes) -> None:
    path = tmp_path / "Plantation.jpg"
    path.write_bytes(jpeg)

    made = prepare_file(path)

    assert made.file_name == "Plantation.jpg"
    assert path.read_bytes() == jpeg


def test_a_folder_a_pipe_or_nothing_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")

    for name in (".", "pipe.jpg", "absent.jpg"):
        with pytest.raises(FileRefused):
            prepare_file(tmp_path / name)


def test_a_refusal_never_shows_a_trick_of_a_name() -> None:
    told = refusal(b"", "photo\u202egpj.exe\n\x1b[2J")

    assert "\u202e" not in told.sentence
    assert "\x1b" not in told.sentence
