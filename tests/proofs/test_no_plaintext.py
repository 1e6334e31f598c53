"""No file that the program writes holds in clear what a person confided to it."""

import base64
import contextlib
import gzip
import io
import json
import os
import random
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.blobs import MissingFile
from desktop.store.query import ListQuery

PLANTER = Path(__file__).with_name("planter.py")
COUNT = 75
"""More than the planter uses; it tells how many are left."""


def marker(number: int) -> str:
    """Return a word that nothing else writes, the same in every encoding of letters."""
    return f"zq{random.Random(number).getrandbits(56):014x}"


def disguises(word: str) -> set[bytes]:
    """Return the bytes by which a text can lie in a file."""
    plain = word.encode()
    found = {plain, plain.upper(), word.encode("utf-16-le"), word.encode("utf-16-be")}
    found |= {plain.hex().encode(), plain.hex().upper().encode(), plain[::-1]}
    for shift in range(3):
        # The signs around the word change the first and the last letters of base 64.
        found.add(base64.b64encode(b"\0" * shift + plain)[4 if shift else 0 : -4])
    return found


def contents(path: Path) -> Iterator[bytes]:
    """Return the bytes of a file, and those of all that is packed inside."""
    try:
        whole = path.read_bytes()
    except FileNotFoundError:  # the program that is looked at removed it meanwhile
        return
    yield whole
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    for start, window in (
        (b"\x78\x9c", 15),
        (b"\x78\x01", 15),
        (b"\x78\xda", 15),
        (b"\x1f\x8b", 31),
    ):
        place = whole.find(start)
        while place >= 0:
            unpacked = _unpacked(whole[place:], window)
            if unpacked:
                yield unpacked
            place = whole.find(start, place + 1)


def _unpacked(packed: bytes, window: int) -> bytes:
    try:
        return zlib.decompressobj(window).decompress(packed, 1_000_000)
    except zlib.error:
        return b""


def leaks(roots: list[Path], words: list[str]) -> list[str]:
    """Return a line for each word found in a file or in the name of one."""
    sought = {disguise: word for word in words for disguise in disguises(word)}
    found = []
    for root in roots:
        for path in root.rglob("*"):
            found += [f"{word} names {path}" for word in words if word in path.name.lower()]
            if not path.is_dir():
                found += [
                    f"{word} in {path}"
                    for content in contents(path)
                    for disguise, word in sought.items()
                    if disguise in content
                ]
    return found


@pytest.fixture
def places(tmp_path: Path) -> dict[str, Path]:
    """Return the folders in which the program may write, empty."""
    made = {name: tmp_path / name for name in ("carnets", "home", "temporary", "work")}
    for path in made.values():
        path.mkdir()
    return made


def plant(places: dict[str, Path], secret: Path, words: list[str]) -> int:
    """Run the planter, and kill it in the middle of its writes; return how many it planted."""
    environment = {
        **os.environ,
        **dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), str(places["home"])),
        **{f"XDG_{name}_HOME": str(places["home"] / name) for name in ("DATA", "CONFIG", "CACHE")},
        "XDG_STATE_HOME": str(places["home"] / "state"),
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"), str(places["temporary"])),
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    passphrase = f"une autre phrase {words[1]}"
    given = {
        "folder": str(places["carnets"] / "carnet"),
        "first": f"une longue phrase {words[0]}",
        "passphrase": passphrase,
        "secret": str(secret),
        "markers": words[2:],
    }
    secret.write_text(f"{passphrase}\n", encoding="utf-8")
    program = subprocess.Popen(
        [sys.executable, str(PLANTER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=places["work"],
        env=environment,
    )
    try:
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write(json.dumps(given).encode())
        program.stdin.close()
        answer = program.stdout.readline()
        leaks_while_open = leaks([*places.values()], words)
    finally:
        program.kill()
        program.stdin = None
        complaint = program.communicate()[1].decode()
    assert complaint == ""
    assert leaks_while_open == []
    return len(words) - int(answer.removeprefix(b"ready "))


def contents_of(notebook: Notebook) -> list[bytes]:
    """Return the contents of the files that were attached."""
    found = notebook.pick(ListQuery("attachment"), ("sha256",))
    contents = []
    for picked in found:
        with contextlib.suppress(MissingFile):
            contents.append(notebook.contents.whole(str(picked.values[0])))
    return contents


def test_no_file_holds_in_clear_what_was_confided(
    places: dict[str, Path], tmp_path: Path, opening: Opening
) -> None:
    words = [marker(number) for number in range(COUNT)]
    secret = tmp_path / "secret.txt"

    planted = plant(places, secret, words)
    after_the_kill = leaks([*places.values()], words)
    folder = places["carnets"] / "carnet"
    with opening.open(folder, secret.read_text(encoding="utf-8").strip()) as notebook:
        kept = [word for word in words if notebook.search(word, limit=1).hits]
        sound = notebook.check(full=True).sound
        name = notebook.person.name
        drafts = repr(notebook.drafts())
        attached = contents_of(notebook)
    after_reopening = leaks([*places.values()], words)

    assert after_the_kill == after_reopening == []
    assert planted >= 60
    assert sound
    assert len(kept) >= 25
    assert name in words
    assert sum(word in drafts for word in words) >= 2
    assert sum(word.encode() in content for content in attached for word in words) == 2
    assert sum(content.startswith(b"\xff\xd8\xff") for content in attached) == 1
    assert len(list(folder.glob("backups/*.db"))) >= 2
    assert list(folder.glob("set-aside/*/carnet.db"))


def _zipped(word: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sheet1.xml", f"<v>{word}</v>" * 50)
    return packed.getvalue()


@pytest.mark.parametrize(
    "disguise",
    [
        lambda word: f"avant {word} après".encode(),
        lambda word: word.upper().encode(),
        lambda word: f"à {word}".encode("utf-16-le"),
        lambda word: f"à {word}".encode("utf-16-be"),
        lambda word: base64.b64encode(f"{word} ensuite".encode()),
        lambda word: base64.b64encode(f"a{word} ensuite".encode()),
        lambda word: base64.b64encode(f"ab{word} ensuite".encode()),
        lambda word: word.encode().hex().encode(),
        lambda word: b"x" * 9 + zlib.compress(f"avant {word} après".encode() * 9),
        lambda word: b"x" * 9 + zlib.compress(f"avant {word} après".encode() * 9, 9),
        lambda word: gzip.compress(f"avant {word} après".encode()),
        _zipped,
    ],
)
def test_the_search_sees_a_word_in_any_disguise(
    tmp_path: Path, disguise: Callable[[str], bytes]
) -> None:
    words = [marker(number) for number in range(3)]
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file.bin").write_bytes(b"\x00\x01" + disguise(words[1]) + b"\xff")

    found = leaks([tmp_path], words)

    assert found
    assert all(line.startswith(words[1]) for line in found)


def test_the_search_sees_the_names_of_files(tmp_path: Path) -> None:
    (tmp_path / f"Photo {marker(1).upper()}.jpg").write_bytes(b"")

    assert leaks([tmp_path], [marker(1)])
