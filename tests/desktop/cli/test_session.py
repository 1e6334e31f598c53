"""Which notebook a command opens, with which secret, and what it says when it cannot."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.mark.parametrize("before", [True, False])
def test_global_options_stand_before_or_after_the_command(
    cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bool
) -> None:
    monkeypatch.delenv("CARNET_DATA_DIR")
    monkeypatch.delenv("CARNET_PASSPHRASE_FILE")
    options = ["--json", "--data-dir", str(tmp_path / "carnet")]
    options += ["--passphrase-file", str(tmp_path / "phrase.txt")]

    answer = cli(*options, "list", "visit") if before else cli("list", "visit", *options)

    assert (answer.code, answer.out) == (0, "[]\n")


def test_an_option_is_stronger_than_the_environment(cli: Run, tmp_path: Path) -> None:
    answer = cli("list", "visit", "--data-dir", str(tmp_path / "ailleurs"))

    assert answer.code == 3
    assert "Il n’y a pas de carnet dans ce dossier" in answer.err
    assert not (tmp_path / "ailleurs").exists()


def test_a_wrong_passphrase_opens_nothing(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "phrase.txt").write_text("une autre phrase de rue", encoding="utf-8")

    answer = cli("list", "visit", "--json")

    assert (answer.code, answer.out) == (3, "")
    assert "n’ouvre pas ce carnet" in answer.errors[0]["sentence"]


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe"])
def test_a_passphrase_file_that_says_nothing_is_told(
    cli: Run, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "secret.txt"
    if content is not None:
        path.write_bytes(content)

    answer = cli("list", "visit", "--passphrase-file", str(path))

    assert (answer.code, answer.out) == (3, "")
    assert "secret.txt" in answer.err


def test_only_the_end_of_the_line_is_not_part_of_the_passphrase(
    cli: Run, tmp_path: Path, passphrase: str
) -> None:
    (tmp_path / "phrase.txt").write_bytes(f"\ufeff{passphrase}\r\nremarque".encode())

    assert cli("list", "visit").code == 0


def test_without_a_terminal_nobody_is_asked(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CARNET_PASSPHRASE_FILE")

    answer = cli("list", "visit")

    assert answer.code == 3
    assert "--passphrase-file" in answer.err


def test_a_notebook_in_use_is_left_alone(cli: Run, opening: Any, tmp_path: Path) -> None:
    with opening.open(tmp_path / "carnet", (tmp_path / "phrase.txt").read_text("utf-8").strip()):
        answer = cli("list", "visit")

    assert answer.code == 3
    assert "déjà ouvert" in answer.err


def test_init_without_a_terminal_writes_the_recovery_key_for_its_owner_only(
    cli: Run, tmp_path: Path
) -> None:
    key = tmp_path / "secours.txt"

    answer = cli("init", "--data-dir", "neuf", "--name", "Léa Roy", "--recovery-file", str(key))
    again = cli("list", "list_entry", "--data-dir", "neuf", "--json")

    assert answer.code == 0, answer.err
    assert again.json
    assert os.name == "nt" or key.stat().st_mode & 0o777 == 0o600


def test_init_overwrites_neither_a_key_nor_a_notebook(cli: Run, tmp_path: Path) -> None:
    key = tmp_path / "secours.txt"
    key.write_text("précieux", encoding="utf-8")
    options = ("--name", "Léa Roy", "--recovery-file")

    kept = cli("init", "--data-dir", "neuf", *options, str(key))
    present = cli("init", *options, "autre.txt")

    assert (kept.code, present.code) == (2, 2)
    assert key.read_text("utf-8") == "précieux"
    assert not (tmp_path / "neuf").exists()
    assert not (tmp_path / "autre.txt").exists()


def test_init_without_a_terminal_names_what_it_lacks(cli: Run) -> None:
    answer = cli("init", "--data-dir", "neuf")

    assert answer.code == 2
    assert "--name, --recovery-file" in answer.err


def test_a_weak_passphrase_makes_no_notebook(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "faible.txt").write_text("123456", encoding="utf-8")

    answer = cli(
        *("init", "--data-dir", "neuf", "--name", "Léa Roy", "--recovery-file", "secours.txt"),
        *("--passphrase-file", "faible.txt"),
    )

    assert answer.code == 2
    assert not (tmp_path / "neuf").exists()
    assert not (tmp_path / "secours.txt").exists()


def test_a_lost_passphrase_is_replaced_with_the_recovery_key(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "neuve.txt").write_text("la nouvelle phrase du carnet", encoding="utf-8")

    answer = cli(
        *("recover", "--recovery-file", "cle-de-secours.txt"),
        *("--new-passphrase-file", "neuve.txt"),
    )

    assert answer.code == 0, answer.err
    assert cli("list", "visit").code == 3
    assert cli("list", "visit", "--passphrase-file", "neuve.txt").code == 0


def test_a_new_recovery_key_replaces_the_former_one(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "neuve.txt").write_text("la nouvelle phrase du carnet", encoding="utf-8")
    new = ("--new-passphrase-file", "neuve.txt")

    made = cli("recovery-key", "--recovery-file", "autre-cle.txt")
    former = cli("recover", "--recovery-file", "cle-de-secours.txt", *new)
    latter = cli("recover", "--recovery-file", "autre-cle.txt", *new)

    assert made.code == 0, made.err
    assert (tmp_path / "autre-cle.txt").stat().st_mode & 0o077 == 0
    assert former.code == 3
    assert latter.code == 0, latter.err


def test_the_passphrase_changes(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "neuve.txt").write_text("la nouvelle phrase du carnet", encoding="utf-8")

    answer = cli("passphrase", "--new-passphrase-file", "neuve.txt")

    assert answer.code == 0, answer.err
    assert cli("list", "visit", "--passphrase-file", "neuve.txt").code == 0


_REFUSED_BY_THE_SYSTEM = "x" * 300  # longer than any file system takes, for every user


@pytest.mark.parametrize(
    "arguments",
    [
        ["--data-dir", _REFUSED_BY_THE_SYSTEM, "list", "visit"],
        ["--data-dir", _REFUSED_BY_THE_SYSTEM, "init", "--name", "A", "--recovery-file", "cle"],
        ["--data-dir", "neuf", "init", "--name", "A", "--recovery-file", _REFUSED_BY_THE_SYSTEM],
        [
            *("--data-dir", "neuf", "init", "--name", "A"),
            *("--recovery-file", f"{_REFUSED_BY_THE_SYSTEM}/cle"),
        ],
        ["--passphrase-file", _REFUSED_BY_THE_SYSTEM, "list", "visit"],
        ["add", "visit", "--json", _REFUSED_BY_THE_SYSTEM],
        ["import", _REFUSED_BY_THE_SYSTEM, "--as", "qpv"],
        ["import", "phrase.txt", "--as", "qpv", "--report", _REFUSED_BY_THE_SYSTEM],
        ["export", "data", "--out", f"{_REFUSED_BY_THE_SYSTEM}.xlsx"],
        ["export", "data", "--out", f"{_REFUSED_BY_THE_SYSTEM}/a.xlsx"],
        ["backup", "restore", _REFUSED_BY_THE_SYSTEM],
        ["demo", _REFUSED_BY_THE_SYSTEM],
    ],
    ids=lambda arguments: " ".join(part for part in arguments if len(part) < 100),
)
def test_a_path_that_the_system_refuses_is_told(
    cli: Run, tmp_path: Path, arguments: list[str]
) -> None:
    answer = cli(*arguments)

    assert answer.code in {2, 3}
    assert answer.err
    assert not (tmp_path / "neuf").exists()
