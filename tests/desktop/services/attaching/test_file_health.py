"""A check names the attached files that are missing or damaged."""

from pathlib import Path

import pytest

from desktop.services.notebook import Notebook

CONTENT = b"une photo"


@pytest.fixture
def digest(notebook: Notebook) -> str:
    """Return the print of the content of a captioned attachment."""
    kept = notebook.contents.keep(CONTENT)
    add(notebook, kept, caption="La plantation")
    return kept


def add(notebook: Notebook, digest: str, caption: str | None = None) -> None:
    """Add an attachment that names a content."""
    notebook.add(
        "attachment",
        {
            "file_name": "photo.jpg",
            "caption": caption,
            "recognisable_people": "NON",
            "sha256": digest,
            "media_type": "image/jpeg",
        },
    )


def blob(notebook: Notebook) -> Path:
    """Return the only file beside the base."""
    (path,) = notebook.folder.files.rglob("*.blob")
    return path


@pytest.mark.parametrize("full", [False, True])
def test_whole_files_are_sound(notebook: Notebook, digest: str, full: bool) -> None:
    report = notebook.check(full=full)

    assert report.sound, digest
    assert len(report.sentences) == 2


@pytest.mark.parametrize("full", [False, True])
def test_a_missing_file_is_named_by_its_caption(
    notebook: Notebook, digest: str, full: bool
) -> None:
    blob(notebook).unlink()

    report = notebook.check(full=full)

    assert (report.sound, report.files_only) == (False, True), digest
    assert "«\u00a0La plantation\u00a0»" in report.sentences[0]
    assert "joignez-le de nouveau" in report.sentences[0]


def test_a_flipped_bit_is_found_by_the_full_check(notebook: Notebook, digest: str) -> None:
    path = blob(notebook)
    sealed = bytearray(path.read_bytes())
    sealed[-3] ^= 1
    path.write_bytes(sealed)

    report = notebook.check(full=True)

    assert not report.sound, digest
    assert "«\u00a0La plantation\u00a0»" in report.sentences[0]


def test_a_record_that_never_had_its_file_here_is_only_a_remark(notebook: Notebook) -> None:
    add(notebook, "0" * 64)

    report = notebook.check()

    assert report.sound
    assert (
        "pas encore de fichier dans ce carnet\u00a0: «\u00a0photo.jpg\u00a0»"
        in (report.sentences[-1])
    )


def test_many_missing_files_are_counted(notebook: Notebook) -> None:
    for number in range(8):
        add(notebook, notebook.contents.keep(bytes([number])), caption=f"Photo {number}")
    for path in notebook.folder.files.rglob("*.blob"):
        path.unlink()

    report = notebook.check()

    assert report.sentences[0].startswith("8 fichiers joints manquent")
    assert "«\u00a0Photo 4\u00a0» et 3 autres" in report.sentences[0]
