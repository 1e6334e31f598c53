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


def test_the_next_file_is_offered_beside_the_last_one(monkeypatch: pytest.MonkeyPatch) -> None:
    offered: list[str] = []
    answers = ["/envois/W1.xlsx", "", "/ailleurs", ""]

    def answer(_parent: object, _title: str, place: str) -> tuple[str, str]:
        offered.append(place)
        return answers[len(offered) - 1], ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *given: answer(*given)[0])
    asking = Asking(lambda: None)

    asking.new_file("W1.xlsx")
    asking.new_file("W2.xlsx")
    asking.new_files()
    asking.new_files()

    beside, folder = str(Path("/envois/W2.xlsx")), str(Path("/envois"))
    assert offered == [str(Path.home() / "W1.xlsx"), beside, folder, str(Path("/ailleurs"))]
