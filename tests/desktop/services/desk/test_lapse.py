"""The clock says how long ago, in the unit that speaks, and when silence lasts."""

from datetime import date, timedelta

import pytest

from desktop.services.desk.lapse import lapse, since

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (1, "1\u00a0jour"),
        (8, "8\u00a0jours"),
        (36, "5\u00a0semaines"),
        (125, "4\u00a0mois"),
        (800, "2\u00a0ans"),
    ],
)
def test_a_lapse_is_told_in_the_unit_that_speaks(days: int, told: str) -> None:
    assert lapse(days) == told


def test_today_and_yesterday_have_their_words() -> None:
    assert since(TODAY, TODAY).sentence == "Dernier contact\u00a0: aujourd’hui"
    assert since(TODAY - timedelta(days=1), TODAY).sentence == "Dernier contact\u00a0: hier"


def test_three_months_without_contact_are_a_silence() -> None:
    silent = since(date(2026, 8, 22), TODAY)
    recent = since(date(2026, 8, 23), TODAY)

    assert silent.silent
    assert not recent.silent
    assert silent.sentence == "Aucun contact depuis 3\u00a0mois"
    assert recent.sentence == "Dernier contact\u00a0: il y a 3\u00a0mois"


def test_a_silence_ends_with_the_month_when_months_are_short() -> None:
    assert since(date(2026, 11, 29), date(2027, 2, 28)).silent is False
    assert since(date(2026, 11, 27), date(2027, 2, 28)).silent


def test_an_organisation_never_met_is_no_silence() -> None:
    clock = since(None, TODAY)

    assert clock.sentence == "Aucun contact noté"
    assert not clock.silent
