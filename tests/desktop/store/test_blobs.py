"""Files beside the base: kept once, encrypted, never opened when they are not what they were."""

import hashlib
import tracemalloc
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.store.blobs import CHUNK, Blobs, DamagedFile, MissingFile
from desktop.store.folder import NotebookFolder
from desktop.store.keys import DataKey

CONTENT = b"Une photo du jardin. " * 100
HEADER = 44
SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 7)


@pytest.fixture
def key() -> DataKey:
    """Return the key of the notebook."""
    return DataKey(bytes(range(32)))


@pytest.fixture
def blobs(tmp_path: Path, key: DataKey) -> Blobs:
    """Return the files of an empty notebook."""
    return Blobs(NotebookFolder(tmp_path), key)


def long_content(size: int) -> bytes:
    """Return bytes that differ from one chunk to the next."""
    return hashlib.shake_128(b"bytes").digest(size)


def on_disk(folder: Path) -> list[Path]:
    """Return every file that was written."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("size", SIZES)
def test_a_content_comes_back_byte_for_byte(blobs: Blobs, size: int) -> None:
    content = long_content(size)

    digest = blobs.put(content)

    assert digest == hashlib.sha256(content).hexdigest()
    assert blobs.content(digest) == content
    assert blobs.is_here(digest)
    assert blobs.is_whole(digest)


def test_the_same_content_is_kept_once(blobs: Blobs, tmp_path: Path) -> None:
    blobs.put(CONTENT)
    before = {path: path.read_bytes() for path in on_disk(tmp_path)}

    blobs.put(CONTENT)

    assert {path: path.read_bytes() for path in on_disk(tmp_path)} == before
    assert len(before) == 1


def test_neither_the_content_nor_its_hash_can_be_read_on_the_disk(
    blobs: Blobs, tmp_path: Path
) -> None:
    digest = blobs.put(CONTENT)

    (path,) = on_disk(tmp_path)

    assert path == tmp_path / "files" / path.stem[:2] / f"{path.stem}.blob"
    assert path.stem == blobs.name(digest) != digest
    assert b"photo" not in path.read_bytes()
    assert bytes.fromhex(digest) not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


def test_the_names_and_the_contents_depend_on_the_key(blobs: Blobs, tmp_path: Path) -> None:
    digest = blobs.put(CONTENT)
    stranger = Blobs(NotebookFolder(tmp_path), DataKey(bytes(32)))
    (path,) = on_disk(tmp_path)
    disguised = tmp_path / "files" / stranger.name(digest)[:2] / f"{stranger.name(digest)}.blob"
    disguised.parent.mkdir(exist_ok=True)

    with pytest.raises(MissingFile):
        stranger.content(digest)
    path.rename(disguised)

    with pytest.raises(DamagedFile):
        stranger.content(digest)


@pytest.mark.parametrize("place", [0, 4, 20, 35, 43, 44, 400, CHUNK + 76, -17, -1])
def test_one_flipped_bit_anywhere_is_seen(blobs: Blobs, tmp_path: Path, place: int) -> None:
    digest = blobs.put(long_content(CHUNK + 500))
    (path,) = on_disk(tmp_path)
    sealed = bytearray(path.read_bytes())
    sealed[place] ^= 1
    path.write_bytes(sealed)

    with pytest.raises(DamagedFile):
        blobs.content(digest)

    assert not blobs.is_whole(digest)


@pytest.mark.parametrize("length", [0, 3, 44, 60, HEADER + CHUNK + 16, -1])
def test_a_cut_file_is_seen_at_every_length(blobs: Blobs, tmp_path: Path, length: int) -> None:
    digest = blobs.put(long_content(CHUNK + 500))
    (path,) = on_disk(tmp_path)
    path.write_bytes(path.read_bytes()[:length])

    with pytest.raises(DamagedFile):
        blobs.content(digest)

    assert not blobs.is_here(digest)


def test_a_file_cut_at_a_chunk_is_not_taken_for_a_shorter_one(blobs: Blobs, tmp_path: Path) -> None:
    digest = blobs.put(long_content(2 * CHUNK))
    (path,) = on_disk(tmp_path)
    sealed = path.read_bytes()
    shorter = sealed[: HEADER - 8] + CHUNK.to_bytes(8, "big") + sealed[HEADER : HEADER + CHUNK + 16]
    path.write_bytes(shorter)

    with pytest.raises(DamagedFile):
        blobs.content(digest)

    assert blobs.is_here(digest)


def test_chunks_put_in_another_order_are_seen(blobs: Blobs, tmp_path: Path) -> None:
    digest = blobs.put(long_content(3 * CHUNK))
    (path,) = on_disk(tmp_path)
    sealed, step = path.read_bytes(), CHUNK + 16
    first, second = sealed[HEADER : HEADER + step], sealed[HEADER + step : HEADER + 2 * step]
    path.write_bytes(sealed[:HEADER] + second + first + sealed[HEADER + 2 * step :])

    with pytest.raises(DamagedFile):
        blobs.content(digest)


def test_a_file_in_the_place_of_another_is_seen(blobs: Blobs, tmp_path: Path) -> None:
    one, other = blobs.put(b"a" * 50), blobs.put(b"b" * 50)
    paths = {path.stem: path for path in on_disk(tmp_path)}
    paths[blobs.name(one)].write_bytes(paths[blobs.name(other)].read_bytes())

    with pytest.raises(DamagedFile):
        blobs.content(one)

    assert blobs.content(other) == b"b" * 50


def test_attaching_again_mends_a_damaged_file(blobs: Blobs, tmp_path: Path) -> None:
    digest = blobs.put(CONTENT)
    (path,) = on_disk(tmp_path)
    path.write_bytes(b"")

    blobs.put(CONTENT)

    assert blobs.content(digest) == CONTENT


def test_a_missing_file_is_told_in_french(blobs: Blobs) -> None:
    with pytest.raises(MissingFile, match="n’est pas dans le carnet") as told:
        blobs.content("0" * 64)

    assert "joignez-le de nouveau" in told.value.advice


@pytest.mark.parametrize("digest", ["../../etc/passwd", "", "CON", "a:b", "é" * 300])
def test_no_digest_is_ever_a_path(blobs: Blobs, tmp_path: Path, digest: str) -> None:
    with pytest.raises(MissingFile):
        blobs.content(digest)

    assert len(blobs.name(digest)) == 64
    assert on_disk(tmp_path) == []


def test_reading_holds_a_few_chunks_in_memory(blobs: Blobs) -> None:
    digest = blobs.put(long_content(12 * CHUNK))

    tracemalloc.start()
    length = sum(map(len, blobs.read(digest)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert length == 12 * CHUNK
    assert peak < 5 * CHUNK


def test_a_write_that_fails_leaves_nothing(
    blobs: Blobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)

    with pytest.raises(UserError, match="disque est plein"):
        blobs.put(CONTENT)

    assert on_disk(tmp_path) == []


def test_listing_sweeps_what_a_killed_program_left(blobs: Blobs, tmp_path: Path) -> None:
    digest = blobs.put(CONTENT)
    (path,) = on_disk(tmp_path)
    left = path.with_name(f".{path.name}.x.tmp")
    left.write_bytes(b"half")
    (path.parent / "notes.txt").write_bytes(b"not ours")

    names = list(blobs.names())

    assert names == [blobs.name(digest)]
    assert not left.exists()
    assert (path.parent / "notes.txt").exists()


def test_the_files_of_another_notebook_are_not_listed(blobs: Blobs, tmp_path: Path) -> None:
    stranger = Blobs(NotebookFolder(tmp_path), DataKey(bytes(32)))
    stranger.put(CONTENT)
    digest = blobs.put(CONTENT)

    assert list(blobs.names()) == [blobs.name(digest)]
    assert list(stranger.names()) == [stranger.name(digest)]


def test_a_removed_file_is_gone(blobs: Blobs, tmp_path: Path) -> None:
    digest = blobs.put(CONTENT)

    blobs.remove(blobs.name(digest))
    blobs.remove(blobs.name(digest))

    assert on_disk(tmp_path) == []
