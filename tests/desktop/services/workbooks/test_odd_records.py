"""No workbook falls over what a newer version wrote, over a hole, or over a link to nothing."""

from datetime import date
from random import Random

import pytest

from desktop.services.notebook import Notebook
from desktop.services.workbooks.account.content import content as account
from desktop.services.workbooks.scope import Period, Scope
from desktop.services.workbooks.sources import Sources
from desktop.services.workbooks.support.content import content as support
from tests.desktop.services.workbooks.filled import misshapen, unproved
from tests.odd_records import odd_notebook

ALWAYS = Scope(Period(date(1900, 1, 1), date(2100, 12, 31)))
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("seed", range(5))
def test_workbooks_of_odd_records_are_made_and_add_up(notebook: Notebook, seed: int) -> None:
    chance = Random(seed)
    for _ in range(2):
        odd_notebook(notebook, chance)

    made = [make(Sources(notebook, ALWAYS, TODAY)) for make in (support, account)]

    assert [misshapen(told) for told in made] == [[], []]
    assert [unproved(told) for told in made] == [[], []]
