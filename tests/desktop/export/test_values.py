"""Every kind of field can be told and written."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop.export import dictionary, values
from desktop.export.cells import Cells, decimal_euros, lines_in
from desktop.export.perimeter import Perimeter
from desktop.export.source import Cut, Entry
from desktop.export.values import Teller
from sync.records import RECORD_TYPES
from sync.records.base import Record
from sync.records.fields import FieldSpec, Kind, fields_of


class _Nothing:
    """A notebook that holds nothing."""

    def count(self, kind: str, *, trashed: bool = False) -> int:
        return len(kind) * 0 + int(trashed) * 0

    def records(self, kind: str) -> Iterator[Record]:
        assert kind in RECORD_TYPES
        return iter(())

    def record(self, record_id: str) -> Record | None:
        assert record_id
        return None

    def label_of(self, field: FieldSpec, code: str) -> str:
        assert field.about.list_name
        return code

    def entries(self, list_name: str) -> Sequence[Entry]:
        assert list_name
        return ()


def _fields() -> Iterator[FieldSpec]:
    for model in RECORD_TYPES.values():
        for field in fields_of(model):
            yield field
            if field.item is not None:
                yield from fields_of(field.item)


FIELDS = list({field.kind: field for field in _fields()}.values())


@pytest.fixture
def teller() -> Teller:
    return Teller(_Nothing(), Perimeter())


@pytest.fixture
def cells() -> Cells:
    return Cells(Workbook())


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_field_has_its_words_its_width_and_its_type(kind: Kind) -> None:
    assert kind in values._TEXTS  # noqa: SLF001 - the table that every kind must be in
    assert kind in dictionary._TYPES  # noqa: SLF001 - the same


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.kind.value)
def test_a_value_of_an_unknown_shape_is_told_as_it_is(
    field: FieldSpec, teller: Teller, cells: Cells
) -> None:
    """A newer version may have written what today's rules refuse: reading never fails."""
    place = Cut("Feuille", "VIS-26-JD-0001", "Colonne", 0)

    told = teller.cell(cells, field, {"futur": [1]}, place)

    assert "futur" in told


def test_an_amount_is_exact_to_the_cent() -> None:
    assert decimal_euros(-123_456_789_012_345) == "-1234567890123.45"
    assert decimal_euros(5) == "0.05"


def test_days_and_hours_are_numbers_that_spreadsheets_count(cells: Cells) -> None:
    assert "<v>46082</v>" in cells.day(date(2026, 3, 1))
    assert "<v>0.604166" in cells.hour(time(14, 30))
    assert "01/01/1900" in cells.day(date(1900, 1, 1))
    moment = datetime(2026, 3, 1, 14, 30).astimezone()
    assert "<v>46082.604166" in cells.moment(moment)


def test_the_height_of_a_row_follows_its_longest_text(cells: Cells) -> None:
    assert lines_in(cells.text("court"), 20) == 1
    assert lines_in(cells.text("x" * 45), 20) == 3
    assert lines_in(cells.text("un\ndeux"), 20) == 2
    assert lines_in(cells.number(12), 1) == 1


def test_no_module_keeps_a_plain_copy_aside() -> None:
    """openpyxl's own streaming would write each sheet in a plain temporary file."""
    folder = Path(values.__file__).parent

    assert not [path for path in folder.glob("*.py") if "write_only" in path.read_text("utf-8")]
