"""What is dropped or pasted, as files to read: addresses of this computer, or a picture."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage

from desktop.services.attaching.files import Pasted, Source

_PASTED = "Image collée.png"


def brings_files(data: QMimeData) -> bool:
    """Tell whether something dropped or pasted can be read as files."""
    return data.hasImage() or any(url.isLocalFile() for url in data.urls())


def sources_of(data: QMimeData) -> tuple[Source, ...]:
    """Return the files that were dropped or pasted; a folder or a web address is none."""
    paths = tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    if paths or not data.hasImage():
        return paths
    image = data.imageData()
    if not isinstance(image, QImage):
        return ()
    # Written by the thread that reads it: a large picture takes a second.
    return (Pasted(_PASTED, partial(_as_png, image)),)


def _as_png(image: QImage) -> bytes:
    room = QByteArray()
    file = QBuffer(room)
    file.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(file, "PNG")  # type: ignore[call-overload] # the stubs want bytes, Qt wants str
    return bytes(room.data())
