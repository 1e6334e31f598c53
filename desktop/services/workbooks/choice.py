"""Which workbook, about what, in which format: what a person chooses before exporting."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from desktop.services.workbooks.scope import Period, Recipient, Scope
from sync.records.funding import FunderType


class Format(StrEnum):
    """How a content is written; the value is the name of the format on the command line."""

    XLSX = "xlsx"
    ODS = "ods"
    CSV = "csv"
    """One CSV for each sheet, in one .zip."""

    ODT = "odt"
    """A text document, to reread, complete and sign."""

    @property
    def ending(self) -> str:
        """Return the ending of the name of its files."""
        return ".zip" if self is Format.CSV else f".{self.value}"


@dataclass(frozen=True, slots=True)
class Choice:
    """A workbook ("W1" to "W6", or "DONNEES") within a scope.

    `preset` is the title of the preset that gave the scope, "" when it was chosen by hand.
    """

    code: str
    scope: Scope
    preset: str = ""


def scope_to_json(scope: Scope) -> str:
    """Return a scope as text, the same text for the same scope."""
    told: dict[str, object] = {
        "period": [scope.period.first.isoformat(), scope.period.last.isoformat()],
        "territories": sorted(scope.territories),
        "themes": sorted(scope.themes),
        "dispositifs": sorted(scope.dispositifs),
        "funders": sorted(scope.funders),
        "funder_types": sorted(scope.funder_types),
        "words": scope.words,
    }
    if scope.recipient is not None:
        told["recipient"] = {
            "name": scope.recipient.name,
            "funder_types": sorted(scope.recipient.funder_types),
            "partners": sorted(scope.recipient.partners),
        }
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def scope_from_json(text: str) -> Scope:
    """Return the scope that a text of `scope_to_json` tells."""
    told: Mapping[str, Any] = json.loads(text)
    first, last = map(date.fromisoformat, told["period"])
    recipient = told.get("recipient")
    return Scope(
        Period(first, last),
        territories=frozenset(told["territories"]),
        themes=frozenset(told["themes"]),
        dispositifs=frozenset(told["dispositifs"]),
        funders=frozenset(told["funders"]),
        funder_types=_types(told["funder_types"]),
        recipient=None
        if recipient is None
        else Recipient(
            recipient["name"],
            _types(recipient["funder_types"]),
            frozenset(recipient["partners"]),
        ),
        words=told["words"],
    )


def _types(values: Collection[str]) -> frozenset[FunderType]:
    known = {each.value: each for each in FunderType}
    return frozenset(known[value] for value in values)
