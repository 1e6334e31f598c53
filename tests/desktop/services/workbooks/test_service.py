"""The service that sends: one name, one way to reach it, never a person."""

import pytest

from desktop.errors import BadInput
from desktop.services.notebook import Notebook
from desktop.services.workbooks.service import (
    DEFAULT_NAME,
    LONGEST,
    Service,
    keep_service,
    service_of,
)


def test_a_service_that_nobody_told_has_the_usual_name(notebook: Notebook) -> None:
    assert service_of(notebook) == Service(DEFAULT_NAME)
    assert service_of(notebook).contact == ""


def test_a_service_is_kept_without_the_spaces_that_were_typed(notebook: Notebook) -> None:
    told = Service("  Mission   ville ", "1 place Neuve\n51000", "ville@exemple.fr", " 03 26 ")

    kept = keep_service(notebook, told)

    assert kept == service_of(notebook)
    assert kept == Service("Mission ville", "1 place Neuve 51000", "ville@exemple.fr", "03 26")
    assert kept.contact == "1 place Neuve 51000 – ville@exemple.fr – 03 26"


def test_a_name_left_empty_goes_back_to_the_usual_one(notebook: Notebook) -> None:
    keep_service(notebook, Service("Mission ville"))

    assert keep_service(notebook, Service("  ")).name == DEFAULT_NAME


@pytest.mark.parametrize(
    ("service", "field"),
    [
        (Service("a" * (LONGEST + 1)), "name"),
        (Service(phone="0" * (LONGEST + 1)), "phone"),
        (Service(email="ville"), "email"),
        (Service(email="@exemple.fr"), "email"),
        (Service(email="la ville@exemple.fr"), "email"),
        (Service(email="ville@exemple@fr.fr"), "email"),
    ],
)
def test_what_cannot_be_a_service_is_refused_and_changes_nothing(
    notebook: Notebook, service: Service, field: str
) -> None:
    keep_service(notebook, Service("Mission ville"))

    with pytest.raises(BadInput) as refused:
        keep_service(notebook, service)

    assert refused.value.field == field
    assert service_of(notebook) == Service("Mission ville")
