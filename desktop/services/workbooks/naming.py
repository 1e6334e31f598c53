"""The names of the files: W1_bilan_CN01303M_2025_v1_20250331, which every system accepts."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from desktop.services.reading import Reading
from desktop.services.refusals import NotFound
from desktop.services.workbooks.catalogue import Workbook
from desktop.services.workbooks.scope import Period, Scope
from desktop.services.workbooks.service import service_of
from desktop.store.query import ListQuery
from sync.records.territory import Territory, TerritoryType

_LONGEST: Final = 24
_SIGNS: Final = str.maketrans({"œ": "oe", "Œ": "OE", "’": "-"})
_WIDE: Final = frozenset({TerritoryType.COMMUNE, TerritoryType.EPCI})


def stem_of(reading: Reading, workbook: Workbook, scope: Scope) -> str:
    """Return what the names of all the exports of a workbook and a perimeter begin with.

    The reader is named only when each receives lines of its own.
    """
    reader = scope.recipient.name if workbook.by_reader and scope.recipient else ""
    parts = (
        workbook.code,
        workbook.stem,
        place_code(reading, scope.territories),
        reader,
        _days(scope.period),
    )
    return "_".join(filter(None, map(plain, parts)))


def file_name(stem: str, version: int, today: date) -> str:
    """Return the name of a file, without its ending."""
    return f"{stem}_v{version}_{today:%Y%m%d}"


def place_code(reading: Reading, territories: Collection[str]) -> str:
    """Return the code of a perimeter.

    That of the only neighbourhood chosen, else of the one contract of what was chosen (or of
    this notebook when nothing was), else the name of the service.
    """
    chosen = [each for each in (_territory(reading, key) for key in territories) if each]
    if len(chosen) == 1 and chosen[0].territory_type not in _WIDE:
        return chosen[0].territory_code
    contracts = {each.contract_code for each in chosen or _all(reading)} - {None, ""}
    if not contracts and not chosen:
        contracts = {dict(each)["contract_code"] for each in reading.records(ListQuery("contract"))}
    only = contracts.pop() if len(contracts) == 1 else None
    return only or service_of(reading).name


def plain(text: str) -> str:
    """Return a part of a name that disks, OneDrive and e-mail accept: letters, digits, hyphens."""
    letters = unicodedata.normalize("NFKD", text.translate(_SIGNS))
    kept = letters.encode("ascii", "ignore").decode()
    words = re.sub(r"[^A-Za-z0-9]+", "-", kept).strip("-")
    if len(words) <= _LONGEST:
        return words
    return words[: _LONGEST + 1].rpartition("-")[0] or words[:_LONGEST]


def _days(period: Period) -> str:
    said = str(period)
    return said if said[0].isdigit() else f"{period.first:%Y%m%d}-{period.last:%Y%m%d}"


def _all(reading: Reading) -> Iterator[Territory]:
    for record in reading.records(ListQuery(Territory.kind)):
        assert isinstance(record, Territory)
        yield record


def _territory(reading: Reading, key: str) -> Territory | None:
    try:
        found = reading.get(key)
    except NotFound:
        return None
    return found if isinstance(found, Territory) else None
