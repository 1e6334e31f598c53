"""Write down where a bug happened, and never what it was working on."""

import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from desktop.errors import UserError
from desktop.files import write_atomically


def write_down(bug: BaseException, folder: Path | None = None) -> Path | None:
    """Return the file that now holds the trail of a bug, or None when none could be written.

    Only places in the code and names of types are kept: messages may quote a record.
    """
    chain: list[str] = []
    current: BaseException | None = bug
    while current is not None and len(chain) < 10:
        frames = traceback.extract_tb(current.__traceback__)
        lines = [f"  {Path(one.filename).name}:{one.lineno} {one.name}" for one in frames]
        chain.append("\n".join([type(current).__qualname__, *lines]))
        current = current.__cause__ or current.__context__
    now = datetime.now(UTC)
    head = f"{now.isoformat(timespec='seconds')} Python {platform.python_version()}"
    where = folder or platformdirs.user_log_path("carnet-de-quartier", appauthor=False)
    path = where / f"carnet-{now:%Y%m%d-%H%M%S}.log"
    try:
        where.mkdir(parents=True, exist_ok=True)
        write_atomically(path, "\n".join([head, *chain, ""]).encode())
    except (OSError, UserError):
        return None
    return path
