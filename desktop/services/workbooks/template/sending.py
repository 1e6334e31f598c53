"""Fill a financer's template and remember it in the registry, as any file that is sent."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from desktop.services.notebook import Notebook
from desktop.services.workbooks.naming import plain
from desktop.services.workbooks.other_files import OtherFile, register_file
from desktop.services.workbooks.scope import Period, Scope
from desktop.services.workbooks.template.filling import Figures, Filled, Origin, fill
from desktop.services.workbooks.template.mapping import Mapping

CODE: Final = "MODELE"
_CELLS: Final = "Cellules remplies"


def fill_and_remember(
    notebook: Notebook,
    origin: Origin,
    template: Path,
    mapping: Mapping,
    out: Path,
    *,
    check: Callable[[], object] = lambda: None,
) -> Filled:
    """Write a filled copy of a template and enter it; raises what `fill` raises."""
    filled = fill(template, mapping, Figures(notebook, origin).passed, out, check=check)
    file = OtherFile(
        CODE,
        f"Modèle rempli\u00a0: {mapping.name}",
        f"{CODE}_{plain(mapping.name)}",
        {_CELLS: filled.cells},
        origin.scope or Scope(Period.always()),
    )
    register_file(notebook, out, file)
    return filled
