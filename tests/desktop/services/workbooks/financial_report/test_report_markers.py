"""What must stay is in no report, nor in a filled template: every field holds a mark."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.services.opening import Opening
from desktop.services.workbooks.financial_report.content import NotTellable
from desktop.services.workbooks.financial_report.making import write_report
from desktop.services.workbooks.template.filling import Figures, Origin, fill
from desktop.services.workbooks.template.mapping import Link, Mapping
from desktop.services.workbooks.template.picks import PickKind, picks
from desktop.store.keyslots import Argon2
from desktop.store.query import ListQuery
from tests.conftest import PASSPHRASE, Clock
from tests.desktop.export.template.models import make_template
from tests.desktop.services.workbooks.season import TODAY, quiet
from tests.planted import Planted, everything


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    """Return a notebook full of marks, made once for reading."""
    folder = tmp_path_factory.mktemp("planted") / "carnet"
    made = Opening(now_ms=Clock(), cost=Argon2(memory_kib=64, iterations=1, lanes=1)).create(
        folder, name="Jeanne Dupont", passphrase=PASSPHRASE
    )
    yield Planted(made.notebook)
    made.notebook.close()


def actions(planted: Planted) -> list[str]:
    """Return every action, whatever its state."""
    return [one.id for one in planted.notebook.records(ListQuery("action"))]


@pytest.mark.parametrize("ending", [".odt", ".xlsx", ".ods"])
def test_what_must_stay_is_in_no_byte_of_a_report(
    planted: Planted, tmp_path: Path, ending: str
) -> None:
    written, refused = [], 0
    for at, record_id in enumerate(actions(planted)):
        path = tmp_path / f"{at}{ending}"
        try:
            write_report(planted.notebook, record_id, path, today=TODAY, remarks=quiet)
        except NotTellable:
            refused += 1
            continue
        written.append(everything(path))

    found = {mark for mark in planted.marks if any(mark.is_in(text) for text in written)}
    assert written
    assert refused
    assert not [mark for mark in found if not mark.may_leave]
    assert "action.results" in {mark.path for mark in found}
    assert not any("Jeanne" in text for text in written)


def test_what_must_stay_is_in_no_filled_template(planted: Planted, tmp_path: Path) -> None:
    template, texts = make_template(tmp_path / "modele.xlsx"), []
    for at, record_id in enumerate(actions(planted)):
        figures = Figures(planted.notebook, Origin(TODAY, quiet, action=record_id))
        try:
            offered = [one.pick for one in picks(figures.passed("CRF"))]
        except NotTellable:
            continue
        cells = [one for one in offered if one.kind is PickKind.CELL]
        links = [Link("Demande", f"D{row}", pick, "") for row, pick in enumerate(cells, 40)]
        path = tmp_path / f"{at}.xlsx"
        fill(template, Mapping("m", "x", tuple(links)), figures.passed, path)
        texts.append(everything(path))

    found = {mark for mark in planted.marks if any(mark.is_in(text) for text in texts)}
    assert not [mark for mark in found if not mark.may_leave]
    assert "action.results" in {mark.path for mark in found}
