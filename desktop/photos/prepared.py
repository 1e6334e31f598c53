"""What a file is once it was read, cleaned and made ready to be kept; or why it was refused."""

from dataclasses import dataclass
from datetime import date

from desktop.errors import BadInput
from sync.records.attachment import AttachmentType


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file ready to be kept. `width` and `height` are in pixels, 0 for what is no picture.

    `thumbnail` is a small JPEG, empty for what is no picture. `warning` is a French sentence to
    show before the file is kept, empty when all that was hidden in it is gone.
    """

    file_name: str
    content: bytes
    media_type: str
    kind: AttachmentType
    taken_on: date | None = None
    width: int = 0
    height: int = 0
    thumbnail: bytes = b""
    warning: str = ""

    @property
    def size(self) -> int:
        """Return the bytes to keep."""
        return len(self.content)

    @property
    def cleaned(self) -> bool:
        """Tell whether everything hidden was removed: place, device, author, thumbnails."""
        return not self.warning


class FileRefused(BadInput):
    """Say in French why a file cannot be kept, and what to do."""

    def __init__(self, name: str, reason: str, advice: str) -> None:
        super().__init__(
            f"«\u00a0{name}\u00a0» n’a pas été joint\u00a0: {reason}.", "file_name", advice
        )
