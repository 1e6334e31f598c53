"""Where workbooks go is asked of the person, who may give up."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from desktop.ui.asking import Asking


@pytest.mark.parametrize(("answer", "expected"), [("", None), ("/envois", Path("/envois"))])
def test_the_folder_of_several_workbooks_is_asked(
    monkeypatch: pytest.MonkeyPatch, *, answer: str, expected: Path | None
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: answer)

    assert Asking(lambda: None).new_files() == expected
