"""What an import would do, line by line, before anything is written."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sync.records.base import Record
from sync.records.findings import Severity


class Outcome(StrEnum):
    """What becomes of one line."""

    CREATE = "create"
    MODIFY = "modify"
    SAME = "same"
    DUPLICATE = "duplicate"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """Return what the report says."""
        return _LABELS[self]


_LABELS: Mapping[str, str] = {
    "create": "à créer",
    "modify": "à modifier",
    "same": "inchangées",
    "duplicate": "en double dans le fichier",
    "refused": "en erreur",
}


class Nature(StrEnum):
    """What a remark on a line is about."""

    ERROR = "error"
    WARNING = "warning"
    REPAIR = "repair"
    DUPLICATE = "duplicate"

    @classmethod
    def of(cls, severity: Severity) -> "Nature":
        """Return the nature of a remark of the checks."""
        return cls.ERROR if severity is Severity.ERROR else cls.WARNING


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence about one line of the file; `column` is its heading there."""

    line: int
    field: str
    column: str
    sentence: str
    nature: Nature


@dataclass(frozen=True, slots=True)
class ReadLine:
    """The values that one line gives, as far as its cells can be read."""

    number: int
    values: Mapping[str, Any]
    code: str = ""
    remarks: tuple[Remark, ...] = ()

    @property
    def refused(self) -> bool:
        """Tell whether a cell of the line could not be read."""
        return any(remark.nature is Nature.ERROR for remark in self.remarks)


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """What one line does: the record it makes or changes, and the fields that change."""

    number: int
    outcome: Outcome
    record: Record | None = None
    record_id: str = ""
    changed: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def writes(self) -> bool:
        """Tell whether applying the import writes something for this line."""
        return self.outcome in (Outcome.CREATE, Outcome.MODIFY)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a whole file would do. It is applied whole or not at all."""

    kind: str
    sheet: str
    heading_line: int
    columns: Mapping[str, str]  # heading in the file -> field
    unknown: tuple[str, ...]
    set_aside: tuple[str, ...]
    lines: tuple[PlannedLine, ...] = field(repr=False)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Return every remark in the order of the file."""
        return tuple(remark for line in self.lines for remark in line.remarks)

    @property
    def refused(self) -> bool:
        """Tell whether a line stops the whole import."""
        return any(line.outcome is Outcome.REFUSED for line in self.lines)

    @property
    def writes(self) -> int:
        """Count the lines that something is written for."""
        return sum(line.writes for line in self.lines)

    def counts(self) -> dict[Outcome, int]:
        """Return how many lines have each outcome, all of them named."""
        found = Counter(line.outcome for line in self.lines)
        return {outcome: found[outcome] for outcome in Outcome}

    def repaired(self) -> int:
        """Count the lines in which something was put right."""
        return sum(
            any(remark.nature is Nature.REPAIR for remark in line.remarks) for line in self.lines
        )
