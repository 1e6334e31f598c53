"""The contents of attached files: put away and read, each time safely on the disk first."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from desktop.files import write_atomically
from desktop.services.session import Session


class Contents:
    """Keep the files of the notebook, through connections of their own; any thread may call."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, content: bytes) -> str:
        """Put a content away, durably, and return its SHA-256; raises what the disk refuses."""
        session = self._session
        with session.filing, closing(session.connect()) as base:
            digest = session.blobs.put(content)
            with base.writing():
                base.kept_files.use(session.blobs.name(digest))
        return digest

    def read(self, digest: str) -> Iterator[bytes]:
        """Yield a content, a piece at a time; raises MissingFile or DamagedFile."""
        return self._session.blobs.read(digest)

    def whole(self, digest: str) -> bytes:
        """Return a content; raises MissingFile or DamagedFile."""
        return self._session.blobs.content(digest)

    def copy_to(self, digest: str, path: Path) -> None:
        """Write a content in clear at `path`, out of the notebook, all of it or nothing."""
        write_atomically(path, lambda file: file.writelines(self.read(digest)))
