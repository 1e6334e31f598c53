"""The clock says how long ago, in the unit that speaks, and when silence lasts."""

from datetime import date, timedelta

import pytest

from desktop.services.desk.lapse import SILENCE, lapse, since

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
    silent = since(TODAY - timedelta(days=SILENCE), TODAY)
    recent = since(TODAY - timedelta(days=SILENCE - 1), TODAY)

    assert silent.silent
    assert not recent.silent
    assert silent.sentence.startswith("Aucun contact depuis")


def test_an_organisation_never_met_is_no_silence() -> None:
    clock = since(None, TODAY)

    assert clock.sentence == "Aucun contact noté"
    assert not clock.silent
