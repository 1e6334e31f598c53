"""The arguments of the windows program."""

import sys
from pathlib import Path

import pytest

from desktop.__main__ import read_arguments, start
from desktop.paths import default_data_dir
from desktop.ui.preferences import Preferences


def test_every_argument_is_read(tmp_path: Path) -> None:
    phrase = tmp_path / "phrase.txt"
    phrase.write_text("une longue phrase de rue\n", encoding="utf-8")

    read = read_arguments(
        ["--data-dir", "d", "--passphrase-file", str(phrase), "--screenshots", "s"]
    )

    assert read.data_dir == Path("d")
    assert read.passphrase == "une longue phrase de rue"
    assert read.screenshots == Path("s")


def test_screenshots_leave_the_look_of_the_usual_window_alone() -> None:
    pictures = read_arguments(["--data-dir", "d", "--screenshots", "s"])

    usual = read_arguments(["--data-dir", "d"])

    assert pictures.preferences is None
    assert usual.preferences is not None
    assert usual.preferences.name == "fenetre.ini"


def test_the_environment_says_where_the_notebook_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    phrase = tmp_path / "phrase.txt"
    phrase.write_text("une longue phrase de rue", encoding="utf-8")
    monkeypatch.setenv("CARNET_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("CARNET_PASSPHRASE_FILE", str(phrase))

    read = read_arguments([])

    assert (read.data_dir, read.passphrase) == (tmp_path, "une longue phrase de rue")


def test_without_a_word_the_usual_folder_is_opened_with_a_question() -> None:
    read = read_arguments([])

    assert read.data_dir == (Preferences(read.preferences).folder or default_data_dir())
    assert read.passphrase is None


def test_a_missing_passphrase_file_is_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with pytest.raises(SystemExit) as left:
        read_arguments(["--passphrase-file", str(tmp_path / "absent")])

    assert left.value.code == 2
    assert "ne peut pas être lu" in capsys.readouterr().err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        read_arguments(["--version"])

    assert left.value.code == 0
    assert capsys.readouterr().out.strip()


@pytest.mark.skipif(sys.platform != "linux", reason="the other systems always have a screen")
def test_without_a_screen_a_sentence_names_the_command_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    code = start([])

    assert code == 1
    assert "«\u00a0carnet\u00a0»" in capsys.readouterr().err
