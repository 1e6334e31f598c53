"""The six workbooks are made from the demonstration, for every financer, without a hitch."""

import subprocess
import sys

import pytest

from desktop.errors import BadInput
from desktop.paths import resources_dir
from desktop.privacy.reader import privacy_reader
from desktop.services.notebook import Notebook
from desktop.services.workbooks.catalogue import WORKBOOKS, workbook
from desktop.services.workbooks.exporting import preview
from desktop.services.workbooks.gate.passages import Remarks
from desktop.services.workbooks.presets import Origin, presets
from tests.desktop.services.workbooks.season import TODAY, choice


@pytest.fixture(scope="module")
def remarks() -> Remarks:
    return privacy_reader(resources_dir() / "privacy").read


def test_a_workbook_is_found_whatever_the_capitals_of_its_code() -> None:
    assert workbook(" w4 ").title == "Rendre compte autrement"
    with pytest.raises(BadInput, match="W1, W2, W3, W4, W5, W6"):
        workbook("W7")


def test_each_workbook_has_a_code_a_word_and_a_package_of_its_own() -> None:
    assert [*WORKBOOKS] == ["W1", "W2", "W3", "W4", "W5", "W6"]
    assert len({each.stem for each in WORKBOOKS.values()}) == 6
    assert len({each.package for each in WORKBOOKS.values()}) == 6


@pytest.mark.parametrize("code", WORKBOOKS)
def test_each_workbook_tells_the_demonstration(
    demo_notebook: Notebook, remarks: Remarks, code: str
) -> None:
    seen = preview(demo_notebook, choice(code), today=TODAY, remarks=remarks)

    assert seen.content.code == code
    assert seen.content.title
    assert seen.figures
    assert any(len(sheet.rows) > 1 for sheet in seen.content.sheets)
    assert seen.file_name.startswith(f"{code}_{WORKBOOKS[code].stem}_")


def test_each_financer_has_its_workbooks_of_the_demonstration(
    demo_notebook: Notebook, remarks: Remarks
) -> None:
    usual = [each for each in presets(demo_notebook) if each.origin is Origin.BUILT_IN]
    bodies = [each for each in presets(demo_notebook) if each.origin is Origin.BODY]

    for preset in (*usual, *bodies[:3]):
        for one in preset.choices(TODAY):
            seen = preview(demo_notebook, one, today=TODAY, remarks=remarks)

            assert seen.content.sheets, (preset.title, one.code)


def test_nothing_that_writes_files_is_loaded_before_it_is_needed() -> None:
    script = (
        "import sys\n"
        "import desktop.services.workbooks.exporting\n"
        "import desktop.services.workbooks.presets\n"
        "print(*(name for name in ('openpyxl', 'odfdo', 'lxml') if name in sys.modules))"
    )

    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert told.stdout.split() == []
