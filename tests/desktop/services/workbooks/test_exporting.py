"""From the records to the file: what is previewed, held back, written whole, entered."""

import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.errors import BadInput, NotWritten
from desktop.services.jobs import Cancelled, Progress, Ticket
from desktop.services.notebook import Notebook
from desktop.services.workbooks.choice import Choice, Format
from desktop.services.workbooks.exporting import (
    changes_since,
    export,
    hold_again,
    look_at,
    preview,
)
from desktop.services.workbooks.leaving import LONGEST_NOTE, Held
from desktop.services.workbooks.register import Sent, one_sent, recognise, sent
from desktop.services.workbooks.scope import Recipient
from desktop.services.workbooks.service import Service, keep_service
from sync.records.funding import FunderType
from tests.desktop.services.workbooks.season import (
    TODAY,
    Season,
    choice,
    quiet,
    suspicious,
)


@pytest.fixture
def season(notebook: Notebook) -> Season:
    return Season(notebook)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "envois"
    folder.mkdir()
    return folder / "classeur.xlsx"


def exported(notebook: Notebook, out: Path, wanted: Choice | None = None, **given: Any) -> Sent:
    """Export as a person would who saw nothing to look at."""
    settings = {"format": Format.XLSX, "today": TODAY, "remarks": quiet, **given}
    return export(notebook, wanted or choice(), out, **settings)


def words(path: Path) -> str:
    """Return all the texts of a workbook."""
    book = openpyxl.load_workbook(path)
    return "\n".join(
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    )


def test_a_preview_tells_the_figures_and_writes_nothing(notebook: Notebook, season: Season) -> None:
    season.idea("Un four à pain")

    seen = preview(notebook, choice(), today=TODAY, remarks=quiet)

    assert {one.what: one.value for one in seen.figures}["Idées de la période"] == 1
    assert not seen.checked.held
    assert seen.since is None
    assert seen.file_name == "W3_soutien_Equipe-de-la-politique_2026_v1_20261123"
    assert not sent(notebook)


def test_an_export_is_a_file_and_an_entry_that_agree(
    notebook: Notebook, season: Season, out: Path
) -> None:
    season.idea("Un four à pain")
    recipient = Recipient("La Région", frozenset({FunderType.REGION}))

    made = exported(notebook, out, choice(recipient=recipient))

    assert "Un four à pain" in words(out)
    assert made.digest == sha256(out.read_bytes()).hexdigest()
    assert (made.recipient, made.version, made.file_name) == ("La Région", 1, "classeur.xlsx")
    assert made.counts["Vivier d’idées"] == 1
    assert made.path == out
    assert [one.digest for one in sent(notebook)] == [made.digest]
    assert one_sent(notebook, made.id).choice == choice(recipient=recipient)


def test_the_first_sheet_tells_the_service_the_filters_and_the_note(
    notebook: Notebook, season: Season, out: Path
) -> None:
    keep_service(notebook, Service("Service de la ville", "1 place Neuve", phone="03 26 00 00 00"))
    exported(
        notebook,
        out,
        choice(territories=frozenset({season.place}), themes=frozenset({"2024:2.2"})),
        note="Deux visites sont à compléter.",
    )

    front = openpyxl.load_workbook(out).worksheets[0]
    told = {str(row[0]): str(row[1]) for row in front.iter_rows(values_only=True) if row[1]}
    assert told["Service"] == "Service de la ville"
    assert told["Contact"] == "1 place Neuve – 03 26 00 00 00"
    assert told["Territoires"] == "Le Hamois"
    assert told["Thèmes"] == "2.2 Soutien à la parentalité"
    assert told["Remarque du service"] == "Deux visites sont à compléter."


@pytest.mark.parametrize("format", [Format.XLSX, Format.ODS, Format.CSV])
def test_each_format_is_written_with_its_own_ending(
    notebook: Notebook, season: Season, tmp_path: Path, format: Format
) -> None:
    season.idea("Un four à pain")
    path = tmp_path / f"classeur{format.ending}"

    exported(notebook, path, format=format)

    with zipfile.ZipFile(path) as archive:
        assert b"Un four \xc3\xa0 pain" in b"".join(map(archive.read, archive.namelist()))


def test_a_passage_that_nobody_read_holds_the_export_until_it_is_read(
    notebook: Notebook, season: Season, out: Path
) -> None:
    key = season.idea("Le four de Karima")

    with pytest.raises(Held) as refused:
        exported(notebook, out, remarks=suspicious)
    there = [*out.parent.iterdir()]
    (passage, *_) = refused.value.passages
    look_at(notebook, [one.key for one in refused.value.passages])
    exported(notebook, out, remarks=suspicious)

    assert there == []
    assert (passage.record, "Karima" in passage.text) == (key, True)
    assert "Le four de Karima" in words(out)


def test_a_passage_read_once_is_read_again_when_a_word_of_it_changes(
    notebook: Notebook, season: Season, out: Path
) -> None:
    key = season.idea("Le four de Karima")
    seen = preview(notebook, choice(), today=TODAY, remarks=suspicious)
    look_at(notebook, [one.key for one in seen.checked.passages])
    notebook.edit(key, {"title": "Le grand four de Karima"})

    with pytest.raises(Held) as refused:
        exported(notebook, out, remarks=suspicious)

    assert [one.text for one in refused.value.passages] == ["Le grand four de Karima"]


