"""A remark on a record, tied to a field: an error blocks, a warning never does."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a remark stops the record from being saved."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One French sentence about one field ("" when it concerns the whole record)."""

    field: str
    sentence: str
    severity: Severity = Severity.ERROR

    @property
    def blocking(self) -> bool:
        """Tell whether the record cannot be saved as it is."""
        return self.severity is Severity.ERROR


def error(sentence: str, field: str = "") -> Finding:
    """Return a remark that blocks."""
    return Finding(field, sentence, Severity.ERROR)


def warning(sentence: str, field: str = "") -> Finding:
    """Return a remark that only warns."""
    return Finding(field, sentence, Severity.WARNING)
