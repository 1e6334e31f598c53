"""Remember that all the data left in a file: how many rows, when, in which file."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from desktop.services.notebook import Notebook
from desktop.services.workbooks.choice import Format, scope_to_json
from desktop.services.workbooks.register import digest_of
from desktop.services.workbooks.scope import Period, Scope
from desktop.store.sent_workbooks import SentRow, SentWorkbooks, SheetRow
from desktop.store.stored import moment_of

CODE: Final = "DONNEES"
_TITLE: Final = "Toutes les données"
PERSONAL: Final = f"{_TITLE}, personnelles comprises"


def register_data(
    notebook: Notebook, path: Path, rows: Mapping[str, int], *, personal: bool
) -> int:
    """Enter a file of all the data in the registry, and return its number.

    Only the rows of each sheet are counted: nothing of what they said is kept.
    """
    base = notebook.base
    title, stem = (PERSONAL, f"{CODE}_personnelles") if personal else (_TITLE, CODE)
    digest = digest_of(path)
    with base.writing():
        registry, now = SentWorkbooks(base.db), base.now_ms()
        sent = SentRow(
            id=0,
            at=now,
            code=CODE,
            title=title,
            stem=stem,
            version=registry.last_version(stem) + 1,
            preset="",
            scope=scope_to_json(Scope(Period.always())),
            recipient="",
            day=moment_of(now).astimezone().date().isoformat(),
            file_name=path.name,
            format=Format.XLSX.value,
            digest=digest,
            key="",
            facts=json.dumps({"figures": []}),
        )
        return registry.add(
            sent, [SheetRow(name, "[]", count, b"") for name, count in rows.items()]
        )
