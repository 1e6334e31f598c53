"""What the notebook keeps of an attached file: its name, its kind and the print of its content."""

import hashlib
import mimetypes
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from desktop.errors import BadInput


def attached(ask_file: Callable[[], Path | None]) -> Mapping[str, Any] | None:
    """Ask for a file and return the values it gives to a new record; None when given up.

    Raises BadInput when the file cannot be read.
    """
    path = ask_file()
    return None if path is None else described(path)


def described(path: Path) -> dict[str, Any]:
    """Return the name, the media type and the SHA-256 of a file."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BadInput(
            "Ce fichier ne peut pas être lu. Aucune pièce n’a été ajoutée.",
            "file_name",
            "Vérifiez qu’il n’a pas été déplacé et qu’il n’est pas ouvert ailleurs.",
        ) from error
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return {"file_name": path.name, "media_type": media_type, "sha256": digest}
