"""One convention as the open data want it, or why it cannot be published."""

from dataclasses import replace
from datetime import date

import pytest

from desktop.services.workbooks.funders.open_data import (
    FIELDS,
    Convention,
    Refused,
    Warned,
    published,
    to_correct,
)
from sync.records.funding import PaymentTerms
from tests.desktop.services.workbooks.scdl_rules import HEADER, faults, is_siret

SOUND = Convention(
    record="line",
    payer_record="payer",
    body_record="body",
    payer="Département de la Marne",
    payer_siret="23350001600040",
    body="Le Jardin",
    body_siret="81223113200026",
    body_rna="W513000001",
    subject="Lire ensemble",
    cents=1_234_567,
    signed_on=date(2026, 3, 12),
    decided_on=date(2026, 2, 1),
    decision="DEL-2026-12",
    terms=PaymentTerms.STAGGERED,
    first=date(2026, 4, 1),
    last=date(2026, 12, 31),
    dispositif="Contrat de ville",
)


def test_a_sound_convention_is_sixteen_texts_that_the_schema_accepts() -> None:
    made = published(SOUND)

    assert FIELDS == HEADER
    assert faults(HEADER, [made.row]) == []
    assert made.warned == ()
    assert made.row == (
        "Département de la Marne",
        "23350001600040",
        "2026-03-12",
        "DEL-2026-12",
        "Le Jardin",
        "81223113200026",
        "W513000001",
        "Lire ensemble",
        "12345.67",
        "aide en numéraire",
        "échelonné",
        "2026-04-01/2026-12-31",
        "",
        "non",
        "1",
        "Contrat de ville",
    )


def test_a_corsican_number_is_left_out_of_a_row_that_has_a_siret() -> None:
    made = published(replace(SOUND, body_rna="W2A1234567"))

    assert (made.row[5], made.row[6]) == ("81223113200026", "")
    assert made.warned == (Warned.RNA,)
    assert faults(HEADER, [made.row]) == []


def test_a_body_with_a_corsican_number_alone_waits_for_its_siret() -> None:
    made = published(replace(SOUND, body_siret="", body_rna="W2B1234567"))

    assert made.refused is Refused.CORSICAN
    assert made.row == ()


def test_what_is_to_correct_is_where_the_number_is_typed() -> None:
    assert to_correct(SOUND, Refused.PAYER_SIRET) == "payer"
    assert to_correct(SOUND, Refused.CORSICAN) == "body"
    assert to_correct(SOUND, Refused.TERMS) == "line"


def test_a_body_without_siret_is_published_under_its_rna() -> None:
    made = published(replace(SOUND, body_siret=""))

    assert (made.row[5], made.row[6]) == ("", "W513000001")
    assert faults(HEADER, [made.row]) == []


def test_a_long_subject_is_cut_and_told() -> None:
    made = published(replace(SOUND, subject="é" * 300))

    assert len(made.row[7]) == 256
    assert made.row[7].endswith("…")
    assert made.warned == (Warned.CUT,)
    assert published(replace(SOUND, subject="é" * 256)).warned == ()


def test_a_text_of_several_lines_is_one_line() -> None:
    made = published(replace(SOUND, subject="Lire\n\t ensemble "))

    assert made.row[7] == "Lire ensemble"


def test_without_a_signature_the_day_is_that_of_the_decision_up_to_the_threshold() -> None:
    small = published(replace(SOUND, signed_on=None, cents=2_300_000))
    large = published(replace(SOUND, signed_on=None, cents=2_300_001))

    assert small.row[2] == "2026-02-01"
    assert small.warned == (Warned.DECIDED,)
    assert large.refused is Refused.CONVENTION


def test_a_payment_made_at_once_may_have_one_day() -> None:
    once = published(replace(SOUND, terms=PaymentTerms.ONCE, last=None))

    assert once.row[10:12] == ("unique", "2026-04-01/2026-04-01")
    assert published(replace(SOUND, last=None)).refused is Refused.DATES


def test_an_aid_in_kind_is_said_so() -> None:
    assert published(replace(SOUND, in_kind=True)).row[9] == "aide en nature"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"payer": ""}, Refused.PAYER),
        ({"payer_siret": ""}, Refused.PAYER_SIRET),
        ({"payer_siret": "01234567890123"}, Refused.PAYER_SIRET),
        ({"body": ""}, Refused.BODY),
        ({"body_siret": "", "body_rna": ""}, Refused.NUMBER),
        ({"cents": 0}, Refused.AMOUNT),
        ({"signed_on": None, "decided_on": None}, Refused.DATE),
        ({"terms": None}, Refused.TERMS),
        ({"first": None}, Refused.DATES),
        ({"last": date(2026, 1, 1)}, Refused.DATES),
    ],
)
def test_what_the_schema_would_refuse_is_not_published(
    wrong: dict[str, object], why: Refused
) -> None:
    made = published(replace(SOUND, **wrong))  # type: ignore[arg-type]  # fields of several types

    assert made.refused is why
    assert made.row == ()


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (0, ""),
        (1, "2335000160004"),
        (2, "12/03/2026"),
        (5, "81223113200027"),
        (6, "W2A1234567"),
        (7, "x" * 257),
        (8, "12345,67"),
        (9, "numéraire"),
        (10, "Unique"),
        (11, "2026-04-01_2026-12-31"),
        (13, "false"),
        (14, "100"),
    ],
)
def test_the_rules_refuse_what_real_files_get_wrong(place: int, text: str) -> None:
    row = [*published(SOUND).row]
    row[place] = text

    assert len(faults(HEADER, [row])) == 1


def test_the_rules_know_the_numbers_of_la_poste() -> None:
    assert is_siret("35600000009075")
    assert is_siret("35600000000048")
    assert not is_siret("35600000000049")
