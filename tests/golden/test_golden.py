"""What the six workbooks of the demonstration year say does not change unnoticed."""

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import pytest

from desktop.services.demo import make_demo
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.services.workbooks.catalogue import WORKBOOKS
from tests.golden.year import TODAY, lines_of

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Notebook]:
    made = make_demo(tmp_path_factory.mktemp("golden") / "demo", today=TODAY)
    with Opening().open(made.path, made.passphrase) as notebook:
        yield notebook


@pytest.mark.parametrize("code", list(WORKBOOKS))
def test_a_workbook_of_the_demonstration_year_says_what_it_said(
    season: Notebook, code: str
) -> None:
    kept = (HERE / f"{code}.txt").read_text(encoding="utf-8").splitlines()

    now = lines_of(season, code)

    difference = "\n".join(unified_diff(kept, now, "kept", "now", lineterm="", n=1))
    assert not difference, f"python -m tests.golden.write keeps what is now said:\n{difference}"
