"""The contrat de ville: its code and the place that carries it."""

import pytest

from sync.records.contract import Contract, place_code
from sync.records.judgement import judge

VITRY = {"contract_code": "CN05103I", "name": "CC de Vitry, Champagne et Der"}


@pytest.mark.parametrize("code", ["200066876", "97611", "2A004"])
def test_a_contract_is_carried_by_an_intercommunal_body_or_a_commune(code: str) -> None:
    finding = place_code(code)

    assert finding is None


@pytest.mark.parametrize("code", ["123456789", "9761", "Vitry"])
def test_any_other_code_of_place_is_refused(code: str) -> None:
    judgement = judge(Contract, VITRY | {"geo_code": code})

    assert [finding.field for finding in judgement.errors] == ["geo_code"]


def test_a_contract_is_imported_by_code_and_place_since_two_codes_stand_twice() -> None:
    key = Contract.natural_key

    assert key == ("contract_code", "geo_code")


def test_a_contract_cannot_end_before_its_signature() -> None:
    judgement = judge(Contract, VITRY | {"signed_on": "2024-07-01", "ends_on": "2024-06-30"})

    assert [finding.field for finding in judgement.errors] == ["ends_on"]
