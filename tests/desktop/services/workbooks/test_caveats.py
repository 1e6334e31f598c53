"""What the team is told before any content leaves: what is unread, and whom it names."""

from dataclasses import replace

import pytest

from desktop.export.content import As, Column, Content, Sheet
from desktop.services.notebook import Notebook
from desktop.services.workbooks.caveats import caveats
from desktop.services.workbooks.scope import Period, Recipient, Scope
from desktop.services.workbooks.service import Service, keep_service
from desktop.services.workbooks.sources import Sources
from tests.desktop.services.workbooks.season import TODAY, Season, suspicious

YEAR = Scope(Period.of_years(2026))


def sentences(notebook: Notebook, *references: str, scope: Scope = YEAR) -> list[str]:
    """Return what is told of a content with a row for each of these records."""
    column = Column("Titre", As.TEXT, "")
    rows = [("Un titre",)] * len(references)
    sheet = Sheet("Idées", "Idées", "", (column,), rows, references=references)
    content = Content("W3", "Essai", (sheet,))
    told = caveats(content, Sources(notebook, scope, TODAY), suspicious)
    return [one.sentence for one in told]


def test_a_record_that_changed_after_it_was_read_again_is_told(notebook: Notebook) -> None:
    season = Season(notebook)
    changed = season.idea("Un four", reviewed_on="2025-01-15")
    notebook.edit(changed, {"summary": "Cuire le pain de Karima"})
    followed = season.idea("Un pré", reviewed_on="2025-01-15")
    notebook.edit(followed, {"stage": "CLARIFIEE"})
    money = season.add("action", title="Le four", year=2026, reviewed_on="2025-01-15")
    notebook.edit(money, {"title": "Le grand four"})

    told = sentences(notebook, changed, changed, followed, money)

    assert told == [
        "1 fiche a été modifiée après le jour de sa relecture\u00a0: relisez-la avant l’envoi."
    ]


@pytest.mark.parametrize(
    "service",
    [Service(name="Bureau de Karima"), Service(email="karima.dupont@exemple.fr")],
)
def test_a_service_that_bears_the_name_of_somebody_is_told(
    notebook: Notebook, service: Service
) -> None:
    keep_service(notebook, service)

    assert ["semble désigner une personne" in each for each in sentences(notebook)] == [True]


def test_a_recipient_who_is_somebody_is_told_and_a_service_is_not(notebook: Notebook) -> None:
    keep_service(notebook, Service(name="Service de la ville", email="dsu@exemple.fr"))

    somebody = sentences(notebook, scope=replace(YEAR, recipient=Recipient("Karima")))
    body = sentences(notebook, scope=replace(YEAR, recipient=Recipient("État")))

    assert ["destinataire" in each for each in somebody] == [True]
    assert body == []
