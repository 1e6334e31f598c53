"""Turn a kept picture into an image for the screen, in memory, whichever thread asks."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from desktop.store.blobs import DamagedFile

# In MiB: the largest picture that the notebook makes takes 26.
_MOST_MEMORY = 128
_FORMATS = ((b"\xff\xd8\xff", b"jpeg"), (b"\x89PNG", b"png"))


def decoded(content: bytes, longest: int) -> QImage:
    """Return a picture with its longest side no longer than `longest`; raises DamagedFile.

    Only the two formats that the notebook makes are tried, whatever the bytes claim to be.
    """
    mark = next((name for start, name in _FORMATS if content.startswith(start)), b"")
    if not mark:
        raise DamagedFile
    room = QBuffer()
    room.setData(QByteArray(content))
    room.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(_MOST_MEMORY)
    reader = QImageReader(room, QByteArray(mark))
    size = reader.size()
    if max(size.width(), size.height()) > longest:
        within = QSize(longest, longest)
        reader.setScaledSize(size.scaled(within, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise DamagedFile
    return image
