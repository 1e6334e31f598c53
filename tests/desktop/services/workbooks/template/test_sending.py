"""A template that was filled is in the registry, as any file that is sent."""

from pathlib import Path

import pytest

from desktop.errors import BadInput
from desktop.services.notebook import Notebook
from desktop.services.workbooks.exporting import changes_since
from desktop.services.workbooks.register import recognise, sent
from desktop.services.workbooks.scope import Period, Recipient, Scope
from desktop.services.workbooks.template.filling import NothingToFill, Origin
from desktop.services.workbooks.template.mapping import Link, Mapping
from desktop.services.workbooks.template.picks import Pick, PickKind
from desktop.services.workbooks.template.sending import fill_and_remember
from tests.desktop.export.template.models import make_template
from tests.desktop.services.workbooks.season import TODAY, Season, quiet

PICK = Pick("W3", PickKind.FIGURE, "Idées de la période")
MAPPING = Mapping("Région", "modele.xlsx", (Link("Demande", "B4", PICK, "Budget"),))
ORIGIN = Origin(TODAY, quiet, Scope(Period.of_years(2026), recipient=Recipient("La Région")))


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Return a template."""
    return make_template(tmp_path / "modele.xlsx")


def test_a_filled_template_is_remembered(notebook: Notebook, model: Path, tmp_path: Path) -> None:
    Season(notebook).idea("Un four à pain")
    out = tmp_path / "rempli.xlsx"

    fill_and_remember(notebook, ORIGIN, model, MAPPING, out)

    (entry,) = sent(notebook)
    assert entry.title == "Modèle rempli\u00a0: Région"
    assert (entry.recipient, str(entry.choice.scope.period)) == ("La Région", "2026")
    assert entry.counts == {"Cellules remplies": 1}
    assert recognise(notebook, out) == entry
    with pytest.raises(BadInput, match="pas un des six classeurs"):
        changes_since(notebook, entry.id, today=TODAY, remarks=quiet)


def test_a_template_that_could_not_be_filled_is_not(
    notebook: Notebook, model: Path, tmp_path: Path
) -> None:
    nowhere = Mapping("Région", "x", (Link("Demande", "B9", PICK, "Double"),))

    with pytest.raises(NothingToFill):
        fill_and_remember(notebook, ORIGIN, model, nowhere, tmp_path / "rempli.xlsx")

    assert sent(notebook) == ()