def test_passages_let_go_may_be_held_again(notebook: Notebook, season: Season) -> None:
    season.idea("Le four de Karima")
    seen = preview(notebook, choice(), today=TODAY, remarks=suspicious)
    keys = [one.key for one in seen.checked.passages]

    look_at(notebook, keys)
    held = hold_again(notebook)

    again = preview(notebook, choice(), today=TODAY, remarks=suspicious)
    assert [one.key for one in again.checked.passages] == keys
    assert held == len(keys)


def test_the_note_is_read_like_any_text_that_leaves(notebook: Notebook, out: Path) -> None:
    note = "Voir avec Karima."

    with pytest.raises(Held) as refused:
        exported(notebook, out, remarks=suspicious, note=note)
    look_at(notebook, [one.key for one in refused.value.passages])
    exported(notebook, out, remarks=suspicious, note=note)

    assert [(one.sheet, one.text) for one in refused.value.passages] == [("Lisez-moi", note)]
    assert note in words(out)


def test_a_note_too_long_is_refused(notebook: Notebook, out: Path) -> None:
    with pytest.raises(BadInput, match="remarque"):
        exported(notebook, out, note="a" * (LONGEST_NOTE + 1))


@pytest.mark.parametrize("name", ["classeur.ods", "classeur", "nulle-part/classeur.xlsx"])
def test_a_place_that_cannot_hold_the_file_is_refused(
    notebook: Notebook, out: Path, name: str
) -> None:
    with pytest.raises(BadInput, match="Rien n’a été écrit"):
        exported(notebook, out.parent / name)

    assert not sent(notebook)


def test_a_file_that_cannot_be_written_is_not_entered(notebook: Notebook, out: Path) -> None:
    out.mkdir()

    with pytest.raises(NotWritten):
        exported(notebook, out)

    assert not sent(notebook)
    assert [*out.parent.iterdir()] == [out]


def test_an_export_that_is_stopped_leaves_the_old_file_and_no_entry(
    notebook: Notebook, season: Season, out: Path
) -> None:
    season.idea("Un four à pain")
    out.write_bytes(b"old")
    steps: list[Progress] = []

    def stop(progress: Progress) -> None:
        steps.append(progress)
        if progress.total:
            ticket.cancel()

    ticket = Ticket(stop)
    with pytest.raises(Cancelled):
        exported(notebook, out, ticket=ticket)

    assert out.read_bytes() == b"old"
    assert [*out.parent.iterdir()] == [out]
    assert not sent(notebook)
    assert {step.what for step in steps} >= {"Lecture des fiches", "Relecture de ce qui sort"}


def test_a_workbook_that_does_not_exist_is_refused_by_its_name(notebook: Notebook) -> None:
    with pytest.raises(BadInput, match="W1, W2, W3, W4, W5, W6"):
        preview(notebook, choice("W9"), today=TODAY, remarks=quiet)


def test_the_name_of_a_file_counts_the_exports_under_that_name(
    notebook: Notebook, out: Path
) -> None:
    exported(notebook, out)
    exported(notebook, out.with_name("autre.xlsx"))

    seen = preview(notebook, choice(), today=TODAY, remarks=quiet)

    assert seen.file_name.endswith("_2026_v3_20261123")


def test_an_old_export_is_made_again_and_what_differs_is_told(
    notebook: Notebook, season: Season, out: Path
) -> None:
    season.idea("Un four à pain")
    first = exported(notebook, out)
    season.idea("Une grainothèque")

    differs = changes_since(notebook, first.id, today=TODAY, remarks=quiet)
    again = export(
        notebook,
        first.choice,
        out.with_name("suite.xlsx"),
        format=first.format,
        today=TODAY,
        remarks=quiet,
    )

    pool = next(sheet for sheet in differs.sheets if sheet.name == "Vivier d’idées")
    assert [row.label for row in pool.added] == ["IDE-26-JD-0002 – Une grainothèque"]
    assert again.choice == first.choice
    assert again.version == 2
    assert "Une grainothèque" in words(out.with_name("suite.xlsx"))
    assert changes_since(notebook, again.id, today=TODAY, remarks=quiet).nothing


def test_a_preview_compares_itself_with_the_last_export_of_the_same_filters(
    notebook: Notebook, season: Season, out: Path
) -> None:
    exported(notebook, out)
    second = exported(notebook, out)
    exported(notebook, out, choice(words=False))
    season.idea("Un four à pain")

    seen = preview(notebook, choice(), today=TODAY, remarks=quiet)

    assert seen.since is not None
    assert seen.since.sent.id == second.id
    assert not seen.since.nothing


def test_a_file_is_recognised_as_the_one_that_was_sent(notebook: Notebook, out: Path) -> None:
    made = exported(notebook, out)
    known = recognise(notebook, out)
    out.write_bytes(out.read_bytes() + b"\x00")

    assert known is not None
    assert known.id == made.id
    assert recognise(notebook, out) is None
    with pytest.raises(BadInput, match="n’a pas pu être lu"):
        recognise(notebook, out.with_name("absent.xlsx"))
