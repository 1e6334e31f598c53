"""The attachment: a file that only leaves when nobody is exposed."""

from typing import Any

import pytest

from sync.records.attachment import Attachment
from sync.records.judgement import judge

PHOTO: dict[str, Any] = {
    "file_name": "fresque.jpg",
    "sha256": "ab" * 32,
    "media_type": "image/jpeg",
    "attachment_type": "PHOTO",
    "recognisable_people": "NON",
    "exif_removed": True,
    "diffusion": "DIFFUSABLE",
    "review_state": "VALIDE",
}


def shareable(**changes: Any) -> bool:
    record = judge(Attachment, PHOTO | changes).record
    assert isinstance(record, Attachment)
    return record.shareable


def test_a_clean_validated_photo_without_people_may_leave() -> None:
    leaves = shareable()

    assert leaves


@pytest.mark.parametrize(
    "changes",
    [
        {"diffusion": "INTERNE"},
        {"review_state": "RECU"},
        {"exif_removed": False},
        {"recognisable_people": "OUI_AUTORISE"},
        {"recognisable_people": "OUI_SANS_AUTORISATION", "permission": "c" * 32},
    ],
)
def test_one_missing_condition_keeps_the_file_in_the_team(changes: dict[str, Any]) -> None:
    leaves = shareable(**changes)

    assert not leaves


def test_a_written_permission_lets_a_photo_of_people_leave() -> None:
    leaves = shareable(recognisable_people="OUI_AUTORISE", permission="c" * 32)

    assert leaves


@pytest.mark.parametrize(
    ("people", "field"),
    [("OUI_SANS_AUTORISATION", "recognisable_people"), ("OUI_AUTORISE", "permission")],
)
def test_a_missing_permission_is_pointed_out(people: str, field: str) -> None:
    judgement = judge(Attachment, PHOTO | {"recognisable_people": people})

    assert [finding.field for finding in judgement.warnings] == [field]


@pytest.mark.parametrize(("field", "value"), [("sha256", "ab"), ("media_type", "photo")])
def test_a_file_is_known_by_its_fingerprint_and_its_type(field: str, value: str) -> None:
    judgement = judge(Attachment, PHOTO | {field: value})

    assert [finding.field for finding in judgement.errors] == [field]
