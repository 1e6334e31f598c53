"""The organisation: few words to start with, official numbers that must be right."""

from sync.records.completeness import what_is_missing
from sync.records.fields import Sensitivity, field_of
from sync.records.judgement import judge
from sync.records.organisation import Organisation


def test_a_name_is_enough_to_save_a_residents_group() -> None:
    judgement = judge(Organisation, {"name": "Les mamans du square"})

    assert judgement.findings == ()
    assert judgement.record is not None
    assert [field.name for field in what_is_missing(judgement.record)] == [
        "organisation_type",
        "intervention_territories",
        "commune_name",
    ]


def test_a_wrong_siret_blocks() -> None:
    judgement = judge(Organisation, {"name": "Essai", "siret": "01234567890123"})

    assert [finding.field for finding in judgement.errors] == ["siret"]


def test_an_association_without_any_number_is_saved_with_a_warning() -> None:
    values = {"name": "Essai", "organisation_type": "ASSO_1901"}

    bare = judge(Organisation, values)
    known = judge(Organisation, values | {"rna": "W513000123"})

    assert [finding.field for finding in bare.warnings] == ["siret"]
    assert bare.record is not None
    assert known.findings == ()


def test_what_is_said_of_its_ease_stays_in_the_team() -> None:
    sensitivity = field_of(Organisation, "autonomy").about.sensitivity

    assert sensitivity is Sensitivity.INTERNAL
