"""What the workbooks cost, in time and memory, beside another writer and the bare zipped XML."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.services.notebook import Notebook, Planned
from desktop.services.workbooks.catalogue import WORKBOOKS
from sync.records.judgement import judge
from tests.bench.corpus import empty, fill, records
from tests.bench.table import Line

_COLUMNS = 40
_REACH = {2_000: "< 3 s"}
Figures = Mapping[str, float]


def workbooks(size: int) -> Iterator[Line]:
    """Measure the six workbooks of a notebook of `size` records, all of them validated."""
    with TemporaryDirectory(prefix="carnet-bench-") as place:
        folder = Path(place) / "carnet"
        with empty(folder) as notebook:
            _fill_validated(notebook, size)
        _in_a_process("looked", str(folder), *WORKBOOKS)
        for code in WORKBOOKS:
            made = _in_a_process("workbook", str(folder), code)
            what = f"{code}, {size:,} records"
            yield Line(what, made["seconds"], "s", reach=_REACH.get(size, ""))
            yield Line("  … memory added", made["megabytes"], "MB")


def general(rows: int) -> Iterator[Line]:
    """Measure our writer beside XlsxWriter and bare XML, then the workbook of all data.

    The first three write the same cells, already made; the last also reads a whole notebook.
    """
    cells = (str(rows), str(_COLUMNS))
    ours = _in_a_process("sheet", *cells)
    other = _in_a_process("xlsxwriter", *cells)
    floor = _in_a_process("raw", *cells)
    what = f"sheet of {rows:,} rows × {_COLUMNS} columns"
    beside = "XlsxWriter, constant memory"
    yield Line(what, ours["processor"], "s", other["processor"], beside, "≤ 2.00")
    yield Line("  … beside the zipped bare XML", ours["processor"], "s", floor["processor"])
    yield Line("  … memory added", ours["megabytes"], "MB", other["megabytes"], beside, "< 100 MB")
    with TemporaryDirectory(prefix="carnet-bench-") as place:
        folder = Path(place) / "carnet"
        with empty(folder) as notebook:
            fill(notebook, rows)
        whole = _in_a_process("data", str(folder))
    yield Line(f"all data, {rows:,} records", whole["seconds"], "s")
    yield Line("  … memory added", whole["megabytes"], "MB", reach="< 100 MB")


def _fill_validated(notebook: Notebook, size: int) -> None:
    made = (
        judge(type(record), record.model_dump(mode="json", exclude_none=True) | _REVIEWED).record
        for record in records(notebook, size)
    )
    notebook.write_all((Planned(each) for each in made if each is not None), label="Banc")


_REVIEWED = {"review_state": "VALIDE", "diffusion": "DIFFUSABLE"}


def _in_a_process(*work: str) -> Figures:
    command = [sys.executable, "-m", "tests.bench.workbook_process", *work]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: Figures = json.loads(done.stdout or "{}")
    return figures
