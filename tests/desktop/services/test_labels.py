"""The French names of acts."""

import pytest

from desktop.services.labels import act_label
from sync.records import RECORD_TYPES
from sync.records.base import Record

VERBS = ("add", "edit", "delete", "restore", "version")


def record(kind: str) -> Record:
    """Return a record of which only the code matters."""
    return RECORD_TYPES[kind].model_construct(id="x", code="CODE-1")


@pytest.mark.parametrize(
    ("verb", "visit", "territory"),
    [
        ("add", "Visite CODE-1 ajoutée", "Territoire CODE-1 ajouté"),
        ("edit", "Visite CODE-1 modifiée", "Territoire CODE-1 modifié"),
        ("delete", "Visite CODE-1 mise à la corbeille", "Territoire CODE-1 mis à la corbeille"),
        (
            "restore",
            "Visite CODE-1 reprise de la corbeille",
            "Territoire CODE-1 repris de la corbeille",
        ),
        (
            "version",
            "Visite CODE-1 rétablie dans une version antérieure",
            "Territoire CODE-1 rétabli dans une version antérieure",
        ),
    ],
)
def test_an_act_agrees_with_its_record(verb: str, visit: str, territory: str) -> None:
    assert act_label(verb, record("visit")) == visit
    assert act_label(verb, record("territory")) == territory


def test_every_act_on_every_kind_has_a_name_that_tells_no_content() -> None:
    labels = {act_label(verb, record(kind)) for verb in VERBS for kind in RECORD_TYPES}

    assert len(labels) == len(VERBS) * len(RECORD_TYPES)
    assert all("CODE-1" in label and "  " not in label for label in labels)
