"""Save what a replaced base still holds and nobody else has: its unsent operations."""

from collections.abc import Iterator
from pathlib import Path

from desktop.store.base import Base
from desktop.store.damage import Salvage
from desktop.store.folder import NotebookFolder
from desktop.store.ingest import Ingested, ingest
from desktop.store.keys import DataKey
from desktop.store.log import COLUMNS, operation_of
from desktop.store.restoring import Restoring
from sync.operations.operation import Operation

PAGE = 500


def rescue_unsent(base: Base, folder: NotebookFolder, key: DataKey) -> Ingested:
    """Write again, on top of a restored base, the operations of those it replaced.

    Those that the backup already has change nothing. What cannot be read is skipped, page by
    page; what was read and is not whole is refused by its own hash. A rescue cut short is begun
    again at the next opening.
    """
    restoring = Restoring(folder)
    added = refused = 0
    for aside in restoring.to_rescue():
        for page in _pages(_readable(aside / folder.base.name, key)):
            found = ingest(base, page, "Récupération de l’ancien carnet")
            added, refused = added + found.added, refused + found.refused
        restoring.rescued(aside)
    return Ingested(added, refused)


def _readable(path: Path, key: DataKey) -> Iterator[Operation]:
    for row in Salvage(path, key, "operation", COLUMNS).rows():
        try:
            yield operation_of(row.values)
        except (TypeError, ValueError):
            continue


def _pages(operations: Iterator[Operation]) -> Iterator[list[Operation]]:
    page: list[Operation] = []
    for operation in operations:
        page.append(operation)
        if len(page) == PAGE:
            yield page
            page = []
    if page:
        yield page
