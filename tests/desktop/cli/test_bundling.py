"""Files for a USB key from the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.services.opening import Opening
from tests.conftest import PASSPHRASE
from tests.keys import agents

Cli = Callable[..., Any]


@pytest.fixture
def key(bare_cli: Cli, opening: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Return commands whose first argument is the person at whose notebook they run."""
    with agents(opening, tmp_path, "5" * 32, "Jeanne", "Bruno") as (jeanne, _):
        jeanne.visit("Rue des Lilas")
    (tmp_path / "phrase.txt").write_text(PASSPHRASE, encoding="utf-8")
    monkeypatch.setenv("CARNET_PASSPHRASE_FILE", str(tmp_path / "phrase.txt"))
    monkeypatch.chdir(tmp_path)
    return lambda who, *words: bare_cli("--data-dir", str(tmp_path / who), *words)


def test_a_visit_goes_from_one_notebook_to_another(key: Cli) -> None:
    made = key("Jeanne", "bundle", "create", "--out", "a.carnet-echange", "--json")
    seen = key("Bruno", "bundle", "inspect", "a.carnet-echange", "--json")
    taken = key("Bruno", "bundle", "apply", "a.carnet-echange")
    again = key("Bruno", "bundle", "apply", "a.carnet-echange", "--json")

    assert (made.json["file"], made.json["files"]) == ("a.carnet-echange", 0)
    assert (seen.json["person"], seen.json["operations"]) == ("Jeanne", made.json["operations"])
    assert "prochain échange" in taken.out
    assert again.json == {"added": 0, "records": 0}
    assert len(key("Bruno", "list", "visit", "--json").json) == 1


def test_another_file_is_refused_with_what_to_do(key: Cli, tmp_path: Path) -> None:
    (tmp_path / "autre.pdf").write_bytes(b"%PDF-1.7 un autre document")

    answer = key("Bruno", "bundle", "apply", "autre.pdf")

    assert answer.code == 2
    assert "n’est pas un fichier d’échange" in answer.err


def test_a_notebook_alone_says_so(cli: Cli) -> None:
    answer = cli("bundle", "create", "--out", "a.carnet-echange", "--all", "--json")

    assert answer.code == 2
    assert "dans aucun espace" in answer.errors[0]["sentence"]
