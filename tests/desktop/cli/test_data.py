"""All the data by the command line: a file to send, or one for the team."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

Run = Callable[..., Any]
DATA = ("export", "data", "--out", "donnees.xlsx")


def titles(tmp_path: Path) -> list[Any]:
    """Return the titles of the ideas of the file."""
    book = openpyxl.load_workbook(tmp_path / "donnees.xlsx")
    header, *rows = book["Idées"].iter_rows(min_row=4, values_only=True)
    return [row[header.index("Titre")] for row in rows]


def test_the_file_is_to_be_sent_unless_it_is_asked_for_the_team(
    cli: Run, idea: Callable[..., str], tmp_path: Path
) -> None:
    idea("Un four à pain")
    idea("Un banc", review_state="BROUILLON")

    sent, to_send = cli(*DATA), titles(tmp_path)
    team, for_team = cli(*DATA, "--team"), titles(tmp_path)
    personal = cli(*DATA, "--with-personal-data")

    assert (sent.code, team.code, personal.code) == (0, 0, 0)
    assert to_send == ["Un four à pain"]
    assert sorted(for_team) == ["Un banc", "Un four à pain"]
    assert "données personnelles" in personal.err


def test_a_text_to_read_is_shown_and_is_not_in_the_file(
    cli: Run, idea: Callable[..., str], tmp_path: Path
) -> None:
    idea("Le four de Mme Karima Benali")

    held, before = cli(*DATA), titles(tmp_path)
    let_go, after = cli(*DATA, "--looked-at"), titles(tmp_path)
    again = cli(*DATA)

    assert before == ["(texte à relire avant envoi)"]
    assert "Le four de Mme Karima Benali" in held.err
    assert "--looked-at" in held.out
    assert "Karima" in let_go.err
    assert (held.code, let_go.code, again.code) == (0, 0, 0)
    assert after == ["Le four de Mme Karima Benali"]
    assert "Karima" not in again.err
