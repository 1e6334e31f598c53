"""Dates that were probably typed wrong."""

from datetime import date

import pytest

from sync.records.checks import sensible_date
from sync.records.findings import Severity


@pytest.mark.parametrize(
    ("year", "severity"),
    [
        (202, Severity.ERROR),
        (1899, Severity.ERROR),
        (1900, Severity.WARNING),
        (1999, Severity.WARNING),
        (2000, None),
        (2060, None),
        (2061, Severity.WARNING),
        (2100, Severity.WARNING),
        (2101, Severity.ERROR),
    ],
)
def test_far_years_warn_and_impossible_ones_block(year: int, severity: Severity | None) -> None:
    finding = sensible_date(date(year, 6, 1))

    assert (finding.severity if finding else None) == severity
