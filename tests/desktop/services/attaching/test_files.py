"""Files are attached whole, in one act; their contents are safe before their records exist."""

from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image

from desktop.errors import DiskFull
from desktop.photos.prepared import Prepared
from desktop.services.attaching import files
from desktop.services.attaching.contents import Contents
from desktop.services.attaching.files import Pasted, Piece, attach, read_sources
from desktop.services.jobs import Cancelled, Ticket
from desktop.services.notebook import Notebook
from desktop.services.refusals import NotFound, Refused
from desktop.store.blobs import DamagedFile
from desktop.store.query import ListQuery
from sync.records.attachment import Attachment

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}


@pytest.fixture
def visit(notebook: Notebook) -> str:
    """Return the id of a visit."""
    return notebook.add("visit", VISIT).record.id


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Return a photo of a telephone, with its day."""
    return picture(tmp_path / "Plantation.jpg", "green")


def picture(path: Path, colour: str) -> Path:
    """Write a photo of one colour."""
    exif = Image.Exif()
    exif[ExifTags.Base.DateTime] = "2026:11:13 10:00:00"
    Image.new("RGB", (80, 60), colour).save(path, exif=exif)
    return path


def read(*sources: files.Source) -> tuple[Prepared, ...]:
    """Return what was read of files that are all right."""
    ready = read_sources(sources, Ticket())
    assert ready.refusals == ()
    return ready.files


def pieces(*sources: files.Source, people: str = "NON") -> list[Piece]:
    """Return files as a person fills them in."""
    return [Piece(file, people, " Les arbres ") for file in read(*sources)]


def values(notebook: Notebook, record_id: str) -> dict[str, Any]:
    """Return the values of a record."""
    return dict(notebook.get(record_id))


def test_an_attached_photo_knows_what_it_is(notebook: Notebook, visit: str, photo: Path) -> None:
    attached = attach(notebook, pieces(photo), visit)

    found = notebook.get(attached.ids[0])
    assert isinstance(found, Attachment)
    assert (found.file_name, found.caption) == ("Plantation.jpg", "Les arbres")
    assert (found.about, found.attachment_type, found.media_type) == (visit, "PHOTO", "image/jpeg")
    assert str(found.taken_on) == "2026-11-13"
    assert found.exif_removed
    content = notebook.contents.whole(found.sha256)
    assert found.size_bytes == len(content)
    assert content.startswith(b"\xff\xd8\xff")


def test_several_files_are_one_act(notebook: Notebook, visit: str, tmp_path: Path) -> None:
    chosen = [picture(tmp_path / f"{colour}.jpg", colour) for colour in ("red", "blue")]

    attached = attach(notebook, pieces(*chosen), visit)
    act = notebook.undo()

    assert act is not None
    assert act.label == "Ajout de 2 photos"
    assert len(attached.ids) == 2
    assert notebook.count("attachment") == 0
    notebook.redo()
    assert notebook.count("attachment") == 2


def test_one_refused_file_does_not_stop_the_others(photo: Path, tmp_path: Path) -> None:
    broken = tmp_path / "cassée.jpg"
    broken.write_bytes(photo.read_bytes()[:300])

    ready = read_sources([broken, photo, Pasted("Image collée.png", bytes)], Ticket())

    assert [file.file_name for file in ready.files] == ["Plantation.jpg"]
    assert ["cassée.jpg" in ready.refusals[0].sentence, len(ready.refusals)] == [True, 2]


def test_people_are_never_guessed(notebook: Notebook, visit: str, photo: Path) -> None:
    with pytest.raises(Refused):
        attach(notebook, pieces(photo, people=""), visit)

    assert notebook.count("attachment") == 0


def test_a_document_is_attached_as_not_cleaned(
    notebook: Notebook, visit: str, tmp_path: Path
) -> None:
    document = tmp_path / "Bilan.pdf"
    document.write_bytes(b"%PDF-1.7 /Author (Z)")

    attached = attach(notebook, pieces(document), visit)

    assert values(notebook, attached.ids[0])["exif_removed"] is False
    assert values(notebook, attached.ids[0])["attachment_type"] == "DOCUMENT"


def test_the_same_photo_is_not_attached_twice_to_one_record(
    notebook: Notebook, visit: str, photo: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "Copie.jpg"
    copy.write_bytes(photo.read_bytes())
    attach(notebook, pieces(photo), visit)

    again = attach(notebook, pieces(photo, copy), visit)
    elsewhere = attach(notebook, pieces(photo))

    assert (again.ids, again.repeated) == ((), ("Plantation.jpg", "Copie.jpg"))
    assert len(elsewhere.ids) == 1
    assert len(list(notebook.folder.files.rglob("*.blob"))) == 1


def test_no_record_is_written_when_a_content_is_not_safe(
    notebook: Notebook, visit: str, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = pieces(photo, picture(tmp_path / "Bleue.jpg", "blue"))
    kept = Contents.keep

    def full_at_the_second(self: Contents, content: bytes) -> str:
        if content == chosen[1].file.content:
            raise DiskFull
        return kept(self, content)

    monkeypatch.setattr(Contents, "keep", full_at_the_second)

    with pytest.raises(DiskFull):
        attach(notebook, chosen, visit)

    assert notebook.count("attachment") == 0


def test_the_content_is_on_the_disk_before_its_record(
    notebook: Notebook, visit: str, photo: Path
) -> None:
    seen: list[bool] = []
    notebook.on_change(
        lambda changed: seen.extend(
            notebook.contents.whole(files.attachment_of(notebook, key).sha256) != b""
            for key in changed.ids
        )
    )

    attach(notebook, pieces(photo), visit)

    assert seen == [True]


def test_reading_can_be_stopped(photo: Path) -> None:
    ticket = Ticket()
    ticket.cancel()

    with pytest.raises(Cancelled):
        read_sources([photo], ticket)


def test_too_many_files_at_once_are_told(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_AT_ONCE", 2)

    ready = read_sources([photo] * 3, Ticket())

    assert len(ready.files) == 2
    assert "beaucoup de fichiers" in ready.refusals[0].sentence


def test_a_copy_leaves_the_notebook_where_one_says(
    notebook: Notebook, visit: str, photo: Path, tmp_path: Path
) -> None:
    key = attach(notebook, pieces(photo), visit).ids[0]

    files.export_copy(notebook, key, tmp_path / "copie.jpg")

    with Image.open(tmp_path / "copie.jpg") as copy:
        assert copy.size == (80, 60)
        assert not copy.getexif()


def test_a_damaged_content_leaves_no_half_copy(
    notebook: Notebook, visit: str, photo: Path, tmp_path: Path
) -> None:
    key = attach(notebook, pieces(photo), visit).ids[0]
    (blob,) = notebook.folder.files.rglob("*.blob")
    blob.write_bytes(blob.read_bytes()[:-1])

    with pytest.raises(DamagedFile):
        files.export_copy(notebook, key, tmp_path / "copie.jpg")

    assert not (tmp_path / "copie.jpg").exists()


@pytest.mark.parametrize(
    ("name", "media_type", "offered"),
    [
        ("../../x.jpg", "image/jpeg", "x.jpg"),
        ("CON", "image/jpeg", "fichier-CON.jpg"),
        ("a.exe", "application/x-msdownload", "PJ-26-JD-0001.bin"),
    ],
)
def test_the_name_offered_for_a_copy_is_harmless(
    notebook: Notebook, name: str, media_type: str, offered: str
) -> None:
    key = notebook.add(
        "attachment",
        {
            "file_name": name,
            "recognisable_people": "NON",
            "sha256": "0" * 64,
            "media_type": media_type,
        },
    ).record.id

    assert files.name_of_copy(files.attachment_of(notebook, key)) == offered


def test_only_an_attachment_has_a_content(notebook: Notebook, visit: str) -> None:
    with pytest.raises(NotFound, match="pas une pièce jointe"):
        files.attachment_of(notebook, visit)

    assert len(notebook.listing(ListQuery("visit"))) == 1
