"""How a run ends: its code, its one sentence for a bug, and what it does not import."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.cli.__main__ import run
from desktop.cli.bugs import write_down
from desktop.cli.root import MODULES, carnet


def test_asking_the_version_reads_nothing_heavy() -> None:
    script = (
        "import sys; from desktop.cli.__main__ import run; code = run(['--version']);"
        "heavy = {'pydantic', 'openpyxl', 'sqlite_utils', 'PySide6', 'cryptography'};"
        "sys.exit(code or ' '.join(heavy & set(sys.modules)) or 0)"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Carnet de quartier")


def test_no_command_imports_qt() -> None:
    script = (
        "import sys, importlib\n"
        f"for name in {sorted(set(MODULES.values()))!r}: importlib.import_module(name)\n"
        "sys.exit(' '.join(name for name in sys.modules if 'PySide6' in name) or 0)"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")


def _fail_on(record: str) -> None:
    text = f"contenu d’une fiche : {record}"
    raise ZeroDivisionError(text)


def test_a_bug_is_written_down_without_what_it_was_working_on(tmp_path: Path) -> None:
    try:
        _fail_on("Zineb a dit")
    except ZeroDivisionError as bug:
        path = write_down(bug, tmp_path)

    assert path is not None
    written = path.read_text("utf-8")
    assert "ZeroDivisionError" in written
    assert "_fail_on" in written
    assert "Zineb" not in written


def test_a_bug_ends_in_one_sober_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    # A bug that needs no bug: a module of ours that is not there.
    monkeypatch.delitem(carnet.commands, "kinds", raising=False)
    monkeypatch.setitem(sys.modules, "desktop.cli.kinds", None)
    monkeypatch.setattr("platformdirs.user_log_path", lambda *_, **__: tmp_path)

    code = run(["kinds"])

    err = capsys.readouterr().err
    assert code == 1
    assert "n’est pas de votre fait" in err
    assert str(tmp_path) in err
    assert "Traceback" not in err


def test_a_reader_that_leaves_is_no_fault() -> None:
    command = [sys.executable, "-m", "desktop.cli", "kinds"]

    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        told = running.stderr.read()

    assert (running.returncode, told) == (0, b"")
