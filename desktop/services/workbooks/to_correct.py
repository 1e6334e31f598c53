"""Records to correct before a workbook leaves, and those that are counted without a row."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final, Protocol

from desktop.export.content import LeftOut, Remark
from sync.records.base import Record

REPORT_WITHIN: Final = timedelta(days=15)
"""How long one may take to send a report without a remark."""


class Correctable(Protocol):
    """A record, or what was read of it."""

    @property
    def id(self) -> str:
        """Return the id of the record."""


def remark(what: str, records: Iterable[Correctable]) -> tuple[Remark, ...]:
    """Return « what : 3. » with its records; nothing when there is none."""
    ids = tuple(record.id for record in records)
    return (Remark(f"{what}\u00a0: {len(ids)}.", ids),) if ids else ()


def not_shown(kind: type[Record], hidden: Iterable[Correctable]) -> tuple[Remark, ...]:
    """Return how to have a row for records that are counted only."""
    what = (
        f"{kind.label_plural} sans ligne (pour les montrer, passez leur diffusion à "
        "«\u00a0Diffusable\u00a0»)"
    )
    return remark(what, hidden)


def without_row(kind: type[Record], count: int) -> LeftOut:
    """Return records that are counted and have no row."""
    return LeftOut(
        f"{kind.label_plural} sans ligne",
        count,
        "Fiches validées mais pas «\u00a0Diffusable\u00a0»\u00a0: comptées dans les synthèses, "
        "sans ligne ni texte.",
    )
