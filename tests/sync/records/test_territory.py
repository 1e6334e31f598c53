"""The territory: its code, its perimeter in time."""

from typing import Any

from sync.records.judgement import judge
from sync.records.territory import Territory

HAMOIS: dict[str, Any] = {
    "territory_code": "QN05109M",
    "name": "Le Hamois",
    "territory_type": "QPV",
    "commune_codes": ["51649"],
}


def test_a_priority_neighbourhood_is_known_by_its_official_code() -> None:
    judgement = judge(Territory, HAMOIS)

    assert judgement.findings == ()
    assert judgement.record is not None
    assert judgement.record.heading() == "Le Hamois"


def test_a_priority_neighbourhood_with_a_code_of_ones_own_is_refused() -> None:
    judgement = judge(Territory, HAMOIS | {"territory_code": "HAMOIS"})

    assert [finding.field for finding in judgement.errors] == ["territory_code"]


def test_a_pocket_of_poverty_may_have_a_code_of_ones_own() -> None:
    judgement = judge(
        Territory, HAMOIS | {"territory_code": "HAMOIS", "territory_type": "POCHE_PAUVRETE"}
    )

    assert judgement.findings == ()


def test_a_perimeter_cannot_cease_before_it_starts() -> None:
    judgement = judge(Territory, HAMOIS | {"valid_from": "2024-01-01", "valid_until": "2023-12-31"})

    assert [finding.field for finding in judgement.errors] == ["valid_until"]
    assert "01/01/2024" in judgement.errors[0].sentence
