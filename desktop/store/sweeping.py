"""Erase the files that nothing speaks of any more, and that no kept backup could still want."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from desktop.errors import UserError
from desktop.store.backups import Backup
from desktop.store.base import Base
from desktop.store.blobs import Blobs
from desktop.store.stored import moment_of

WAIT: Final = timedelta(days=30)
_APART_MS: Final = 24 * 3600 * 1000
_SWEPT: Final = "files_swept"


def sweep(base: Base, blobs: Blobs, backups: Sequence[Backup]) -> int:
    """Erase files unused for thirty days and since before the oldest backup; return how many.

    A file is used while a record, in the trash or not, its past or a draft names it. Backups hold
    no file: one made after a file fell out of use does not name it, one made before might, so the
    file waits until that one is thinned out. At most once a day.
    """
    now = base.now_ms()
    if not backups or now - int(base.settings.get(_SWEPT, "0")) < _APART_MS:
        return 0
    used = {blobs.name(digest) for digest in base.kept_files.digests()}
    unused = {name for name in blobs.names() if name not in used}
    with base.writing():
        since = base.kept_files.mark_unused(unused, now)
        base.settings.put(_SWEPT, str(now))
    oldest = min(backup.moment for backup in backups)
    limit = min(oldest, moment_of(now) - WAIT)
    waited = (name for name, moment in since.items() if moment_of(moment) < limit)
    gone = [name for name in waited if _erased(blobs, name)]
    with base.writing():
        base.kept_files.forget(gone)
    return len(gone)


def _erased(blobs: Blobs, name: str) -> bool:
    """Erase a blob; one that another program holds open waits for the next time."""
    try:
        blobs.remove(name)
    except UserError:
        return False
    return True
