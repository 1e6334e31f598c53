"""Run by the Python that has Anki: its server, two collections, and how long their rounds take."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

WORDS = "une visite au jardin partagé, des voisins, une question sur les clés du local "


def main() -> None:
    """Print the seconds of each round, for so many notes."""
    many = int(sys.argv[1])
    collection = import_module("anki.collection").Collection
    with tempfile.TemporaryDirectory(prefix="carnet-anki-") as name, served(Path(name)) as address:
        one, other = (collection(str(Path(name) / f"{each}.anki2")) for each in ("one", "other"))
        fill(one, many)
        auth = one.sync_login(username="u", password="p", endpoint=address)
        whole(one, auth, upload=True)
        whole(other, auth, upload=False)
        told = {}
        edit(one, many)
        told["push"] = seconds(one, auth)
        told["pull"] = seconds(other, auth)
        told["nothing"] = seconds(one, auth)
        edit(one, 1)
        told["one"] = seconds(one, auth)
        came = len(other.find_notes("Encore"))
        seconds(other, auth)
        if (came, len(other.find_notes('"Encore Encore"'))) != (many, 1):
            raise RuntimeError("Anki did not carry what was edited")
        one.close()
        other.close()
    sys.stdout.write(json.dumps(told))


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Run Anki's server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    settings = {"SYNC_USER1": "u:p", "SYNC_BASE": str(folder / "server"), "SYNC_PORT": str(port)}
    settings |= {"SYNC_HOST": "127.0.0.1", "RUST_LOG": "error"}
    process = subprocess.Popen(
        [sys.executable, "-m", "anki.syncserver"], env={**os.environ, **settings}
    )
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 5).close()
        except OSError:
            time.sleep(0.05)
        else:
            break
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(30)


def fill(collection: Any, many: int) -> None:
    """Add notes of one kilobyte."""
    kind, requests = collection.models.by_name("Basic"), import_module("anki.collection")
    made = []
    for number in range(many):
        note = collection.new_note(kind)
        note.fields = [f"{number} {WORDS}", WORDS * 12]
        made.append(requests.AddNoteRequest(note, 1))
    collection.add_notes(made)


def edit(collection: Any, many: int) -> None:
    """Change so many notes."""
    notes = [collection.get_note(each) for each in collection.find_notes("")[:many]]
    for note in notes:
        note.fields[0] = "Encore " + note.fields[0]
    collection.update_notes(notes)


def whole(collection: Any, auth: Any, *, upload: bool) -> None:
    """Make the first sync, which carries the whole file."""
    asked = collection.sync_collection(auth, sync_media=False)
    collection.close_for_full_sync()
    collection.full_upload_or_download(auth=auth, server_usn=asked.server_media_usn, upload=upload)
    collection.reopen(after_full_sync=True)


def seconds(collection: Any, auth: Any) -> float:
    """Return how long a round takes; it must not be a whole upload or download."""
    start = time.perf_counter()
    done = collection.sync_collection(auth, sync_media=False)
    if done.required != done.NO_CHANGES and done.required != done.NORMAL_SYNC:
        raise RuntimeError("Anki asks for a whole upload or download")
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
