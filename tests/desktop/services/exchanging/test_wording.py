"""Lengths of time and moments, as one says them."""

from datetime import datetime, timedelta

import pytest

from desktop.services.exchanging.wording import counted, lapse, when

NOW = datetime(2026, 11, 23, 18, 0).astimezone()


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (NOW - timedelta(minutes=18), "aujourd’hui à 17\u00a0h\u00a042"),
        (NOW - timedelta(days=1, hours=8, minutes=55), "hier à 9\u00a0h\u00a005"),
        (NOW.replace(day=1), "le 1er novembre à 18\u00a0h\u00a000"),
        (NOW.replace(year=2025, month=3, day=2), "le 2 mars 2025 à 18\u00a0h\u00a000"),
    ],
)
def test_a_moment_is_told_from_today(moment: datetime, said: str) -> None:
    assert when(moment, NOW) == said


def test_a_length_of_time_is_told_in_its_largest_unit() -> None:
    minute, day = 60_000, 86_400_000

    assert lapse(90 * minute) == "2\u00a0heures"
    assert lapse(45 * day) == "2\u00a0mois"
    assert lapse(3 * minute) == "3\u00a0minutes"


def test_a_count_agrees_with_its_noun() -> None:
    assert counted(1, "fiche") == "1\u00a0fiche"
    assert counted(0, "fiche") == "0\u00a0fiche"
    assert counted(2238, "différence") == "2\u202f238\u00a0différences"
