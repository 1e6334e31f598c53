"""Where the files of workbooks go: an ending given back, and no file written over."""

import os
from pathlib import Path

import pytest

from desktop.errors import BadInput, NotWritten
from desktop.ui.exporting.writing import beside, placed


def test_an_ending_left_out_is_given_back_and_never_onto_another_file(tmp_path: Path) -> None:
    (tmp_path / "W1.xlsx").touch()

    free = placed(tmp_path / "W2", ".xlsx")

    assert free == tmp_path / "W2.xlsx"
    with pytest.raises(BadInput, match=r"W1\.xlsx"):
        placed(tmp_path / "W1", ".xlsx")


@pytest.mark.skipif(os.name == "nt", reason="Windows says of such a name that nothing is there")
def test_a_name_too_long_to_look_for_is_told(tmp_path: Path) -> None:
    long = "é" * 126

    with pytest.raises(NotWritten) as alone:
        placed(tmp_path / long, ".xlsx")
    with pytest.raises(NotWritten) as among:
        beside(tmp_path, long, ".xlsx")

    assert "trop long" in alone.value.advice
    assert "trop long" in among.value.advice
