"""No file that leaves falls over what a newer version wrote, a hole, or a link to nothing."""

from datetime import date
from pathlib import Path
from random import Random

import openpyxl
import pytest

from desktop.services.export import Outside, Team, export_data
from desktop.services.notebook import Notebook
from desktop.services.workbooks.catalogue import WORKBOOKS
from desktop.services.workbooks.choice import Choice, Format
from desktop.services.workbooks.exporting import export
from desktop.services.workbooks.scope import Period, Recipient, Scope
from desktop.services.workbooks.sources import Sources
from sync.records.funding import FunderType
from tests.desktop.services.workbooks.filled import TODAY, misshapen, unproved
from tests.desktop.services.workbooks.season import quiet
from tests.odd_records import odd_notebook

LONG = Scope(Period(date(1900, 1, 1), date(2100, 12, 31)))
# A reader of every type, so that a landlord's sheets are made as well.
ALWAYS = Scope(Period.always(), recipient=Recipient("Tous", frozenset(FunderType)))


@pytest.fixture(params=range(5))
def odd(notebook: Notebook, request: pytest.FixtureRequest) -> Notebook:
    """Return a notebook of odd records tied at random, of one draw."""
    chance = Random(request.param)
    for _ in range(2):
        odd_notebook(notebook, chance)
    return notebook


@pytest.mark.parametrize("scope", [LONG, ALWAYS], ids=["long", "always"])
def test_workbooks_of_odd_records_are_made_and_add_up(odd: Notebook, scope: Scope) -> None:
    made = {code: each.content(Sources(odd, scope, TODAY)) for code, each in WORKBOOKS.items()}

    assert {code: misshapen(told) for code, told in made.items() if misshapen(told)} == {}
    assert {code: unproved(told) for code, told in made.items() if unproved(told)} == {}


def test_files_of_odd_records_are_written_whole(odd: Notebook, tmp_path: Path) -> None:
    for code in WORKBOOKS:
        path = tmp_path / f"{code}.xlsx"
        export(odd, Choice(code, LONG), path, format=Format.XLSX, today=TODAY, remarks=quiet)
    for name, audience in (("equipe", Team(with_personal_data=True)), ("dehors", Outside(quiet))):
        export_data(odd, tmp_path / f"{name}.xlsx", audience)

    names = [
        openpyxl.load_workbook(path, read_only=True).sheetnames for path in tmp_path.glob("*.xlsx")
    ]
    assert len(names) == len(WORKBOOKS) + 2
    assert all("Contrôles" in each for each in names)
