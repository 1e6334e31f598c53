"""Days, amounts and counts are written the French way."""

from datetime import UTC, date, datetime, time

from desktop.ui import words
from sync.records import RECORD_TYPES
from sync.records.fields import field_of

SPACE = "\u00a0"


def test_numbers_and_amounts_have_their_spaces_and_commas() -> None:
    assert words.number(1234567) == f"1{SPACE}234{SPACE}567"
    assert words.number(12.5) == "12,5"
    assert words.money(123450) == f"1{SPACE}234,50{SPACE}€"
    assert words.money(-5) == f"−0,05{SPACE}€"
    assert words.counted(0, "fiche") == f"0{SPACE}fiche"
    assert words.counted(2, "fiche") == f"2{SPACE}fiches"


def test_days_are_said_as_people_say_them() -> None:
    assert words.short_day(date(2026, 3, 1)) == "01/03/2026"
    assert words.long_day(date(2026, 3, 1)) == "dimanche 1er mars 2026"
    assert words.clock(time(9, 5)) == "09:05"


def test_moments_are_near_or_far() -> None:
    at = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

    assert words.relative(at, date(2026, 11, 22)).startswith("aujourd’hui à ")
    assert words.relative(at, date(2026, 11, 23)).startswith("hier à ")
    assert words.relative(at, date(2026, 12, 25)).startswith("le 22 novembre à ")
    assert words.relative(at, date(2027, 1, 2)).startswith("le 22 novembre 2026 à ")


def test_articles_agree_with_the_word() -> None:
    assert words.new("Visite", feminine=True) == "Nouvelle visite"
    assert words.new("Atelier", feminine=False) == "Nouvel atelier"
    assert words.new("Contact", feminine=False) == "Nouveau contact"


def test_cells_of_the_base_are_put_in_words() -> None:
    phone = field_of(RECORD_TYPES["contact"], "phone")
    funding, visit = RECORD_TYPES["funding"], RECORD_TYPES["visit"]

    assert words.cell(field_of(funding, "granted"), 1200) == f"12,00{SPACE}€"
    assert words.cell(field_of(visit, "visited_on"), "2026-11-13") == "13/11/2026"
    assert words.cell(field_of(visit, "visited_on"), "un jour") == "un jour"
    assert words.cell(field_of(visit, "facts"), "deux\nlignes") == "deux lignes"
    assert words.cell(field_of(visit, "facts"), None) == ""
    assert words.cell(phone, "+33639989983") == "06 39 98 99 83".replace(" ", SPACE)
    assert words.cell(phone, "+4930123456") == "+4930123456"
