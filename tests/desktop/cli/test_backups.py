"""Backups and checks from the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]
TASK = '{"what": "Appeler le bailleur", "who": "Jeanne", "due_on": "2026-12-01"}'


def test_a_backup_is_made_listed_and_put_back(cli: Run) -> None:
    name = cli("backup", "create").out.strip()
    cli("add", "task", "--json", "-", stdin=TASK)

    listed = cli("backup", "list", "--json").json
    restored = cli("backup", "restore", name)

    assert name in [one["name"] for one in listed]
    assert restored.code == 0, restored.err
    assert "mis de côté" in restored.out
    assert cli("list", "task", "--json").json == []


def test_later_work_is_taken_up_when_asked(cli: Run) -> None:
    name = cli("backup", "create").out.strip()
    cli("add", "task", "--json", "-", stdin=TASK)

    restored = cli("backup", "restore", name, "--later-work", "--json").json

    assert restored["rescued"] >= 1
    assert len(cli("list", "task", "--json").json) == 1


def test_an_unknown_backup_changes_nothing(cli: Run) -> None:
    answer = cli("backup", "restore", "carnet-19990101-000000-manuelle.db")

    assert answer.code == 2
    assert "Rien n’a changé" in answer.err


def test_the_list_of_backups_needs_no_secret_but_needs_a_notebook(cli: Run) -> None:
    there = cli("backup", "list", "--passphrase-file", "rien.txt")
    nowhere = cli("backup", "list", "--data-dir", "nulle-part")

    assert (there.code, nowhere.code) == (0, 3)


def test_a_backup_is_made_before_writing_when_it_is_due(cli: Run) -> None:
    cli("add", "task", "--json", "-", stdin=TASK)
    cli("add", "task", "--json", "-", stdin=TASK)

    assert [one["reason"] for one in cli("backup", "list", "--json").json] == ["ouverture"]


def test_a_sound_notebook_is_said_to_be(cli: Run) -> None:
    assert cli("check", "--json").json["sound"] is True
    assert cli("check", "--full").code == 0


def test_a_damaged_notebook_is_not_opened(cli: Run, tmp_path: Path) -> None:
    base = tmp_path / "carnet" / "carnet.db"
    content = bytearray(base.read_bytes())
    content[len(content) // 2] ^= 0xFF
    base.write_bytes(content)

    answer = cli("check")

    assert answer.code == 3
    assert answer.err
