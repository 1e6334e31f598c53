"""The contact: always confidential, and erased in time."""

from datetime import date

from sync.records.base import Diffusion
from sync.records.contact import Contact
from sync.records.fields import Sensitivity, fields_of
from sync.records.judgement import judge

MARIE = {"last_name": "Exemple", "role": "PRESIDENCE"}


def test_a_contact_is_confidential_from_the_start() -> None:
    record = judge(Contact, MARIE).record

    assert record is not None
    assert record.diffusion is Diffusion.CONFIDENTIAL


def test_a_contact_cannot_be_made_shareable() -> None:
    judgement = judge(Contact, MARIE | {"diffusion": "DIFFUSABLE"})

    assert [finding.field for finding in judgement.errors] == ["diffusion"]


def test_a_contact_is_to_be_erased_24_months_after_the_last_exchange() -> None:
    values = MARIE | {"informed_on": "2024-01-15", "last_exchange_on": "2024-02-29"}

    record = judge(Contact, values).record

    assert isinstance(record, Contact)
    assert record.purge_on == date(2026, 2, 28)


def test_a_day_of_erasure_already_given_is_kept() -> None:
    values = MARIE | {"informed_on": "2024-01-15", "purge_on": "2025-01-15"}

    record = judge(Contact, values).record

    assert isinstance(record, Contact)
    assert record.purge_on == date(2025, 1, 15)


def test_nothing_that_a_contact_says_of_a_person_is_public() -> None:
    own = [field for field in fields_of(Contact) if field.about.personal]

    assert {"last_name", "email", "phone"} <= {field.name for field in own}
    assert Sensitivity.PUBLIC not in {field.about.sensitivity for field in own}


def test_a_day_of_erasure_gone_by_since_a_new_exchange_is_pointed_out() -> None:
    values = MARIE | {"last_exchange_on": "2026-03-01", "purge_on": "2026-01-15"}

    judgement = judge(Contact, values)

    assert [finding.field for finding in judgement.warnings] == ["purge_on"]
    assert judgement.record is not None
