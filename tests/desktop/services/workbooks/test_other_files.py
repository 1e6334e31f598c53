"""A file of all the data is in the registry, beside the workbooks."""

from pathlib import Path

import openpyxl
import pytest

from desktop.errors import BadInput
from desktop.services.export import Outside, Team, export_data
from desktop.services.notebook import Notebook
from desktop.services.workbooks.exporting import changes_since
from desktop.services.workbooks.other_files import Readers, readers_of
from desktop.services.workbooks.register import recognise, sent
from desktop.services.workbooks.service import Service, keep_service
from tests.desktop.services.workbooks.season import TODAY, Season, quiet


@pytest.fixture
def out(notebook: Notebook, tmp_path: Path) -> Path:
    """Return a file of all the data of a notebook with one idea."""
    Season(notebook).idea("Un four à pain")
    path = tmp_path / "donnees.xlsx"
    export_data(notebook, path, Team())
    return path


def test_a_file_of_all_the_data_is_remembered(notebook: Notebook, out: Path) -> None:
    (entry,) = sent(notebook)

    assert (entry.title, entry.version) == ("Toutes les données, pour l’équipe", 1)
    assert str(entry.choice.scope.period) == "toutes les années"
    assert entry.counts["Idées"] == 1
    assert recognise(notebook, out) == entry


def test_each_kind_of_readers_has_its_title_and_its_versions(notebook: Notebook, out: Path) -> None:
    export_data(notebook, out, Team(with_personal_data=True))
    export_data(notebook, out, Team(with_personal_data=True))
    export_data(notebook, out, Outside(quiet))

    titles = [(entry.title, entry.version) for entry in sent(notebook)][:3]

    assert titles == [
        ("Données à transmettre", 1),
        ("Toutes les données, personnelles comprises", 2),
        ("Toutes les données, personnelles comprises", 1),
    ]


@pytest.mark.usefixtures("out")
def test_a_file_of_all_the_data_is_not_compared_with_today(notebook: Notebook) -> None:
    (entry,) = sent(notebook)

    with pytest.raises(BadInput, match="pas un des six classeurs"):
        changes_since(notebook, entry.id, today=TODAY, remarks=quiet)


def test_its_first_sheet_tells_the_service(notebook: Notebook, tmp_path: Path) -> None:
    keep_service(notebook, Service("Mission ville"))

    export_data(notebook, tmp_path / "donnees.xlsx", Team())

    front = openpyxl.load_workbook(tmp_path / "donnees.xlsx").worksheets[0]
    told = [str(cell) for row in front.iter_rows(values_only=True) for cell in row]
    assert any("Mission ville" in cell for cell in told)


def test_a_file_of_the_data_says_for_whom_it_was_made(notebook: Notebook, out: Path) -> None:
    export_data(notebook, out, Team(with_personal_data=True))
    export_data(notebook, out, Outside(quiet))

    made_for = [readers_of(entry) for entry in sent(notebook)]

    assert made_for == [Readers.OUTSIDE, Readers.TEAM_WITH_PERSONAL, Readers.TEAM]
