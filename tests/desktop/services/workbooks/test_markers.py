"""Every field of every kind holds a mark: what must stay is in no byte of any file."""

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop.privacy.concerns import Concern, Remark
from desktop.services.export import Outside, export_data
from desktop.services.opening import Opening
from desktop.services.workbooks.catalogue import WORKBOOKS
from desktop.services.workbooks.choice import Choice, Format
from desktop.services.workbooks.exporting import export, preview
from desktop.services.workbooks.financial_report.making import write_report
from desktop.services.workbooks.scope import Period, Recipient, Scope
from desktop.services.workbooks.template.filling import Figures, Origin
from desktop.services.workbooks.template.mapping import Link, Mapping
from desktop.services.workbooks.template.picks import PickKind, picks
from desktop.services.workbooks.template.sending import fill_and_remember
from desktop.store.keyslots import Argon2
from sync.records.funding import FunderType
from tests.conftest import PASSPHRASE, Clock
from tests.desktop.services.workbooks.season import TODAY, quiet
from tests.planted import GOOD, Mark, Planted, everything

STATE = Recipient("État", frozenset({FunderType.STATE_P147}))
REGION = Recipient("Région", frozenset({FunderType.REGION}))
# What each workbook is made for: it must be there, or the test would pass by emptiness.
TOLD = {
    "W1": ("action.title", "organisation.name"),
    "W2": ("action.title", "organisation.name"),
    "W3": ("idea.title",),
    "W4": ("evaluation.story", "evaluation.what_changed"),
    "W5": ("walk.route", "walk.proposals"),
    "W6": ("commitment.title", "decision.title"),
}
PROPOSED = "funding.proposed"
CASES = [
    pytest.param(STATE, Format.XLSX, id="state"),
    pytest.param(REGION, Format.XLSX, id="region"),
    *(pytest.param(None, each, id=f"all-{each}") for each in Format),
]
LANDED = [
    code
    for code, each in WORKBOOKS.items()
    if find_spec(f"desktop.services.workbooks.{each.package}.content")
]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    """Return a notebook full of marks, made once for reading."""
    folder = tmp_path_factory.mktemp("planted") / "carnet"
    made = Opening(now_ms=Clock(), cost=Argon2(memory_kib=64, iterations=1, lanes=1)).create(
        folder, name="Jeanne Dupont", passphrase=PASSPHRASE
    )
    yield Planted(made.notebook)
    made.notebook.close()


def test_every_sensitivity_and_every_state_is_planted(planted: Planted) -> None:
    assert len(planted.marks) > 3_000
    assert {mark.may_leave for mark in planted.marks} == {True, False}
    assert len({mark.state for mark in planted.marks}) > 10
    assert len({mark.path for mark in planted.marks}) > 150


@pytest.mark.parametrize(("recipient", "format"), CASES)
@pytest.mark.parametrize("code", LANDED)
def test_what_must_stay_is_in_no_byte_of_a_workbook(
    planted: Planted, tmp_path: Path, code: str, recipient: Recipient | None, format: Format
) -> None:
    scope = Scope(Period.of_years(2026), recipient=recipient)
    path = tmp_path / f"classeur{format.ending}"

    export(planted.notebook, Choice(code, scope), path, format=format, today=TODAY, remarks=quiet)

    written = everything(path)
    found = {mark for mark in planted.marks if mark.is_in(written)}
    assert not [mark for mark in found if not mark.may_leave and not owned(mark, recipient)]
    there = {mark.path for mark in found if mark.state.startswith(GOOD)}
    assert there.issuperset(TOLD[code])
    assert "Jeanne" not in written


def marked(text: str) -> tuple[Remark, ...]:
    """Take every mark for a telephone."""
    found = re.finditer(r"zq\d+zq", text)
    return tuple(Remark(m.start(), len(m.group()), m.group(), Concern.PHONE) for m in found)


@pytest.mark.parametrize("code", LANDED)
def test_no_text_that_somebody_typed_leaves_without_being_read(planted: Planted, code: str) -> None:
    choice = Choice(code, Scope(Period.of_years(2026)))

    made = preview(planted.notebook, choice, today=TODAY, remarks=marked)

    told = repr(replace(made.content, remarks=()))
    unread = {mark.path for mark in planted.marks if mark.is_in(told)}
    assert made.checked.held
    assert unread <= {"territory.territory_code"}


def owned(mark: Mark, recipient: Recipient | None) -> bool:
    """Tell whether a mark is the recipient's own proposal, which it may read."""
    return mark.path == PROPOSED and recipient is STATE and mark.state in (GOOD, "internal")


def test_what_must_stay_is_in_no_byte_of_the_data_that_are_sent(
    planted: Planted, tmp_path: Path
) -> None:
    path = tmp_path / "donnees.xlsx"

    export_data(planted.notebook, path, Outside(quiet))

    written = everything(path)
    found = {mark for mark in planted.marks if mark.is_in(written)}
    assert not [mark for mark in found if not mark.may_leave]
    missing = {mark.path for mark in planted.marks if mark.may_leave} - {m.path for m in found}
    assert not {path for path in missing if not path.startswith(("list_entry", "observer"))}
    assert "Jeanne" not in written


@pytest.mark.parametrize("ending", [".odt", ".xlsx"])
def test_what_must_stay_is_in_no_byte_of_the_report_of_an_action(
    planted: Planted, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"compte-rendu{ending}"

    write_report(planted.notebook, planted.id_of("action"), path, today=TODAY, remarks=quiet)

    written = everything(path)
    found = {mark for mark in planted.marks if mark.is_in(written)}
    assert not [mark for mark in found if not mark.may_leave]
    assert {mark.path for mark in found}.issuperset({"action.title", "organisation.name"})
    assert "Jeanne" not in written


@pytest.mark.parametrize("code", LANDED)
def test_what_must_stay_is_in_no_byte_of_a_template_filled_with_all_that_is_offered(
    planted: Planted, tmp_path: Path, code: str
) -> None:
    origin = Origin(TODAY, quiet, Scope(Period.of_years(2026), recipient=REGION))
    offered = [one.pick for one in picks(Figures(planted.notebook, origin).passed(code))]
    template, out = tmp_path / "modele.xlsx", tmp_path / "rempli.xlsx"
    Workbook().save(template)
    links = tuple(Link("Sheet", f"A{at}", pick) for at, pick in enumerate(offered, 1)
                  if pick.kind is not PickKind.COLUMN)  # fmt: skip

    fill_and_remember(planted.notebook, origin, template, Mapping("Essai", "", links), out)

    written = everything(out)
    found = {mark for mark in planted.marks if mark.is_in(written)}
    assert not [mark for mark in found if not mark.may_leave]
    assert "Jeanne" not in written
