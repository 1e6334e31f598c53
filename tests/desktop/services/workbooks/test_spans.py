"""A period cut into parts."""

from datetime import date

from desktop.services.workbooks.scope import Period
from desktop.services.workbooks.spans import quarter, spans

TODAY = date(2026, 11, 23)


def names(period: Period, today: date = TODAY) -> list[str]:
    return [part.name for part in spans(period, today).parts]


def test_a_year_is_cut_into_quarters_and_some_months_into_months() -> None:
    assert names(Period.of_years(2025)) == ["T1 2025", "T2 2025", "T3 2025", "T4 2025"]
    assert names(Period(date(2025, 11, 1), date(2026, 1, 31))) == [
        "novembre 2025",
        "décembre 2025",
        "janvier 2026",
    ]
    assert names(Period.of_years(2023, 2025)) == ["2023", "2024", "2025"]


def test_the_title_says_what_the_parts_are() -> None:
    assert spans(Period.of_years(2024, 2025), TODAY).title == "Trimestre"
    assert spans(Period.of_years(2020, 2025), TODAY).title == "Année"
    assert spans(Period(date(2025, 1, 1), date(2025, 1, 31)), TODAY).title == "Mois"


def test_parts_that_begin_or_end_in_the_middle_hold_only_the_days_of_the_period() -> None:
    parts = spans(Period(date(2025, 2, 10), date(2025, 8, 20)), TODAY).parts

    assert [part.name for part in parts] == ["T1 2025", "T2 2025", "T3 2025"]
    assert parts[0].days == Period(date(2025, 2, 10), date(2025, 3, 31))
    assert parts[2].days == Period(date(2025, 7, 1), date(2025, 8, 20))


def test_parts_still_to_come_are_left_out_unless_something_is_dated_there() -> None:
    period = Period.of_years(2026)
    spring = date(2026, 5, 2)

    assert names(period, spring) == ["T1 2026", "T2 2026"]
    assert len(spans(period, spring, [date(2026, 9, 1)]).parts) == 3
    assert len(spans(period, spring, [date(2027, 9, 1), None]).parts) == 2


def test_things_are_shared_out_by_their_day() -> None:
    parts = spans(Period.of_years(2025), TODAY)
    days = [date(2025, 3, 31), date(2025, 4, 1), date(2025, 12, 31), date(2026, 1, 1)]

    found = parts.shared(days, lambda day: day)

    assert [len(mine) for _, mine in found] == [1, 1, 0, 1]


def test_a_quarter_is_said_with_its_year() -> None:
    assert quarter(date(2025, 1, 1)) == "T1 2025"
    assert quarter(date(2025, 12, 31)) == "T4 2025"


def test_the_period_of_all_days_begins_with_what_is_dated() -> None:
    always = Period.always()

    assert [part.name for part in spans(always, TODAY, [date(2024, 5, 1)]).parts] == [
        "2024",
        "2025",
        "2026",
    ]
    assert names(always) == ["2026"]
    assert spans(always, TODAY, [date.max]).parts[-1].days.last == date.max


def test_years_without_anything_are_kept_when_there_are_few() -> None:
    found = spans(Period.of_years(2023, 2025), TODAY, [date(2025, 5, 1)])

    assert [part.name for part in found.parts] == ["2023", "2024", "2025"]
