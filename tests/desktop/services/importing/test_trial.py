"""An import is tried, taken in and taken back beside the notebook of the window."""

from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.importing.plan import Nature, Outcome
from desktop.services.importing.recognising import corrected, read_source, recognised, sketched
from desktop.services.importing.trial import Trial, take_back, take_in, try_out
from desktop.services.jobs import Cancelled, Ticket
from desktop.services.notebook import Notebook
from desktop.store.backups import Reason

BODIES = "SIRET;Nom;Type\n{rows}"
TWO = "00665008900037;HABITATIONS;\n01545063800125;HABELLIS;Bailleur social\n"


def _trial(notebook: Notebook, folder: Path, text: str) -> Trial:
    path = folder / "liste.csv"
    path.write_text(text, encoding="utf-8")
    sketch = recognised(read_source(path, Ticket()))
    assert sketch is not None
    return try_out(notebook, sketch, Ticket())


def test_a_trial_writes_nothing_and_shows_what_would_be(notebook: Notebook, tmp_path: Path) -> None:
    trial = _trial(notebook, tmp_path, BODIES.format(rows=TWO))

    assert notebook.count("organisation") == 0
    assert trial.counts[Outcome.CREATE] == 2
    assert [field.name for field in trial.fields] == ["siret", "name", "organisation_type"]
    assert [(one.line, one.cells) for one in trial.samples] == [
        (2, ("00665008900037", "HABITATIONS", "Autre")),
        (3, ("01545063800125", "HABELLIS", "Bailleur social")),
    ]


def test_an_import_is_taken_in_behind_a_backup_and_taken_back_whole(
    notebook: Notebook, tmp_path: Path
) -> None:
    trial = _trial(notebook, tmp_path, BODIES.format(rows=TWO))

    taken = take_in(notebook, trial, Ticket())
    written = notebook.count("organisation")
    backups = [one.reason for one in notebook.backups.list()]
    undone = take_back(notebook, taken)

    assert (taken.created, taken.modified, written) == (2, 0, 2)
    assert Reason.IMPORT in backups
    assert {kind for changed in undone for kind in changed.kinds} == {"organisation"}
    assert notebook.count("organisation") == 0


def test_an_import_that_others_followed_is_not_taken_back_in_their_place(
    notebook: Notebook, tmp_path: Path
) -> None:
    taken = take_in(notebook, _trial(notebook, tmp_path, BODIES.format(rows=TWO)), Ticket())
    notebook.add("task", {"what": "Appeler", "who": "Moi", "due_on": "2026-12-01"})

    undone = take_back(notebook, taken)

    assert undone == ()
    assert notebook.count("organisation") == 2
    assert notebook.count("task") == 1


def test_a_file_that_changes_nothing_makes_no_act(notebook: Notebook, tmp_path: Path) -> None:
    text = BODIES.format(rows=TWO)
    take_in(notebook, _trial(notebook, tmp_path, text), Ticket())

    again = take_in(notebook, _trial(notebook, tmp_path, text), Ticket())

    assert (again.created, again.modified, again.act, again.changed) == (0, 0, 0, ())


def test_a_refused_line_is_told_first_and_stops_everything(
    notebook: Notebook, tmp_path: Path
) -> None:
    trial = _trial(notebook, tmp_path, BODIES.format(rows=f"{TWO}123;MAUVAIS NUMÉRO;\n"))

    with pytest.raises(UserError):
        take_in(notebook, trial, Ticket())

    assert trial.remarks[0].nature is Nature.ERROR
    assert trial.remarks[0].line == 4
    assert notebook.count("organisation") == 0


def test_a_new_organisation_that_resembles_a_known_one_is_said(
    notebook: Notebook, tmp_path: Path
) -> None:
    known = {"name": "Les Jardins d’Éloi", "organisation_type": "ASSO_1901"}
    notebook.add("organisation", known)

    trial = _trial(notebook, tmp_path, "Nom;Sigle\nJardins d'Eloi;JE\nClub de voile;CV\n")

    assert [(one.line, one.nature) for one in trial.remarks] == [(2, Nature.DUPLICATE)]
    assert "Les Jardins d’Éloi" in trial.remarks[0].sentence
    assert trial.alike == 1
    assert not trial.refused


def test_a_trial_and_an_import_stop_when_asked(notebook: Notebook, tmp_path: Path) -> None:
    trial = _trial(notebook, tmp_path, BODIES.format(rows=TWO))
    stopped = Ticket()
    stopped.cancel()

    with pytest.raises(Cancelled):
        take_in(notebook, trial, stopped)

    assert notebook.count("organisation") == 0


def test_columns_said_by_hand_are_read_as_they_were_said(
    notebook: Notebook, tmp_path: Path
) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Machin;Truc\nClub de voile;13001\n", encoding="utf-8")
    sketch = sketched(read_source(path, Ticket()), "organisations", 0)

    sketch = corrected(corrected(sketch, 0, "name"), 1, "postal_code")
    trial = try_out(notebook, sketch, Ticket())

    assert trial.samples[0].cells == ("Club de voile", "13001")
    assert trial.plan.columns == {"Machin": "name", "Truc": "postal_code"}


def test_a_column_that_nobody_fills_in_is_said(notebook: Notebook, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Machin;Truc\n;13001\n", encoding="utf-8")
    sketch = corrected(sketched(read_source(path, Ticket()), "organisations", 0), 0, "name")

    with pytest.raises(UserError) as told:
        try_out(notebook, sketch, Ticket())

    assert "Aucune ligne n’est remplie" in told.value.sentence
