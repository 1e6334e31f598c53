"""The workbooks of the demonstration year, as lines, whoever reads them."""

from datetime import date

from desktop.paths import resources_dir
from desktop.privacy.reader import privacy_reader
from desktop.services.notebook import Notebook
from desktop.services.workbooks.choice import Choice
from desktop.services.workbooks.exporting import look_at, preview
from desktop.services.workbooks.scope import Period, Scope
from tests.golden.told import told

TODAY = date(2026, 11, 23)


def lines_of(notebook: Notebook, code: str) -> list[str]:
    """Return what a workbook of the year says once its passages were looked at."""
    choice = Choice(code, Scope(Period.of_years(TODAY.year)))
    remarks = privacy_reader(resources_dir() / "privacy").read
    held = preview(notebook, choice, today=TODAY, remarks=remarks).checked.passages
    look_at(notebook, [passage.key for passage in held])
    return list(told(preview(notebook, choice, today=TODAY, remarks=remarks).content))
