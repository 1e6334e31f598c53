"""A photo whose record came first comes by itself once somebody brings its content."""

from pathlib import Path

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from sync.client.calls import Calls
from sync.client.files import Files, FilesMoved
from tests.desktop.laptops import Laptop, Server, joined, laptop
from tests.sync.client.memory import AtOnce, Watch
from tests.sync.client.memory import Server as FileServer


def _move(one: Laptop, server: FileServer) -> FilesMoved:
    watch = Watch()
    with Calls(AtOnce(), watch) as calls:
        files = Files(one.local, server, calls, one.scopes[0])
        files.move(watch, sends=True)
    return files.moved


def _photo(notebook: Notebook, content: bytes) -> str:
    digest = notebook.contents.keep(content)
    given = {"file_name": "banc.jpg", "attachment_type": "PHOTO", "recognisable_people": "NON"}
    size = {"media_type": "image/jpeg", "size_bytes": len(content)}
    notebook.add("attachment", {**given, **size, "sha256": digest})
    return digest


def test_a_photo_comes_after_its_record_without_a_new_one(
    carnet: Notebook, doors: Opening, tmp_path: Path
) -> None:
    records, server = Server(), FileServer()
    jeanne = joined(carnet, records, "Jeanne Dupont", "JD")
    with laptop(doors, tmp_path / "karim", records, ("Karim Benali", "KB")) as karim:
        photos = [_photo(carnet, content) for content in (b"un banc", b"une porte")]
        jeanne.exchange()
        karim.exchange()

        early = _move(karim, server)
        server.calls.clear()
        nothing = _move(karim, server)
        asked = list(server.calls)
        _move(jeanne, server)
        late = _move(karim, server)
        last = _move(karim, server)
        kept = [karim.local.read_chunk(each, 0) for each in photos]

    assert (early.waiting, nothing.waiting, asked) == (2, 2, ["file_states"])
    assert (late.fetched, late.waiting) == (2, 0)
    assert kept == [b"un banc", b"une porte"]
    assert (last.fetched, last.waiting, last.failed) == (0, 0, 0)
