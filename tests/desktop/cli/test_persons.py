"""What is held on a person, from the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Cli = Callable[..., Any]


def test_a_person_is_handed_a_folder(cli: Cli, tmp_path: Path) -> None:
    values = json.dumps({"last_name": "Tilleul", "role": "BENEVOLE"})
    made = cli("add", "contact", "--json", "-", stdin=values)

    answer = cli("person", "export", made.lines[0], "--out", "remise")

    assert answer.code == 0, answer.err
    assert "1\u00a0fiche, 0\u00a0fichier" in answer.out
    assert {path.name for path in (tmp_path / "remise").iterdir()} == {
        "personne.html",
        "personne.json",
    }


def test_an_unknown_contact_is_refused(cli: Cli, tmp_path: Path) -> None:
    answer = cli("person", "export", "CTC-2026-JD-001", "--out", "remise")

    assert answer.code == 2
    assert not (tmp_path / "remise").exists()
