"""What a page of thumbnails says of each file, and of the people on it."""

from datetime import date
from typing import Any

import pytest

from desktop.services.attaching.files import attachment_of
from desktop.services.attaching.gallery import MOST_SHOWN, Consent, consent, gallery, of_record
from desktop.services.notebook import Notebook

TODAY = date(2026, 11, 23)
VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}


def add(notebook: Notebook, about: str | None = None, **more: Any) -> str:
    """Add an attachment and return its id."""
    values = {
        "file_name": "photo.jpg",
        "recognisable_people": "NON",
        "sha256": "0" * 64,
        "media_type": "image/jpeg",
        "about": about,
    }
    return notebook.add("attachment", {**values, **more}).record.id


def test_files_come_with_the_newest_first_and_only_those_of_the_record(notebook: Notebook) -> None:
    visit = notebook.add("visit", VISIT).record.id
    old = add(notebook, visit, taken_on="2026-10-01", caption="Avant")
    new = add(notebook, visit, taken_on="2026-11-01")
    add(notebook)
    notebook.delete(add(notebook, visit))

    found = gallery(notebook, visit, TODAY)

    assert [(file.id, file.title) for file in found.files] == [(new, "photo.jpg"), (old, "Avant")]
    assert found.more == 0


def test_a_long_list_is_counted(notebook: Notebook) -> None:
    visit = notebook.add("visit", VISIT).record.id
    for _each in range(MOST_SHOWN + 3):
        add(notebook, visit)

    found = gallery(notebook, visit, TODAY)

    assert (len(found.files), found.more) == (MOST_SHOWN, 3)


@pytest.mark.parametrize(
    ("people", "permission", "until", "expected"),
    [
        ("NON", None, None, Consent.NOBODY),
        ("OUI_SANS_AUTORISATION", None, None, Consent.MISSING),
        ("AUTRE_CODE", None, None, Consent.MISSING),
        ("OUI_AUTORISE", None, None, Consent.TO_JOIN),
        ("OUI_AUTORISE", "id", None, Consent.WRITTEN),
        ("OUI_AUTORISE", "id", "2026-11-23", Consent.WRITTEN),
        ("OUI_AUTORISE", "id", "2026-11-22", Consent.OVER),
    ],
)
def test_the_permission_is_told_on_the_day(
    people: str, permission: str | None, until: str | None, expected: Consent
) -> None:
    values = {
        "recognisable_people": people,
        "permission": permission,
        "permission_until": until,
    }

    assert consent(values, TODAY) is expected


def test_a_record_alone_is_told_in_the_same_way(notebook: Notebook) -> None:
    key = add(notebook, taken_on="2026-11-13", media_type="application/pdf", caption="Le bilan")

    shown = of_record(notebook, attachment_of(notebook, key), TODAY)

    assert (shown.title, shown.is_picture, shown.taken_on) == (
        "Le bilan",
        False,
        date(2026, 11, 13),
    )
    assert not shown.exposes
